extension HostProfile {
    public static let node = HostProfile(
        name: "node",
        summary: "Node.js 24",
        evidence: "Node.js 24.19.0 (V8 13.6) on Linux; error texts of its loader also from https://nodejs.org/api/errors.html",
        engine: EngineRange("node", 22...Int.max),
        loop: .libuv(entryIsInRound: false),
        entries: .oneAfterAnother,
        imports: .afterHops(ImportHops(before: 1, namespace: 1, after: 3)),
        // `ModuleJob` of lib/internal/modules/esm/module_job.js, whose walk awaits each level of the graph.
        reading: .inTheCall(hopsPerLevel: 2),
        rejections: RejectionRules(
            order: .parentsFirst, unhandled: .endProcess, hopsFromRejectedEntryToEnd: 3,
            listeners: ErrorListenerRules(throwsInTick: true, interruption: .ofAll)),
        timers: TimerRules(
            minimumDelay: TimerRules.millisecond, areObjects: true, callbackThis: .timer, intervalsCountFromBeginning: true,
            areLists: true, waitsKeepProcess: false),
        // https://nodejs.org/api/esm.html#importmeta
        globals: HostGlobals(
            hasProcess: true,
            // Of `Object.getOwnPropertyNames(globalThis)`.
            outside: [
                "CustomEvent", "TransformStreamDefaultController", "WritableStreamDefaultController", "WritableStreamDefaultWriter",
                "ReadableStreamDefaultReader", "ReadableStreamBYOBReader", "ReadableStreamBYOBRequest", "ReadableByteStreamController",
                "ReadableStreamDefaultController", "ByteLengthQueuingStrategy", "CountQueuingStrategy", "TextEncoderStream",
                "TextDecoderStream", "CompressionStream", "DecompressionStream", "MessagePort", "File", "Performance", "PerformanceEntry",
                "PerformanceMark", "PerformanceMeasure", "PerformanceObserver", "PerformanceObserverEntryList",
                "PerformanceResourceTiming", "URLPattern", "MessageEvent", "CloseEvent", "WebSocket", "Crypto", "CryptoKey",
                "SubtleCrypto", "Navigator", "navigator",
            ],
            ownNames: ["global"], tag: "global", parsesDeferredImports: false,
            stacks: .preparedByDefault, importMeta: [.paths, .resolve, .main],
            absent: [
                "Temporal", "Math.sumPrecise", "Map.prototype.getOrInsert", "Map.prototype.getOrInsertComputed",
                "WeakMap.prototype.getOrInsert", "WeakMap.prototype.getOrInsertComputed", "Iterator.concat", "Uint8Array.fromBase64",
                "Uint8Array.fromHex", "Uint8Array.prototype.toBase64", "Uint8Array.prototype.toHex",
                "Uint8Array.prototype.setFromBase64", "Uint8Array.prototype.setFromHex",
            ] + HostGlobals.latestIterators,
            lengths: [.init("structuredClone", 2)], web: .node, webErrorsHaveCodes: true, portsAreEmitters: true,
            webAssemblyNames: WebAssemblyNames.node),
        console: ConsoleRules(bracketsSymbolKeys: false, bracketsInheritedKeys: true, namesHoldTags: true),
        // Counted in docs/explain.md.
        chance: ChanceRules(timePasses: true),
        words: HostWords(
            uncaught: .placeFirst(version: "Node.js v24"),
            unsettled: .everyAwait("Warning: Detected unsettled top-level await at ", emptyLines: 3),
            loading: .node,
            linking: .node,
            invalidArgument: .nodeInvalidArgument,
            outOfRange: .nodeOutOfRange,
            // V8 up to 13 means to name the exponent.
            negativeExponent: "undefined must be positive",
            tracesWarnings: "node"),
        refusesCyclicNames: true,
        commonJS: .node,
        exit: ExitRules(unsettledPreload: 0, unsettledOwnStatus: .keptUnlessZero),
        threads: ThreadRules(),
        otherFiles: .node,
        wasm: .evaluated(importsByName: false))
}

extension ErrorWords {
    /// What Node and those that follow it say of an argument of a wrong type. https://nodejs.org/api/errors.html#err_invalid_arg_type
    public static let nodeInvalidArgument = ErrorWords("ERR_INVALID_ARG_TYPE", "{text}", type: .typeError)
    static let nodeOutOfRange = ErrorWords("ERR_OUT_OF_RANGE", "{text}", type: .rangeError)
}

extension LoadingWords {
    /// https://nodejs.org/api/errors.html#nodejs-error-codes
    public static let node = LoadingWords(
        missingModule: ErrorWords("ERR_MODULE_NOT_FOUND", "Cannot find module '{path}' {importer}"),
        isFolder: ErrorWords(
            "ERR_UNSUPPORTED_DIR_IMPORT", "Directory import '{path}' is not supported resolving ES modules {importer}"),
        missingPackage: ErrorWords("ERR_MODULE_NOT_FOUND", "Cannot find package '{package}' {importer}"),
        invalidSpecifier: ErrorWords(
            "ERR_INVALID_MODULE_SPECIFIER", "Invalid module \"{specifier}\" is not a valid package name {importer}", type: .typeError),
        encodedSlash: ErrorWords(
            "ERR_INVALID_MODULE_SPECIFIER",
            "Invalid module \"{specifier}\" must not include encoded \"/\" or \"\\\" characters {importer}", type: .typeError),
        foreignFile: ErrorWords(
            "ERR_INVALID_FILE_URL_HOST", "File URL host must be \"localhost\" or empty on linux", type: .typeError),
        undefinedPackageImport: ErrorWords(
            "ERR_PACKAGE_IMPORT_NOT_DEFINED", "Package import specifier \"{specifier}\" is not defined {importer}", type: .typeError),
        unsupportedScheme: ErrorWords(
            "ERR_UNSUPPORTED_ESM_URL_SCHEME",
            "Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received protocol '{scheme}'"),
        unsupportedNetworkScheme: ErrorWords(
            "ERR_UNSUPPORTED_ESM_URL_SCHEME",
            "Only URLs with a scheme in: file and data are supported by the default ESM loader. Received protocol '{scheme}'"),
        // What comes with Node is there, but not in the simulator: no error of Node's says so.
        knownSchemes: ["node:", "data:"],
        isJSON: ErrorWords(
            "ERR_IMPORT_ATTRIBUTE_MISSING", "Module \"{module}\" needs an import attribute of \"type: json\"", type: .typeError),
        isNoJSON: ErrorWords("ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE", "Module \"{module}\" is not of type \"json\"", type: .typeError),
        unknownAttribute: ErrorWords(
            "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED", "Import attribute \"{key}\" with value \"{value}\" is not supported in {module}",
            type: .typeError),
        unknownType: ErrorWords(
            "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED", "Import attribute \"{key}\" with value \"{value}\" is not supported in {module}",
            type: .typeError))
}
