import Programs

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
        let parts = Specifier(specifier)
        guard parts.namesFile else { return bareSpecifierError(parts, importer) }
        if parts.hasEncodedSlash {
            return HostLoadError(
                isTypeError: true, code: "ERR_INVALID_MODULE_SPECIFIER",
                message: "Invalid module \"\(specifier)\" must not include encoded \"/\" or \"\\\" characters \(importer)")
        }
        let place = target == .none ? program.place(of: specifier, from: graph.key(of: referrer)) : graph.key(of: target)
        guard let key = place else { return nil }
        let path = program.name(of: ModuleKey(key.path))
        let url = program.url(of: key)
        budget.steps += program.scenario?.modules.count ?? 0
        if reason == .isFolder || program.isFolder(path) {
            return HostLoadError(
                code: "ERR_UNSUPPORTED_DIR_IMPORT", message: "Directory import '\(path)' is not supported resolving ES modules \(importer)",
                url: url)
        }
        return HostLoadError(code: "ERR_MODULE_NOT_FOUND", message: "Cannot find module '\(path)' \(importer)", url: url)
    }

    /// `import()` with an attribute that the host does not know; `nil` where it has no error of its own for it.
    func attributeError(_ key: String, _ value: String, specifier: String) -> HostLoadError? {
        guard case .node(let major) = host.console else { return nil }
        if major >= 22 || key != "type" {
            var message = "Import attribute \"\(key)\" with value \"\(value)\" is not supported"
            if major >= 22 {
                let place = Specifier(specifier).namesFile ? program.place(of: specifier, from: graph.key(of: running.module)) : nil
                message += " in \(place.map { program.name(of: $0) } ?? specifier)"
            }
            return HostLoadError(isTypeError: true, code: "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED", message: message)
        }
        return HostLoadError(
            isTypeError: true, code: "ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED", message: "Import attribute type \"\(value)\" is unsupported")
    }

    private func bareSpecifierError(_ parts: Specifier, _ importer: String) -> HostLoadError? {
        let specifier = parts.text
        if specifier.hasPrefix("#") {
            return HostLoadError(
                isTypeError: true, code: "ERR_PACKAGE_IMPORT_NOT_DEFINED",
                message: "Package import specifier \"\(specifier)\" is not defined \(importer)")
        }
        if case .url(let scheme) = parts.form {
            // What comes with Node is there, but not in the simulator: no error of Node's says so.
            guard !["node", "data"].contains(scheme) else { return nil }
            if scheme == "file" {
                return HostLoadError(
                    isTypeError: true, code: "ERR_INVALID_FILE_URL_HOST", message: "File URL host must be \"localhost\" or empty on linux")
            }
            return HostLoadError(
                code: "ERR_UNSUPPORTED_ESM_URL_SCHEME",
                message: "Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received protocol "
                    + "'\(scheme):'")
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
