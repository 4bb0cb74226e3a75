#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Why a walk did not come to its end.
package enum WalkProblem: Error, Equatable, Sendable {
    /// It led out of the folder that it must keep to. Whether something is there is not told.
    case outside
    /// By the number that the operating system gave.
    case system(Int32)
}

/// A way through folders that keeps to one of them, name by name.
///
/// The system follows no symbolic link for it, and each folder on the way is held open: links are read, and their names walked as any others. So what was
/// judged to lie in the folder is what is opened, whatever is renamed or exchanged meanwhile. It may leave the folder on its way, and must have come back:
/// the folder is known by its identity.
struct FolderWalk {
    private let root: HeldFolder
    private let rootIdentity: FileIdentity
    /// The folders from where the walk started down to where it is.
    private var folders: [HeldFolder]
    /// The place of the root in ``folders``; `nil` where the walk is outside.
    private var rootIndex: Int?
    /// The names that are still to be walked, the next one last.
    private var pending: [[UInt8]] = []
    private var linksLeft = 40

    /// As many bytes as the system takes for a path.
    private static let pathLimit = 4096

    /// - Parameter path: from the root, or from the top of the file system where it begins with `/`.
    init(_ path: [UInt8], in root: HeldFolder) throws(WalkProblem) {
        guard let identity = root.identity else { throw .system(errno) }
        self.root = root
        rootIdentity = identity
        folders = [root]
        rootIndex = 0
        try push(path[...])
    }

    /// Walks to the end, which must be a folder.
    mutating func openFolder() throws(WalkProblem) -> HeldFolder {
        while let name = pending.popLast() { try step(name) }
        guard rootIndex != nil, let last = folders.last else { throw .outside }
        return last
    }

    /// Walks to the end and opens what is there, for reading.
    ///
    /// - Returns: a descriptor, which the caller closes.
    mutating func openFile() throws(WalkProblem) -> Int32 {
        while let name = pending.popLast() {
            guard pending.isEmpty, !Self.isDots(name) else {
                try step(name)
                continue
            }
            guard rootIndex != nil else {
                // A link outside may lead back in.
                try follow(name, or: ENOENT)
                continue
            }
            let descriptor = Self.open(name, in: folders[folders.count - 1], O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
            if descriptor >= 0 { return descriptor }
            guard errno == ELOOP else { throw .system(errno) }
            try follow(name, or: ELOOP)
        }
        throw rootIndex == nil ? .outside : .system(EISDIR)
    }

    /// Walks to the end, and opens nothing: it must be there, and in the root.
    mutating func judge() throws(WalkProblem) {
        while let name = pending.popLast() {
            do throws(WalkProblem) {
                try step(name)
            } catch {
                // The last name may be a file's.
                guard pending.isEmpty, error == .system(ENOTDIR), rootIndex != nil else { throw error }
                return
            }
        }
        guard rootIndex != nil else { throw .outside }
    }

    // MARK: Steps

    private mutating func step(_ name: [UInt8]) throws(WalkProblem) {
        switch name {
        case Self.here: return
        case Self.above: try goUp()
        default: try enter(name)
        }
    }

    private mutating func enter(_ name: [UInt8]) throws(WalkProblem) {
        let descriptor = Self.open(name, in: folders[folders.count - 1], HeldFolder.opening | O_NOFOLLOW)
        guard descriptor >= 0 else {
            guard errno == ENOTDIR || errno == ELOOP else { throw failure(errno) }
            return try follow(name, or: ENOTDIR)
        }
        folders.append(HeldFolder(descriptor: descriptor))
        if rootIndex == nil, folders[folders.count - 1].identity == rootIdentity { rootIndex = folders.count - 1 }
    }

    private mutating func goUp() throws(WalkProblem) {
        if folders.count > 1 {
            folders.removeLast()
            if rootIndex == folders.count { rootIndex = nil }
            return
        }
        let descriptor = Self.open(Self.above, in: folders[0], HeldFolder.opening)
        guard descriptor >= 0 else { throw failure(errno) }
        try restart(from: HeldFolder(descriptor: descriptor))
    }

    private mutating func restart(from folder: HeldFolder) throws(WalkProblem) {
        guard let identity = folder.identity else { throw failure(errno) }
        folders = [folder]
        rootIndex = identity == rootIdentity ? 0 : nil
    }

    /// Reads a symbolic link, whose names come next.
    ///
    /// - Parameter error: what it means that this is none.
    private mutating func follow(_ name: [UInt8], or error: Int32) throws(WalkProblem) {
        linksLeft -= 1
        guard linksLeft >= 0 else { throw failure(ELOOP) }
        var target = [UInt8](repeating: 0, count: Self.pathLimit)
        let folder = folders[folders.count - 1].descriptor
        let count = (name + [0]).withUnsafeBytes { name in
            target.withUnsafeMutableBytes { target in
                readlinkat(
                    folder, name.assumingMemoryBound(to: CChar.self).baseAddress!, target.assumingMemoryBound(to: CChar.self).baseAddress!,
                    target.count)
            }
        }
        guard count >= 0 else { throw failure(errno == EINVAL ? error : errno) }
        guard count > 0 else { throw failure(ENOENT) }
        try push(target[..<count])
    }

    private mutating func push(_ path: ArraySlice<UInt8>) throws(WalkProblem) {
        guard path.count < Self.pathLimit else { throw failure(ENAMETOOLONG) }
        let slash = UInt8(ascii: "/")
        if path.first == slash {
            let top: HeldFolder
            do throws(SystemError) { top = try HeldFolder("/") } catch { throw failure(error.number) }
            try restart(from: top)
        }
        // What ends in a slash is a folder.
        if path.last == slash { pending.append(Self.here) }
        for name in path.split(separator: slash).reversed() { pending.append(Array(name)) }
    }

    /// What the system said, as far as it may be told from here.
    private func failure(_ error: Int32) -> WalkProblem { rootIndex == nil ? .outside : .system(error) }

    private static func open(_ name: [UInt8], in folder: HeldFolder, _ flags: Int32) -> Int32 {
        (name + [0]).withUnsafeBytes { openat(folder.descriptor, $0.assumingMemoryBound(to: CChar.self).baseAddress!, flags) }
    }

    private static let here = [UInt8(ascii: ".")]
    private static let above = [UInt8(ascii: "."), UInt8(ascii: ".")]

    private static func isDots(_ name: [UInt8]) -> Bool { name == here || name == above }
}
