import Diagnostics

/// Reads the module files of one run, and keeps to a folder: no path and no symbolic link leads out of it.
///
/// A text by a stranger must not choose which files of this machine are read. Each folder is resolved once and remembered, and a
/// file costs no more than being opened, unless it is a symbolic link itself.
public struct ModuleFileReader: Sendable {
    /// The folder as messages and paths name it: the scenario's, or the entry's.
    let folder: String
    let allowsOutside: Bool
    /// The file that the user named, which may lie, or lead, anywhere.
    let entry: String?
    /// The largest file that is read, in bytes.
    let sourceLimit: Int
    private var root: String?
    private var judgedFolders: [String: Bool] = [:]
    /// The folder that was found to be inside last, with its `/`: most modules lie beside the one before.
    private var latestFolder: String?

    /// - Parameters:
    ///   - folder: what is read lies in it or below it; empty means the current folder.
    ///   - entry: the file that the user named, whose folder this is; `nil` when the folder is a scenario's.
    ///   - allowsOutside: whether files elsewhere are read too.
    ///   - sourceLimit: the largest file that is read, in bytes.
    public init(folder: String, entry: String? = nil, allowsOutside: Bool, sourceLimit: Int) {
        self.folder = folder
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
        guard isInside(folderOf: path) else { throw outside(path) }
        if let bytes = try readFileUnlessLink(path: path, limit: sourceLimit) { return bytes }
        // A link whose end is not there, or that goes round in a circle, is told as it is.
        guard let resolved = resolvedPath(path) else { return try readFile(path: path, limit: sourceLimit) }
        guard isBelowRoot(resolved) else { throw outside(path) }
        return try readFile(path: resolved, limit: sourceLimit)
    }

    private mutating func isInside(folderOf path: String) -> Bool {
        if let latestFolder, path.hasPrefix(latestFolder), !path.utf8.dropFirst(latestFolder.utf8.count).contains(UInt8(ascii: "/")) {
            return true
        }
        let parent = folderPath(ofFile: path)
        if let known = judgedFolders[parent] { return known }
        if root == nil { root = resolvedPath(folder.isEmpty ? "." : folder) }
        // What is not there cannot be judged, nor read: opening the file tells why.
        let isInside = resolvedPath(parent).map { isBelowRoot($0) } ?? !leavesByText(path)
        judgedFolders[parent] = isInside
        if isInside, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) { latestFolder = String(path[...slash]) }
        if isInside, parent == "." { latestFolder = "" }
        return isInside
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
        let home = entry == nil ? "the scenario's folder" : "the entry's folder"
        let reason = leavesByText(path) ? "it lies outside \(home)" : "a symbolic link in it leads out of \(home)"
        return Diagnostic(.file, "cannot read \(path): \(reason)", suggestion: Self.outsideAdvice)
    }

    /// How files outside the folder are read after all.
    static let outsideAdvice = "say --allow-outside if you trust it to read other files"
}
