import ArgumentParser
import Diagnostics
import Files
import Text

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Refuses `-` where a folder is written: what it stands for is none.
///
/// - Parameters:
///   - option: the option that names the folder.
///   - way: what else to do, as a command.
func validateFolder(_ path: String?, of option: String = "-o", or way: String? = nil) throws {
    guard path == standardStreamName else { return }
    throw ValidationError(
        "\(option) names a folder, and - is standard output. Write ./- for a folder of that name\(way.map { ", or \($0)" } ?? "").")
}

/// The folder's entries by name, without hidden ones; `nil` when it is no folder that can be read. A name that is not UTF-8 is left out:
/// the text that stands for it would be another's.
///
/// - Parameter skip: called with such a name.
func listFolder(_ path: String, skip: ([UInt8]) -> Void = { _ in }) -> [String]? {
    guard let folder = try? HeldFolder(path) else { return nil }
    var names: [String] = []
    do throws(SystemError) {
        try forEachEntry(of: folder.descriptor) { bytes in
            if bytes.first == UInt8(ascii: ".") { return true }
            if let name = textOfName(bytes) { names.append(name) } else { skip(bytes) }
            return true
        }
    } catch {
        return nil
    }
    // The order of a folder's entries is the file system's own.
    return names.sorted { sortKey($0).lexicographicallyPrecedes(sortKey($1)) }
}

/// Bytes by which names are put in order: a name comes before a longer one that begins with it, whatever their extensions.
private func sortKey(_ name: String) -> [UInt8] {
    name.utf8.map { $0 == UInt8(ascii: ".") ? 0 : $0 }
}

/// Whether a name of a folder, which need not be UTF-8, is that of a folder.
func isFolder(_ name: [UInt8], in folder: String) -> Bool {
    guard let held = try? HeldFolder(folder) else { return false }
    var status = stat()
    let isThere = (name + [0]).withUnsafeBytes { fstatat(held.descriptor, $0.assumingMemoryBound(to: CChar.self).baseAddress!, &status, 0) }
    return isThere == 0 && status.st_mode & S_IFMT == S_IFDIR
}

func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Makes the folder and those above it that are missing.
func makeFolder(_ path: String) throws(SystemError) {
    guard !path.isEmpty, path != "/", !isFolder(path) else { return }
    try makeFolder(Paths.openableFolder(of: path))
    if mkdir(path, 0o755) != 0, errno != EEXIST { throw SystemError(errno) }
}

/// The file's name without folder and extension: `siblings` for `Scenarios/hello/siblings.yaml`.
func baseName(of path: String) -> String {
    let name = Paths.name(of: path) ?? "input"
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
