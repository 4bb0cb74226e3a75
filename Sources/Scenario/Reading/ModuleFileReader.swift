import Diagnostics

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Reads the module files of one run, and keeps to a folder: no path and no symbolic link leads out of it.
///
/// A text by a stranger must not choose which files of this machine are read. Each folder is resolved once and held open, so that a
/// file costs no more than being opened, unless it is a symbolic link itself, and is one of the folder that was judged, whatever
/// becomes of the path to it meanwhile.
public struct ModuleFileReader: Sendable {
    /// A folder that files were read from, or refused.
    private struct JudgedFolder: Sendable {
        /// With its `/`; empty for the current folder.
        var path: String
        var isInside: Bool
        /// The open folder; `nil` when it cannot be opened, or enough are open.
        var opened: OpenFolder?
    }

    /// Closes the folder when the last reader that holds it is gone.
    private final class OpenFolder: Sendable {
        let descriptor: Int32

        init?(_ path: String) {
            guard let descriptor = openFolder(path) else { return nil }
            self.descriptor = descriptor
        }

        deinit { closeFolder(descriptor) }
    }

    /// The folder as messages and paths name it: the scenario's, or the entry's.
    let folder: String
    /// What the folder is, in words.
    private let folderName: String
    let allowsOutside: Bool
    /// The file that the user named, which may lie, or lead, anywhere.
    let entry: String?
    /// The largest file that is read, in bytes.
    let sourceLimit: Int
    private var root: String?
    private var judged: [JudgedFolder] = []
    /// The place of each folder in ``judged``.
    private var judgedNumbers: [String: Int] = [:]
    /// The place of the last one: most modules lie beside the one before.
    private var latest: Int?
    private var room = ReadingRoom()

    /// How many folders are held open at most; files in others are opened by their whole path.
    private static let openFolderLimit = 64

    /// - Parameters:
    ///   - folder: what is read lies in it or below it; empty means the current folder.
    ///   - folderName: what the folder is, for messages: `the scenario's folder`.
    ///   - entry: the file that the user named; `nil` when that is none of the modules.
    ///   - allowsOutside: whether files elsewhere are read too.
    ///   - sourceLimit: the largest file that is read, in bytes.
    public init(folder: String, called folderName: String, entry: String? = nil, allowsOutside: Bool, sourceLimit: Int) {
        self.folder = folder
        self.folderName = folderName
        self.entry = entry
        self.allowsOutside = allowsOutside
        self.sourceLimit = sourceLimit
    }

    /// Reads a file.
    ///
    /// - Parameter path: as the operating system takes it.
    /// - Throws: a ``Diagnostic`` of kind `.file` that names the path and says why.
    public mutating func read(_ path: String) throws(Diagnostic) -> [UInt8] {
        if allowsOutside || path == entry { return try readFile(path: path, limit: sourceLimit) }
        let folder = judgedFolder(of: path)
        guard judged[folder].isInside else { throw outside(path) }
        let start = judged[folder].opened == nil ? 0 : judged[folder].path.utf8.count
        if let bytes = try readFileUnlessLink(path: path, from: start, in: judged[folder].opened?.descriptor, limit: sourceLimit, room: &room) {
            return bytes
        }
        // A link whose end is not there, or that is one of a loop, is told as it is.
        guard let resolved = resolvedPath(path) else { return try readFile(path: path, limit: sourceLimit) }
        guard isBelowRoot(resolved) else { throw outside(path) }
        return try readFile(path: resolved, limit: sourceLimit)
    }

    /// The place in ``judged`` of the folder that a file is in.
    private mutating func judgedFolder(of path: String) -> Int {
        if let latest, isDirectly(path, in: judged[latest].path) { return latest }
        let parent = folderPath(ofFile: path)
        if let known = judgedNumbers[parent] {
            latest = known
            return known
        }
        if root == nil { root = resolvedPath(folder.isEmpty ? "." : folder) }
        // What is not there cannot be judged, nor read: opening the file tells why.
        let isInside = resolvedPath(parent).map { isBelowRoot($0) } ?? !leavesByText(path)
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let opened = isInside && judged.count < Self.openFolderLimit ? OpenFolder(parent) : nil
        judged.append(JudgedFolder(path: slash.map { String(path[...$0]) } ?? "", isInside: isInside, opened: opened))
        judgedNumbers[parent] = judged.count - 1
        latest = judged.count - 1
        return judged.count - 1
    }

    /// Whether nothing but a name stands behind the folder in a path.
    private func isDirectly(_ path: String, in folder: String) -> Bool {
        path.utf8.withContiguousStorageIfAvailable { path in
            folder.utf8.withContiguousStorageIfAvailable { folder in
                path.count > folder.count && memcmp(path.baseAddress!, folder.baseAddress!, folder.count) == 0
                    && memchr(path.baseAddress! + folder.count, 0x2F, path.count - folder.count) == nil
            } ?? false
        } ?? false
    }

    private func isBelowRoot(_ resolved: String) -> Bool {
        guard let root else { return false }
        return root == "/" || resolved == root || resolved.hasPrefix(root + "/")
    }

    /// Whether the path leads out of the folder, to a place that is not there: whether it is there is nobody's business either.
    private func leavesByText(_ path: String) -> Bool {
        let base = folder == "." || folder.isEmpty ? "" : folder.hasSuffix("/") ? folder : folder + "/"
        guard path.hasPrefix(base) else { return true }
        return path.dropFirst(base.count).split(separator: "/").contains("..") || (base.isEmpty && path.hasPrefix("/"))
    }

    private func outside(_ path: String) -> Diagnostic {
        let reason = leavesByText(path) ? "it lies outside \(folderName)" : "a symbolic link in it leads out of \(folderName)"
        return Diagnostic(.file, "cannot read \(path): \(reason)", suggestion: Self.outsideAdvice)
    }

    /// How files outside the folder are read after all.
    static let outsideAdvice = "say --allow-outside if you trust it to read other files"
}
