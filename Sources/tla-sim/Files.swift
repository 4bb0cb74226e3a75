import ArgumentParser
import Diagnostics
import Text

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Writes a file whole or not at all: into a file beside it first, which then takes its name and has its mode. Makes missing
/// folders. A symbolic link stays one: what it leads to is written. A device or a pipe is written to, never replaced. `-` is standard
/// output; a file of that name is `./-`.
///
/// - Parameter input: the file that the command reads, which no output may take the place of.
func writeFile(_ path: String, _ text: String, sparing input: String? = nil) throws(DiagnosticList) {
    if path == standardStreamName { return standardOutput.write(text) }
    func failure(_ error: Int32) -> DiagnosticList {
        DiagnosticList([Diagnostic(.file, "cannot write \(path): \(systemMessage(error))")])
    }
    if let error = makeFolder(folder(of: path)) { throw failure(error) }
    var mode: mode_t = 0o644
    var target = path
    var status = stat()
    if stat(path, &status) == 0 {
        if let input, isSameFile(status, input) {
            throw DiagnosticList([Diagnostic(.file, "cannot write \(path): it is the input", suggestion: "name another file")])
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            if let error = writeOver(path, text) { throw failure(error) }
            return
        }
        mode = status.st_mode & 0o777
        if let resolved = realpath(path, nil) {
            target = String(cString: resolved)
            free(resolved)
        }
    }
    // Its name is short however long the file's own is, and nobody's before: what has it already is left of a process that was
    // killed, or a trap.
    let temporary = joined(folder(of: target), ".tla-sim-\(getpid()).part")
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(errno) }
    unfinishedFile.begin(temporary)
    defer { unfinishedFile.end() }
    var error = writeAll(Array(text.utf8), to: descriptor)
    if mode != 0o644, fchmod(descriptor, mode) != 0, error == nil { error = errno }
    if close(descriptor) != 0, error == nil { error = errno }
    if error == nil, rename(temporary, target) != 0 { error = errno }
    if let error {
        unlink(temporary)
        throw failure(error)
    }
}

/// Writes to something that is no ordinary file; returns the error number, or `nil`.
private func writeOver(_ path: String, _ text: String) -> Int32? {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return errno }
    var error = writeAll(Array(text.utf8), to: descriptor)
    if close(descriptor) != 0, error == nil { error = errno }
    return error
}

private func isSameFile(_ status: stat, _ path: String) -> Bool {
    var other = stat()
    return stat(path, &other) == 0 && other.st_dev == status.st_dev && other.st_ino == status.st_ino
}

/// Refuses `-` where a folder is written: what it stands for is none.
///
/// - Parameter way: what else to do, as a command.
func validateFolder(_ path: String?, or way: String? = nil) throws {
    guard path == standardStreamName else { return }
    throw ValidationError(
        "-o names a folder, and - is standard output. Write ./- for a folder of that name\(way.map { ", or \($0)" } ?? "").")
}

/// The folder's entries by name, without hidden ones; `nil` when it is no folder that can be read.
func listFolder(_ path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
        }
        if !name.hasPrefix(".") { names.append(name) }
    }
    // The order of a folder's entries is the file system's own.
    return names.sorted { sortKey($0).lexicographicallyPrecedes(sortKey($1)) }
}

/// Bytes by which names are put in order: a name comes before a longer one that begins with it, whatever their extensions.
private func sortKey(_ name: String) -> [UInt8] {
    name.utf8.map { $0 == UInt8(ascii: ".") ? 0 : $0 }
}

func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Makes the folder and those above it; returns the error number, or `nil`.
private func makeFolder(_ path: String) -> Int32? {
    guard !path.isEmpty, path != "/", !isFolder(path) else { return nil }
    if let error = makeFolder(folder(of: path)) { return error }
    return mkdir(path, 0o755) == 0 || errno == EEXIST ? nil : errno
}

/// What stands before the last `/`; empty when there is none.
func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// The file's name without folder and extension: `siblings` for `Scenarios/hello/siblings.yaml`.
func baseName(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? "input"
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
}

/// What output files for an input are called, less their extension.
func outputName(of path: String) -> String { path == standardStreamName ? "stdin" : harmless(baseName(of: path)) }

/// A name for a file that neither acts on a terminal that lists it, nor is too long with what is added to it.
func harmless(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
        let next = isInvisibleControl(scalar) ? "_" : String(scalar)
        // File systems count bytes, and take 255.
        guard result.utf8.count + next.utf8.count <= 200 else { break }
        result += next
    }
    return result
}

func joined(_ folder: String, _ name: String) -> String {
    folder.isEmpty || folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
}
