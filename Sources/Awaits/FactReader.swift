import JavaScript

/// Reads facts from a tree.
struct FactReader {
    let module: AnalysedModule
    /// By node: the place that an identifier means, or -1 where it means none that lasts, such as a parameter.
    private var placeOfNode: [Int32]
    private(set) var usageOfNode: [Reference.Usage]
    /// By node: whether it is called, as a function.
    private(set) var isCallee: [Bool]
    let placeCount: Int
    let globalObject: Place
    let bindingCount: Int
    /// By free name: what is known of it.
    private(set) var isQuiet: [Bool] = []
    private(set) var isIndifferent: [Bool] = []
    private(set) var isGlobalObject: [Bool] = []
    private(set) var onlyComputes: [Bool] = []
    /// By binding: whether it always holds a function or class of the module's text.
    private var knownFunctions: [Bool]
    /// By binding: whether it holds an object that was made where it is declared.
    private var isFresh: [Bool]
    /// The words `this` that mean an object which is being made.
    private var freshThis: Set<NodeID> = []

    init(_ module: AnalysedModule) {
        self.module = module
        let bindings = module.bindings
        bindingCount = bindings.all.count
        globalObject = bindingCount + bindings.freeNames.count
        placeCount = globalObject + 1
        knownFunctions = bindings.all.map { ($0.kind == .function || $0.kind == .class) && !$0.isAssigned }
        isFresh = Array(repeating: false, count: bindingCount)
        placeOfNode = Array(repeating: -1, count: module.tree.nodes.count)
        isCallee = []
        usageOfNode = Array(repeating: .read, count: module.tree.nodes.count)
        for name in bindings.freeNames {
            isQuiet.append(KnownNames.quietGlobals.contains(name))
            isIndifferent.append(KnownNames.indifferentGlobals.contains(name))
            isGlobalObject.append(KnownNames.globalObjects.contains(name))
            onlyComputes.append(KnownNames.computingGlobals.contains(name))
        }
        for reference in bindings.references {
            usageOfNode[Int(reference.node.index)] = reference.usage
            switch reference.meaning {
            case .binding(let id): if bindings[id].scope == .module { placeOfNode[Int(reference.node.index)] = id.index }
            case .free(let index): placeOfNode[Int(reference.node.index)] = Int32(bindingCount + index)
            }
        }
        isCallee = Array(repeating: false, count: module.tree.nodes.count)
        for node in module.tree.nodes {
            switch node {
            case .declarator(let target, let value): noteMade(target, value)
            case .call(let callee, _, _), .new(let callee, _): isCallee[Int(callee.index)] = true
            default: break
            }
        }
        for definition in module.tree.classes where !definition.constructor.isNone { noteThis(in: definition.constructor) }
    }

    /// Notes what a variable is declared to hold.
    private mutating func noteMade(_ target: NodeID, _ value: NodeID) {
        guard !value.isNone, case .identifier = tree[target], let id = module.bindings.binding(of: target) else { return }
        let isAssigned = module.bindings[id].isAssigned
        switch tree[value] {
        case .function, .classExpression: knownFunctions[Int(id.index)] = !isAssigned
        case .object, .array, .new: isFresh[Int(id.index)] = !isAssigned
        default: break
        }
    }

    /// The object that a constructor makes is nobody else's yet.
    private mutating func noteThis(in constructor: NodeID) {
        guard case .function(let id) = tree[constructor] else { return }
        var pending = Array(tree[tree[id].body])
        while let node = pending.popLast() {
            if node.isNone { continue }
            if case .this = tree[node] { freshThis.insert(node) }
            if case .function(let id) = tree[node], !tree[id].flags.contains(.isArrow) { continue }
            tree.forEachChild(of: node) { pending.append($0) }
        }
    }

    /// Whether an identifier or `this` means an object that the code around it has made itself.
    func isFreshObject(_ node: NodeID) -> Bool {
        if case .this = tree[node] { return freshThis.contains(node) }
        return module.bindings.binding(of: node).map { isFresh[Int($0.index)] } ?? false
    }

    var tree: SyntaxTree {
        @inline(__always) _read { yield module.tree }
    }

    func place(of node: NodeID) -> Place? {
        let place = placeOfNode[Int(node.index)]
        return place < 0 ? nil : Int(place)
    }

    func isFree(_ place: Place) -> Bool { place >= bindingCount && place < globalObject }

    func isKnownGlobal(_ place: Place, in table: [Bool]) -> Bool { isFree(place) && table[place - bindingCount] }

    func name(of place: Place) -> String {
        if place < bindingCount { return module.bindings.all[place].name }
        return place < globalObject ? module.bindings.freeNames[place - bindingCount] : "globalThis"
    }

    /// Whether a place is a variable of this module, which is not imported.
    func isOwn(_ place: Place) -> Bool { place < bindingCount && !module.bindings.all[place].isImported }

    func isImported(_ place: Place) -> Bool { place < bindingCount && module.bindings.all[place].isImported }

    // MARK: Reading

    /// What running a node may do, with the code of functions in it.
    ///
    /// - Parameter held: functions whose code is left out.
    func read(_ root: NodeID, into facts: inout PartFacts, without held: Set<FunctionID> = []) {
        var pending = [root]
        while let node = pending.popLast() {
            if node.isNone { continue }
            note(node, &facts)
            if !held.isEmpty, case .function(let id) = tree[node], held.contains(id) { continue }
            tree.forEachChild(of: node) { pending.append($0) }
        }
    }

    /// What the code of a function may do, with that of functions in it.
    func read(code function: FunctionID, into facts: inout PartFacts) {
        for node in tree[tree[function].parameters] { read(node, into: &facts) }
        for node in tree[tree[function].body] { read(node, into: &facts) }
    }

    /// The functions that running a node only makes, and puts into a variable or into an object or array that goes there.
    func heldFunctions(in root: NodeID) -> Set<FunctionID> {
        var held: Set<FunctionID> = []
        var pending = [root]
        while let node = pending.popLast() {
            if node.isNone { continue }
            switch tree[node] {
            case .function(let id): held.insert(id)
            case .variables(_, let list), .object(let list), .array(let list): pending += tree[list]
            case .declarator(_, let value), .property(_, let value, _, _): pending.append(value)
            case .exportDeclaration(let inner), .exportDefault(let inner): pending.append(inner)
            case .classDeclaration(let index), .classExpression(let index): holdMembers(of: tree.classes[Int(index)], &held)
            default: break
            }
        }
        return held
    }

    /// Methods are called later; what is static runs with the class.
    private func holdMembers(of definition: SyntaxTree.Class, _ held: inout Set<FunctionID>) {
        if !definition.constructor.isNone, case .function(let id) = tree[definition.constructor] { held.insert(id) }
        for member in tree[definition.members] {
            switch tree[member] {
            case .classMethod(_, let value, _, _): if case .function(let id) = tree[value] { held.insert(id) }
            case .classField(_, let value, let flags) where !value.isNone && !flags.contains(.isStatic):
                if case .function(let id) = tree[value] { held.insert(id) }
            default: break
            }
        }
    }

    /// The functions in a node that are in no other function of it.
    func outermostFunctions(in root: NodeID) -> [FunctionID] {
        var found: [FunctionID] = []
        var pending = [root]
        while let node = pending.popLast() {
            if node.isNone { continue }
            switch tree[node] {
            case .function(let id), .functionDeclaration(let id): found.append(id)
            default: tree.forEachChild(of: node) { pending.append($0) }
            }
        }
        return found
    }

    /// The variable or global that a target is, or is a member of.
    func rootPlace(of target: NodeID) -> Place? { root(of: target).flatMap { place(of: $0) } }

    func isQuietGlobal(_ place: Place) -> Bool { isKnownGlobal(place, in: isQuiet) }

    /// Whether a place always holds one function or class of the module's text.
    func isKnownFunction(_ place: Place) -> Bool { place < bindingCount && knownFunctions[place] }
}
