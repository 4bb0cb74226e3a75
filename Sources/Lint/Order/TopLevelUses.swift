import JavaScript
import Programs

/// Whether code has given way to others since the body that it belongs to began.
struct Lateness: Hashable {
    var isLate = false
    var mayBeLate = false

    func adding(_ step: BodyStep) -> Lateness { Lateness(isLate: isLate || step.isLate, mayBeLate: mayBeLate || step.mayBeLate) }
}

/// A binding that code of a module's top level uses, itself or in functions that it calls.
struct TopLevelUse {
    enum Kind {
        case read
        /// It is called, constructed, or extended: `undefined` will not do.
        case call
        /// A property of it is read.
        case member
    }

    /// What is used: the binding where it is declared.
    var binding: BindingPlace
    var kind: Kind
    /// The name, or the member of a namespace.
    var node: NodePlace
    /// Whether every run that ends the body without an error comes here.
    var isCertain: Bool
    var lateness: Lateness
    /// The calls that lead to it, the outermost first.
    var way: [NodePlace]
}

/// Finds what the top level of a module uses of other modules.
struct TopLevelUses {
    private let reader: CodeReader
    private let module: ModuleNumber
    private var found: [TopLevelUse] = []
    private var indexOfBinding: [BindingPlace: Int] = [:]
    private var entered: Set<FunctionPlace> = []
    /// How many functions are followed.
    private var functionsLeft = 500
    private static let deepest = 16
    /// Methods that call what they are given before they return.
    private static let callers: Set<String> = [
        "map", "forEach", "filter", "reduce", "reduceRight", "some", "every", "find", "findIndex", "findLast", "flatMap", "sort", "from",
        "replace", "toSorted",
    ]

    static func of(_ module: ModuleNumber, _ reader: CodeReader) -> [TopLevelUse] {
        guard let tree = reader.tree(module) else { return [] }
        var uses = TopLevelUses(reader: reader, module: module)
        uses.read(tree.body, of: module, isCertain: true, lateness: Lateness(), way: [])
        return uses.found
    }

    private init(reader: CodeReader, module: ModuleNumber) {
        self.reader = reader
        self.module = module
    }

    private mutating func read(_ body: NodeList, of home: ModuleNumber, isCertain: Bool, lateness: Lateness, way: [NodePlace]) {
        guard let facts = reader.facts(of: home), reader.stepsLeft > 0 else { return }
        let tree = facts.code.tree
        let walk = BodyWalk(of: body, in: tree, keepsSteps: true)
        reader.stepsLeft -= walk.kept.count
        for step in walk.kept {
            let isCertain = isCertain && step.isCertain
            let lateness = lateness.adding(step)
            let place = NodePlace(module: home, node: step.node)
            switch tree[step.node] {
            case .identifier: use(place, as: .read, facts, isCertain, lateness, way)
            case .member(let object, let name, _):
                guard case .identifier = tree[object], let binding = facts.code.bindings.binding(of: object) else { continue }
                if case .namespace(let target)? = reader.values(of: BindingPlace(module: home, binding: binding), depth: 0).all.first {
                    if case .binding(let found) = reader.names.meaning(of: facts.code.text(name), in: target) {
                        add(TopLevelUse(binding: found, kind: .read, node: place, isCertain: isCertain, lateness: lateness, way: way))
                    }
                } else {
                    use(NodePlace(module: home, node: object), as: .member, facts, isCertain, lateness, way)
                }
            case .call(let callee, let arguments, _):
                note(callee, as: .call, home, facts, isCertain, lateness, way)
                call(callee, arguments, at: place, facts, isCertain, lateness, way)
            case .new(let callee, let arguments):
                note(callee, as: .call, home, facts, isCertain, lateness, way)
                construct(callee, arguments, at: place, facts, isCertain, lateness, way)
            case .taggedTemplate(let tag, _): call(tag, .empty, at: place, facts, isCertain, lateness, way)
            case .classExpression(let index), .classDeclaration(let index):
                let definition = tree.classes[Int(index)]
                if !definition.superclass.isNone { note(definition.superclass, as: .call, home, facts, isCertain, lateness, way) }
                for member in tree[definition.members] {
                    switch tree[member] {
                    case .classField(_, let value, let flags) where flags.contains(.isStatic) && !value.isNone:
                        enter(value, home, isCertain, lateness, way)
                    case .classStaticBlock(let value): enter(value, home, isCertain, lateness, way)
                    default: break
                    }
                }
            default: break
            }
        }
    }

    /// Notes how a name is used that has been read already.
    private mutating func note(
        _ node: NodeID, as kind: TopLevelUse.Kind, _ home: ModuleNumber, _ facts: ModuleFacts, _ isCertain: Bool, _ lateness: Lateness,
        _ way: [NodePlace]
    ) {
        if case .identifier = facts.code.tree[node] { use(NodePlace(module: home, node: node), as: kind, facts, isCertain, lateness, way) }
        if case .member(let object, let name, _) = facts.code.tree[node], case .identifier = facts.code.tree[object],
            let binding = facts.code.bindings.binding(of: object),
            case .namespace(let target)? = reader.values(of: BindingPlace(module: home, binding: binding), depth: 0).all.first,
            case .binding(let found) = reader.names.meaning(of: facts.code.text(name), in: target)
        {
            add(
                TopLevelUse(
                    binding: found, kind: kind, node: NodePlace(module: home, node: node), isCertain: isCertain, lateness: lateness,
                    way: way))
        }
    }

    private mutating func use(
        _ place: NodePlace, as kind: TopLevelUse.Kind, _ facts: ModuleFacts, _ isCertain: Bool, _ lateness: Lateness, _ way: [NodePlace]
    ) {
        guard let id = facts.code.bindings.binding(of: place.node) else { return }
        var binding = BindingPlace(module: place.module, binding: id)
        if let entry = facts.importOfBinding[id] {
            guard case .binding(let other) = reader.names.meaning(of: entry, in: place.module, facts.code) else { return }
            binding = other
        } else if facts.code.bindings[id].scope != .module {
            return
        }
        add(TopLevelUse(binding: binding, kind: kind, node: place, isCertain: isCertain, lateness: lateness, way: way))
    }

    /// Of several uses of a binding the first that is certain is kept, and that one of them asks more of it than to be read.
    private mutating func add(_ use: TopLevelUse) {
        guard use.binding.module != module else { return }
        guard let known = indexOfBinding[use.binding] else {
            indexOfBinding[use.binding] = found.count
            found.append(use)
            return
        }
        let isSame = use.node == found[known].node || Self.rank(use) == Self.rank(found[known])
        if Self.rank(use) > Self.rank(found[known]) || (isSame && found[known].kind == .read && use.kind != .read) { found[known] = use }
    }

    /// How sure it is that a use comes early.
    private static func rank(_ use: TopLevelUse) -> Int { (use.isCertain ? 2 : 0) + (use.lateness.mayBeLate ? 0 : 1) }

    // MARK: Calls

    private mutating func call(
        _ callee: NodeID, _ arguments: NodeList, at place: NodePlace, _ facts: ModuleFacts, _ isCertain: Bool, _ lateness: Lateness,
        _ way: [NodePlace]
    ) {
        let values = reader.values(of: callee, in: place.module)
        for case .function(let function) in values.all {
            enter(function, isCertain: isCertain && values.isExact, lateness, way + [place])
        }
        guard case .member(_, let name, _) = facts.code.tree[callee], Self.callers.contains(facts.code.text(name)) else { return }
        for argument in facts.code.tree[arguments] {
            for case .function(let function) in reader.values(of: argument, in: place.module).all {
                enter(function, isCertain: false, lateness, way + [place])
            }
        }
    }

    private mutating func construct(
        _ callee: NodeID, _ arguments: NodeList, at place: NodePlace, _ facts: ModuleFacts, _ isCertain: Bool, _ lateness: Lateness,
        _ way: [NodePlace]
    ) {
        if reader.isGlobal(callee, "Promise", in: place.module) {
            if let executor = facts.code.tree[arguments].first { enter(executor, place.module, isCertain, lateness, way) }
            return
        }
        let values = reader.values(of: callee, in: place.module)
        for value in values.all {
            switch value {
            case .function(let function): enter(function, isCertain: isCertain && values.isExact, lateness, way + [place])
            case .class(let home, let index):
                var (home, index) = (home, index)
                for _ in 0..<Self.deepest {
                    guard let tree = reader.tree(home) else { break }
                    let definition = tree.classes[Int(index)]
                    if !definition.constructor.isNone {
                        enter(definition.constructor, home, isCertain && values.isExact, lateness, way + [place])
                    }
                    for member in tree[definition.members] {
                        if case .classField(_, let value, let flags) = tree[member], !flags.contains(.isStatic), !value.isNone {
                            enter(value, home, isCertain && values.isExact, lateness, way + [place])
                        }
                    }
                    guard !definition.superclass.isNone,
                        case .class(let parentHome, let parent)? = reader.values(of: definition.superclass, in: home).all.first
                    else { break }
                    (home, index) = (parentHome, parent)
                }
            default: break
            }
        }
    }

    private mutating func enter(_ node: NodeID, _ home: ModuleNumber, _ isCertain: Bool, _ lateness: Lateness, _ way: [NodePlace]) {
        guard let tree = reader.tree(home), case .function(let function) = tree[node] else { return }
        enter(FunctionPlace(module: home, function: function), isCertain: isCertain, lateness, way)
    }

    private mutating func enter(_ place: FunctionPlace, isCertain: Bool, _ lateness: Lateness, _ way: [NodePlace]) {
        guard functionsLeft > 0, way.count <= Self.deepest, let tree = reader.tree(place.module) else { return }
        let function = tree[place.function]
        // A generator's body runs when it is asked for a value.
        guard !function.flags.contains(.isGenerator), entered.insert(place).inserted else { return }
        functionsLeft -= 1
        read(function.body, of: place.module, isCertain: isCertain, lateness: lateness, way: way)
        entered.remove(place)
    }
}
