#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What must not outlive us when a signal ends us: the process groups of the engines that run, for an engine in a group of its own does
/// not hear the terminal, and what is in the temporary folder for them.
enum EndOfProcess {
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

    /// The files and folders that are to be gone when we are; `nil` is a free place.
    nonisolated(unsafe) private static let leavings: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = {
        let pointer = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: capacity)
        pointer.initialize(repeating: nil, count: capacity)
        return pointer
    }()

    /// `/bin/rm -rf --`, in memory that is there already.
    nonisolated(unsafe) private static let removal: [UnsafeMutablePointer<CChar>] =
        ["/bin/rm", "-rf", "--"].compactMap { (word: String) in strdup(word) }

    static func add(_ group: pid_t) {
        replaceFirst(0, with: group)
        listenForTheEnd()
    }

    /// 1 once a signal is ending us.
    nonisolated(unsafe) private static let isEnding: UnsafeMutablePointer<sig_atomic_t> = {
        let pointer = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
        pointer.initialize(to: 0)
        return pointer
    }()

    /// Comes back only while the process goes on: a thread that sees its engine ended by us must not begin with the next.
    static func waitForTheEnd() {
        while isEnding.pointee != 0 { pause() }
    }

    /// Keeps in mind that a file, or a folder with all that is in it, is to be removed when a signal ends us.
    static func add(leaving path: String) {
        pthread_mutex_lock(lock)
        if let place = (0..<capacity).first(where: { leavings[$0] == nil }) { leavings[place] = strdup(path) }
        pthread_mutex_unlock(lock)
        listenForTheEnd()
    }

    static func remove(leaving path: String) {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        for place in 0..<capacity {
            guard let known = leavings[place], strcmp(known, path) == 0 else { continue }
            leavings[place] = nil
            free(known)
            return
        }
    }

    private static func listenForTheEnd() {
        // Made now, and not first in the handler.
        _ = (groups, leavings, formers, isEnding, removal.count)
        let handler: @convention(c) (Int32) -> Void = endEngines
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
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

    /// Has another program remove them: to walk a folder is not for a signal's handler.
    private static func removeLeavings() {
        withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<CChar>?.self, capacity: capacity + 4) { words in
            var count = 0
            for word in removal {
                words[count] = word
                count += 1
            }
            let first = count
            for place in 0..<capacity {
                guard let path = leavings[place] else { continue }
                words[count] = path
                count += 1
            }
            guard count > first else { return }
            words[count] = nil
            var identifier: pid_t = 0
            guard posix_spawn(&identifier, removal[0], nil, nil, words.baseAddress!, environ) == 0 else { return }
            var status: Int32 = 0
            while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        }
    }

    /// Ends them all, and lets the signal do what it did before.
    fileprivate static func end(for number: Int32) {
        isEnding.pointee = 1
        for place in 0..<capacity where groups[place] > 0 { kill(-groups[place], SIGKILL) }
        removeLeavings()
        guard formers[Int(number)] == 0 else {
            return unsafeBitCast(formers[Int(number)], to: (@convention(c) (Int32) -> Void).self)(number)
        }
        signal(number, SIG_DFL)
        raise(number)
    }
}

private func endEngines(_ number: Int32) { EndOfProcess.end(for: number) }
