extension HostProfile {
    public static let node = HostProfile(
        name: "node",
        summary: "Node.js 24",
        evidence: "Node.js 24.19.0 (V8 13.6) on Linux; error texts of its loader also from https://nodejs.org/api/errors.html",
        engine: EngineRange("node", 22...Int.max),
        loop: .libuv(entryIsInRound: false),
        entries: .oneAfterAnother,
        imports: .afterHops(before: 1, namespace: 1, after: 3),
        rejections: RejectionRules(order: .parentsFirst, unhandled: .endProcess, hopsFromRejectedEntryToEnd: 3),
        timers: TimerRules(minimumDelay: TimerRules.millisecond, areObjects: true, intervalsCountFromBeginning: true),
        // https://nodejs.org/api/esm.html#importmeta
        globals: HostGlobals(hasProcess: true, importMeta: [.paths, .resolve, .main]),
        words: HostWords(
            uncaught: .placeFirst(version: "Node.js v24"),
            unsettled: .everyAwait("Warning: Detected unsettled top-level await at ", emptyLines: 3),
            loading: .node,
            invalidArgument: .nodeInvalidArgument),
        exit: ExitRules(unsettledOwnStatus: .keptUnlessZero))
}

extension ErrorWords {
    static let nodeInvalidArgument = ErrorWords("ERR_INVALID_ARG_TYPE", "{text}", isTypeError: true)
}

extension LoadingWords {
    /// https://nodejs.org/api/errors.html#nodejs-error-codes
    public static let node = LoadingWords(
        missingModule: ErrorWords("ERR_MODULE_NOT_FOUND", "Cannot find module '{path}' {importer}"),
        isFolder: ErrorWords(
            "ERR_UNSUPPORTED_DIR_IMPORT", "Directory import '{path}' is not supported resolving ES modules {importer}"),
        missingPackage: ErrorWords("ERR_MODULE_NOT_FOUND", "Cannot find package '{package}' {importer}"),
        invalidSpecifier: ErrorWords(
            "ERR_INVALID_MODULE_SPECIFIER", "Invalid module \"{specifier}\" is not a valid package name {importer}", isTypeError: true),
        encodedSlash: ErrorWords(
            "ERR_INVALID_MODULE_SPECIFIER",
            "Invalid module \"{specifier}\" must not include encoded \"/\" or \"\\\" characters {importer}", isTypeError: true),
        foreignFile: ErrorWords(
            "ERR_INVALID_FILE_URL_HOST", "File URL host must be \"localhost\" or empty on linux", isTypeError: true),
        undefinedPackageImport: ErrorWords(
            "ERR_PACKAGE_IMPORT_NOT_DEFINED", "Package import specifier \"{specifier}\" is not defined {importer}", isTypeError: true),
        unsupportedScheme: ErrorWords(
            "ERR_UNSUPPORTED_ESM_URL_SCHEME",
            "Only URLs with a scheme in: file and data are supported by the default ESM loader. Received protocol '{scheme}'"),
        // What comes with Node is there, but not in the simulator: no error of Node's says so.
        knownSchemes: ["node:", "data:"],
        isJSON: ErrorWords(
            "ERR_IMPORT_ATTRIBUTE_MISSING", "Module \"{module}\" needs an import attribute of \"type: json\"", isTypeError: true),
        isNoJSON: ErrorWords("ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE", "Module \"{module}\" is not of type \"json\"", isTypeError: true),
        unknownAttribute: ErrorWords(
            "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED", "Import attribute \"{key}\" with value \"{value}\" is not supported in {module}",
            isTypeError: true),
        unknownType: ErrorWords(
            "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED", "Import attribute \"{key}\" with value \"{value}\" is not supported in {module}",
            isTypeError: true))
}
