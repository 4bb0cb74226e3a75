import Files
import Scenario

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Reads the module files of one run, and keeps to a folder.
///
/// Each folder is resolved once and held open, so that a file costs no more than being opened, unless it is a symbolic link itself, and is one of
/// the folder that was judged, whatever becomes of the path to it meanwhile.
public struct ModuleReader: Sendable {
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

    private let folder: String
    private let folderName: String
    /// Made when first needed.
    private var boundary: FolderBoundary?
    private let allowsOutside: Bool
    /// The file that the user named, which may lie, or lead, anywhere.
    private let entry: String?
    /// The largest file that is read, in bytes, and what to do about a larger one.
    private let sourceLimit: Int
    private let advice: String
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
    init(folder: String, called folderName: String, entry: String? = nil, allowsOutside: Bool, sourceLimit: Int) {
        self.folder = folder
        self.folderName = folderName
        self.entry = entry
        self.allowsOutside = allowsOutside
        self.sourceLimit = sourceLimit
        advice = Limit.source.advice(Int64(sourceLimit))
    }

    /// Reads a file.
    ///
    /// - Parameter path: as the operating system takes it.
    mutating func read(_ path: String) throws(FileProblem) -> [UInt8] {
        if allowsOutside || path == entry { return try readWholeFile(path: path, limit: sourceLimit, advice: advice) }
        let folder = judgedFolder(of: path)
        guard judged[folder].isInside else { throw outside(path) }
        let start = judged[folder].opened == nil ? 0 : judged[folder].path.utf8.count
        let bytes = try readFileUnlessLink(
            path: path, from: start, in: judged[folder].opened?.descriptor, limit: sourceLimit, advice: advice, room: &room)
        if let bytes { return bytes }
        // A link whose end is not there, or that is one of a loop, is told as it is.
        guard let resolved = Paths.resolved(path) else { return try readWholeFile(path: path, limit: sourceLimit, advice: advice) }
        guard judgingBoundary().holds(resolved: resolved) else { throw outside(path) }
        return try readWholeFile(path: resolved, limit: sourceLimit, advice: advice)
    }

    private mutating func judgingBoundary() -> FolderBoundary {
        if let boundary { return boundary }
        let made = FolderBoundary(folder: folder, called: folderName)
        boundary = made
        return made
    }

    private mutating func outside(_ path: String) -> FileProblem { judgingBoundary().problem(path) }

    /// The place in ``judged`` of the folder that a file is in.
    private mutating func judgedFolder(of path: String) -> Int {
        if let latest, isDirectly(path, in: judged[latest].path) { return latest }
        let parent = Paths.openableFolder(of: path)
        if let known = judgedNumbers[parent] {
            latest = known
            return known
        }
        let boundary = judgingBoundary()
        // What is not there cannot be judged, nor read: opening the file tells why.
        let isInside = Paths.resolved(parent).map { boundary.holds(resolved: $0) } ?? !boundary.leavesByText(path)
        let opened = isInside && judged.count < Self.openFolderLimit ? OpenFolder(parent) : nil
        judged.append(JudgedFolder(path: Paths.folder(of: path), isInside: isInside, opened: opened))
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
}
