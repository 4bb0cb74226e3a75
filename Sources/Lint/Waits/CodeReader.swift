import Algorithms
import JavaScript
import Programs

/// Reads what the code of a graph does, as far as its text tells, on demand and once.
///
/// What it finds is bounded: searches call each other to a depth, behind which what can be reached is taken for possible, and all together take as many
/// steps as the graph has nodes, times a constant. What lies behind these is taken for unknown, and told: ``endedEarly``.
final class CodeReader {
    let graph: LintedGraph
    var names: ExportNames
    private var facts: [ModuleNumber: ModuleFacts] = [:]
    private var numbers: [String: ModuleNumber]?
    private var owners: [ModuleNumber: FunctionOwners] = [:]

    /// By function: what its promise, or the value that it returns, waits for.
    var summaries: [FunctionPlace: [Wait]] = [:]
    var openSummaries: Set<FunctionPlace> = []
    /// By expression: what can be reached from its value.
    var reaches: [NodePlace: [Wait]] = [:]
    /// What a parameter is bound to by the one call that its function is written for, such as that of `then`.
    var bound: [BindingPlace: Values] = [:]

    var units: [Unit] = []
    var unitOfNode: [NodePlace: Int] = [:]
    var unitOfKey: [String: Int] = [:]
    /// By unit of a table: what it exports.
    var tableExports: [Int: [String: NodePlace]] = [:]
    var onceFunctions: [FunctionPlace: Bool] = [:]
    /// By module: where its parts come from, where a bundler wrote it.
    var origins: [ModuleNumber: BundleOrigins] = [:]

    /// By function: whether it ends with an error always, or may; by module whether it does always.
    var throwing: [FunctionPlace: Bool] = [:]
    var throwingSometimes: [FunctionPlace: Bool] = [:]
    var failingModules: [ModuleNumber: Bool] = [:]
    var failingSometimes: [ModuleNumber: Bool] = [:]
    /// By module: who evaluates it before itself.
    private(set) lazy var directImporters = graph.graph.importers { $0.phase == .evaluation }
    var knownImporters: [ModuleNumber: Set<ModuleNumber>] = [:]
    var knownTimes: [ModuleNumber: CodeTimes] = [:]
    var knownWrites: MemberWrites?
    var knownExtended: (classes: Set<Value>, isUnknown: Bool)?
    /// The modules that lead to each other by their imports.
    private(set) lazy var circles = Components(count: graph.graph.modules.count) { node in
        graph[ModuleNumber(node)].requests.compactMap(\.target)
    }

    /// How deep definitions are followed.
    static let deepest = 200
    /// How deep searches call each other: each takes a piece of the stack.
    private static let mostNested = 600
    private var nesting = 0
    /// How many steps all searches may still take.
    var stepsLeft: Int
    /// Whether the steps did not do.
    var endedEarly: Bool { stepsLeft <= 0 }

    init(_ graph: LintedGraph) {
        self.graph = graph
        names = ExportNames(graph)
        stepsLeft = 200_000
        for module in graph.moduleNumbers { stepsLeft += 8 * (graph.analysed(module)?.tree.nodes.count ?? 0) }
    }

    /// What a search finds that others may call; `nil` where they are nested too deep.
    func isNested<Result>(_ search: () -> Result) -> Result? {
        guard nesting < Self.mostNested else { return nil }
        nesting += 1
        defer { nesting -= 1 }
        return search()
    }

    /// `nil` for a module that is not there.
    func facts(of module: ModuleNumber) -> ModuleFacts? {
        if let known = facts[module] { return known }
        guard let code = graph.analysed(module) else { return nil }
        let made = ModuleFacts(code)
        facts[module] = made
        return made
    }

    func owners(of module: ModuleNumber) -> FunctionOwners? {
        if let known = owners[module] { return known }
        guard let code = graph.analysed(module) else { return nil }
        let made = FunctionOwners(of: code.tree)
        owners[module] = made
        return made
    }

    /// The module of the graph that a specifier leads to.
    func module(_ specifier: String, from referrer: ModuleNumber) -> ModuleNumber? {
        guard let key = try? graph.graph.program.resolve(specifier, from: graph[referrer].key) else { return nil }
        return moduleNumbers[key.path + key.suffix]
    }

    private var moduleNumbers: [String: ModuleNumber] {
        if let numbers { return numbers }
        var made: [String: ModuleNumber] = [:]
        for number in graph.moduleNumbers { made[graph[number].key.path + graph[number].key.suffix] = number }
        numbers = made
        return made
    }

    /// The modules whose paths begin and end so, in the order of their paths.
    func modules(from start: String, to end: String) -> [ModuleNumber] {
        let paths = sortedPaths
        var index = paths.partitioningIndex { !$0.path.utf8.lexicographicallyPrecedes(start.utf8) }
        var found: [ModuleNumber] = []
        while index < paths.count, paths[index].path.hasPrefix(start), found.count < Self.mostMatches {
            let path = paths[index].path
            if path.hasSuffix(end), path.utf8.count >= start.utf8.count + end.utf8.count { found.append(paths[index].module) }
            index += 1
        }
        return found
    }

    static let mostMatches = 100

    private var sortedPaths: [(path: String, module: ModuleNumber)] {
        if let known = knownPaths { return known }
        let made = graph.moduleNumbers.map { (path: graph[$0].key.path, module: $0) }.sorted {
            $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
        }
        knownPaths = made
        return made
    }

    private var knownPaths: [(path: String, module: ModuleNumber)]?

    func tree(_ module: ModuleNumber) -> SyntaxTree? { graph.analysed(module)?.tree }
}

/// Of which class or object each function is a member, so that its `this` can be told.
struct FunctionOwners {
    enum Owner {
        case `class`(UInt32)
        /// A static member of a class.
        case staticMember(UInt32)
        case literal(NodeID)
        /// The function around an arrow function.
        case function(FunctionID)
    }

    /// By function.
    private(set) var owner: [Owner?]
    /// By node: the innermost function around it, for each `this`.
    private(set) var functionOfThis: [NodeID: FunctionID] = [:]

    /// - Complexity: linear in the size of the tree.
    init(of tree: SyntaxTree) {
        owner = Array(repeating: nil, count: tree.functions.count)
        for index in tree.nodes.indices {
            let node = NodeID(UInt32(index))
            switch tree[node] {
            case .object(let properties):
                for property in tree[properties] {
                    if case .property(_, let value, _, _) = tree[property], case .function(let function) = tree[value] {
                        owner[Int(function.index)] = .literal(node)
                    }
                }
            case .array(let elements):
                for element in tree[elements] where !element.isNone {
                    if case .function(let function) = tree[element] { owner[Int(function.index)] = .literal(node) }
                }
            case .classExpression(let number), .classDeclaration(let number):
                let definition = tree.classes[Int(number)]
                func own(_ value: NodeID, _ isStatic: Bool) {
                    guard !value.isNone, case .function(let function) = tree[value] else { return }
                    owner[Int(function.index)] = isStatic ? .staticMember(number) : .class(number)
                }
                own(definition.constructor, false)
                for member in tree[definition.members] {
                    switch tree[member] {
                    case .classMethod(_, let value, _, let flags), .classField(_, let value, let flags):
                        own(value, flags.contains(.isStatic))
                    case .classStaticBlock(let value): own(value, true)
                    default: break
                    }
                }
            default: break
            }
        }
        // A function's nodes stand before it, those of inner functions before those of outer ones.
        var pending: [(node: NodeID, function: FunctionID?)] = tree[tree.body].reversed().map { ($0, nil) }
        while let (node, function) = pending.popLast() {
            if node.isNone { continue }
            switch tree[node] {
            case .this: if let function { functionOfThis[node] = function }
            case .function(let inner), .functionDeclaration(let inner):
                if tree[inner].flags.contains(.isArrow), let function { owner[Int(inner.index)] = .function(function) }
                tree.forEachChild(of: node) { pending.append(($0, inner)) }
                continue
            default: break
            }
            tree.forEachChild(of: node) { pending.append(($0, function)) }
        }
    }

    /// The class or object that `this` is, or is made by; `nil` where the text does not tell.
    func this(at node: NodeID) -> Owner? {
        var function = functionOfThis[node]
        for _ in 0..<CodeReader.deepest {
            guard let current = function, let owner = owner[Int(current.index)] else { return nil }
            guard case .function(let outer) = owner else { return owner }
            function = outer
        }
        return nil
    }
}
