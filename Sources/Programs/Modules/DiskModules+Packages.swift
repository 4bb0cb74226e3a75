import Diagnostics
import Files
import Scenario
import Text

/// Bare specifiers and `require()` among files.
extension DiskModules {
    /// The folder of the project that an entry belongs to, from which modules and packages are read: the nearest one with a package.json, at or above
    /// the entry's own. It is never the user's home, nor the top of the file system.
    ///
    /// - Returns: `nil` where there is none.
    static func projectFolder(around folder: String, _ currentFolder: String) -> String? {
        var absolute = Paths.normalized(folder.isEmpty ? "./" : folder, from: currentFolder, top: .isRoot)
        let home = Paths.homeFolder
        while absolute != "/", !absolute.isEmpty, absolute != home {
            if FileIdentity(filePath: absolute + "package.json") != nil {
                return folder.hasPrefix("/") ? absolute : fromCurrentFolder(absolute, currentFolder)
            }
            absolute = Paths.folder(of: String(absolute.dropLast()))
        }
        return nil
    }

    /// A bare specifier or `#name`.
    func inPackages(
        _ specifier: Specifier, from referrer: ModuleKey, _ rules: ResolutionRules, _ reader: inout ModuleReader
    ) throws(Diagnostic) -> ModuleKey {
        do throws(PackageProblem) {
            let target = try reader.packageTarget(specifier.text, from: Paths.folder(of: referrer.path), rules)
            if case .url = Specifier(target).form { return ModuleKey(target) }
            // Both the file and the folder are followed to where they are.
            reader.work += 3 * ModuleReader.lookWork(target)
            return ModuleKey(ownPath(target))
        } catch {
            reader.packages.problem = error
            throw error.diagnostic(places: "in node_modules from the importing module's folder up to \(boundary.name)")
        }
    }

    /// A path in `require()`, which is the name of a file as it stands, or of a folder.
    func required(_ specifier: Specifier, from referrer: ModuleKey, _ reader: inout ModuleReader) throws(Diagnostic) -> ModuleKey {
        let path = knownPath(Paths.normalized(specifier.text, from: Paths.folder(of: referrer.path), top: .isOpen))
        if let found = reader.requiredFile(path) { return ModuleKey(found) }
        if !reader.mayLook(at: path) { return ModuleKey(path) }
        reader.packages.problem = PackageProblem(.missingFile, specifier.text, path: path)
        throw Diagnostic(.link, "cannot find module '\(shortened(specifier.text))'")
    }

    /// The path by which a file of a package is known: package managers make links, and a module is its file, whichever link leads to it.
    private func ownPath(_ path: String) -> String {
        guard let real = Paths.resolved(path), let root = Paths.resolved(boundary.folder.isEmpty ? "." : boundary.folder) else {
            return path
        }
        let base = root.hasSuffix("/") ? root : root + "/"
        guard real.hasPrefix(base) else { return path }
        let folder = boundary.folder.isEmpty || boundary.folder.hasSuffix("/") ? boundary.folder : boundary.folder + "/"
        return folder + real.dropFirst(base.count)
    }
}

/// Bare specifiers and `require()` among the modules of a scenario.
extension ScenarioModules {
    /// - Returns: `nil` where a scenario's own words say best what is missing.
    func inPackages(
        _ specifier: Specifier, from referrer: ModuleKey, _ rules: ResolutionRules, _ reader: inout ModuleReader
    ) throws(Diagnostic) -> ModuleKey? {
        let folder = Paths.folder(of: referrer.path)
        var files = ScenarioFiles(modules: self, reader: reader)
        defer { reader.work = files.work }
        if specifier.form == .bare {
            // Without a package in it, a scenario is a list of modules by their names.
            guard hasPackages || !folders.isEmpty else { return nil }
            do throws(PackageProblem) {
                let target = try files.packageTarget(specifier.text, from: folder, rules)
                if case .url = Specifier(target).form { return ModuleKey(target) }
                if scenario.index(ofModule: target) != nil { return ModuleKey(target) }
                throw PackageProblem(files.kind(of: target) == .folder ? .isFolder : .missingFile, specifier.text, path: target)
            } catch {
                reader.packages.problem = error
                if error.kind == .missingPackage { return nil }
                throw error.diagnostic(places: "among the scenario's modules")
            }
        }
        guard rules.manner == .require, specifier.isRelative else { return nil }
        if let found = files.requiredFile(ScenarioResolution.name(of: specifier.text, from: referrer.path)) { return ModuleKey(found) }
        reader.packages.problem = PackageProblem(.missingFile, specifier.text)
        return nil
    }
}

extension PackageProblem {
    /// How the advice about a package begins that is not there.
    private static let searched = "packages are looked for"

    /// Whether an advice is one about a package that is not there.
    public static func isAboutMissing(_ suggestion: String?) -> Bool { suggestion?.hasPrefix(searched) ?? false }

    /// What is wrong, and what to do; the caller knows where the specifier stands.
    func diagnostic(places: String) -> Diagnostic {
        let name = shortened(specifier)
        switch kind {
        case .missingPackage:
            return Diagnostic(
                .link, "there is no package '\(name)'",
                suggestion: "\(Self.searched) \(places); run from the project's folder, or name it with --root")
        case .missingFile:
            return Diagnostic(.link, "'\(name)' leads to \(path), which is not there", suggestion: "is the package built?")
        case .missingMain:
            return Diagnostic(
                .link, "the package '\(name)' begins with \(path), which is not there", suggestion: "is the package built?")
        case .isFolder:
            return Diagnostic(
                .link, "'\(name)' leads to the folder \(path)", suggestion: "an import names a file: add its name and ending")
        case .notExported:
            let what = subpath == "." ? "has no main module for this import" : "does not export '\(subpath)'"
            return Diagnostic(.link, "the package of '\(name)' \(what)", suggestion: "see \"exports\" in \(path)")
        case .importNotDefined:
            let file = path.isEmpty ? "a package.json beside the module or above it" : path
            return Diagnostic(.link, "nothing is defined as '\(name)'", suggestion: "add it to \"imports\" in \(file)")
        case .invalidTarget:
            return Diagnostic(
                .link, "'\(name)' leads to \(shortened(target)), which is no path in its package",
                suggestion: "a target in \"\(field)\" of \(path) begins with './'")
        case .invalidImport: return Diagnostic(.link, "'\(name)' is no name that \"imports\" of a package.json can have")
        case .invalidSubpath:
            return Diagnostic(
                .link, "'\(name)' leads out of its package", suggestion: "a subpath has no '..', '.' or 'node_modules' in it")
        case .invalidSpecifier:
            return Diagnostic(
                .link, "'\(name)' is no name of a package or of something in one",
                suggestion: "write a file's path with './' before it, or a package's name: 'name' or '@scope/name'")
        case .invalidConfiguration:
            return Diagnostic(.link, "\(path) is no JSON object with the keys of a package", suggestion: "mend it, or leave it out")
        }
    }
}
