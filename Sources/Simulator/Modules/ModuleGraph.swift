import JavaScript
import Programs
import Text

/// The module records of a run, and what they refer to.
struct ModuleGraph {
    var modules: [ModuleRecord] = []
    var moduleOfUnit: [ModuleID] = []

    /// How a specifier finds its module; it numbers them as ``modules`` does.
    var table = ModuleTable()
    /// [[LoadedModules]] of all modules.
    var loadedModules: [ModuleID] = []

    // Bindings
    /// The variables of all modules.
    var cells: [Value] = []
    /// Which cell an import binding means; -1 before it is linked.
    var importTargets: [Int32] = []
    var exportIndices: [Int: [NameID: Int32]] = [:]
    var namespaces: [Int32: NamespaceRecord] = [:]
    var namespaceCells: [Int32: Int32] = [:]

    // Evaluation
    /// What the next module that evaluates asynchronously gets as its [[AsyncEvaluationOrder]].
    var asyncModuleCounter: Int32 = 0
    /// [[AsyncParentModules]] of all modules.
    var parentLinks: [ParentLink] = []

    func key(of id: ModuleID) -> ModuleKey { table.keys[Int(id.index)] }

    subscript(id: ModuleID) -> ModuleRecord {
        get { modules[Int(id.index)] }
        _modify { yield &modules[Int(id.index)] }
    }
}

/// What a namespace object shows: its names in code unit order, and the cell of each.
struct NamespaceRecord {
    var names: [NameID]
    var cells: [NameID: Int32]
}
