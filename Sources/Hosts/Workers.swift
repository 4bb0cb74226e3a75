extension HostProfile {
    /// All of it is read, and none of it measured: docs/hosts/workers.md says where.
    public static let workers: HostProfile = {
        var host = HostProfile(
            name: "workers",
            summary: "Cloudflare Workers",
            evidence: "read, not measured: the source of workerd (6552d99 of August 2026) and https://developers.cloudflare.com/workers/",
            loop: .tasks,
            entries: .oneAfterAnother,
            imports: .immediately,
            rejections: RejectionRules(unhandled: .report),
            timers: TimerRules(callbackThis: .global),
            globals: HostGlobals(
                ownNames: ["self"], stacks: .prepared, codeFromTextRefusal: "Code generation from strings disallowed for this context",
                canBlock: false,
                web: .workers),
            words: HostWords(),
            exit: ExitRules(unsettled: 1))
        host.isolates = IsolateRules()
        host.wasm = .file
        return host
    }()
}
