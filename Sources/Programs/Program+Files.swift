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
        guard reader.mayLook(at: known) else { return "outside" }
        return switch reader.kind(of: known) {
        case .file: "file"
        case .folder: "folder"
        case .nothing: "nothing"
        }
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
