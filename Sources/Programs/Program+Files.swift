import Diagnostics
import Files
import Scenario

/// Files as a program itself reads them: those of the folder that its modules are read from, or the modules of a scenario.
extension Program {
    /// What is at a path, absolute or from the folder in which the program runs: `file`, `folder`, `nothing` or `outside`.
    public func kind(ofFile path: String, reader: inout ModuleReader) -> String {
        guard !path.utf8.contains(0) else { return "nothing" }
        if let scenario {
            let name = Self.scenarioName(of: path)
            if scenario.index(ofModule: name) != nil { return "file" }
            return name.isEmpty || isFolder(name) ? "folder" : "nothing"
        }
        guard isOnDisk else { return "nothing" }
        let known = knownFile(path)
        guard reader.mayLook(at: known) else { return isAbove(path) ? "above" : "outside" }
        return switch reader.kind(of: known) {
        case .file: "file"
        case .folder: "folder"
        case .nothing: "nothing"
        }
    }

    /// Whether a path is that of a folder above the program, of which its own path tells that it is there.
    private func isAbove(_ path: String) -> Bool {
        let whole = Paths.normalized(path, from: currentFolder + "/", top: .isRoot)
        let folder = whole.hasSuffix("/") ? whole : whole + "/"
        return [filePath(of: entries[0]) ?? "", currentFolder + "/"].contains { $0.hasPrefix(folder) }
    }

    /// The bytes of a file.
    public func bytes(ofFile path: String, reader: inout ModuleReader) throws(LoadProblem) -> [UInt8] {
        if scenario != nil { return try read(ModuleKey(Self.scenarioName(of: path)), reader: &reader).file.bytes }
        do throws(FileProblem) {
            return try reader.read(knownFile(path))
        } catch {
            throw LoadProblem(reason: error.reason, diagnostic: error.diagnostic)
        }
    }

    /// What a folder has, sorted, with a `/` behind the names of folders.
    public func names(inFolder path: String, reader: inout ModuleReader) -> [String] {
        if let scenario {
            let name = Self.scenarioName(of: path)
            let prefix = name.isEmpty ? "" : name + "/"
            let rests = scenario.modules.lazy.filter { $0.name.hasPrefix(prefix) }.map { $0.name.dropFirst(prefix.count) }
            return Set(rests.map { rest in rest.firstIndex(of: "/").map { String(rest[...$0]) } ?? String(rest) }).sorted()
        }
        let known = knownFile(path)
        guard isOnDisk, reader.mayLook(at: known) else { return [] }
        let folder = known.isEmpty || known.hasSuffix("/") ? known : known + "/"
        return reader.names(in: folder).compactMap { name in
            switch reader.kind(of: folder + name) {
            case .file: name
            case .folder: name + "/"
            case .nothing: nil
            }
        }
    }

    private static func scenarioName(of path: String) -> String {
        let name = Paths.normalized(path, from: "/", top: .isRoot).dropFirst()
        return String(name.hasSuffix("/") ? name.dropLast() : name)
    }

    private func knownFile(_ path: String) -> String {
        guard let disk = source as? DiskModules else { return path }
        return disk.knownPath(
            Paths.normalized(path, from: path.hasPrefix("/") ? "" : disk.root.hasPrefix("/") ? disk.currentFolder : "", top: .isOpen))
    }
}
