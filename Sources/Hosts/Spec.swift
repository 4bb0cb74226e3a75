extension HostProfile {
    public static let spec = HostProfile(
        name: "spec",
        summary: "ECMA-262 with loading that finishes synchronously",
        evidence: "ECMA-262 and the reference evaluator engine262 (ebbe12c, mended in two places where it follows drafts)",
        isHost: false,
        loop: .tasks,
        entries: .oneAfterAnother,
        imports: .immediately,
        rejections: RejectionRules(unhandled: .report),
        timers: TimerRules(areWholeMilliseconds: false),
        globals: HostGlobals(hasWebNames: false, stacks: .hidden),
        words: HostWords(),
        // What no host is asked about works as on most of them.
        commonJS: .spec,
        exit: ExitRules())
}
