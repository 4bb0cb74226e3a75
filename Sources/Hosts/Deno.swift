extension HostProfile {
    public static let deno = HostProfile(
        name: "deno",
        summary: "Deno 2",
        evidence: "Deno 2.9.8 (V8 15.0) on Linux; the loop by poll_event_loop_inner of deno_core",
        engine: EngineRange("deno"),
        loop: .deno,
        entries: .oneAfterAnother,
        imports: .polled,
        reading: .inTurns,
        compilesTypeScript: true,
        rejections: RejectionRules(
            unhandled: .endProcess,
            listeners: ErrorListenerRules(
                takeEntriesAsRejections: true, failure: .endsProcess, failureStatus: 1, objectText: "[object Object]")),
        timers: TimerRules(
            minimumDelay: TimerRules.millisecond, areObjects: true, callbackThis: .timer, intervalsCountFromBeginning: true,
            ticksWaitForMicrotasks: true, areLists: true, waitsKeepProcess: false),
        globals: HostGlobals(
            hasProcess: true, tellsOfItself: true, hasErrorEvents: true,
            // Of `Object.getOwnPropertyNames(globalThis)`, without what is about graphics.
            outside: [
                "Deno", "ByteLengthQueuingStrategy", "CloseEvent", "CompressionStream", "CountQueuingStrategy", "CryptoKey", "CustomEvent",
                "DecompressionStream", "QuotaExceededError", "ErrorEvent", "File", "FileReader", "MessageEvent", "Performance",
                "PerformanceEntry", "PerformanceMark", "PerformanceMeasure", "PerformanceObserver", "PerformanceObserverEntryList",
                "PromiseRejectionEvent", "ProgressEvent", "ReadableStreamDefaultReader", "TextDecoderStream", "TextEncoderStream",
                "URLPattern", "WebSocket", "MessagePort", "Worker", "WritableStreamDefaultWriter", "WritableStreamDefaultController",
                "ReadableByteStreamController", "ReadableStreamBYOBReader", "ReadableStreamBYOBRequest",
                "ReadableStreamDefaultController", "TransformStreamDefaultController", "caches", "CacheStorage", "Cache", "Crypto",
                "SubtleCrypto", "EventSource", "reportError", "Lock", "LockManager", "Location", "location", "Window", "Navigator",
                "navigator", "alert", "confirm", "prompt", "localStorage", "sessionStorage", "Storage", "close", "closed",
            ],
            ownNames: ["global", "self"], tag: "Window", stacks: .preparedWithPaths, importMeta: [.paths, .resolve, .main],
            absent: HostGlobals.latestIterators,
            lengths: [.init("structuredClone", 2), .init("fetch", 0), .init("MessageEvent", 2), .init("PerformanceObserverEntryList", 1)],
            web: .deno),
        console: ConsoleRules(
            quotes: .doubleFirst, directives: .convert, depth: 4, bracketsSymbolKeys: false, quotesDescriptions: true,
            repeatsListedTags: true, assertion: "Assertion failed:", dirShowsPlainText: true,
            tables: .init(index: "(idx)", iterationIndex: "(iter idx)", alignsNumbers: true, texts: .quoted), tellsOfMissingLabels: true),
        words: HostWords(
            uncaught: .headlineAndSource("error: Uncaught "),
            unsettled: .firstAwait("error: Top-level await promise never resolved", sourceLimit: 150),
            loading: .deno,
            linking: .deno,
            invalidArgument: .nodeInvalidArgument,
            outOfRange: .nodeOutOfRange),
        defersWhatHasBegun: true,
        commonJS: .deno,
        exit: ExitRules(
            unsettled: 1, countsImports: true, unsettledOwnStatus: .ignored, unsettledListeners: .none, errorIsTold: false,
            threadsTellBeforeExit: false,
            codeType: "integer"),
        threads: ThreadRules(keepsMessages: false, unsettledEnds: false, portsClose: false, endsWork: false),
        otherFiles: .deno)
}

extension LoadingWords {
    /// Deno's errors have one code for all, and most of them Node's in their text.
    public static let deno: LoadingWords = {
        func words(_ text: String, code: String = "ERR_MODULE_NOT_FOUND") -> ErrorWords {
            ErrorWords(code, text, type: .typeError, showsCode: false)
        }
        var loading = LoadingWords.node
        loading.missingModule = words("Module not found \"{url}\".")
        loading.isFolder = words("[ERR_UNSUPPORTED_DIR_IMPORT] Directory import '{url}' is not supported resolving ES modules")
        loading.missingPackage = words("Import \"{specifier}\" not a dependency")
        loading.invalidSpecifier = words(
            "[ERR_INVALID_MODULE_SPECIFIER] Invalid module '{specifier}' is not a valid package name {importer}")
        loading.encodedSlash = loading.missingModule
        loading.unknownBuiltin = words("No such built-in module: {specifier}")
        loading.foreignFile = words("Could not convert URL to file path.")
        loading.undefinedPackageImport = words("Import \"{specifier}\" not a dependency")
        loading.unsupportedScheme = words(
            "Unsupported scheme \"{name}\" for module \"{specifier}\". Supported schemes:\n - \"blob\"\n - \"data\"\n - \"file\"\n"
                + " - \"http\"\n - \"https\"\n - \"jsr\"\n - \"npm\"")
        loading.unsupportedNetworkScheme = nil
        loading.knownSchemes += ["blob:", "http:", "https:", "jsr:", "npm:"]
        loading.isJSON = words("Attempted to load JSON module without specifying \"type\": \"json\" attribute in the import statement.")
        loading.isNoJSON = words("Expected a JSON module, but identified a JavaScript module.\n  Specifier: {url}")
        loading.unknownAttribute = words("\"{key}\" attribute is not supported.", code: "")
        loading.unknownType = words("\"{value}\" is not a valid module type.", code: "")
        loading.notExported = words(
            "[ERR_PACKAGE_PATH_NOT_EXPORTED] Package subpath '{subpath}' is not defined by \"exports\" in '{path}' imported from '{importerURL}'"
        )
        loading.noMainExport = words(
            "[ERR_PACKAGE_PATH_NOT_EXPORTED] No \"exports\" main defined in '{path}' imported from '{importerURL}'")
        loading.undefinedImport = words(
            "[ERR_PACKAGE_IMPORT_NOT_DEFINED] Package import specifier \"{specifier}\" is not defined imported from '{importerURL}'")
        loading.undefinedImportOfPackage = words(
            "[ERR_PACKAGE_IMPORT_NOT_DEFINED] Package import specifier \"{specifier}\" is not defined in package {path} "
                + "imported from '{importerURL}'")
        return loading
    }()
}
