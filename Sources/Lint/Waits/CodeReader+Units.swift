import JavaScript
import Programs

/// A piece of a bundle that is run like a module: once, by whoever asks first.
struct Unit {
    /// As messages name it: the function's name, or the module's in a bundler's table.
    var name: String
    /// The function that runs once.
    var body: FunctionPlace
    /// Where it is declared.
    var place: NodePlace
    /// For a module of a table the parameter by which its function asks for others.
    var requires: BindingPlace?
    /// Whether a table of another file has one of the same name.
    var isAmbiguous = false
}

/// The shapes in which bundlers print modules as functions.
///
/// - esbuild, rolldown and bun: `var init_a = __esm(async () => { … })`, whatever it is called; the helper sets its parameter to 0 when it calls it.
/// - webpack and rspack: a table `{ "./a.mjs"(module, exports, require) { require.a(module, async (handle, done) => { … }) } }`, or a list of such functions,
///   of which each is called by its place.
extension CodeReader {
    /// The unit that a variable of that value is, where the value is a call of a helper that runs a function once.
    func unit(declaredBy value: NodeID, in module: ModuleNumber) -> Int? {
        let place = NodePlace(module: module, node: value)
        if let known = unitOfNode[place] { return known }
        guard let tree = tree(module), case .call(let callee, let arguments, _) = tree[value], let first = tree[arguments].first,
            let body = onceBody(first, tree)
        else { return nil }
        let values = values(of: callee, in: module, depth: Self.deepest - 6)
        guard values.isExact, case .function(let helper)? = values.all.first, isOnce(helper) else { return nil }
        let unit = Unit(name: "", body: FunctionPlace(module: module, function: body), place: place)
        unitOfNode[place] = units.count
        units.append(unit)
        return units.count - 1
    }

    /// A function, or the only member of an object.
    private func onceBody(_ node: NodeID, _ tree: SyntaxTree) -> FunctionID? {
        switch tree[node] {
        case .function(let function): return function
        case .object(let properties):
            guard properties.count == 1, let property = tree[properties].first, case .property(_, let value, _, _) = tree[property],
                case .function(let function) = tree[value]
            else { return nil }
            return function
        default: return nil
        }
    }

    /// Whether a function returns one that calls its argument once: it sets its first parameter to 0.
    private func isOnce(_ place: FunctionPlace) -> Bool {
        if let known = onceFunctions[place] { return known }
        var result = false
        if let facts = facts(of: place.module), let parameter = parameter(0, of: place) {
            result = (facts.assigned[parameter.binding] ?? []).contains { value in
                if case .number(let index) = facts.code.tree[value] { facts.code.tree.numbers[Int(index)] == 0 } else { false }
            }
        }
        onceFunctions[place] = result
        return result
    }

    /// Whether a module has a function that may be such a helper.
    func mayHaveOnceFunctions(_ module: ModuleNumber) -> Bool {
        guard let code = graph.analysed(module), code.bindings.all.contains(where: { $0.kind == .parameter && $0.isAssigned }) else {
            return false
        }
        let tree = code.tree
        return tree.nodes.contains { node in
            guard case .assignment(let target, let value) = node, case .number(let index) = tree[value], tree.numbers[Int(index)] == 0,
                case .identifier = tree[target], let binding = code.bindings.binding(of: target)
            else { return false }
            return code.bindings[binding].kind == .parameter
        }
    }

    // MARK: Tables

    /// Finds the modules of tables in a file.
    func findTables(in module: ModuleNumber) {
        guard let code = graph.analysed(module) else { return }
        let tree = code.tree
        var literals: [NodeID: Int] = [:]
        for node in tree.nodes {
            guard case .call(let callee, let arguments, _) = node, case .member(let object, let name, _) = tree[callee],
                case .identifier = tree[object], ["a", "d", "r"].contains(code.text(name)), !arguments.isEmpty,
                let facts = facts(of: module), let binding = code.bindings.binding(of: object),
                case .parameter(let function, let index)? = facts.definition(of: binding),
                case .literal(let literal)? = owners(of: module)?.owner[Int(function.index)]
            else { continue }
            literals[literal] = index
        }
        for (literal, index) in literals.sorted(by: { $0.key.index < $1.key.index }) {
            readTable(literal, requireIndex: index, in: module, code)
        }
    }

    private func readTable(_ literal: NodeID, requireIndex: Int, in module: ModuleNumber, _ code: AnalysedModule) {
        let tree = code.tree
        func add(_ key: String, _ value: NodeID, at node: NodeID) {
            guard !value.isNone, case .function(let function) = tree[value] else { return }
            let place = FunctionPlace(module: module, function: function)
            var unit = Unit(name: key, body: place, place: NodePlace(module: module, node: node))
            unit.requires = parameter(requireIndex, of: place)
            if let other = unitOfKey[key] {
                units[other].isAmbiguous = true
                unit.isAmbiguous = true
            } else {
                unitOfKey[key] = units.count
            }
            units.append(unit)
        }
        switch tree[literal] {
        case .object(let properties):
            for property in tree[properties] {
                guard case .property(let key, let value, _, false) = tree[property], let key = text(ofKey: key, code) else { continue }
                add(key, value, at: property)
            }
        case .array(let elements): for (index, element) in tree[elements].enumerated() { add(String(index), element, at: element) }
        default: break
        }
    }

    private func text(ofKey key: NodeID, _ code: AnalysedModule) -> String? {
        switch code.tree[key] {
        case .string(let name): return code.text(name)
        case .number(let index):
            let number = code.tree.numbers[Int(index)]
            return number.rounded() == number && abs(number) < 1e15 ? String(Int(number)) : nil
        default: return nil
        }
    }

    /// The module of a table that `require("x")` asks for.
    func unit(requiredBy call: NodeID, in module: ModuleNumber) -> Int? {
        guard !unitOfKey.isEmpty, let facts = facts(of: module), case .call(let callee, let arguments, _) = facts.code.tree[call],
            case .identifier = facts.code.tree[callee], let binding = facts.code.bindings.binding(of: callee),
            case .parameter? = facts.definition(of: binding), let first = facts.code.tree[arguments].first
        else { return nil }
        return text(ofKey: first, facts.code).flatMap { unitOfKey[$0] }
    }

    /// The module of a table that a callback requires: `require.bind(require, "x")`, `require.t.bind(require, "x", 7)` or `() => require("x")`.
    func requiredUnit(_ callback: NodeID, in module: ModuleNumber) -> Int? {
        guard !unitOfKey.isEmpty, let code = graph.analysed(module) else { return nil }
        let tree = code.tree
        switch tree[callback] {
        case .call(let callee, let arguments, _):
            guard case .member(_, let name, _) = tree[callee], code.text(name) == "bind", arguments.count >= 2 else { return nil }
            return text(ofKey: tree[arguments][tree[arguments].startIndex + 1], code).flatMap { unitOfKey[$0] }
        case .function(let function):
            guard tree[function].body.count == 1, let only = tree[tree[function].body].first, case .return(let argument) = tree[only],
                !argument.isNone
            else { return nil }
            return unit(requiredBy: argument, in: module)
        default: return nil
        }
    }

    /// What a module of a table exports by a name: `require.d(exports, { name: () => value })`.
    func tableExport(_ name: String, of unit: Int) -> NodePlace? {
        if let known = tableExports[unit] { return known[name] }
        var exports: [String: NodePlace] = [:]
        let place = units[unit].body
        if let code = graph.analysed(place.module) {
            forEachCall(in: place, code.tree) { callee, arguments in
                guard case .member(_, let called, _) = code.tree[callee], code.text(called) == "d", let list = code.tree[arguments].last,
                    case .object(let properties) = code.tree[list]
                else { return }
                for property in code.tree[properties] {
                    guard case .property(let key, let value, _, false) = code.tree[property], let key = text(ofKey: key, code),
                        case .function(let getter) = code.tree[value], let only = code.tree[code.tree[getter].body].first,
                        case .return(let node) = code.tree[only], !node.isNone
                    else { continue }
                    exports[key] = NodePlace(module: place.module, node: node)
                }
            }
        }
        tableExports[unit] = exports
        return exports[name]
    }

    /// The calls that a module of a table makes itself.
    private func forEachCall(in place: FunctionPlace, _ tree: SyntaxTree, _ body: (_ callee: NodeID, _ arguments: NodeList) -> Void) {
        var pending = Array(tree[tree[place.function].body])
        while let node = pending.popLast() {
            if node.isNone { continue }
            switch tree[node] {
            case .function(let function):
                // That of a module that awaits, which its table calls at once.
                if tree[function].flags.contains(.isAsync) { pending += tree[tree[function].body] }
                continue
            case .functionDeclaration: continue
            case .call(let callee, let arguments, _): body(callee, arguments)
            default: break
            }
            tree.forEachChild(of: node) { pending.append($0) }
        }
    }

    /// The modules that a context chooses from, which stands in the table for an `import()` of a specifier that is not constant.
    func contextUnits(of unit: Int) -> [Int] {
        let place = units[unit].body
        guard let code = graph.analysed(place.module) else { return [] }
        let tree = code.tree
        var found: [Int] = []
        var pending = Array(tree[tree[place.function].body])
        while let node = pending.popLast() {
            if node.isNone { continue }
            if case .property(_, let value, _, _) = tree[node] {
                var first = value
                if case .array(let elements) = tree[value], let element = tree[elements].first, !element.isNone { first = element }
                if let key = text(ofKey: first, code), let unit = unitOfKey[key], !found.contains(unit) { found.append(unit) }
            }
            tree.forEachChild(of: node) { pending.append($0) }
        }
        return found.sorted()
    }

    /// The units that a file starts itself, outside of any: `require("x")` by a function that the file declares.
    func startedUnits(in module: ModuleNumber) -> [Int] {
        guard !unitOfKey.isEmpty, let facts = facts(of: module) else { return [] }
        let tree = facts.code.tree
        var found: [Int] = []
        for node in tree.nodes {
            guard case .call(let callee, let arguments, _) = node, case .identifier = tree[callee], let first = tree[arguments].first,
                let key = text(ofKey: first, facts.code), let unit = unitOfKey[key],
                let binding = facts.code.bindings.binding(of: callee)
            else { continue }
            if case .parameter? = facts.definition(of: binding) { continue }
            found.append(unit)
        }
        return found
    }

    /// The function of a table's module that awaits, and the calls by which it asks for others before that.
    func tableBody(of unit: Unit) -> (body: FunctionPlace?, requires: [(unit: Int, place: NodePlace)]) {
        guard let code = graph.analysed(unit.body.module) else { return (nil, []) }
        let tree = code.tree
        let module = unit.body.module
        var body: FunctionPlace?
        var requires: [(unit: Int, place: NodePlace)] = []
        var pending = Array(tree[tree[unit.body.function].body].reversed())
        while let node = pending.popLast() {
            if node.isNone { continue }
            switch tree[node] {
            case .function, .functionDeclaration: continue
            case .call(let callee, let arguments, _):
                if body == nil, case .member(_, let name, _) = tree[callee], code.text(name) == "a", arguments.count >= 2,
                    case .function(let inner) = tree[tree[arguments][tree[arguments].startIndex + 1]], tree[inner].flags.contains(.isAsync)
                {
                    body = FunctionPlace(module: module, function: inner)
                    pending += tree[tree[inner].body].reversed()
                    continue
                }
                if let required = self.unit(requiredBy: node, in: module) {
                    requires.append((required, NodePlace(module: module, node: node)))
                }
            default: break
            }
            tree.forEachChild(of: node) { pending.append($0) }
        }
        return (body, requires)
    }
}
