#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A folder that is marked as in use, as long as this lives: ``HeldFolder/removeLeftovers()`` passes over it.
public final class FolderLock: Sendable {
    private let descriptor: Int32

    /// `nil` when somebody else has it, or the file system knows no locks.
    public init?(_ folder: HeldFolder) {
        let descriptor = openat(folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    deinit { _ = close(descriptor) }
}

extension HeldFolder {
    /// Removes files, and the folders below this one that are empty then. Symbolic links are not followed, and nothing else is removed.
    ///
    /// - Parameter files: paths from this folder.
    public func removeFiles(_ files: [String]) {
        var folders: Set<[String]> = []
        var latest: (names: [String], folder: HeldFolder)?
        for file in files {
            var names = file.split(separator: "/").map(String.init)
            guard let name = names.popLast() else { continue }
            for count in 0..<names.count { folders.insert(Array(names[...count])) }
            if latest?.names != names { latest = ownFolder(names).map { (names, $0) } }
            if let latest { unlinkat(latest.folder.descriptor, name, 0) }
        }
        latest = nil
        // What is deeper goes first.
        for var names in folders.sorted(by: { $0.count > $1.count }) {
            let name = names.removeLast()
            if let folder = ownFolder(names) { unlinkat(folder.descriptor, name, AT_REMOVEDIR) }
        }
    }

    /// The folder that names lead to, none of which is a symbolic link.
    private func ownFolder(_ names: [String]) -> HeldFolder? {
        names.reduce(self as HeldFolder?) { folder, name in folder.flatMap { try? $0.ownFolder(name) } }
    }
}
