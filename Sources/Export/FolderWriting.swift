import Diagnostics
import Files
import Scenario
import Text

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

extension ExportedProgram {
    /// Writes the export into a folder, whole or not at all: into a folder beside it, which then takes its name.
    ///
    /// A folder that is there is replaced when it is empty, or holds an earlier export as that was written, and nothing else. With `isForced`
    /// any other folder is moved aside, and nothing in it is lost.
    ///
    /// - Returns: where the folder was moved to that stood in the way; `nil` when none did.
    /// - Throws: why it cannot be written; nothing has changed then.
    @discardableResult
    public func write(to folder: String, isForced: Bool = false) throws(DiagnosticList) -> String? {
        let target = try Self.resolvedTarget(folder)
        let existing = Self.contents(of: target)
        var earlier: [String] = []
        var movesAside = false
        if existing != nil, Self.isAboveWorkingFolder(target) {
            // The folder itself is exchanged, and whoever stands in it would stand nowhere.
            throw Self.problem(
                "cannot write \(folder): it is the folder that this command runs in, or one above it",
                "run it from elsewhere, or name a folder in this one")
        }
        if let existing, !existing.isEmpty {
            let obstacle = Self.obstacle(in: target, existing)
            if obstacle == nil {
                earlier = existing.files
            } else if isForced {
                movesAside = true
            } else if let obstacle {
                throw Self.problem(
                    "will not write into \(folder): \(obstacle)",
                    "name another folder, or add --force, which moves this one aside")
            }
        } else if existing == nil, access(target, F_OK) == 0 {
            throw Self.problem("cannot write \(folder): it is there and is no folder", "name another folder")
        }
        let stage = "\(target).\(getpid()).part"
        do throws(DiagnosticList) {
            try writeAll(into: stage)
        } catch {
            Self.remove(stage, files: files.map(\.path) + [Self.manifestFile])
            throw error
        }
        // From here on nothing is written any more: folders change their names.
        var aside: String?
        if existing != nil {
            var number = 1
            var name: String
            repeat {
                name = movesAside ? "\(target).before-\(number)" : "\(target).\(getpid()).\(number).old"
                number += 1
            } while access(name, F_OK) == 0
            guard rename(target, name) == 0 else {
                let reason = errno
                Self.remove(stage, files: files.map(\.path) + [Self.manifestFile])
                throw Self.failure(folder, reason)
            }
            aside = name
        }
        guard rename(stage, target) == 0 else {
            let reason = errno
            if let aside { _ = rename(aside, target) }
            Self.remove(stage, files: files.map(\.path) + [Self.manifestFile])
            throw Self.failure(folder, reason)
        }
        if let aside, !movesAside {
            Self.remove(aside, files: earlier)
            return nil
        }
        return aside
    }

    private func writeAll(into stage: String) throws(DiagnosticList) {
        for file in files + [File(path: Self.manifestFile, bytes: Array(manifest.utf8))] {
            let path = "\(stage)/\(file.path)"
            var end = path.index(path.startIndex, offsetBy: stage.count)
            while true {
                let part = String(path[..<end])
                if mkdir(part, 0o755) != 0, errno != EEXIST { throw Self.failure(part, errno) }
                guard let next = path[path.index(after: end)...].firstIndex(of: "/") else { break }
                end = next
            }
            // The stage is new, so that a file which is there already could only be another of the same export.
            let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw Self.failure(path, errno) }
            var error: Int32 = 0
            var written = 0
            while written < file.bytes.count, error == 0 {
                let count = file.bytes.withUnsafeBytes { Self.write(descriptor, $0.baseAddress! + written, $0.count - written) }
                if count >= 0 { written += count } else if errno != EINTR { error = errno }
            }
            if close(descriptor) != 0, error == 0 { error = errno }
            if error != 0 { throw Self.failure(path, error) }
        }
    }

    private static func write(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
        #if canImport(Darwin)
        Darwin.write(descriptor, bytes, count)
        #else
        Glibc.write(descriptor, bytes, count)
        #endif
    }

    // MARK: The folder that is there

    /// Symbolic links followed; the folders above must be there or are made.
    private static func resolvedTarget(_ folder: String) throws(DiagnosticList) -> String {
        guard !folder.isEmpty, !folder.utf8.contains(0) else { throw problem("a folder's name cannot be empty or hold NUL", nil) }
        var path = folder
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        if let resolved = realpath(path, nil) {
            defer { free(resolved) }
            return String(cString: resolved)
        }
        let last = path.split(separator: "/").last.map(String.init) ?? ""
        guard !["", ".", ".."].contains(last) else { throw failure(folder, ENOENT) }
        var above = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        if above.isEmpty { above = "/" }
        if access(above, F_OK) != 0 {
            let parent = try resolvedTarget(above)
            if mkdir(parent, 0o755) != 0, errno != EEXIST { throw failure(parent, errno) }
            above = parent
        }
        guard let resolved = realpath(above, nil) else { throw failure(above, errno) }
        defer { free(resolved) }
        let parent = String(cString: resolved)
        return parent == "/" ? "/\(last)" : "\(parent)/\(last)"
    }

    /// What is below a folder.
    private struct Contents {
        var files: [String] = []
        /// The folders that hold nothing, which no export writes.
        var emptyFolders: [String] = []
        /// Whether there is anything else, such as a symbolic link.
        var hasOthers = false
        var isEmpty: Bool { files.isEmpty && emptyFolders.isEmpty && !hasOthers }
    }

    /// - Returns: `nil` when it is no folder.
    private static func contents(of folder: String) -> Contents? {
        guard let top = opendir(folder) else { return nil }
        closedir(top)
        var contents = Contents()
        var pending = [""]
        while let inner = pending.popLast() {
            guard let stream = opendir(folder + "/" + inner) else {
                contents.hasOthers = true
                continue
            }
            defer { closedir(stream) }
            var isEmpty = true
            while let entry = readdir(stream) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name == "." || name == ".." { continue }
                isEmpty = false
                let path = inner.isEmpty ? name : "\(inner)/\(name)"
                var status = stat()
                guard lstat("\(folder)/\(path)", &status) == 0 else { continue }
                switch status.st_mode & S_IFMT {
                case S_IFDIR: pending.append(path)
                case S_IFREG: contents.files.append(path)
                default: contents.hasOthers = true
                }
                // Far more than an export would be asked to replace; no need to look at all of a disk.
                if contents.files.count > 1_000_000 {
                    contents.hasOthers = true
                    return contents
                }
            }
            if isEmpty, !inner.isEmpty { contents.emptyFolders.append(inner) }
        }
        return contents
    }

    /// What keeps a folder from being replaced; `nil` when it holds an earlier export as that was written, and nothing else.
    private static func obstacle(in folder: String, _ contents: Contents) -> String? {
        let foreign = "it holds files that are no earlier export"
        guard !contents.hasOthers, let manifest = try? readFile(path: "\(folder)/\(manifestFile)", limit: fileLimit),
            let digests = digests(ofManifest: manifest)
        else { return foreign }
        let written = contents.files.filter { $0 != manifestFile }
        guard written.allSatisfy({ digests[$0] != nil }) else { return foreign }
        if let added = contents.emptyFolders.min() { return "\(visibleText(added)) is a folder that was made since it was exported" }
        let changed = written.sorted().first { path in
            guard let bytes = try? readFile(path: "\(folder)/\(path)", limit: fileLimit) else { return true }
            return textDigest(bytes) != digests[path]
        }
        return changed.map { "\(visibleText($0)) was changed since it was exported" }
    }

    private static func isAboveWorkingFolder(_ folder: String) -> Bool {
        guard let resolved = realpath(".", nil) else { return true }
        defer { free(resolved) }
        return (String(cString: resolved) + "/").hasPrefix(folder + "/")
    }

    /// Removes files of ours and the folders that are empty then.
    private static func remove(_ folder: String, files: [String]) {
        var folders: Set<String> = []
        for file in files {
            unlink("\(folder)/\(file)")
            for (index, character) in zip(file.indices, file) where character == "/" { folders.insert(String(file[..<index])) }
        }
        // A longer path cannot hold a shorter one.
        for inner in folders.sorted(by: { ($0.utf8.count, $0) > ($1.utf8.count, $1) }) { rmdir("\(folder)/\(inner)") }
        rmdir(folder)
    }

    private static func failure(_ path: String, _ error: Int32) -> DiagnosticList {
        problem("cannot write \(path): \(String(cString: strerror(error)))", nil)
    }

    private static func problem(_ message: String, _ suggestion: String?) -> DiagnosticList {
        DiagnosticList([Diagnostic(.file, message, suggestion: suggestion)])
    }
}
