import Diagnostics
import Files

/// A folder that reading keeps to: no path and no symbolic link leads out of it.
///
/// A text by a stranger must not choose which files of this machine are read.
public struct FolderBoundary: Sendable {
    /// As paths name it; empty for the current folder.
    public let folder: String
    /// What the folder is, for messages: `the scenario's folder`.
    public let name: String
    /// The folder without symbolic links; `nil` when it is not there.
    private let root: String?

    public init(folder: String, called name: String) {
        self.folder = folder
        self.name = name
        root = Paths.resolved(folder.isEmpty ? "." : folder)
    }

    /// Whether a file, or a folder, is in the folder or below it, symbolic links followed. For what is not there its path decides.
    public func holds(_ path: String) -> Bool { Paths.resolved(path).map(holds(resolved:)) ?? !leavesByText(path) }

    /// The same of a path without symbolic links.
    func holds(resolved path: String) -> Bool {
        guard let root else { return false }
        return root == "/" || path == root || path.hasPrefix(root + "/")
    }

    /// Whether the path leads out of the folder by what it says. Whether something is there is nobody's business then.
    func leavesByText(_ path: String) -> Bool {
        let base = folder == "." || folder.isEmpty ? "" : folder.hasSuffix("/") ? folder : folder + "/"
        guard path.hasPrefix(base) else { return true }
        return path.dropFirst(base.count).split(separator: "/").contains("..") || (base.isEmpty && path.hasPrefix("/"))
    }

    /// That a path leads out.
    func problem(_ path: String) -> FileProblem {
        FileProblem(
            .isOutside, path: path, leavesByText(path) ? "it lies outside \(name)" : "a symbolic link in it leads out of \(name)",
            suggestion: FileProblem.outsideAdvice)
    }
}
