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
/// - Throws: a ``Diagnostic`` of kind `.file` that names the path and says why.
public func readFile(path: String, limit: Int) throws(Diagnostic) -> [UInt8] {
    guard path.withCString({ strlen($0) }) == path.utf8.count else {
        throw Diagnostic(.file, "cannot read a file whose name holds a NUL character")
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw cannotRead(path, reason(errno)) }
    var room = ReadingRoom()
    return try readAll(of: descriptor, path: path, limit: limit, room: &room)
}

/// Where the system puts what it reads: asking for that much memory for each of ten thousand files takes longer than reading them.
struct ReadingRoom: Sendable {
    /// Most modules fit in.
    fileprivate var piece = [UInt8](repeating: 0, count: 1 << 16)
}

/// The same for a path whose last part is no symbolic link; `nil` when it is one.
///
/// - Parameters:
///   - start: where the part of the path that leads on from the folder starts, in UTF-8 code units.
///   - folder: an open folder; `nil` for the current one.
func readFileUnlessLink(
    path: String, from start: Int, in folder: Int32?, limit: Int, room: inout ReadingRoom
) throws(Diagnostic) -> [UInt8]? {
    guard path.withCString({ strlen($0) }) == path.utf8.count else {
        throw Diagnostic(.file, "cannot read a file whose name holds a NUL character")
    }
    let descriptor = path.withCString { openat(folder ?? AT_FDCWD, $0 + start, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW) }
    if descriptor < 0, errno == ELOOP { return nil }
    guard descriptor >= 0 else { throw cannotRead(path, reason(errno)) }
    return try readAll(of: descriptor, path: path, limit: limit, room: &room)
}

/// Opens a folder, to read files in it; `nil` when that cannot be.
func openFolder(_ path: String) -> Int32? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    return descriptor < 0 ? nil : descriptor
}

func closeFolder(_ descriptor: Int32) { _ = close(descriptor) }

/// Reads to the end, and closes.
private func readAll(of descriptor: Int32, path: String, limit: Int, room: inout ReadingRoom) throws(Diagnostic) -> [UInt8] {
    defer { close(descriptor) }
    // A pipe, a socket or a terminal refuses to be read at a place, and nothing but a file ends where it says. It costs a third of
    // asking what it is.
    let size = room.piece.count
    let got = room.piece.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, size, 0) }
    if 0 < got, got < min(size, limit), lseek(descriptor, 0, SEEK_END) == got { return [UInt8](room.piece[..<got]) }
    return try readInPieces(of: descriptor, path: path, limit: limit, room: &room)
}

/// Looks whether it is a file, and reads it piece by piece.
private func readInPieces(of descriptor: Int32, path: String, limit: Int, room: inout ReadingRoom) throws(Diagnostic) -> [UInt8] {
    // Only files are read, nothing that may keep its reader waiting or gives something else each time.
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw cannotRead(path, reason(errno)) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw cannotRead(path, reason(EISDIR))
    default: throw cannotRead(path, "it is not a file")
    }
    if status.st_size > limit { throw tooLarge(path, limit: limit) }
    var bytes: [UInt8] = []
    while bytes.count <= limit {
        let start = off_t(bytes.count)
        let got = room.piece.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, start) }
        if got < 0, errno == EINTR { continue }
        if got < 0 { throw cannotRead(path, reason(errno)) }
        bytes.append(contentsOf: room.piece[..<got])
        // A file gives less than was asked for only at its end.
        if got < room.piece.count { break }
    }
    if bytes.count > limit { throw tooLarge(path, limit: limit) }
    // One piece is read at once and so belongs together; more of them may stem from different states of the file.
    if bytes.count >= room.piece.count {
        var later = stat()
        let isSame = fstat(descriptor, &later) == 0 && later.st_size == bytes.count && isUnchanged(status, later)
        guard isSame else { throw cannotRead(path, "it changed while it was read") }
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

private func cannotRead(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(.file, "cannot read \(path): \(reason)")
}

/// The refusal of a file that is larger than the limit `source`.
func tooLarge(_ path: String, limit: Int) -> Diagnostic {
    let value = Int64(limit)
    var problem = cannotRead(path, "it is larger than \(Limit.source.words(value))")
    problem.suggestion = Limit.source.advice(value)
    return problem
}

/// The path with symbolic links followed; `nil` when there is no such file.
public func resolvedPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
}

private func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file"
    case EACCES, EPERM: "permission denied"
    case EISDIR: "it is a folder"
    case ENOTDIR: "a part of its path is not a folder"
    case ELOOP: "its symbolic links form a loop"
    default: String(cString: strerror(code))
    }
}

/// The folder that holds the file of a path: `.` when the path names none.
func folderPath(ofFile path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// The path of a file in a folder, without a `./` that says nothing.
func joinedPath(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") || folder == "." || folder.isEmpty { return path }
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
}

/// The first byte that is not part of well-formed UTF-8; `nil` when all are.
func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
    var index = 0
    while index < bytes.count {
        let byte = bytes[index]
        let length: Int
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        switch byte {
        case 0x00...0x7F:
            index += 1
            continue
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, low) = (3, 0xA0)
        case 0xED: (length, high) = (3, 0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, low) = (4, 0x90)
        case 0xF4: (length, high) = (4, 0x8F)
        case 0xF1...0xF3: length = 4
        default: return index
        }
        guard index + length <= bytes.count, low <= bytes[index + 1], bytes[index + 1] <= high else { return index }
        for next in (index + 2)..<max(index + 2, index + length) where bytes[next] & 0xC0 != 0x80 { return index }
        index += length
    }
    return nil
}
