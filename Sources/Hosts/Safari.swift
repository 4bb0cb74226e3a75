extension HostProfile {
    /// What HTML says, in place of what Safari does: no version of it was run. Of the loading of `import()` nothing is known either.
    public static let safari: HostProfile = {
        var host = browser
        host.name = "safari"
        host.summary = "pages as HTML has them, in place of Safari, which was not measured"
        host.evidence = "the HTML Standard as read; no Safari was run"
        host.engine = nil
        host.imports = .immediately
        host.timers.nestingLimit = 6
        host.words.linking = .own
        host.globals.web = .safari
        host.page = PageRules(
            ready: .inATask, yieldsAfterBlockingScript: false, holdsOthersWhileBlocked: false, importDelaysLoad: false,
            loadsWithLastScript: false,
            readyWaitsForOrderedScripts: false, preloadsDescendants: false, looksIntoModulesAhead: false, mergesImportMaps: true,
            missingFileComesFirst: false,
            missingImport: "Importing a module script failed.", unresolvedImport: unresolved, unresolvedRequest: unresolved)
        return host
    }()

    private static let unresolved = "Module name, '{specifier}' does not resolve to a valid URL."
}
