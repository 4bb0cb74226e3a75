extension HostProfile {
    /// Where `browser` loads all pending calls in one task, as Firefox does.
    public static let chromium: HostProfile = {
        var host = browser
        host.name = "chromium"
        host.summary = "the same as Chromium 156 runs them"
        host.evidence = "Chromium 156 on Linux"
        host.engine = EngineRange("chromium")
        host.imports = .moduleByModule
        return host
    }()
}
