/// The files that a resolution looks for: those of a disk, or of a scenario.
protocol PackageFiles {
    /// How much was looked at, see ``ModuleReader/takeWork()``.
    var work: Int { get set }

    /// What is at a path; nothing where it may not be read.
    mutating func kind(of path: String) -> FileKind

    /// The `package.json` of a folder; `nil` where there is none.
    ///
    /// - Parameter folder: ends in `/`, or is empty.
    /// - Throws: that it is no JSON object.
    mutating func manifest(in folder: String) throws(PackageProblem) -> PackageManifest?

    /// The folder above one; `nil` where nothing above may be read.
    mutating func parent(of folder: String) -> String?
}

enum FileKind: Hashable, Sendable { case file, folder, nothing }

extension PackageFiles {
    /// LOOKUP_PACKAGE_SCOPE: the nearest folder with a package.json, and that.
    mutating func scope(of folder: String) throws(PackageProblem) -> (folder: String, manifest: PackageManifest)? {
        var folder: String? = folder
        while let current = folder {
            if Self.isPackagesFolder(current) { return nil }
            if let manifest = try manifest(in: current) { return (current, manifest) }
            folder = parent(of: current)
        }
        return nil
    }

    /// The format of a file. https://nodejs.org/api/packages.html#determining-module-system
    ///
    /// - Parameter withoutPackage: what it is where no folder around it has a package.json.
    mutating func format(
        of path: String, in folder: String, withoutPackage: ModuleFormat = .undecided(isPackaged: false)
    ) -> ModuleFormat {
        if let named = ModuleFormat.named(path) { return named }
        guard let scope = try? scope(of: folder) else { return withoutPackage }
        return switch scope.manifest.kind {
        case .module: .module
        case .commonJS: .commonJS
        case nil: .undecided(isPackaged: scope.folder.contains("node_modules/"))
        }
    }

    static func isPackagesFolder(_ folder: String) -> Bool { folder == "node_modules/" || folder.hasSuffix("/node_modules/") }
}
