#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A new file or folder that is not whole yet, under a name that nobody can know before, beside the place that it is made for.
///
/// It is locked as long as its process lives: what nobody holds is left of one that was killed, and ``HeldFolder/removeLeftovers()`` takes it away.
public final class StagedEntry: Sendable {
    public enum Kind: Sendable { case file, folder }

    /// The folder that it is in.
    public let parent: HeldFolder
    public let name: String
    public let kind: Kind
    /// A file is open for writing, a folder for starting from it.
    public let descriptor: Int32

    /// Makes one.
    ///
    /// - Parameters:
    ///   - mode: the rights of a file, less those that the process withholds; a folder is its owner's alone until it is whole.
    ///   - willMake: is told each name before it is tried, so that a signal that comes at once finds it.
    public init(
        _ kind: Kind, in parent: HeldFolder, mode: mode_t = 0o644, willMake: (_ name: String) -> Void = { _ in }
    ) throws(SystemError) {
        var last: Int32 = EEXIST
        for _ in 0..<100 {
            let name = Self.freshName()
            willMake(name)
            let descriptor: Int32
            switch kind {
            case .file:
                descriptor = openat(parent.descriptor, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
            case .folder:
                if mkdirat(parent.descriptor, name, 0o700) != 0 {
                    if errno == EEXIST { continue }
                    throw SystemError(errno)
                }
                descriptor = openat(parent.descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            }
            guard descriptor >= 0 else {
                last = errno
                if last == EEXIST || (kind == .folder && last == ENOENT) { continue }
                throw SystemError(last)
            }
            // Whoever clears up may have come between, and taken it away: then it is nobody's.
            let isLocked = flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
            var status = stat()
            if isLocked, fstat(descriptor, &status) == 0, status.st_nlink > 0, kind == .file || status.st_uid == geteuid() {
                self.parent = parent
                self.name = name
                self.kind = kind
                self.descriptor = descriptor
                return
            }
            close(descriptor)
            if isLocked { continue }
            unlinkat(parent.descriptor, name, kind == .folder ? AT_REMOVEDIR : 0)
        }
        throw SystemError(last)
    }

    /// Gives it its own name, where it takes the place of a file that is there.
    public func rename(to target: String) throws(SystemError) {
        guard renameat(parent.descriptor, name, parent.descriptor, target) == 0 else { throw SystemError(errno) }
    }

    /// Takes it away with all that is in it.
    public func remove() {
        if kind == .folder {
            FolderRemoval.removeContents(of: descriptor)
            unlinkat(parent.descriptor, name, AT_REMOVEDIR)
        } else {
            unlinkat(parent.descriptor, name, 0)
        }
    }

    /// The folder itself, to make files in it.
    public func folder() throws(SystemError) -> HeldFolder {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw SystemError(errno) }
        return HeldFolder(descriptor: copy)
    }

    deinit { _ = close(descriptor) }

    // MARK: Names

    private static let prefix = Array(".tla-sim-".utf8)
    private static let suffix = Array(".part".utf8)
    private static let digitCount = 16

    /// A name for something that is not whole, or not needed any more.
    public static func freshName() -> String {
        let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        return ".tla-sim-" + String(repeating: "0", count: digitCount - digits.count) + digits + ".part"
    }

    /// Whether a name is one of those.
    static func isName(_ name: [UInt8]) -> Bool {
        guard name.count == prefix.count + digitCount + suffix.count, name.starts(with: prefix), name.suffix(suffix.count) == suffix[...]
        else { return false }
        return name.dropFirst(prefix.count).prefix(digitCount).allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
