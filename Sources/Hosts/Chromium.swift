extension HostProfile {
    /// Where `browser` loads all pending calls in one task, as Firefox does. It reads pages, too.
    public static let chromium: HostProfile = {
        var host = browser
        host.name = "chromium"
        host.summary = "Chromium: module scripts, and pages with their documents"
        host.evidence = "Chromium 156 on Linux"
        host.engine = EngineRange("chromium")
        host.imports = .moduleByModule
        host.timers.nestingLimit = 6
        host.words.linking = .v8
        host.globals.absent.removeAll { $0 == "%IteratorPrototype%.includes" }
        host.globals.web = .chromium
        host.globals.stacks = .prepared
        host.page = PageRules(
            ready: .atOnce, yieldsAfterBlockingScript: true, holdsOthersWhileBlocked: false, importDelaysLoad: false,
            loadsWithLastScript: false,
            readyWaitsForOrderedScripts: false, preloadsDescendants: false, looksIntoModulesAhead: false, mergesImportMaps: true,
            missingFileComesFirst: true,
            missingImport: "Failed to fetch dynamically imported module: {url}",
            unresolvedImport: "Failed to resolve module specifier '{specifier}'",
            unresolvedRequest:
                "Failed to resolve module specifier \"{specifier}\". Relative references must start with either \"/\", \"./\", or \"../\".",
            asksAgainForMissing: true)
        host.page?.scheduling.workersRunFramesTogether = true
        host.page?.refusesSourceImports = true
        return host
    }()
}
