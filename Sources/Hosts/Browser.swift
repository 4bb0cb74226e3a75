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
        timers: TimerRules(callbackThis: .global, nestingLimit: 6),
        globals: HostGlobals(hasErrorEvents: true, canBlock: false),
        words: HostWords(),
        exit: ExitRules(hasProcess: false))
}
