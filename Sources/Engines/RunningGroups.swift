#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The process groups of the engines that run. An engine in a group of its own does not hear the terminal: whoever ends us ends it too.
enum RunningGroups {
    /// Room for as many as run at once; one more than that is not ended with us.
    private static let capacity = 64

    /// A signal may come at any moment, and its handler can neither wait nor allocate: plain memory, in which 0 is a free place.
    nonisolated(unsafe) private static let groups: UnsafeMutablePointer<pid_t> = {
        let pointer = UnsafeMutablePointer<pid_t>.allocate(capacity: capacity)
        pointer.initialize(repeating: 0, count: capacity)
        return pointer
    }()

    nonisolated(unsafe) private static let lock: UnsafeMutablePointer<pthread_mutex_t> = {
        let pointer = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        pthread_mutex_init(pointer, nil)
        return pointer
    }()

    /// What the signals did before, by their number; 0 is the default.
    nonisolated(unsafe) private static let formers: UnsafeMutablePointer<Int> = {
        let pointer = UnsafeMutablePointer<Int>.allocate(capacity: 32)
        pointer.initialize(repeating: 0, count: 32)
        return pointer
    }()

    static func add(_ group: pid_t) {
        replaceFirst(0, with: group)
        let handler: @convention(c) (Int32) -> Void = endEngines
        for number in [SIGINT, SIGTERM, SIGHUP] {
            let former = unsafeBitCast(signal(number, handler), to: Int.self)
            if former == unsafeBitCast(SIG_IGN, to: Int.self) {
                // A signal that whoever started the process wants ignored stays so.
                signal(number, SIG_IGN)
            } else if former != unsafeBitCast(handler, to: Int.self) {
                formers[Int(number)] = former
            }
        }
    }

    static func remove(_ group: pid_t) { replaceFirst(group, with: 0) }

    private static func replaceFirst(_ old: pid_t, with new: pid_t) {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        if let place = (0..<capacity).first(where: { groups[$0] == old }) { groups[place] = new }
    }

    /// Ends them all, and lets the signal do what it did before.
    fileprivate static func end(for number: Int32) {
        for place in 0..<capacity where groups[place] > 0 { kill(-groups[place], SIGKILL) }
        guard formers[Int(number)] == 0 else {
            return unsafeBitCast(formers[Int(number)], to: (@convention(c) (Int32) -> Void).self)(number)
        }
        signal(number, SIG_DFL)
        raise(number)
    }
}

private func endEngines(_ number: Int32) { RunningGroups.end(for: number) }
