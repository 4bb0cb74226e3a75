#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A process that outlives us for a moment, and clears away what is left when we end without doing so: by SIGKILL, in a crash, at a limit of
/// the system.
///
/// It is told of each process group that begins and ends, through a socket that the system closes when we end, however that is. It is
/// a shell: whatever happens to our memory, it has none of it.
struct Watchdog: Sendable {
    /// `+ GROUP` and `- GROUP` are told; `q` says that there is nothing left to do. `$1` is the folder of the process.
    ///
    /// A program may have gone into a group of its own: on Linux it is found by its environment, as ``StrayProcesses`` does.
    private static let script = """
        trap '' INT TERM HUP QUIT
        cd /
        groups=' '
        while read -r sign group; do
          case $sign in
          +) groups="$groups$group " ;;
          -) case $groups in *" $group "*) groups="${groups%%" $group "*} ${groups#*" $group "}" ;; esac ;;
          q) exit ;;
          esac
        done
        for group in $groups; do kill -KILL "-$group"; done
        for turn in 1 2; do
          grep -lazF "\(StrayProcesses.variable)=$1/" /proc/[0-9]*/environ |
            while IFS=/ read -r root proc process rest; do kill -KILL "$process"; done
        done
        rm -rf -- "$1"
        """

    private let descriptor: Int32

    /// Starts one. Without a shell there is none, and then SIGKILL leaves to the next run what it leaves.
    ///
    /// - Parameter folder: what is removed at the end.
    init?(folder: String) {
        var ends: [Int32] = [-1, -1]
        #if canImport(Darwin)
        let kind = SOCK_STREAM
        #else
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        #endif
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
        // Where a standard stream is closed, its number must not become this.
        descriptor = fcntl(ends[0], F_DUPFD_CLOEXEC, 3)
        let other = fcntl(ends[1], F_DUPFD_CLOEXEC, 3)
        for end in ends { close(end) }
        defer { if other >= 0 { close(other) } }
        guard descriptor >= 0, other >= 0, Self.start(folder: folder, input: other) else {
            if descriptor >= 0 { close(descriptor) }
            return nil
        }
        #if canImport(Darwin)
        var isOn: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
        #endif
    }

    private static func start(folder: String, input: Int32) -> Bool {
        let words = ["/bin/sh", "-c", script, "sh", folder]
        // What ends our group, from a terminal or another program, must not end this: it has its own.
        let (_, error) = spawn(words, variables: ["PATH=/usr/bin:/bin"]) { actions in
            posix_spawn_file_actions_adddup2(&actions, input, 0)
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
            posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        }
        return error == 0
    }

    func add(_ group: pid_t) { tell("+ \(group)\n") }
    func remove(_ group: pid_t) { tell("- \(group)\n") }

    /// Tells it that all is cleared away.
    func dismiss() { tell("q\n") }

    private func tell(_ line: String) {
        #if canImport(Darwin)
        let flags: Int32 = 0
        #else
        let flags = Int32(MSG_NOSIGNAL)
        #endif
        let bytes = Array(line.utf8)
        while send(descriptor, bytes, bytes.count, flags) < 0, errno == EINTR {}
    }
}
