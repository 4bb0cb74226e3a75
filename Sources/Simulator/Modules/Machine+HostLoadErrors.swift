import Scenario

/// Why a module cannot be had, where hosts tell such reasons apart.
enum LoadFailureReason {
    case notFound
    case isFolder
    /// A JSON module, and the import asks for none.
    case isJSON
    /// No JSON module, and the import asks for one.
    case isNoJSON
}

/// An error of the host's own loader: in place of the TypeError that the simulator makes where no host is known to do otherwise.
struct HostLoadError {
    var isTypeError = false
    /// Node's stable name of the error: `ERR_MODULE_NOT_FOUND`.
    var code: String
    var message: String
    /// The address of the module that is not there.
    var url: String?
}

/// The errors of Node.js for an `import()` that fails before there is anything to run: measured on Node 20.20, from its documentation where
/// Node 24 names them otherwise. https://nodejs.org/api/errors.html#nodejs-error-codes
///
/// Deviation: modules are named as everywhere in the simulator, and not by absolute paths, which differ from machine to machine.
extension Machine {
    /// - Parameter specifier: as the import that failed has it.
    /// - Returns: `nil` where the host has no error of its own for it.
    mutating func hostLoadError(_ failure: Int32, specifier: String, referrer: ModuleID, target: ModuleID) -> HostLoadError? {
        guard case .node(let major) = host.console, let reason = loading.failureReasons[failure] else { return nil }
        let importer = "imported from \(name(of: referrer))"
        switch reason {
        case .isJSON:
            let name = name(of: target)
            return major >= 22
                ? HostLoadError(
                    isTypeError: true, code: "ERR_IMPORT_ATTRIBUTE_MISSING",
                    message: "Module \"\(name)\" needs an import attribute of \"type: json\"")
                : HostLoadError(
                    isTypeError: true, code: "ERR_IMPORT_ASSERTION_TYPE_MISSING",
                    message: "Module \"\(name)\" needs an import attribute of type \"json\"")
        case .isNoJSON:
            return HostLoadError(
                isTypeError: true, code: major >= 22 ? "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE" : "ERR_IMPORT_ASSERTION_TYPE_FAILED",
                message: "Module \"\(name(of: target))\" is not of type \"json\"")
        case .notFound, .isFolder: break
        }
        guard Self.isRelative(specifier) else { return bareSpecifierError(specifier, importer) }
        let key = target == .none ? input.missingKey(specifier, from: graph[referrer].key) : graph[target].key
        let path = input.name(of: String(key.prefix { $0 != "?" && $0 != "#" }))
        budget.steps += input.moduleCount
        if reason == .isFolder || input.isFolder(path) {
            return HostLoadError(
                code: "ERR_UNSUPPORTED_DIR_IMPORT", message: "Directory import '\(path)' is not supported resolving ES modules \(importer)",
                url: input.url(of: key))
        }
        return HostLoadError(code: "ERR_MODULE_NOT_FOUND", message: "Cannot find module '\(path)' \(importer)", url: input.url(of: key))
    }

    /// `import()` with an attribute that the host does not know; `nil` where it has no error of its own for it.
    func attributeError(_ key: String, _ value: String, specifier: String) -> HostLoadError? {
        guard case .node(let major) = host.console else { return nil }
        if major >= 22 || key != "type" {
            var message = "Import attribute \"\(key)\" with value \"\(value)\" is not supported"
            if major >= 22 {
                let referrer = graph[running.module].key
                let isRelative = Self.isRelative(specifier)
                message += " in \(isRelative ? input.name(of: input.missingKey(specifier, from: referrer)) : specifier)"
            }
            return HostLoadError(isTypeError: true, code: "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED", message: message)
        }
        return HostLoadError(
            isTypeError: true, code: "ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED", message: "Import attribute type \"\(value)\" is unsupported")
    }

    static func isRelative(_ specifier: String) -> Bool {
        specifier.hasPrefix("/") || [".", ".."].contains(specifier) || specifier.hasPrefix("./") || specifier.hasPrefix("../")
    }

    private func bareSpecifierError(_ specifier: String, _ importer: String) -> HostLoadError? {
        if specifier.hasPrefix("#") {
            return HostLoadError(
                isTypeError: true, code: "ERR_PACKAGE_IMPORT_NOT_DEFINED",
                message: "Package import specifier \"\(specifier)\" is not defined \(importer)")
        }
        if let colon = specifier.firstIndex(of: ":"), colon != specifier.startIndex {
            // What comes with Node is there, but not in the simulator: no error of Node's says so.
            let scheme = specifier[...colon].lowercased()
            guard !["node:", "data:", "file:"].contains(scheme) else { return nil }
            return HostLoadError(
                code: "ERR_UNSUPPORTED_ESM_URL_SCHEME",
                message: "Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received protocol "
                    + "'\(scheme)'")
        }
        let parts = specifier.split(separator: "/", omittingEmptySubsequences: false)
        let isScoped = specifier.hasPrefix("@")
        let package = parts.prefix(isScoped ? 2 : 1).joined(separator: "/")
        if package.hasPrefix(".") || package.contains("%") || package.contains("\\") || isScoped && parts.count < 2 {
            return HostLoadError(
                isTypeError: true, code: "ERR_INVALID_MODULE_SPECIFIER",
                message: "Invalid module \"\(specifier)\" is not a valid package name \(importer)")
        }
        return HostLoadError(code: "ERR_MODULE_NOT_FOUND", message: "Cannot find package '\(package)' \(importer)")
    }

    // MARK: Objects

    /// The error as an object, whose class shows the code beside the name.
    mutating func makeError(_ description: HostLoadError) -> ObjectID {
        let error = makeError(hostErrorPrototype(isTypeError: description.isTypeError), description.message)
        loading.hostErrorCodes[error] = description.code
        put(error, key("code"), string(description.code))
        // Deviation: hidden, since a console would print where on this machine the modules lie.
        if let url = description.url { put(error, .known(.url), string(url), .hidden) }
        return error
    }

    private mutating func hostErrorPrototype(isTypeError: Bool) -> ObjectID {
        if let known = loading.hostErrorPrototypes[isTypeError] { return known }
        let base = isTypeError ? realm.typeErrorPrototype : realm.errorPrototype
        let prototype = heap.makeObject(.ordinary, prototype: base)
        loading.hostErrorPrototypes[isTypeError] = prototype
        if let constructor = getOwn(base, .known(.constructor)) { put(prototype, .known(.constructor), constructor.value, .hidden) }
        define(prototype, "toString", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.string(machine.errorText(arguments.thisValue))
        }
        return prototype
    }
}

extension ProgramInput {
    /// Where the module that a relative specifier means would be.
    func missingKey(_ specifier: String, from referrer: ModuleKey) -> ModuleKey {
        switch source {
        case .scenario: Scenario.resolvedName(of: specifier, from: referrer)
        case .disk: Self.join(Self.folder(of: referrer), specifier)
        }
    }

    fileprivate var moduleCount: Int {
        if case .scenario(let scenario) = source { return scenario.modules.count }
        return 0
    }

    /// Whether modules of the scenario lie in a folder of that name.
    fileprivate func isFolder(_ path: String) -> Bool {
        guard case .scenario(let scenario) = source else { return false }
        let folder = path.hasSuffix("/") || path.isEmpty ? path : path + "/"
        return scenario.modules.contains { $0.name.hasPrefix(folder) }
    }
}
