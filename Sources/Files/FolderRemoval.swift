#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Removes what is in a folder. It goes down by descriptors and follows no symbolic link, whatever others change meanwhile.
package struct FolderRemoval {
    /// A name as the system has it, with a 0 at its end; it need not be UTF-8.
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
    package static func remove(_ path: String) -> Bool {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { return errno == ENOENT }
        defer { close(folder) }
        return removeContents(of: folder) && rmdir(path) == 0
    }

    /// Removes what is in a folder.
    ///
    /// - Parameters:
    ///   - folder: its descriptor, which stays open.
    ///   - last: the name of what is removed when all else is gone; `nil` for nothing of that kind.
    ///   - limit: how many entries are removed at most.
    /// - Returns: whether the folder is empty now.
    @discardableResult
    package static func removeContents(of folder: Int32, last: String? = nil, limit: Int = .max) -> Bool {
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
        var names: [Name] = []
        // What cannot be listed is not empty, which shows when it is removed itself.
        try? forEachEntry(of: folder) { name in
            guard names.count < limit else { return false }
            names.append(name.map { CChar(bitPattern: $0) } + [0])
            return true
        }
        return names
    }
}
