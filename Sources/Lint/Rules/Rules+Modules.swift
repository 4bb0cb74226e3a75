extension Rule {
    /// The rules that look at one module, and at what it calls.
    static let ofModules: [Rule] = [nestedAwait, cachedValueRace, floatingImport, floatingAsync, thenExport, startupIO]
}
