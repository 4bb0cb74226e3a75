extension HostProfile {
    public static let deno = HostProfile(
        name: "deno",
        summary: "Deno 2",
        evidence: "Deno 2.9.8 (V8 15.0) on Linux; the loop by poll_event_loop_inner of deno_core",
        engine: EngineRange("deno"),
        loop: .deno,
        entries: .oneAfterAnother,
        imports: .polled,
        rejections: RejectionRules(unhandled: .endProcess),
        timers: TimerRules(minimumDelay: TimerRules.millisecond, areObjects: true, intervalsCountFromBeginning: true),
        globals: HostGlobals(hasProcess: true, importMeta: [.paths, .resolve, .main]),
        words: HostWords(
            uncaught: .headlineAndSource("error: Uncaught "),
            unsettled: .firstAwait("error: Top-level await promise never resolved", sourceLimit: 150),
            invalidArgument: .nodeInvalidArgument),
        exit: ExitRules(unsettled: 1, unsettledOwnStatus: .ignored))
}
