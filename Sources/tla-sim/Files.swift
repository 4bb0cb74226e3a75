import Diagnostics

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Writes a file whole or not at all: into a file beside it first, which then takes its name. Makes missing folders.
func writeFile(_ path: String, _ text: String) throws(DiagnosticList) {
    func failure(_ error: Int32) -> DiagnosticList {
        DiagnosticList([Diagnostic(.file, "cannot write \(path): \(systemMessage(error))")])
    }
    if let error = makeFolder(folder(of: path)) { throw failure(error) }
    let temporary = "\(path).\(getpid()).part"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(errno) }
    var error = writeAll(Array(text.utf8), to: descriptor)
    if close(descriptor) != 0, error == nil { error = errno }
    if error == nil, rename(temporary, path) != 0 { error = errno }
    if let error {
        unlink(temporary)
        throw failure(error)
    }
}

/// The file's bytes, or `nil` when it cannot be read.
func readFile(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = read(descriptor, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { return nil }
        if count == 0 { return bytes }
        bytes += buffer[0..<count]
    }
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

func joined(_ folder: String, _ name: String) -> String {
    folder.isEmpty || folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
}
