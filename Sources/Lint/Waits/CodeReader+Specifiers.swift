import Files
import JavaScript
import Programs

/// Which modules an `import()` asks for.
extension CodeReader {
    /// What a specifier may be.
    enum Specifier {
        case text(String)
        /// A text that begins and ends so; `start` is a path as far as it goes.
        case pattern(start: String, end: String)
        /// The module that the specifier stands in.
        case itself
        case parameter(BindingPlace)
    }

    /// The modules that an `import()` may ask for; each waits for the module's evaluation.
    func targets(of call: NodeID, specifier: NodeID, in module: ModuleNumber) -> [Wait] {
        guard let facts = facts(of: module) else { return [] }
        let place = NodePlace(module: module, node: call)
        if let index = facts.callOfNode[call], index < graph[module].calls.count, let target = graph[module].calls[index].target {
            return [Wait(target: .module(target), place: place)]
        }
        var isExact = true
        let specifiers = self.specifiers(of: specifier, in: module, isExact: &isExact)
        if specifiers.count != 1 { isExact = false }
        var waits: [Wait] = []
        for specifier in specifiers { waits.add(self.waits(for: specifier, at: place).changed(isCertain: isExact)) }
        return waits
    }

    /// What asking for a specifier at a place waits for.
    func waits(for specifier: Specifier, at place: NodePlace) -> [Wait] {
        switch specifier {
        case .text(let text): return module(text, from: place.module).map { [Wait(target: .module($0), place: place)] } ?? []
        case .itself: return [Wait(target: .module(place.module), place: place)]
        case .parameter(let parameter): return [Wait(target: .specifier(parameter), place: place)]
        case .pattern(let start, let end):
            guard let slash = start.lastIndex(of: "/"), let folder = folder(String(start[...slash]), from: place.module) else { return [] }
            // That a module asks for itself among others is not what its text is for.
            return modules(from: folder + start[start.index(after: slash)...], to: end).filter { $0 != place.module }.map {
                Wait(target: .module($0), place: place, isCertain: false)
            }
        }
    }

    /// The path, with its slash, of a folder that a specifier begins with.
    private func folder(_ start: String, from module: ModuleNumber) -> String? {
        guard start.hasPrefix("./") || start.hasPrefix("../") || start.hasPrefix("/") else { return nil }
        if let key = try? graph.graph.program.resolve(start + Self.probe, from: graph[module].key), key.path.hasSuffix(Self.probe) {
            return String(key.path.dropLast(Self.probe.count))
        }
        // Modules that are not on disk are asked for by their names only.
        return Paths.normalized(start, from: Paths.folder(of: graph[module].key.path), top: .isOpen)
    }

    private static let probe = "x"

    func specifiers(of node: NodeID, in module: ModuleNumber, isExact: inout Bool, depth: Int = 0) -> [Specifier] {
        guard depth < Self.deepest, stepsLeft > 0, !node.isNone, let facts = facts(of: module) else { return [] }
        stepsLeft -= 1
        let tree = facts.code.tree
        switch tree[node] {
        case .string(let name): return [.text(facts.code.text(name))]
        case .template, .binary(.add, _, _):
            guard let (start, end) = text(of: node, in: module, depth) else { return [] }
            return end.map { [.pattern(start: start, end: $0)] } ?? [.text(start)]
        case .identifier:
            guard let binding = facts.code.bindings.binding(of: node) else { return [] }
            let place = BindingPlace(module: module, binding: binding)
            if isExact, !isSettled(place, at: NodePlace(module: module, node: node)) { isExact = false }
            return specifiers(of: place, isExact: &isExact, depth: depth + 1)
        case .member(let object, let name, _):
            let name = facts.code.text(name)
            if case .importMeta = tree[object], name == "url" { return [.itself] }
            if name == "href" { return specifiers(of: object, in: module, isExact: &isExact, depth: depth + 1) }
            return constants(in: node, of: module, isExact: &isExact, depth)
        case .new(let callee, let arguments):
            guard isGlobal(callee, "URL", in: module), let first = tree[arguments].first else { return [] }
            return specifiers(of: first, in: module, isExact: &isExact, depth: depth + 1)
        case .call(let callee, let arguments, _):
            if case .member(let object, let name, _) = tree[callee], facts.code.text(name) == "toString" {
                return specifiers(of: object, in: module, isExact: &isExact, depth: depth + 1)
            }
            if isGlobal(callee, "String", in: module), let first = tree[arguments].first {
                return specifiers(of: first, in: module, isExact: &isExact, depth: depth + 1)
            }
            return []
        case .conditional(_, let first, let second), .logical(_, let first, let second):
            isExact = false
            return specifiers(of: first, in: module, isExact: &isExact, depth: depth + 1)
                + specifiers(of: second, in: module, isExact: &isExact, depth: depth + 1)
        case .assignment(_, let value): return specifiers(of: value, in: module, isExact: &isExact, depth: depth + 1)
        case .computedMember: return constants(in: node, of: module, isExact: &isExact, depth)
        default: return []
        }
    }

    private func specifiers(of place: BindingPlace, isExact: inout Bool, depth: Int) -> [Specifier] {
        guard let facts = facts(of: place.module) else { return [] }
        if let entry = facts.importOfBinding[place.binding] {
            guard case .binding(let other) = names.meaning(of: entry, in: place.module, facts.code) else { return [] }
            return specifiers(of: other, isExact: &isExact, depth: depth + 1)
        }
        let assigned = facts.assigned[place.binding] ?? []
        var found: [Specifier] = []
        switch facts.definition(of: place.binding) {
        case .expression(let value): found = specifiers(of: value, in: place.module, isExact: &isExact, depth: depth + 1)
        case .parameter: found = [.parameter(place)]
        case .parameterPart(let function, let index, _):
            // A part of what a caller gives: any text in it.
            isExact = false
            if let parameter = parameter(index, of: FunctionPlace(module: place.module, function: function)) {
                found = [.parameter(parameter)]
            }
        case .element(let whole), .part(let whole, _):
            isExact = false
            found = constants(in: whole, of: place.module, isExact: &isExact, depth)
        case .function, .class, nil: break
        }
        if !assigned.isEmpty { isExact = false }
        for value in assigned.prefix(Values.most) { found += specifiers(of: value, in: place.module, isExact: &isExact, depth: depth + 1) }
        return Array(found.prefix(Self.mostMatches))
    }

    /// The parameter of that place, where it is a name.
    func parameter(_ index: Int, of place: FunctionPlace) -> BindingPlace? {
        guard let code = graph.analysed(place.module) else { return nil }
        let parameters = code.tree[code.tree[place.function].parameters]
        guard index < parameters.count else { return nil }
        var node = parameters[parameters.startIndex + index]
        if case .patternDefault(let target, _) = code.tree[node] { node = target }
        if case .rest(let target) = code.tree[node] { node = target }
        // A pattern goes by the first name in it.
        if case .identifier = code.tree[node] {
        } else {
            var first: NodeID?
            code.tree.forEachTarget(in: node) { if first == nil { first = $0 } }
            guard let first else { return nil }
            node = first
        }
        return code.bindings.binding(of: node).map { BindingPlace(module: place.module, binding: $0) }
    }

    /// The texts that stand in an expression, and in what its names were given: an element of a list or a value of a table is one of them.
    func constants(in node: NodeID, of module: ModuleNumber, isExact: inout Bool, _ depth: Int) -> [Specifier] {
        isExact = false
        var found: [Specifier] = []
        var seen: Set<NodePlace> = []
        var pending = [(place: NodePlace(module: module, node: node), depth: depth)]
        while let (place, depth) = pending.popLast(), found.count < Self.mostMatches, stepsLeft > 0 {
            guard depth < Self.deepest, seen.insert(place).inserted, let facts = facts(of: place.module) else { continue }
            stepsLeft -= 1
            let tree = facts.code.tree
            switch tree[place.node] {
            case .string(let name): found.append(.text(facts.code.text(name)))
            case .function: break
            case .identifier:
                guard let binding = facts.code.bindings.binding(of: place.node) else { continue }
                var origin: BindingPlace? = BindingPlace(module: place.module, binding: binding)
                if let entry = facts.importOfBinding[binding] {
                    if case .binding(let other) = names.meaning(of: entry, in: place.module, facts.code) {
                        origin = other
                    } else {
                        origin = nil
                    }
                }
                guard let origin, let home = self.facts(of: origin.module) else { continue }
                switch home.definition(of: origin.binding) {
                case .expression(let value), .element(let value), .part(let value, _):
                    pending.append((NodePlace(module: origin.module, node: value), depth + 1))
                case .parameter: found.append(.parameter(origin))
                default: break
                }
                for value in (home.assigned[origin.binding] ?? []).prefix(Values.most) {
                    pending.append((NodePlace(module: origin.module, node: value), depth + 1))
                }
            case .template, .binary(.add, _, _):
                if let (start, end) = text(of: place.node, in: place.module, depth) {
                    found.append(end.map { .pattern(start: start, end: $0) } ?? .text(start))
                }
            case .property(_, let value, _, _): pending.append((NodePlace(module: place.module, node: value), depth))
            default: tree.forEachChild(of: place.node) { pending.append((NodePlace(module: place.module, node: $0), depth)) }
            }
        }
        return found
    }

    /// The text of a template or a sum: all of it, or how it begins and ends round what is not known.
    private func text(of node: NodeID, in module: ModuleNumber, _ depth: Int) -> (start: String, end: String?)? {
        guard let facts = facts(of: module) else { return nil }
        let tree = facts.code.tree
        var parts: [String?] = []
        var pending = [node]
        while let next = pending.popLast(), parts.count < 64 {
            switch tree[next] {
            case .string(let name): parts.append(facts.code.text(name))
            case .templateElement(let cooked?, _): parts.append(facts.code.text(cooked))
            case .template(let elements): pending += tree[elements].reversed()
            case .binary(.add, let first, let second): pending += [second, first]
            case .number(let index):
                let number = tree.numbers[Int(index)]
                parts.append(number.rounded() == number && abs(number) < 1e15 ? String(Int(number)) : nil)
            default:
                var isExact = true
                if case .text(let text)? = specifiers(of: next, in: module, isExact: &isExact, depth: depth + 1).first, isExact {
                    parts.append(text)
                } else {
                    parts.append(nil)
                }
            }
        }
        guard let first = parts.first, let start = first else { return nil }
        var whole = start
        for (index, part) in parts.enumerated().dropFirst() {
            guard let part else {
                let end = parts[index...].lastIndex { $0 == nil }.map { parts[($0 + 1)...].compactMap { $0 }.joined() } ?? ""
                return (whole, end)
            }
            whole += part
        }
        return (whole, nil)
    }
}
