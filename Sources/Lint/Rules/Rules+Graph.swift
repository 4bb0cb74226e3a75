extension Rule {
    /// The rules that look at how modules import each other.
    static let ofGraphs: [Rule] = [
        importCycleAwait, useBeforeInit, lateExport, serialAwaits, polyfillSibling, sharedRace, requireAsync, bundlerOrder,
    ]
}
