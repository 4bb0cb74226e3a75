import Diagnostics
import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A folder that is removed with all its files when its last user is gone.
public final class TemporaryFolder {
    /// Absolute, and without symbolic links.
    public let path: String

    /// - Throws: why it cannot be made.
    public init() throws(Diagnostic) {
        var name = Array("\(try ProcessFolder.path())/XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else {
            throw Diagnostic(.file, "cannot make a temporary folder: \(SystemError(errno).words)")
        }
        path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { FolderRemoval.remove(path) }

    /// Makes a folder in it.
    public func makeFolder(_ name: String) throws(Diagnostic) {
        guard mkdir("\(path)/\(name)", 0o700) == 0 else {
            throw Diagnostic(.file, "cannot make \(path)/\(name): \(SystemError(errno).words)")
        }
    }

    /// Writes a file in it.
    public func write(_ name: String, _ text: String) throws(Diagnostic) {
        let file = "\(path)/\(name)"
        guard let stream = fopen(file, "wb") else {
            throw Diagnostic(.file, "cannot write \(file): \(SystemError(errno).words)")
        }
        let bytes = Array(text.utf8)
        let count = fwrite(bytes, 1, bytes.count, stream)
        guard fclose(stream) == 0, count == bytes.count else {
            throw Diagnostic(.file, "cannot write \(file): \(SystemError(errno).words)")
        }
    }
}
