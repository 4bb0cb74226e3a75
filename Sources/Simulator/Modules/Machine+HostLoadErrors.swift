import Hosts
import Programs

/// Why a module cannot be had, where hosts tell such reasons apart.
enum LoadFailureReason: Equatable {
    case notFound
    case isFolder
    /// The host has no such modules.
    case refused(ErrorWords)
    /// A package has it not.
    case package(PackageProblem)
    /// A JSON module, and the import asks for none.
    case isJSON
    /// No JSON module, and the import asks for one.
    case isNoJSON
}

/// An error of the host's own: in place of the TypeError that the simulator makes where no host is known to do otherwise.
struct HostError {
    var type: ErrorWords.Class
    /// The host's stable name of the error: `ERR_MODULE_NOT_FOUND`.
    var code: String
    var message: String
    /// The address of the module that is not there.
    var url: String?
    /// Whether the text of the error shows the code.
    var showsCode: Bool

    init(_ words: ErrorWords, _ values: KeyValuePairs<String, String>, url: String? = nil) {
        type = words.type
        code = words.code
        message = words.text(values)
        showsCode = words.showsCode
        self.url = url
    }
}

/// The errors of the host for an `import()` that fails before there is anything to run.
///
/// Deviation: modules are named as everywhere in the simulator, and not by absolute paths, which differ from machine to machine.
extension Machine {
    /// - Parameter specifier: as the import that failed has it.
    /// - Returns: `nil` where the host has no error of its own for it.
    mutating func hostLoadError(_ failure: Int32, specifier: String, referrer: ModuleID, target: ModuleID) -> HostError? {
        guard let words = host.words.loading, let reason = loading.failureReasons[failure] else { return nil }
        let importer = "imported from \(name(of: referrer))"
        switch reason {
        case .isJSON: return HostError(words.isJSON, ["module": name(of: target)])
        case .isNoJSON: return HostError(words.isNoJSON, ["module": name(of: target), "url": program.url(of: graph.key(of: target))])
        case .package(let problem): return packageError(problem, graph.key(of: referrer), words)
        case .refused(let words):
            let path = target == .none ? specifier : name(of: target)
            let url = target == .none ? specifier : program.url(of: graph.key(of: target))
            return HostError(words, ["path": path, "specifier": specifier, "url": url])
        case .notFound, .isFolder: break
        }
        let parts = Specifier(specifier)
        guard parts.namesFile || target != .none else { return bareSpecifierError(parts, importer, words) }
        if parts.hasEncodedSlash {
            return HostError(
                words.encodedSlash,
                [
                    "specifier": specifier, "importer": importer,
                    "url": program.place(of: specifier, from: graph.key(of: referrer)).map { program.url(of: $0) } ?? specifier,
                ])
        }
        let place = target == .none ? program.place(of: specifier, from: graph.key(of: referrer)) : graph.key(of: target)
        guard let key = place else { return nil }
        let name = program.name(of: ModuleKey(key.path))
        let path = name.isEmpty ? "./" : name
        budget.steps += program.scenario?.modules.count ?? 0
        var isFolder = program.isFolder(path)
        if case .isFolder = reason { isFolder = true }
        return HostError(
            isFolder ? words.isFolder : words.missingModule,
            ["path": path, "specifier": specifier, "importer": importer, "url": program.url(of: key)], url: program.url(of: key))
    }

    /// `import()` with an attribute that the host does not know; `nil` where it has no error of its own for it.
    mutating func attributeError(_ key: String, _ value: String, specifier: String) -> HostError? {
        guard let words = host.words.loading else { return nil }
        let place = Specifier(specifier).namesFile ? program.place(of: specifier, from: graph.key(of: running.module)) : nil
        let module = place.map { program.name(of: $0) } ?? specifier
        return HostError(
            key == "type" ? words.unknownType : words.unknownAttribute, ["key": key, "value": value, "module": module])
    }

    /// The error of a package that has not what is asked for.
    ///
    /// - Parameter referrer: the module that imports it; `nil` for `require()`.
    mutating func packageError(_ problem: PackageProblem, _ referrer: ModuleKey?, _ words: LoadingWords) -> HostError {
        let importer = referrer.map { program.name(of: $0) }
        let importerURL = referrer.map { program.url(of: $0) } ?? ""
        let values: KeyValuePairs<String, String> = [
            "specifier": problem.specifier, "package": problem.specifier, "path": problem.path, "subpath": problem.subpath,
            "target": problem.target, "field": problem.field, "importer": importer.map { " imported from \($0)" } ?? "",
            "name": importer ?? "", "importerURL": importerURL,
            "hint": problem.target.hasPrefix("\".") || problem.field == "imports" ? "" : "; targets must start with \"./\"",
        ]
        let plain: KeyValuePairs<String, String> = [
            "package": problem.specifier, "specifier": problem.specifier, "path": problem.path,
            "importer": "imported from \(importer ?? "")", "importerURL": importerURL,
        ]
        let isRequired = referrer == nil
        switch problem.kind {
        case .missingPackage: return HostError(words.missingPackage, plain)
        case .missingFile: return HostError(words.missingModule, plain)
        case .isFolder: return HostError(words.isFolder, plain)
        case .invalidSpecifier: return HostError(words.invalidSpecifier, plain)
        case .missingMain: return HostError(isRequired ? words.missingRequiredMain : words.missingMain, values)
        case .notExported: return HostError(problem.subpath == "." ? words.noMainExport : words.notExported, values)
        case .importNotDefined: return HostError(problem.path.isEmpty ? words.undefinedImport : words.undefinedImportOfPackage, values)
        case .invalidTarget: return HostError(words.invalidTarget, values)
        case .invalidImport: return HostError(words.invalidImport, values)
        case .invalidSubpath: return HostError(words.invalidSubpath, values)
        case .invalidConfiguration:
            return HostError(isRequired ? words.invalidRequiredConfiguration : words.invalidConfiguration, values)
        }
    }

    private mutating func bareSpecifierError(_ parts: Specifier, _ importer: String, _ words: LoadingWords) -> HostError? {
        let specifier = parts.text
        if specifier.hasPrefix("#") {
            return HostError(words.undefinedPackageImport, ["specifier": specifier, "importer": importer])
        }
        if case .url(let name) = parts.form {
            let scheme = name + ":"
            if name == "file" { return HostError(words.foreignFile, [:]) }
            if name == "node" { return HostError(words.unknownBuiltin, ["specifier": specifier]) }
            if words.knownSchemes.contains(scheme) { return nil }
            let isOfNetwork = name == "http" || name == "https"
            return HostError(
                isOfNetwork ? words.unsupportedNetworkScheme ?? words.unsupportedScheme : words.unsupportedScheme,
                ["scheme": scheme, "specifier": specifier, "name": name, "importer": importer])
        }
        guard let meant = PackageName(of: specifier) else {
            return HostError(words.invalidSpecifier, ["specifier": specifier, "importer": importer])
        }
        return HostError(words.missingPackage, ["package": meant.name, "specifier": specifier, "importer": importer])
    }

    // MARK: Objects

    /// The error as an object, whose class shows the code beside the name.
    mutating func makeError(_ description: HostError) -> ObjectID {
        let error = makeError(hostErrorPrototype(description.type), description.message)
        if description.showsCode { loading.hostErrorCodes[error] = description.code }
        if !description.code.isEmpty { put(error, key("code"), string(description.code)) }
        // Deviation: hidden, since a console would print where on this machine the modules lie.
        if let url = description.url { put(error, .known(.url), string(url), .hidden) }
        return error
    }

    private mutating func hostErrorPrototype(_ type: ErrorWords.Class) -> ObjectID {
        if let known = loading.hostErrorPrototypes[type] { return known }
        let base =
            switch type {
            case .error: realm.errorPrototype
            case .typeError: realm.typeErrorPrototype
            case .rangeError: realm.rangeErrorPrototype
            }
        let prototype = heap.makeObject(.ordinary, prototype: base)
        loading.hostErrorPrototypes[type] = prototype
        if let constructor = getOwn(base, .known(.constructor)) { put(prototype, .known(.constructor), constructor.value, .hidden) }
        define(prototype, "toString", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.string(machine.errorText(arguments.thisValue))
        }
        return prototype
    }
}
