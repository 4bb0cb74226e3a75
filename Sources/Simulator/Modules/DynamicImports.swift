import DequeModule

/// The calls of `import()`, and how far the host is with each.
struct DynamicImports {
    var records: [DynamicImport] = []
    /// Those that the host takes up together when no microtask is left, or in the next round of its loop.
    var pending: [ImportID] = []
    var polling = ImportPolling()
    var registered = RegisteredModules()
    /// Those that go through their graph module by module.
    var walks: [Int32: ImportWalk] = [:]
    /// Calls for whose module the host goes through the graph, by the module.
    var linking: [Int32: [ImportID]] = [:]
    var notices = Deque<ModuleNotice>()
    /// The one whose module is being evaluated.
    var evaluating: ImportID?
    /// The one whose evaluation the host looks at when no microtask is left.
    var evaluated: EvaluatedImport?

    subscript(id: ImportID) -> DynamicImport {
        get { records[Int(id.index)] }
        _modify { yield &records[Int(id.index)] }
    }

    /// All of them, in the order of the calls.
    var ids: some Sequence<ImportID> { records.indices.lazy.map { ImportID(index: Int32($0)) } }
}
