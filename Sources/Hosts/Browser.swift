extension HostProfile {
    public static let browser = HostProfile(
        name: "browser",
        summary: "module scripts of a web page",
        evidence: "Firefox 153 ESR on Linux",
        engine: EngineRange("firefox"),
        loop: .tasks,
        entries: .aTaskEach,
        imports: .inBatches,
        rejections: RejectionRules(unhandled: .report),
        timers: TimerRules(callbackThis: .global, takeText: true, nestingLimit: 4),
        globals: HostGlobals(
            hasErrorEvents: true, parsesDeferredImports: false, importMeta: [.resolve], canBlock: false,
            absent: ["%IteratorPrototype%.chunks", "%IteratorPrototype%.windows", "%IteratorPrototype%.includes"], web: .firefox),
        words: HostWords(linking: .spiderMonkey),
        exit: ExitRules(hasProcess: false),
        otherFiles: .browser,
        // Chromium 156 and Firefox 153 refuse the file for its type.
        wasm: .refused(
            ErrorWords("", "Failed to load module script: the server responded with a MIME type of \"application/wasm\"", type: .typeError))
    )
}
