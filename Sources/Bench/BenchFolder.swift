import Diagnostics
import Files
import Text

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The folder that is served. It is held open: nothing outside is read or written, whatever a path says or links lead to.
public struct BenchFolder: Sendable {
    /// A file as it is, with what tells whether it has changed since.
    public struct File: Hashable, Sendable {
        public var text: String
        public var digest: String
    }

    public enum SaveProblem: Error, Hashable, Sendable {
        /// The file is there, and not as it was when it was read: whoever saves must be asked.
        case changed
        /// In words why it cannot be saved.
        case refused(String)
    }

    /// As an absolute path.
    public let path: String
    /// Its own name, for people.
    public let name: String
    private let held: HeldFolder

    static let endings = [".yaml", ".yml", ".mjs", ".js", ".cjs", ".ts", ".mts", ".cts", ".html"]
    private static let mostFiles = 2_000
    private static let deepest = 12
    /// Bytes of one file.
    static let largestFile = 4 << 20

    /// - Throws: that there is no such folder.
    public init(_ path: String) throws(Diagnostic) {
        guard let resolved = Paths.resolved(path) else { throw Self.problem(path, SystemError(errno)) }
        self.path = resolved
        name = self.path.split(separator: "/").last.map(String.init) ?? "/"
        do throws(SystemError) {
            held = try HeldFolder(self.path)
        } catch {
            throw Self.problem(path, error)
        }
    }

    private static func problem(_ path: String, _ error: SystemError) -> Diagnostic {
        Diagnostic(.file, "cannot serve '\(path)': \(error.words)", suggestion: "name a folder that is there")
    }

    // MARK: Listing

    /// The scenarios, modules and pages in the folder and below it, by path; those of hidden folders and of `node_modules` are left out.
    public func files() -> (paths: [String], isWhole: Bool) {
        var paths: [String] = []
        var isWhole = true
        list(held, "", depth: 0, into: &paths, &isWhole)
        return (paths, isWhole)
    }

    private func list(_ folder: HeldFolder, _ prefix: String, depth: Int, into paths: inout [String], _ isWhole: inout Bool) {
        var names: [String] = []
        try? forEachEntry(of: folder.descriptor) { bytes in
            if bytes.first != UInt8(ascii: "."), let name = textOfName(bytes), name != "node_modules" { names.append(name) }
            return names.count < 20_000
        }
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            guard paths.count < Self.mostFiles else {
                isWhole = false
                return
            }
            var status = stat()
            guard fstatat(folder.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFREG: if Self.endings.contains(where: name.hasSuffix) { paths.append(prefix + name) }
            case S_IFDIR:
                guard depth < Self.deepest else {
                    isWhole = false
                    continue
                }
                if let inner = try? folder.ownFolder(name) { list(inner, prefix + name + "/", depth: depth + 1, into: &paths, &isWhole) }
            default: continue
            }
        }
    }

    // MARK: Reading and saving

    /// The folders and the name of a path that may be one of ours; `nil` for any other.
    static func parts(_ path: String) -> (folder: String, name: String)? {
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = names.last, names.count <= deepest + 1, endings.contains(where: name.hasSuffix), path.utf8.count <= 2_000,
            names.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") && $0 != "node_modules" && !$0.utf8.contains(0) })
        else { return nil }
        return (names.dropLast().joined(separator: "/"), String(name))
    }

    /// Whether a path leads to a folder in this one.
    func holds(folder path: String) -> Bool { path.isEmpty || (try? held.confinedFolder(Array(path.utf8))) != nil }

    /// - Returns: `nil` when there is no such file in the folder.
    public func read(_ path: String) -> File? {
        guard Self.parts(path) != nil else { return nil }
        var room = ReadingRoom()
        let bytes = try? readConfinedFile(path: path, way: Array(path.utf8), in: held, limit: Self.largestFile, advice: nil, room: &room)
        guard let bytes else { return nil }
        return File(text: String(decoding: bytes, as: UTF8.self), digest: textDigest(bytes))
    }

    /// Writes a file whole or not at all.
    ///
    /// - Parameter digest: of the file as whoever saves knows it; `nil` for none. A file that is another is not written over.
    /// - Returns: the digest of what was written.
    public func save(_ path: String, _ text: String, over digest: String?, isForced: Bool) throws(SaveProblem) -> String {
        guard let (way, name) = Self.parts(path) else {
            throw .refused("a file's name ends in \(Self.endings.joined(separator: ", ")), and lies in the folder that is served")
        }
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.largestFile else { throw .refused("the text is larger than 4 MiB") }
        let folder: HeldFolder
        do throws(WalkProblem) {
            folder = way.isEmpty ? held : try held.confinedFolder(Array(way.utf8))
        } catch {
            throw .refused(error == .outside ? "\(way) leads out of the folder that is served" : "there is no folder \(way)")
        }
        var status = stat()
        var mode: mode_t = 0o644
        if fstatat(folder.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 {
            guard status.st_mode & S_IFMT == S_IFREG else { throw .refused("\(path) is no file of its own") }
            mode = status.st_mode & 0o777
            if !isForced, digest == nil || read(path)?.digest != digest { throw .changed }
        }
        do throws(SystemError) {
            let entry = try StagedEntry(.file, in: folder, mode: mode)
            do throws(SystemError) {
                if let error = writeAll(bytes, to: entry.descriptor) { throw error }
                guard fchmod(entry.descriptor, mode) == 0 else { throw SystemError(errno) }
                try entry.rename(to: name)
            } catch {
                entry.remove()
                throw error
            }
        } catch {
            throw .refused("cannot write \(path): \(error.words)")
        }
        return textDigest(bytes)
    }
}
