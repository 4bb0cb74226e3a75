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
    return try readAll(of: descriptor, path: path, limit: limit)
}

/// The same for a path whose last part is no symbolic link; `nil` when it is one.
func readFileUnlessLink(path: String, limit: Int) throws(Diagnostic) -> [UInt8]? {
    guard path.withCString({ strlen($0) }) == path.utf8.count else {
        throw Diagnostic(.file, "cannot read a file whose name holds a NUL character")
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    if descriptor < 0, errno == ELOOP { return nil }
    guard descriptor >= 0 else { throw cannotRead(path, reason(errno)) }
    return try readAll(of: descriptor, path: path, limit: limit)
}

/// Reads to the end, and closes.
private func readAll(of descriptor: Int32, path: String, limit: Int) throws(Diagnostic) -> [UInt8] {
    defer { close(descriptor) }
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
    var failure: Int32 = 0
    var isDone = false
    // Most modules fit into the first piece.
    let pieceSize = 1 << 16
    withUnsafeTemporaryAllocation(byteCount: pieceSize, alignment: 1) { piece in
        while !isDone, failure == 0, bytes.count <= limit {
            let got = read(descriptor, piece.baseAddress, pieceSize)
            if got < 0, errno == EINTR { continue }
            if got < 0 { failure = errno }
            if got <= 0 { isDone = true } else { append(UnsafeRawBufferPointer(rebasing: piece[..<got]), to: &bytes) }
            // A file gives less than was asked for only at its end.
            if got < pieceSize { isDone = true }
        }
    }
    if failure != 0 { throw cannotRead(path, reason(failure)) }
    if bytes.count > limit { throw tooLarge(path, limit: limit) }
    // One piece is read at once and so belongs together; more of them may stem from different states of the file.
    if bytes.count >= pieceSize {
        var later = stat()
        let isSame = fstat(descriptor, &later) == 0 && later.st_size == bytes.count && isUnchanged(status, later)
        guard isSame else { throw cannotRead(path, "it changed while it was read") }
    }
    return bytes
}

/// The first piece of a file makes an array of exactly its size.
private func append(_ piece: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    guard bytes.isEmpty else { return bytes.append(contentsOf: piece) }
    bytes = [UInt8](unsafeUninitializedCapacity: piece.count) { buffer, count in
        UnsafeMutableRawBufferPointer(buffer).copyMemory(from: piece)
        count = piece.count
    }
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
    case ELOOP: "its symbolic links go round in a circle"
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
