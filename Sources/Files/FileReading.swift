import Diagnostics

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Reads a whole file.
///
/// - Parameters:
///   - path: as the operating system takes it.
///   - limit: the most bytes that are read; a larger file is refused without reading it whole.
///   - advice: what to do about a larger one.
/// - Throws: a ``Diagnostic`` of kind `.file` that names the path and says why.
public func readFile(path: String, limit: Int, advice: String? = nil) throws(Diagnostic) -> [UInt8] {
    do throws(FileProblem) {
        return try readWholeFile(path: path, limit: limit, advice: advice)
    } catch {
        throw error.diagnostic
    }
}

/// The same, where there need not be such a file.
///
/// - Returns: `nil` when there is none.
/// - Throws: why one that is there cannot be read.
public func readFileIfThere(path: String, limit: Int) throws(Diagnostic) -> [UInt8]? {
    do throws(FileProblem) {
        return try readWholeFile(path: path, limit: limit)
    } catch {
        if error.reason == .notFound { return nil }
        throw error.diagnostic
    }
}

/// Reads a whole file as text; what is no UTF-8 in it is replaced.
///
/// - Parameter limit: in bytes.
/// - Throws: as ``readFile(path:limit:advice:)``.
public func readText(path: String, limit: Int = 16_000_000) throws(Diagnostic) -> String {
    String(decoding: try readFile(path: path, limit: limit), as: UTF8.self)
}

/// The same as ``readFile(path:limit:advice:)``, for a caller that tells the reasons apart.
package func readWholeFile(path: String, limit: Int, advice: String? = nil) throws(FileProblem) -> [UInt8] {
    var room = ReadingRoom()
    return try readNamedFile(path: path, from: 0, in: nil, limit: limit, advice: advice, room: &room)
}

/// Reads a file that somebody named: symbolic links are followed, wherever they lead.
///
/// - Parameters:
///   - start: where the part of the path that leads on from the folder starts, in UTF-8 code units.
///   - folder: `nil` for the current one.
package func readNamedFile(
    path: String, from start: Int, in folder: HeldFolder?, limit: Int, advice: String? = nil, room: inout ReadingRoom
) throws(FileProblem) -> [UInt8] {
    try refuseNUL(path)
    let descriptor = path.withCString { openat(folder?.descriptor ?? AT_FDCWD, $0 + start, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { throw FileProblem(path: path, error: errno) }
    return try readAll(of: descriptor, path: path, limit: limit, advice: advice, room: &room)
}

/// Reads a file that lies in a folder or below it; symbolic links may not lead out, see ``FolderWalk``.
///
/// - Parameters:
///   - path: what messages call the file.
///   - way: the way from the folder, or from the top of the file system.
/// - Returns: `nil` when the way leads out of the folder.
package func readConfinedFile(
    path: String, way: [UInt8], in folder: HeldFolder, limit: Int, advice: String?, room: inout ReadingRoom
) throws(FileProblem) -> [UInt8]? {
    try refuseNUL(path)
    let descriptor: Int32
    do throws(WalkProblem) {
        var walk = try FolderWalk(way, in: folder)
        descriptor = try walk.openFile()
    } catch {
        guard case .system(let number) = error else { return nil }
        throw FileProblem(path: path, error: number)
    }
    return try readAll(of: descriptor, path: path, limit: limit, advice: advice, room: &room)
}

extension HeldFolder {
    /// A folder that lies in this one or below it; symbolic links may not lead out, see ``FolderWalk``.
    package func confinedFolder(_ way: [UInt8]) throws(WalkProblem) -> HeldFolder {
        var walk = try FolderWalk(way, in: self)
        return try walk.openFolder()
    }

    /// Looks whether a file or a folder lies in this folder or below it, symbolic links followed.
    package func judge(_ way: [UInt8]) throws(WalkProblem) {
        var walk = try FolderWalk(way, in: self)
        try walk.judge()
    }
}

/// Where the system puts what it reads: asking for that much memory for each of ten thousand files takes longer than reading them.
package struct ReadingRoom: Sendable {
    /// Empty until something is read.
    fileprivate var piece: [UInt8] = []

    /// Most modules fit in.
    private static let size = 1 << 16

    package init() {}

    fileprivate mutating func prepare() {
        if piece.isEmpty { piece = [UInt8](repeating: 0, count: Self.size) }
    }
}

/// Reads a file that lies directly in a folder, and is no symbolic link; `nil` when it is one.
///
/// - Parameter start: where the file's own name starts in the path, in UTF-8 code units.
package func readFileUnlessLink(
    path: String, from start: Int, in folder: HeldFolder, limit: Int, advice: String?, room: inout ReadingRoom
) throws(FileProblem) -> [UInt8]? {
    try refuseNUL(path)
    let descriptor = path.withCString { openat(folder.descriptor, $0 + start, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW) }
    if descriptor < 0, errno == ELOOP { return nil }
    guard descriptor >= 0 else { throw FileProblem(path: path, error: errno) }
    return try readAll(of: descriptor, path: path, limit: limit, advice: advice, room: &room)
}

private func refuseNUL(_ path: String) throws(FileProblem) {
    guard path.withCString({ strlen($0) }) == path.utf8.count else {
        throw FileProblem(.other, Diagnostic(.file, "cannot read a file whose name holds a NUL character"))
    }
}

/// Reads to the end, and closes.
private func readAll(
    of descriptor: Int32, path: String, limit: Int, advice: String?, room: inout ReadingRoom
) throws(FileProblem) -> [UInt8] {
    defer { close(descriptor) }
    // A pipe, a socket or a terminal refuses to be read at a place, and nothing but a file ends where it says. It costs a third of
    // asking what it is.
    room.prepare()
    let size = room.piece.count
    let got = room.piece.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, size, 0) }
    if 0 < got, got < min(size, limit), lseek(descriptor, 0, SEEK_END) == got { return [UInt8](room.piece[..<got]) }
    return try readInPieces(of: descriptor, path: path, limit: limit, advice: advice, room: &room)
}

/// Looks whether it is a file, and reads it piece by piece.
private func readInPieces(
    of descriptor: Int32, path: String, limit: Int, advice: String?, room: inout ReadingRoom
) throws(FileProblem) -> [UInt8] {
    // Only files are read, nothing that may keep its reader waiting or gives something else each time.
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileProblem(path: path, error: errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw FileProblem(path: path, error: EISDIR)
    default: throw FileProblem(.other, path: path, "it is not a file")
    }
    if status.st_size > limit { throw FileProblem(tooLarge: path, limit: limit, advice: advice) }
    var bytes: [UInt8] = []
    while bytes.count <= limit {
        let start = off_t(bytes.count)
        let got = room.piece.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, start) }
        if got < 0, errno == EINTR { continue }
        if got < 0 { throw FileProblem(path: path, error: errno) }
        bytes.append(contentsOf: room.piece[..<got])
        // A file gives less than was asked for only at its end.
        if got < room.piece.count { break }
    }
    if bytes.count > limit { throw FileProblem(tooLarge: path, limit: limit, advice: advice) }
    // One piece is read at once and so belongs together; more of them may stem from different states of the file.
    if bytes.count >= room.piece.count {
        var later = stat()
        let isSame = fstat(descriptor, &later) == 0 && later.st_size == bytes.count && isUnchanged(status, later)
        guard isSame else { throw FileProblem(.other, path: path, "it changed while it was read") }
    }
    return bytes
}

private func isUnchanged(_ earlier: stat, _ later: stat) -> Bool {
    #if canImport(Darwin)
    let (a, b) = (earlier.st_mtimespec, later.st_mtimespec)
    #else
    let (a, b) = (earlier.st_mtim, later.st_mtim)
    #endif
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec
}
