import Files
import Text

/// Bare specifiers and `#names`, by Node's algorithm. Paths are texts of the files' own kind; a folder ends in `/`, or is empty.
/// https://nodejs.org/api/esm.html#resolution-algorithm-specification
extension PackageFiles {
    /// How deep conditions may nest.
    private static var depthLimit: Int { 100 }
    /// Bytes of a path that a pattern may make.
    private static var longestTarget: Int { 1 << 16 }

    /// PACKAGE_RESOLVE, and PACKAGE_IMPORTS_RESOLVE for `#name`: the file that a bare specifier means in a folder.
    mutating func packageTarget(_ specifier: String, from folder: String, _ rules: ResolutionRules) throws(PackageProblem) -> String {
        do throws(PackageProblem) {
            return try foundTarget(specifier, from: folder, rules)
        } catch {
            var problem = error
            if problem.specifier.isEmpty { problem.specifier = specifier }
            throw problem
        }
    }

    private mutating func foundTarget(_ specifier: String, from folder: String, _ rules: ResolutionRules) throws(PackageProblem) -> String {
        if specifier.hasPrefix("#") { return try importsTarget(specifier, from: folder, rules) }
        guard let meant = PackageName(of: specifier) else { throw PackageProblem(.invalidSpecifier, specifier) }
        let (name, subpath) = (meant.name, meant.subpath)
        // No folder has an empty name.
        if name.isEmpty || name.hasSuffix("/") { throw PackageProblem(.missingPackage, name) }
        // PACKAGE_SELF_RESOLVE
        if let scope = try scope(of: folder), let exports = scope.manifest.exports, scope.manifest.name == name {
            return try exportsTarget(subpath, exports, in: scope.folder, specifier, rules)
        }
        var current: String? = folder
        while let start = current {
            current = parent(of: start)
            if Self.isPackagesFolder(start) { continue }
            let package = start + "node_modules/" + name + "/"
            let isFolder = kind(of: package) == .folder
            let manifest = isFolder ? try manifest(in: package) : nil
            if let exports = manifest?.exports { return try exportsTarget(subpath, exports, in: package, specifier, rules) }
            // LOAD_NODE_MODULES looks for a file of the name before it looks into the folder.
            if rules.manner == .require, subpath == ".", let file = fileWithEnding(String(package.dropLast())) { return file }
            if !isFolder { continue }
            if subpath == "." { return try mainTarget(of: package, manifest, specifier, rules) }
            let path = Paths.normalized(String(subpath.dropFirst(2)), from: package, top: .isOpen)
            if rules.manner == .require {
                guard let file = requiredFile(path) else { throw PackageProblem(.missingFile, specifier, path: path) }
                return file
            }
            return path
        }
        throw PackageProblem(.missingPackage, rules.manner == .require ? specifier : name)
    }

    /// LEGACY_MAIN_RESOLVE, which `require()` has with folders too.
    private mutating func mainTarget(
        of package: String, _ manifest: PackageManifest?, _ specifier: String, _ rules: ResolutionRules
    ) throws(PackageProblem) -> String {
        if let found = requiredFolder(package, manifest) { return found }
        throw PackageProblem(.missingMain, specifier, path: package + (manifest?.main ?? "index.js"))
    }

    // MARK: require()

    /// LOAD_AS_FILE and LOAD_AS_DIRECTORY.
    mutating func requiredFile(_ path: String) -> String? {
        if !path.hasSuffix("/"), !path.isEmpty, let file = fileWithEnding(path) { return file }
        let folder = path.hasSuffix("/") || path.isEmpty ? path : path + "/"
        guard kind(of: folder) == .folder else { return nil }
        return requiredFolder(folder, try? manifest(in: folder))
    }

    /// LOAD_AS_FILE
    private mutating func fileWithEnding(_ path: String) -> String? {
        ["", ".js", ".json", ".node"].map { path + $0 }.first { kind(of: $0) == .file }
    }

    private mutating func requiredFolder(_ folder: String, _ manifest: PackageManifest?) -> String? {
        if let main = manifest?.main {
            let path = Paths.normalized(main, from: folder, top: .isOpen)
            if !path.hasSuffix("/"), let file = fileWithEnding(path) { return file }
            if let index = index(of: path.hasSuffix("/") ? path : path + "/") { return index }
        }
        return index(of: folder)
    }

    /// LOAD_INDEX
    private mutating func index(of folder: String) -> String? {
        ["index.js", "index.json", "index.node"].map { folder + $0 }.first { kind(of: $0) == .file }
    }

    // MARK: exports and imports

    /// PACKAGE_EXPORTS_RESOLVE
    private mutating func exportsTarget(
        _ subpath: String, _ exports: JSONValue, in package: String, _ specifier: String, _ rules: ResolutionRules
    ) throws(PackageProblem) -> String {
        let configuration = package + "package.json"
        var table: [JSONValue.Member]?
        if case .object(let members) = exports {
            work += members.count
            let paths = members.count { $0.key.hasPrefix(".") }
            guard paths == 0 || paths == members.count else { throw PackageProblem(.invalidConfiguration, specifier, path: configuration) }
            if paths > 0 { table = members }
        }
        let request = Request(name: subpath, package: package, specifier: specifier, field: "exports", rules: rules)
        var found: String?
        if subpath == ".", table == nil {
            found = try target(exports, nil, request, 0)
        } else if let table {
            found = try match(subpath, table, request)
        }
        if let found { return found }
        throw PackageProblem(.notExported, specifier, path: configuration, subpath: subpath, field: "exports")
    }

    /// PACKAGE_IMPORTS_RESOLVE
    private mutating func importsTarget(
        _ specifier: String, from folder: String, _ rules: ResolutionRules
    ) throws(PackageProblem) -> String {
        if specifier == "#" || specifier.hasPrefix("#/") { throw PackageProblem(.invalidImport, specifier) }
        let scope = try scope(of: folder)
        if let scope, case .object(let members)? = scope.manifest.imports {
            let request = Request(name: specifier, package: scope.folder, specifier: specifier, field: "imports", rules: rules)
            if let found = try match(specifier, members, request) { return found }
        }
        throw PackageProblem(.importNotDefined, specifier, path: scope.map { $0.folder + "package.json" } ?? "", field: "imports")
    }

    /// PACKAGE_IMPORTS_EXPORTS_RESOLVE: an entry of that very name, or the pattern that says most.
    private mutating func match(_ name: String, _ members: [JSONValue.Member], _ request: Request) throws(PackageProblem) -> String? {
        for member in members { work += 2 + member.key.utf8.count / 8 }
        if !name.contains("*"), !name.hasSuffix("/"), let exact = members.last(where: { $0.key == name }) {
            return try target(exact.value, nil, request, 0)
        }
        var best: (key: String, base: Int, length: Int, value: JSONValue, rest: String)?
        for member in members {
            let parts = member.key.split(separator: "*", omittingEmptySubsequences: false)
            guard parts.count == 2, name.hasPrefix(parts[0]), name != parts[0], name.hasSuffix(parts[1]),
                name.utf8.count >= member.key.utf8.count
            else { continue }
            let (base, length) = (parts[0].utf8.count, member.key.utf8.count)
            if let best, (best.base, best.length) >= (base, length) { continue }
            best = (member.key, base, length, member.value, String(name.dropFirst(parts[0].count).dropLast(parts[1].count)))
        }
        guard let best else { return nil }
        var request = request
        request.pattern = best.key
        return try target(best.value, best.rest, request, 0)
    }

    /// PACKAGE_TARGET_RESOLVE
    ///
    /// - Returns: `nil` where nothing is meant: for `null`, and where no condition holds.
    private mutating func target(
        _ value: JSONValue, _ rest: String?, _ request: Request, _ depth: Int
    ) throws(PackageProblem) -> String? {
        guard depth < Self.depthLimit else { return nil }
        work += 1
        switch value {
        case .string(let text): return try file(text, rest, request)
        case .array(let values):
            var problem: PackageProblem?
            for value in values {
                do throws(PackageProblem) {
                    if let found = try target(value, rest, request, depth + 1) { return found }
                } catch {
                    guard error.kind == .invalidTarget else { throw error }
                    problem = error
                }
            }
            if let problem { throw problem }
            return nil
        case .object(let members):
            work += members.count
            for member in members where member.key == "default" || request.rules.conditions.contains(member.key) {
                // A condition that holds and leads to nothing is passed over; `null` ends the search.
                if case .null = member.value { return nil }
                if let found = try target(member.value, rest, request, depth + 1) { return found }
            }
            return nil
        case .null: return nil
        case .bool, .number: throw request.invalid(value)
        }
    }

    private mutating func file(_ target: String, _ rest: String?, _ request: Request) throws(PackageProblem) -> String? {
        guard target.hasPrefix("./") else {
            // `imports` may lead to another package, or to a module of the host by its name alone.
            guard request.field == "imports", Specifier(target).form == .bare else { throw request.invalid(.string(target)) }
            let meant = try filled(target, rest ?? "", request)
            if request.rules.hostModules.contains(meant) { return "node:" + meant }
            // A name of `imports` is none of a package: it may lead back to itself.
            if meant.hasPrefix("#") { throw PackageProblem(.missingPackage, meant) }
            return try packageTarget(meant, from: request.package, request.rules)
        }
        guard !Self.leavesPackage(target.dropFirst(2)) else { throw request.invalid(.string(target)) }
        if let rest, Self.leavesPackage(rest[...]) {
            throw PackageProblem(
                .invalidSubpath, request.specifier, path: request.package + "package.json", subpath: request.name,
                target: request.pattern ?? "", field: request.field)
        }
        let meant = if let rest { try filled(target, rest, request) } else { target }
        let path = Paths.normalized(meant, from: request.package, top: .isOpen)
        if request.rules.manner == .require, kind(of: path) != .file {
            throw PackageProblem(.missingFile, request.specifier, path: path, field: request.field)
        }
        return path
    }

    /// A target with what the `*` of its key stands for in the place of each of its own. They multiply, so what is longer than any path is no target.
    private mutating func filled(_ target: String, _ rest: String, _ request: Request) throws(PackageProblem) -> String {
        let stars = target.utf8.count { $0 == UInt8(ascii: "*") }
        let length = target.utf8.count + stars * rest.utf8.count
        guard length <= Self.longestTarget else { throw request.invalid(.string(target)) }
        work += length / 16
        return target.replacing("*", with: rest)
    }

    /// Whether a path has a part that leads elsewhere: `.`, `..` or `node_modules`.
    private static func leavesPackage(_ path: Substring) -> Bool {
        path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).contains { part in
            let name = Specifier.decoded(part).lowercased()
            return name == "." || name == ".." || name == "node_modules"
        }
    }
}

/// What is being looked for in a package.json.
private struct Request {
    /// The subpath, or the `#name`.
    var name: String
    /// The package's folder.
    var package: String
    var specifier: String
    /// `exports` or `imports`.
    var field: String
    var rules: ResolutionRules
    /// The key with a `*` that it was found by.
    var pattern: String?

    func invalid(_ target: JSONValue) -> PackageProblem {
        PackageProblem(
            .invalidTarget, specifier, path: package + "package.json", subpath: name,
            target: { if case .string = target { target.text() } else { "\"" + target.text() + "\"" } }(), field: field)
    }
}
