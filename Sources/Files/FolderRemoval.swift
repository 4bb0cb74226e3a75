#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Removes what is in a folder. It goes down by descriptors and follows no symbolic link, whatever others change meanwhile.
struct FolderRemoval {
    /// A name as the system has it; it need not be UTF-8.
    private typealias Name = [CChar]

    /// So deep is gone down; what lies deeper is moved up first, so that neither descriptors nor the stack run out.
    private static let largestDepth = 64

    private let top: Int32
    /// How many entries may still be removed.
    private var remaining: Int
    private var raised = 0

    private init(top: Int32, limit: Int) { (self.top, remaining) = (top, limit) }

    /// Removes a folder with what is in it. One that is a symbolic link stays.
    ///
    /// - Returns: whether it is gone.
    @discardableResult
    static func remove(_ path: String) -> Bool {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { return errno == ENOENT }
        defer { close(folder) }
        return removeContents(of: folder, limit: .max) && rmdir(path) == 0
    }

    /// Removes what is in a folder.
    ///
    /// - Parameters:
    ///   - folder: its descriptor, which stays open.
    ///   - last: the name of what is removed when all else is gone; `nil` for nothing of that kind.
    ///   - limit: how many entries are removed at most.
    /// - Returns: whether the folder is empty now.
    static func removeContents(of folder: Int32, last: String? = nil, limit: Int) -> Bool {
        var removal = FolderRemoval(top: folder, limit: limit)
        let kept = last.map { Array($0.utf8CString) }
        var isEmpty: Bool
        var raisedBefore: Int
        repeat {
            raisedBefore = removal.raised
            isEmpty = removal.empty(folder, depth: 0, keeping: kept)
        } while removal.raised > raisedBefore && removal.remaining > 0
        if isEmpty, let last { return unlinkat(folder, last, 0) == 0 || errno == ENOENT }
        return isEmpty
    }

    private mutating func empty(_ folder: Int32, depth: Int, keeping kept: Name?) -> Bool {
        var isEmpty = true
        for name in Self.names(in: folder, limit: remaining) where name != kept {
            guard remaining > 0 else { return false }
            remaining -= 1
            if unlinkat(folder, name, 0) == 0 || errno == ENOENT { continue }
            if depth >= Self.largestDepth {
                raised += 1
                // It is met again there.
                isEmpty = renameat(folder, name, top, "deep-\(getpid())-\(raised)") == 0 && isEmpty
                continue
            }
            let inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard inner >= 0 else {
                isEmpty = false
                continue
            }
            let isInnerEmpty = empty(inner, depth: depth + 1, keeping: nil)
            close(inner)
            isEmpty = isInnerEmpty && unlinkat(folder, name, AT_REMOVEDIR) == 0 && isEmpty
        }
        return isEmpty
    }

    private static func names(in folder: Int32, limit: Int) -> [Name] {
        // A descriptor of its own: reading must not move the place of the one that is given.
        let descriptor = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        guard let stream = fdopendir(descriptor) else {
            close(descriptor)
            return []
        }
        defer { closedir(stream) }
        var names: [Name] = []
        while names.count < limit, let entry = readdir(stream) {
            let name = nameOf(entry)
            if name != [46, 0], name != [46, 46, 0] { names.append(name) }
        }
        return names
    }

    private static func nameOf(_ entry: UnsafeMutablePointer<dirent>) -> Name {
        withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { Array(UnsafeBufferPointer(start: $0, count: strlen($0) + 1)) }
        }
    }
}
