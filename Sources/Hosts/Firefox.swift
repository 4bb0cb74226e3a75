extension HostProfile {
    /// Firefox, whose module scripts `browser` stands for, with the documents of pages.
    public static let firefox: HostProfile = {
        var host = browser
        host.name = "firefox"
        host.summary = "Firefox: module scripts, and pages with their documents"
        host.evidence = "Firefox 153 ESR on Linux"
        host.engine = nil
        host.page = PageRules(
            ready: .inATask, yieldsAfterBlockingScript: false, holdsOthersWhileBlocked: true, importDelaysLoad: true,
            loadsWithLastScript: true,
            readyWaitsForOrderedScripts: true, preloadsDescendants: true, looksIntoModulesAhead: true, mergesImportMaps: false,
            missingFileComesFirst: false,
            missingImport: "error loading dynamically imported module: {missing}", unresolvedImport: unresolved,
            unresolvedRequest: unresolved)
        host.page?.scheduling = SchedulingRules(
            framesComeFirst: true, delayedTasksAreTimers: true, portsGiveWayEachTime: true,
            background: .allTimers, backgroundFrames: SchedulingRules.backgroundInterval)
        host.page?.serviceWorkers = .firefox
        host.page?.worklets = .firefox
        host.page?.workers = .firefox
        host.page?.uncaughtPrefix = ""
        return host
    }()

    private static let unresolved =
        "The specifier “{specifier}” was a bare specifier, but was not remapped to anything. "
        + "Relative module specifiers must start with “./”, “../” or “/”."
}
