import Files
import Text

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What a reader keeps of packages.
struct PackageNotes: Sendable {
    /// By folder: what its package.json says; `nil` where there is none or it is no JSON object.
    fileprivate var manifests: [ExactText: PackageManifest?] = [:]
    /// Why the latest resolution found nothing, where packages have a say.
    var problem: PackageProblem?
    fileprivate var work = 0
    /// For how many more names that no module has one is looked for that is like it.
    var looksForNames = 100
    /// How many folders lie above the current one: so often `..` leads higher.
    fileprivate let depthOfCurrentFolder = Paths.currentFolder.map { $0.split(separator: "/").count } ?? 0
}

extension ModuleReader {
    /// How much resolutions have looked at since this was asked last: entries of manifests, stubs and names of modules, about a tenth of a
    /// microsecond each. A program resolves as often as it likes, so whoever runs it counts this.
    public mutating func takeWork() -> Int {
        defer { packages.work = 0 }
        return packages.work
    }
}

/// The files of a disk, as far as they may be read.
extension ModuleReader: PackageFiles {
    var work: Int {
        get { packages.work }
        set { packages.work = newValue }
    }

    mutating func kind(of path: String) -> FileKind {
        packages.work += Self.lookWork(path)
        guard mayLook(at: path) else { return .nothing }
        var status = stat()
        guard stat(path.isEmpty ? "." : path, &status) == 0 else { return .nothing }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        default: .nothing
        }
    }

    /// What it takes to ask the system what is at a path: each folder on the way is opened. The first ten are part of what every look counts.
    static func lookWork(_ path: String) -> Int {
        let folders = path.utf8.count { $0 == UInt8(ascii: "/") }
        return 60 + folders * 4 + max(0, folders - 10) * 11 + path.utf8.count >> 2
    }

    mutating func manifest(in folder: String) throws(PackageProblem) -> PackageManifest? {
        if let known = packages.manifests[ExactText(folder)] { return known }
        var manifest: PackageManifest?
        packages.work += Self.lookWork(folder)
        if let bytes = try? read(folder + "package.json") {
            manifest = PackageManifest(json: bytes)
            if manifest == nil { throw PackageProblem(.invalidConfiguration, "", path: folder + "package.json") }
        }
        packages.manifests[ExactText(folder)] = .some(manifest)
        return manifest
    }

    mutating func parent(of folder: String) -> String? {
        if folder == "/" { return nil }
        packages.work += 10 + folder.utf8.count >> 2
        let isUp = folder.isEmpty || folder == "../" || folder.hasSuffix("/../")
        if isUp, folder.utf8.count / "../".utf8.count >= packages.depthOfCurrentFolder { return nil }
        let parent = isUp ? folder + "../" : Paths.folder(of: String(folder.dropLast()))
        return allowsOutside || !judgingBoundary().leavesByText(parent) ? parent : nil
    }
}
