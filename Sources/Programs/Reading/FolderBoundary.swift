import Diagnostics
import Files

/// A folder that reading keeps to: no path and no symbolic link leads out of it.
///
/// A text by a stranger must not choose which files of this machine are read. The folder is held open, so that it stays the one that it was.
public struct FolderBoundary: Sendable {
    /// As paths name it; empty for the current folder.
    public let folder: String
    /// What the folder is, for messages: `the scenario's folder`.
    public let name: String
    /// The folder; `nil` when it is not there, or cannot be opened.
    let root: HeldFolder?
    /// What paths into the folder begin with.
    private let base: [UInt8]

    /// - Parameter held: the folder, where it is open already.
    public init(folder: String, called name: String, held: HeldFolder? = nil) {
        self.folder = folder
        self.name = name
        root = held ?? (try? HeldFolder(folder))
        base = folder == "." || folder.isEmpty ? [] : Array((folder.hasSuffix("/") ? folder : folder + "/").utf8)
    }

    /// Whether a file, or a folder, is in the folder or below it, symbolic links followed. For what is not there its path decides.
    public func holds(_ path: String) -> Bool {
        guard let root, let way = way(to: path) else { return false }
        do throws(WalkProblem) {
            try root.judge(way)
            return true
        } catch {
            return error == .outside ? false : !leavesByText(path)
        }
    }

    /// Reads a file that is in the folder or below it.
    ///
    /// - Parameters:
    ///   - limit: the largest file that is read, in bytes.
    ///   - advice: what to do about a larger one.
    public func read(_ path: String, limit: Int, advice: String? = nil) throws(FileProblem) -> [UInt8] {
        var room = ReadingRoom()
        return try read(path, limit: limit, advice: advice, room: &room)
    }

    func read(_ path: String, limit: Int, advice: String?, room: inout ReadingRoom) throws(FileProblem) -> [UInt8] {
        let root = try root(for: path)
        guard let way = way(to: path),
            let bytes = try readConfinedFile(path: path, way: way, in: root, limit: limit, advice: advice, room: &room)
        else { throw problem(path) }
        return bytes
    }

    /// Opens the folder that a file is in.
    ///
    /// - Returns: `nil` when that lies outside.
    func openFolder(of path: String) throws(FileProblem) -> HeldFolder? {
        let root = try root(for: path)
        guard let way = way(to: Paths.folder(of: path)) else { return nil }
        do throws(WalkProblem) {
            return way.isEmpty ? root : try root.confinedFolder(way)
        } catch {
            guard case .system(let number) = error else { return nil }
            // Whether something is there is nobody's business where the path leads out.
            throw leavesByText(path) ? problem(path) : FileProblem(path: path, error: number)
        }
    }

    private func root(for path: String) throws(FileProblem) -> HeldFolder {
        if let root { return root }
        do throws(SystemError) {
            return try HeldFolder(folder)
        } catch {
            throw FileProblem(path: path, error: error.number)
        }
    }

    /// The names that lead to a path from the folder, or from the top of the file system where it does not begin with the folder's own.
    private func way(to path: String) -> [UInt8]? {
        let path = Array(path.utf8)
        let isAbsolute = path.first == UInt8(ascii: "/")
        if base.isEmpty ? !isAbsolute : path.starts(with: base) { return Array(path.dropFirst(base.count)) }
        if isAbsolute { return path }
        return Paths.currentFolder.map { Array($0.utf8) + path }
    }

    /// Whether the path leads out of the folder by what it says.
    func leavesByText(_ path: String) -> Bool {
        let path = Array(path.utf8)
        if base.isEmpty ? path.first == UInt8(ascii: "/") : !path.starts(with: base) {
            // A folder above the current one holds paths that do not begin as its own does.
            guard !base.isEmpty, let current = Paths.currentFolder else { return true }
            let own = Paths.normalized(String(decoding: base, as: UTF8.self), from: current, top: .isRoot)
            return !Paths.normalized(String(decoding: path, as: UTF8.self), from: current, top: .isRoot).hasPrefix(own)
        }
        return path.dropFirst(base.count).split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
    }

    /// What lets a program read more.
    public static var advice: String { FileProblem.outsideAdvice }

    /// That a path leads out.
    func problem(_ path: String) -> FileProblem {
        FileProblem(
            .isOutside, path: path, leavesByText(path) ? "it lies outside \(name)" : "a symbolic link in it leads out of \(name)",
            suggestion: FileProblem.outsideAdvice)
    }
}
