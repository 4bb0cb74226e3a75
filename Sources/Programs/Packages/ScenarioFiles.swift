import Files
import Scenario
import Text

/// The modules of a scenario as files: a name with `/` in it lies in folders.
struct ScenarioFiles: PackageFiles {
    let modules: ScenarioModules
    /// What reads manifests that are files of the disk.
    var reader: ModuleReader

    var work: Int {
        get { reader.work }
        set { reader.work = newValue }
    }

    func kind(of path: String) -> FileKind {
        if modules.scenario.index(ofModule: path) != nil { return .file }
        return modules.folders.contains(ExactText(path.hasSuffix("/") ? path : path + "/")) ? .folder : .nothing
    }

    mutating func manifest(in folder: String) throws(PackageProblem) -> PackageManifest? {
        let name = folder + "package.json"
        guard let index = modules.scenario.index(ofModule: name) else { return nil }
        guard let bytes = try? modules.text(at: index, reader: &reader).bytes else { return nil }
        work += bytes.count / 4
        guard let manifest = PackageManifest(json: bytes) else { throw PackageProblem(.invalidConfiguration, "", path: name) }
        return manifest
    }

    func parent(of folder: String) -> String? { folder.isEmpty ? nil : Paths.folder(of: String(folder.dropLast())) }
}
