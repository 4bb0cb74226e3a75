import JavaScript
import Programs
import Text
import Trace

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
    /// The exports of the units that have many, by name: index into ``CodeStore/exports``.
    var exportIndices = ExportTable()
    var resolutions = ExportResolutions()
    /// What is behind the stars of a module that was asked for many names: the module to ask for a name instead; itself where several have it.
    var starNames = ExportTable()
    /// The names of the namespaces that have been listed, in the order of their code units; and how many these are.
    var namespaceNames: [Int32: [NameID]] = [:]
    var namespaceNameCount = 0
    var namespaceCells: [Int32: Int32] = [:]

    /// What the scripts of a page have declared by `let`, `const` and `class`.
    /// https://tc39.es/ecma262/#sec-global-environment-records
    var globalLexicals: [NameID: GlobalLexical] = [:]

    // Evaluation
    /// What the next module that evaluates asynchronously gets as its [[AsyncEvaluationOrder]].
    var asyncModuleCounter: Int32 = 0
    /// [[AsyncParentModules]] of all modules.
    var parentLinks: [ParentLink] = []

    /// Whether microtasks run between two modules of a graph; and the calls of `import()` that wait for its end.
    var isBetweenModules = false
    var heldImports: [ImportID] = []

    // Walks
    /// The number of the latest walk that came to a module, and the number of the latest walk.
    private var marks: [Int32] = []
    private var walk: Int32 = 0

    func key(of id: ModuleID) -> ModuleKey { table.keys[Int(id.index)] }

    subscript(id: ModuleID) -> ModuleRecord {
        get { modules[Int(id.index)] }
        _modify { yield &modules[Int(id.index)] }
    }

    /// [[AsyncEvaluationOrder]], to sort by.
    func order(of id: ModuleID) -> Int32 {
        if case .integer(let order) = self[id].asyncEvaluationOrder { return order }
        return .max
    }

    /// IsModuleSCCEvaluated: a member of a cycle is done when the cycle's root is.
    /// https://tc39.es/proposal-defer-import-eval/#sec-IsModuleSCCEvaluated
    func isModuleSCCEvaluated(_ id: ModuleID) -> Bool {
        let root = self[id].cycleRoot
        return self[root == .none ? id : root].status == .evaluated
    }

    /// Whether the evaluation of a module has begun.
    func hasBegun(_ id: ModuleID) -> Bool {
        switch self[id].status {
        case .evaluating, .evaluatingAsync, .evaluated: true
        case .new, .unlinked, .linking, .linked: false
        }
    }

    /// GetImportedModule. https://tc39.es/ecma262/#sec-GetImportedModule
    @inline(__always) func importedModule(_ id: ModuleID, _ request: ModuleRequestID) -> ModuleID {
        loadedModules[Int(self[id].requestStart) + Int(request.index)]
    }

    /// [[DFSAncestorIndex]] becomes that of a required module on the stack, when it is lower.
    mutating func lowerAncestor(of id: ModuleID, to other: ModuleID, ifStatus status: ModuleStatus) {
        let required = self[other]
        guard required.status == status else { return }
        self[id].dfsAncestorIndex = min(self[id].dfsAncestorIndex, required.dfsAncestorIndex)
    }

    /// A walk begins that comes to each module once.
    mutating func beginMarking() {
        walk += 1
        while marks.count < modules.count { marks.append(0) }
    }

    /// Whether the walk comes to a module for the first time.
    mutating func mark(_ id: ModuleID) -> Bool {
        if marks[Int(id.index)] == walk { return false }
        marks[Int(id.index)] = walk
        return true
    }

    /// What is kept because the program looks at names, in bytes.
    var byteCount: Int { resolutions.byteCount + starNames.byteCount + namespaceNameCount * MemoryLayout<NameID>.stride }

    func moduleSet(where condition: (ModuleRecord) -> Bool) -> Set<ModuleID> {
        Set(modules.indices.filter { condition(modules[$0]) }.map { ModuleID(index: Int32($0)) })
    }
}

/// A binding of the global environment's declarative record.
struct GlobalLexical {
    /// Into ``ModuleGraph/cells``.
    var cell: Int32
    var isConstant: Bool
}
