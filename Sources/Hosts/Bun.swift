extension HostProfile {
    public static let bun = HostProfile(
        name: "bun",
        summary: "Bun 1",
        evidence: "Bun 1.4.4 on Linux",
        engine: EngineRange("bun"),
        loop: .libuv(entryIsInRound: false),
        entries: .oneAfterAnother,
        imports: .afterHops(ImportHops(before: 1, namespace: 4, after: 1, failure: 5, erroredAgain: 2, skipsCallers: true)),
        // What came in most of 24 runs each: how long its threads take is not the same from run to run.
        reading: .onThreads(ThreadReading(rounds: 1, isLateInRound: true, letsTimersFirst: false, walksGraph: false)),
        transpiles: true,
        compilesTypeScript: true,
        rejections: RejectionRules(
            unhandled: .endProcessLater,
            listeners: ErrorListenerRules(
                takeRejections: false, failure: .isUncaught, interruption: .ofImmediates, failureIsTold: true, rejectionsCount: false)),
        timers: TimerRules(
            minimumDelay: TimerRules.millisecond, areObjects: true, callbackThis: .timer, intervalsCountFromBeginning: true,
            entryTicksComeFirst: true),
        globals: HostGlobals(
            hasProcess: true,
            // Of `Object.getOwnPropertyNames(globalThis)`.
            outside: [
                "alert", "confirm", "prompt", "reportError", "Bun", "BuildError", "BuildMessage", "HTMLRewriter", "ResolveError",
                "ResolveMessage", "ErrorEvent", "CustomEvent", "MessageEvent", "CloseEvent", "MessagePort", "File", "Performance",
                "PerformanceEntry", "PerformanceMark", "PerformanceMeasure", "PerformanceObserver", "PerformanceObserverEntryList",
                "PerformanceResourceTiming", "PerformanceServerTiming", "PerformanceTiming", "Worker", "WebSocket", "Crypto", "CryptoKey",
                "SubtleCrypto", "navigator", "ByteLengthQueuingStrategy", "CountQueuingStrategy", "CompressionStream",
                "DecompressionStream", "TextEncoderStream", "TextDecoderStream", "TransformStreamDefaultController",
                "WritableStreamDefaultController", "WritableStreamDefaultWriter", "ReadableByteStreamController",
                "ReadableStreamBYOBReader", "ReadableStreamBYOBRequest", "ReadableStreamDefaultController", "ReadableStreamDefaultReader",
                "URLPattern", "Temporal", "ShadowRealm",
            ],
            ownNames: ["global", "self"], stacks: .preparedAtCapture, importMeta: [.paths, .resolve, .main],
            lengths: [.init("setTimeout", 1), .init("setInterval", 1), .init("structuredClone", 2)], web: .bun,
            webAssemblyNames: WebAssemblyNames.bun),
        console: ConsoleRules(
            quotes: .doubleFirst, bracketsSymbolKeys: true,
            tables: .init(index: "", iterationIndex: "", alignsIndex: true, texts: .plain)),
        chance: ChanceRules(timePasses: true, readsFilesInTasks: true),
        words: HostWords(
            uncaught: .sourceFirst(version: "Bun v1"),
            loading: .bun,
            linking: .javaScriptCore,
            invalidArgument: .nodeInvalidArgument,
            outOfRange: .nodeOutOfRange,
            tracesWarnings: "bun"),
        finallySettlesAtOnce: true,
        commonJS: .bun,
        exit: ExitRules(unsettledOwnStatus: .ignored, unsettledGoesOn: true),
        threads: ThreadRules(),
        otherFiles: .made,
        wasm: .file)
}

extension LoadingWords {
    /// Measured. An object of a class `ResolveMessage` or `BuildMessage` there; here it is an Error.
    public static let bun: LoadingWords = {
        var words = node
        words.missingModule.text = "Cannot find module '{specifier}' {importer}"
        words.isFolder = words.missingModule
        words.missingPackage.text = "Cannot find package '{package}' {importer}"
        words.undefinedPackageImport = ErrorWords("ERR_MODULE_NOT_FOUND", "Cannot find package '{specifier}' {importer}")
        words.invalidSpecifier = ErrorWords("ERR_MODULE_NOT_FOUND", "Cannot find package '{specifier}' {importer}")
        words.unsupportedScheme = words.invalidSpecifier
        words.unsupportedNetworkScheme = ErrorWords("", "ENOENT reading \"{specifier}\"", showsCode: false)
        // JSON needs no attribute, and an attribute is not looked at.
        words.needsAttributes = false
        return words
    }()
}
