import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What must not outlive us: the process groups of the engines that run, for an engine in a group of its own does not hear the terminal, and
/// the folder of this process.
///
/// An ordinary end and the signals that ask us to end clear both away before we are gone. After any other end a ``Watchdog`` does.
enum EndOfProcess {
    /// Room for as many as run at once; one more than that is left to the watchdog.
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

    /// `/bin/rm -rf -- FOLDER`, ended by `nil`, in memory that is there already; empty while there is no folder.
    nonisolated(unsafe) private static var removal: UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?> = .init(start: nil, count: 0)

    nonisolated(unsafe) private static var watchdog: Watchdog?

    /// 1 once a signal is ending us.
    nonisolated(unsafe) private static let isEnding: UnsafeMutablePointer<sig_atomic_t> = {
        let pointer = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
        pointer.initialize(to: 0)
        return pointer
    }()

    /// From now on the folder is removed when we end. To be called once, before any group is added.
    static func begin(folder: String) {
        let words = ["/bin/rm", "-rf", "--", folder]
        let memory = UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: words.count + 1)
        memory.initialize(repeating: nil)
        for (place, word) in words.enumerated() { memory[place] = strdup(word) }
        // Made now, and not first in the handler.
        _ = (groups, formers, isEnding, lock)
        removal = memory
        watchdog = Watchdog(folder: folder)
        listenForTheEnd()
        atexit { EndOfProcess.clearAway() }
    }

    static func add(_ group: pid_t) {
        watchdog?.add(group)
        replaceFirst(0, with: group)
        listenForTheEnd()
    }

    /// To be called while the number is still the group's own: before its process is waited for.
    static func remove(_ group: pid_t) {
        watchdog?.remove(group)
        replaceFirst(group, with: 0)
    }

    /// Comes back only while the process goes on: a thread that sees its engine ended by us must not begin with the next.
    static func waitForTheEnd() {
        while isEnding.pointee != 0 { pause() }
    }

    private static func listenForTheEnd() {
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

    private static func replaceFirst(_ old: pid_t, with new: pid_t) {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        if let place = (0..<capacity).first(where: { groups[$0] == old }) { groups[place] = new }
    }

    private static func endGroups() {
        for place in 0..<capacity where groups[place] > 0 { kill(-groups[place], SIGKILL) }
    }

    /// At an ordinary end, on whichever thread.
    private static func clearAway() {
        endGroups()
        // Whoever is just being ended may still make a file.
        if removal.count > 3, let folder = removal[3], FolderRemoval.remove(String(cString: folder)) { watchdog?.dismiss() }
    }

    /// Has another program remove the folder: to walk one is not for a signal's handler.
    private static func removeFolder() {
        guard let words = removal.baseAddress, let program = words[0] else { return }
        var identifier: pid_t = 0
        guard posix_spawn(&identifier, program, nil, nil, words, environ) == 0 else { return }
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    }

    /// Ends them all, and lets the signal do what it did before.
    fileprivate static func end(for number: Int32) {
        isEnding.pointee = 1
        endGroups()
        removeFolder()
        guard formers[Int(number)] == 0 else {
            return unsafeBitCast(formers[Int(number)], to: (@convention(c) (Int32) -> Void).self)(number)
        }
        signal(number, SIG_DFL)
        raise(number)
    }
}

private func endEngines(_ number: Int32) { EndOfProcess.end(for: number) }
