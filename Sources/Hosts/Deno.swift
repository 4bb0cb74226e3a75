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
        rejections: RejectionRules(unhandled: .endProcess),
        timers: TimerRules(
            minimumDelay: TimerRules.millisecond, areObjects: true, callbackThis: .timer, intervalsCountFromBeginning: true,
            ticksWaitForMicrotasks: true),
        globals: HostGlobals(
            hasProcess: true,
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
            ownNames: ["global", "self"], tag: "Window", importMeta: [.paths, .resolve, .main],
            lengths: [.init("structuredClone", 2), .init("fetch", 0)]),
        console: ConsoleRules(
            quotes: .doubleFirst, directives: .convert, depth: 4, bracketsSymbolKeys: false, quotesDescriptions: true,
            repeatsListedTags: true, assertion: "Assertion failed:", dirShowsPlainText: true, tellsOfMissingLabels: true),
        words: HostWords(
            uncaught: .headlineAndSource("error: Uncaught "),
            unsettled: .firstAwait("error: Top-level await promise never resolved", sourceLimit: 150),
            invalidArgument: .nodeInvalidArgument,
            outOfRange: .nodeOutOfRange),
        commonJS: .deno,
        exit: ExitRules(unsettled: 1, countsImports: true, unsettledOwnStatus: .ignored, codeType: "integer"),
        threads: ThreadRules(keepsMessages: false, unsettledEnds: false, portsClose: false))
}
