import Files
import Scenario
import Text

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Reads the module files of one run, and keeps to a folder.
///
/// Each folder is walked to once and held open, so that a file costs no more than being opened, unless it is a symbolic link itself, and is one of
/// the folder that was judged, whatever becomes of the path to it meanwhile.
public struct ModuleReader: Sendable {
    /// A folder that files were read from, or refused.
    private struct KnownFolder: Sendable {
        /// With its `/`; empty for the current folder.
        var path: String
        /// `nil` for one that lies outside.
        var held: HeldFolder?
    }

    /// Made when first needed, where the folder is not held already.
    private var boundary: FolderBoundary?
    private let folder: String
    private let folderName: String
    let allowsOutside: Bool
    /// The file that the user named, which may lie, or lead, anywhere.
    private let entry: String?
    /// The largest file that is read, in bytes, and what to do about a larger one.
    private var sourceLimit: Int
    private lazy var advice = Limit.source.advice(Int64(sourceLimit))
    /// Whether ``sourceLimit`` is what is left for all files together.
    private var limitsAll = false
    private var known: [KnownFolder] = []
    /// The place of each folder in ``known``.
    private var numbers: [ExactText: Int] = [:]
    /// The place of the last one: most modules lie beside the one before.
    private var latest: Int?
    /// The place that the next folder takes when all are taken.
    private var oldest = 0
    private var room = ReadingRoom()
    /// Where it is noted what was read.
    var filesRead: FilesRead?
    var packages = PackageNotes()

    /// Why the latest resolution found nothing, where packages have a say.
    public var packageProblem: PackageProblem? { packages.problem }

    /// How many folders are held open at most.
    private static let folderLimit = 64

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
    }

    /// The same for a folder that is held already.
    init(_ boundary: FolderBoundary, entry: String? = nil, allowsOutside: Bool, sourceLimit: Int) {
        self.init(
            folder: boundary.folder, called: boundary.name, entry: entry, allowsOutside: allowsOutside, sourceLimit: sourceLimit)
        self.boundary = boundary
    }

    /// Reads a file.
    ///
    /// - Parameter path: as the operating system takes it.
    mutating func read(_ path: String) throws(FileProblem) -> [UInt8] {
        filesRead?.add(path, as: .module)
        let bytes = try readWithinLimit(path)
        if limitsAll { sourceLimit -= bytes.count }
        return bytes
    }

    /// From now on all files together are no larger.
    ///
    /// - Parameters:
    ///   - most: in bytes.
    ///   - advice: what to do when they are.
    mutating func limitAll(to most: Int, advice: String) {
        sourceLimit = min(sourceLimit, most)
        self.advice = advice
        limitsAll = true
    }

    private mutating func readWithinLimit(_ path: String) throws(FileProblem) -> [UInt8] {
        // That needs no look.
        if path == "/" { throw FileProblem(path: path, error: EISDIR) }
        if let entry, ExactText(entry) == ExactText(path) { return try readEntry(path) }
        if allowsOutside {
            return try readNamedFile(path: path, from: 0, in: nil, limit: sourceLimit, advice: advice, room: &room)
        }
        let number = try number(ofFolderOf: path)
        guard let held = known[number].held else { throw judgingBoundary().problem(path) }
        let bytes = try readFileUnlessLink(
            path: path, from: known[number].path.utf8.count, in: held, limit: sourceLimit, advice: advice, room: &room)
        if let bytes { return bytes }
        return try judgingBoundary().read(path, limit: sourceLimit, advice: advice, room: &room)
    }

    /// The entry is read from the folder that is held, where it lies directly in it; a symbolic link may lead anywhere.
    private mutating func readEntry(_ path: String) throws(FileProblem) -> [UInt8] {
        let base = Paths.folder(of: path)
        let root = allowsOutside ? nil : judgingBoundary().root
        let isInRoot = root != nil && ExactText(base) == ExactText(folder)
        return try readNamedFile(
            path: path, from: isInRoot ? base.utf8.count : 0, in: isInRoot ? root : nil, limit: sourceLimit, advice: advice, room: &room)
    }

    /// The names in a folder, sorted; none where it may not be read.
    ///
    /// - Parameter folder: ends in `/`, or is empty.
    mutating func names(in folder: String) -> [String] {
        var held: HeldFolder?
        if allowsOutside {
            held = try? HeldFolder(folder)
        } else if let number = try? number(ofFolderOf: folder + "name") {
            held = known[number].held
        }
        guard let held else { return [] }
        var names: [String] = []
        try? forEachEntry(of: held.descriptor) { name in
            if let text = textOfName(name) { names.append(text) }
            return names.count < Self.namesLimit
        }
        return names.sorted()
    }

    /// How many names of a folder are told.
    private static let namesLimit = 100_000

    /// Whether it may be asked what is at a path.
    mutating func mayLook(at path: String) -> Bool { allowsOutside || judgingBoundary().holds(path) }

    mutating func judgingBoundary() -> FolderBoundary {
        if let boundary { return boundary }
        let made = FolderBoundary(folder: folder, called: folderName)
        boundary = made
        return made
    }

    /// The place in ``known`` of the folder that a file is in.
    private mutating func number(ofFolderOf path: String) throws(FileProblem) -> Int {
        if let latest, isDirectly(path, in: known[latest].path) { return latest }
        let parent = Paths.folder(of: path)
        if let number = numbers[ExactText(parent)] {
            latest = number
            return number
        }
        let made = KnownFolder(path: parent, held: try judgingBoundary().openFolder(of: path))
        let number: Int
        if known.count < Self.folderLimit {
            number = known.count
            known.append(made)
        } else {
            number = oldest
            oldest = (oldest + 1) % Self.folderLimit
            numbers[ExactText(known[number].path)] = nil
            known[number] = made
        }
        numbers[ExactText(parent)] = number
        latest = number
        return number
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
