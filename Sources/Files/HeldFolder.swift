#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What the operating system did not do, by its number.
public struct SystemError: Error, Equatable, Sendable {
    public let number: Int32

    public init(_ number: Int32) { self.number = number }

    /// The system's words for it.
    public var words: String { String(cString: strerror(number)) }
}

/// Which file or folder: two paths that lead to one, by links or by names, lead to equal ones.
public struct FileIdentity: Hashable, Sendable {
    private let device: UInt64
    private let number: UInt64

    public init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
    }

    /// Of what is open; `nil` when nothing is.
    public init?(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Of the file that a path leads to, symbolic links followed; `nil` when there is none, or something else.
    public init?(filePath path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        self.init(status)
    }

    /// Of what a path leads to, symbolic links followed; `nil` when there is nothing.
    public init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }
}

/// A folder that is open: it stays the same one, whatever becomes of the path to it. Closed when its last user is gone.
public final class HeldFolder: Sendable {
    /// For the system's calls that start from a folder. It need not allow the folder to be listed.
    public let descriptor: Int32

    /// Takes over a descriptor.
    init(descriptor: Int32) { self.descriptor = descriptor }

    /// - Parameter path: as the operating system takes it; symbolic links are followed. Empty means the current folder.
    public convenience init(_ path: String) throws(SystemError) {
        let descriptor = open(path.isEmpty ? "." : path, Self.opening)
        guard descriptor >= 0 else { throw SystemError(errno) }
        self.init(descriptor: descriptor)
    }

    /// A folder in this one, or below it.
    ///
    /// - Parameter path: symbolic links are followed.
    public func folder(_ path: String) throws(SystemError) -> HeldFolder {
        let descriptor = openat(descriptor, path, Self.opening)
        guard descriptor >= 0 else { throw SystemError(errno) }
        return HeldFolder(descriptor: descriptor)
    }

    /// A folder that lies in this one itself: a symbolic link is none.
    public func ownFolder(_ name: String) throws(SystemError) -> HeldFolder {
        let descriptor = openat(descriptor, name, Self.opening | O_NOFOLLOW)
        guard descriptor >= 0 else { throw SystemError(errno) }
        return HeldFolder(descriptor: descriptor)
    }

    public var identity: FileIdentity? { FileIdentity(descriptor: descriptor) }

    deinit { _ = close(descriptor) }

    /// How a folder is opened to start from it, and not to list it, for which no right may be given.
    static let opening: Int32 = {
        #if os(Linux)
        // O_PATH, which the headers keep from those who do not ask for GNU's own.
        return 0o10000000 | O_DIRECTORY | O_CLOEXEC
        #else
        return O_RDONLY | O_DIRECTORY | O_CLOEXEC
        #endif
    }()
}
