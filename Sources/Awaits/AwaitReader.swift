import Diagnostics
import JavaScript

/// Reads the awaits of a module's top level, and works out which depends on which.
struct AwaitReader {
    let module: AnalysedModule
    let facts: FactReader
    /// By node: whether it holds an await of the top level.
    private var awaits: [Bool]
    var result = TopLevelAwaits()
    var levels: AwaitLevels
    /// By the text of a call of code that is not in the module: the latest await of it.
    private var calls: [ArraySlice<UInt8>: Int] = [:]

    init(_ module: AnalysedModule) {
        self.module = module
        facts = FactReader(module)
        awaits = Array(repeating: false, count: module.tree.nodes.count)
        levels = AwaitLevels(facts)
        let tree = module.tree
        // Children stand before their parents.
        for index in tree.nodes.indices {
            switch tree.nodes[index] {
            // What a function awaits is its own.
            case .function, .functionDeclaration: continue
            case let other: awaits[index] = other.isWait
            }
            let node = NodeID(UInt32(index))
            if !awaits[index] { tree.forEachChild(of: node) { if awaits[Int($0.index)] { awaits[index] = true } } }
        }
    }

    private var tree: SyntaxTree {
        @inline(__always) _read { yield module.tree }
    }

    private func hasAwait(_ node: NodeID) -> Bool { !node.isNone && awaits[Int(node.index)] }

    mutating func read() -> TopLevelAwaits {
        for item in tree[tree.body] {
            if result.awaits.count >= TopLevelAwaits.limit { break }
            read(item)
        }
        return result
    }

    // MARK: Items

    private mutating func read(_ item: NodeID) {
        let declaration = tree.declaration(of: item)
        switch tree[declaration] {
        case .functionDeclaration, .importDeclaration, .exportNames: return
        case .variables(.awaitUsing, _):
            // What it waits for begins when the module is left: nothing brings that forward.
            add(.fixed, item: item, part: declaration, start: whole(declaration), names: [])
        case .variables(.using, _) where hasAwait(declaration):
            add(.fixed, item: item, part: declaration, start: whole(declaration), names: [])
        case .variables(_, let declarators) where hasAwait(declaration):
            for declarator in tree[declarators] { read(declarator: declarator, of: item) }
        case .expressionStatement(let expression) where hasAwait(expression):
            read(value: expression, names: assignedNames(expression), within: declaration, item: item, isUnused: true)
        case .classDeclaration where hasAwait(declaration): add(.fixed, item: item, part: declaration, start: whole(declaration), names: [])
        case .variables, .classDeclaration: readSynchronous(item, declaration)
        case _ where !hasAwait(declaration): readSynchronous(item, declaration)
        default:
            // `export default` of an expression, or a statement.
            if declaration != item {
                read(value: declaration, names: ["default"], within: declaration, item: item, isUnused: false)
            } else {
                let declares = declaresVariables(item)
                add(declares ? .fixed : .statement(item), item: item, part: item, start: whole(item), names: [])
            }
        }
    }

    private mutating func read(declarator: NodeID, of item: NodeID) {
        guard case .declarator(let target, let value) = tree[declarator] else { return }
        var names: [String] = []
        tree.forEachTarget(in: target) { if let place = facts.place(of: $0) { names.append(facts.name(of: place)) } }
        if hasAwait(target) {
            add(.fixed, item: item, part: declarator, start: whole(declarator), names: names)
        } else if hasAwait(value) {
            read(value: value, names: names, within: declarator, item: item, isUnused: false)
        } else {
            levels.addSynchronous(whole(declarator), range: tree.range(of: declarator), position: result.awaits.count - 1)
        }
    }

    /// An expression with awaits, and what is around it: a declarator, or a statement.
    private mutating func read(value: NodeID, names: [String], within part: NodeID, item: NodeID, isUnused: Bool) {
        // `name = await …` as a statement: what is assigned can begin sooner, where the target does nothing.
        var (value, isUnused) = (value, isUnused)
        if case .assignment(let target, let assigned) = tree[value], isQuiet(target), !hasAwait(target) {
            (value, isUnused) = (assigned, false)
        }
        guard let operands = separableAwaits(in: value) else {
            return add(.expression(value), item: item, part: part, start: whole(value), names: names)
        }
        for (number, node) in operands.enumerated() {
            guard case .await(let operand) = tree[node] else { continue }
            // The first ones leave the rest of the statement to the last.
            let isLast = number == operands.count - 1
            let isForEffects = isUnused && node == value
            add(
                .operand(node), item: item, part: isLast ? part : node, start: whole(operand, isUnused: isForEffects), names: names,
                isForEffects: isForEffects && isCall(operand))
        }
    }

    private func isCall(_ node: NodeID) -> Bool {
        switch tree[node] {
        case .call, .new, .importCall, .optionalChain: true
        default: false
        }
    }

    private func assignedNames(_ expression: NodeID) -> [String] {
        guard case .assignment(let target, _) = tree[expression] else { return [] }
        var names: [String] = []
        tree.forEachTarget(in: target) { if let place = facts.place(of: $0) { names.append(facts.name(of: place)) } }
        return names
    }

    private mutating func readSynchronous(_ item: NodeID, _ declaration: NodeID) {
        var part = whole(declaration)
        if case .classDeclaration(let index) = tree[declaration], let id = module.bindings.binding(ofClass: index) {
            part.writes.append(Int(id.index))
        }
        let isDeclaration: Bool
        switch tree[declaration] {
        case .variables(let kind, _): isDeclaration = kind != .var && !kind.isUsing
        case .classDeclaration: isDeclaration = true
        default: isDeclaration = false
        }
        let canMove = isDeclaration && !part.doesSomething && part.objectWrites.isEmpty && !part.hasEffect && !part.changesUnknownObject
        guard canMove else { return levels.addSynchronous(part, range: tree.range(of: item), position: result.awaits.count - 1) }
        let number = result.computations.count
        let used = levels.addComputation(part, number: number, range: tree.range(of: item), position: result.awaits.count - 1)
        result.computations.append(.init(item: item, computations: used))
    }

    /// What a node does when it is run. The code of functions that it only makes and holds is not run with it.
    private func whole(_ node: NodeID, isUnused: Bool = false) -> PartFacts {
        var part = PartFacts()
        let held = facts.heldFunctions(in: node)
        facts.read(node, into: &part, without: held)
        if isUnused { facts.noteUnused(node, &part) }
        return part
    }

    /// Whether a statement declares variables of the module, with `var`.
    private func declaresVariables(_ item: NodeID) -> Bool {
        tree.holds(item) { if case .variables(.var, _) = $0 { true } else { false } }
    }

    // MARK: Awaits

    private mutating func add(
        _ form: TopLevelAwaits.Await.Form, item: NodeID, part: NodeID, start: PartFacts, names: [String], isForEffects: Bool = false
    ) {
        if result.awaits.count >= TopLevelAwaits.limit { return }
        let index = result.awaits.count
        var (needs, mayNeed, used) = levels.dependences(of: start, position: index - 1, range: tree.range(of: part))
        if let same = noteCall(form, start, index), same > (needs?.on ?? -1), same > (mayNeed?.on ?? -1) {
            mayNeed = .init(on: same, reason: .effect, range: result.awaits[same].range)
        }
        var form = form
        // A promise that is there already has begun: nothing would begin sooner.
        if !start.doesSomething { form = .fixed }
        let node = firstAwait(in: part, form)
        result.awaits.append(
            .init(
                item: item, range: tree.range(of: item), awaitRange: tree.range(of: node ?? part), node: node, names: names, form: form,
                isForEffects: isForEffects, needs: needs, mayNeed: mayNeed, computations: used))
        levels.addAwait(whole(part), index: index, range: tree.range(of: part))
    }

    /// The await before that has the same call, as in two of `await next()`: who asks the same twice counts on another answer.
    private mutating func noteCall(_ form: TopLevelAwaits.Await.Form, _ start: PartFacts, _ index: Int) -> Int? {
        guard case .operand(let node) = form, case .await(let operand) = tree[node], start.isSensitive, isCall(operand) else { return nil }
        let range = tree.range(of: operand)
        let text = tree.source.bytes[Int(range.start)..<Int(range.end)]
        // A long text is one that nobody writes twice.
        guard text.count <= 200 else { return nil }
        defer { calls[text] = index }
        return calls[text]
    }

    private func firstAwait(in part: NodeID, _ form: TopLevelAwaits.Await.Form) -> NodeID? {
        if case .operand(let node) = form { return node }
        var first: NodeID?
        var pending = [part]
        while let node = pending.popLast() {
            guard hasAwait(node) else { continue }
            if tree[node].isWait, first.map({ tree.range(of: node).start < tree.range(of: $0).start }) ?? true { first = node }
            tree.forEachChild(of: node) { pending.append($0) }
        }
        return first
    }

    /// The awaits in an expression, in order, where the operand of each is evaluated once and unconditionally, and nothing that does anything is
    /// evaluated between them; `nil` where that is not so.
    private func separableAwaits(in value: NodeID) -> [NodeID]? {
        var found: [NodeID] = []
        var pending = [value]
        while let node = pending.popLast() {
            guard hasAwait(node) else { continue }
            if case .await(let operand) = tree[node] {
                if hasAwait(operand) { return nil }
                found.append(node)
                continue
            }
            var children: [NodeID] = []
            tree.forEachChild(of: node) { children.append($0) }
            guard children.count <= 64, keepsOrder(node, children) else { return nil }
            pending += children.reversed()
        }
        return found
    }

    /// Whether the children of a node that holds awaits are evaluated in order and unconditionally, and those before the last await do nothing.
    private func keepsOrder(_ node: NodeID, _ children: [NodeID]) -> Bool {
        switch tree[node] {
        case .assignment(let target, _), .compoundAssignment(_, let target, _): if hasAwait(target) { return false }
        case .conditional(_, let then, let otherwise): if hasAwait(then) || hasAwait(otherwise) { return false }
        case .logical(_, _, let right): if hasAwait(right) { return false }
        case .array, .object, .property, .spread, .template, .binary, .unary, .call, .new, .member, .computedMember, .sequence,
            .taggedTemplate:
            break
        default: return false
        }
        guard let last = children.lastIndex(where: { hasAwait($0) }) else { return false }
        return children[..<last].allSatisfy { isQuiet($0) }
    }

    /// Whether evaluating a node, less its awaits, only reads.
    private func isQuiet(_ root: NodeID) -> Bool {
        var pending = [root]
        while let node = pending.popLast() {
            if node.isNone { continue }
            switch tree[node] {
            case .await, .function: continue
            case .call, .new, .taggedTemplate, .importCall, .assignment, .compoundAssignment, .logicalAssignment, .update,
                .unary(.delete, _), .yield,
                .classExpression:
                return false
            default: tree.forEachChild(of: node) { pending.append($0) }
            }
        }
        return true
    }
}
