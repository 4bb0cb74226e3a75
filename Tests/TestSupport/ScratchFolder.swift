import Foundation

/// A folder that is gone when its last user is.
public final class ScratchFolder {
    /// Without symbolic links, as programs tell it.
    public let url: URL

    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "tla-sim-\(UUID().uuidString)").resolvingSymlinksInPath()
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    public var path: String { url.path }

    public func path(_ name: String) -> String { url.appending(path: name).path }

    /// Writes a file, and makes the folders it is in.
    @discardableResult
    public func write(_ path: String, _ text: String) throws -> URL { try write(path, bytes: Array(text.utf8)) }

    @discardableResult
    public func write(_ path: String, bytes: [UInt8]) throws -> URL {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file
    }

    public func data(_ path: String) throws -> Data { try Data(contentsOf: url.appending(path: path)) }

    /// What a file has; `nil` when there is none.
    public func text(_ path: String) -> String? { (try? data(path)).map { String(decoding: $0, as: UTF8.self) } }

    /// The files below the folder, by path.
    public func files() throws -> [String] { try all().filter { !$0.hasSuffix("/") } }

    /// Everything below the folder, by path; folders end in `/`.
    public func all() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: url.path).map { name in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: path(name), isDirectory: &isFolder)
            return isFolder.boolValue ? name + "/" : name
        }.sorted()
    }
}
