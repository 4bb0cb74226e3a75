import Diagnostics

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A folder that is removed with all its files when its last user is gone.
public final class TemporaryFolder {
    public let path: String

    /// Where the system keeps what is temporary.
    static var base: String {
        let named = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        guard named.hasPrefix("/") else { return "/tmp" }
        return named.hasSuffix("/") && named.count > 1 ? String(named.dropLast()) : named
    }

    public init() throws(Diagnostic) {
        EndOfProcess.waitForTheEnd()
        var name = Array("\(Self.base)/tla-sim-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else {
            throw Diagnostic(.file, "cannot make a temporary folder: \(String(cString: strerror(errno)))")
        }
        let made = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // Engines tell paths with symbolic links followed.
        if let resolved = realpath(made, nil) {
            path = String(cString: resolved)
            free(resolved)
        } else {
            path = made
        }
        EndOfProcess.add(leaving: path)
    }

    deinit {
        Self.remove(path)
        EndOfProcess.remove(leaving: path)
    }

    /// Makes a folder in it.
    public func makeFolder(_ name: String) throws(Diagnostic) {
        guard mkdir("\(path)/\(name)", 0o700) == 0 else {
            throw Diagnostic(.file, "cannot make \(path)/\(name): \(String(cString: strerror(errno)))")
        }
    }

    /// Writes a file in it.
    public func write(_ name: String, _ text: String) throws(Diagnostic) {
        let file = "\(path)/\(name)"
        guard let stream = fopen(file, "wb") else {
            throw Diagnostic(.file, "cannot write \(file): \(String(cString: strerror(errno)))")
        }
        let bytes = Array(text.utf8)
        let count = fwrite(bytes, 1, bytes.count, stream)
        guard fclose(stream) == 0, count == bytes.count else {
            throw Diagnostic(.file, "cannot write \(file): \(String(cString: strerror(errno)))")
        }
    }

    /// Removes a folder and what is in it, following no symbolic link.
    private static func remove(_ folder: String) {
        if let stream = opendir(folder) {
            while let entry = readdir(stream) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name == "." || name == ".." { continue }
                let path = "\(folder)/\(name)"
                var status = stat()
                if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { remove(path) } else { unlink(path) }
            }
            closedir(stream)
        }
        rmdir(folder)
    }
}
