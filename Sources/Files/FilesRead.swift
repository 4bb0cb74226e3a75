#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The files that a command read, so that nothing it writes takes the place of one of them.
///
/// Files are told apart by what they are, and not by their paths: a hard link or a symbolic link to one is that one.
public final class FilesRead: @unchecked Sendable {
    /// What a file was read as.
    public enum Role: Sendable {
        /// It was named for the command to read.
        case input
        /// The program asked for it.
        case module
    }

    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var all: [(path: String, role: Role)] = []
    /// How many of them were looked at: nobody asks most commands, and looking at each of ten thousand takes longer than reading does.
    private var seenCount = 0
    private var known: [FileIdentity: Role] = [:]

    public init() { pthread_mutex_init(lock, nil) }

    deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    /// - Parameter path: as the operating system takes it. There need not be such a file.
    public func add(_ path: String, as role: Role) {
        locked { all.append((path, role)) }
    }

    /// All that was named or asked for by a path, in that order.
    public var paths: [String] { locked { all.map { $0.path } } }

    /// What is open, such as standard input; nothing but a file can be written over.
    public func add(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
        locked { known[FileIdentity(status)] = .input }
    }

    /// What a file was read as; `nil` when it was not.
    public func role(of file: FileIdentity) -> Role? {
        locked {
            for (path, role) in all[seenCount...] {
                guard let identity = FileIdentity(path: path) else { continue }
                if known[identity] != .input { known[identity] = role }
            }
            seenCount = all.count
            return known[file]
        }
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return body()
    }
}
