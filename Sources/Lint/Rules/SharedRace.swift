import Diagnostics
import JavaScript
import Programs

extension Rule {
    static let sharedRace = Rule(
        "shared-race",
        "A property of a shared object that is set behind a top-level await, and that a module which does not wait reads or sets",
        severity: .warning, page: .sharedRace
    ) { graph in
        var search = SharedRace(graph)
        return search.findings()
    }
}

/// An object that a module declares.
private struct SharedObject: Hashable {
    var owner: ModuleNumber
    var binding: BindingID
}

/// A property of such an object.
private struct SharedProperty: Hashable {
    var object: SharedObject
    var name: String
}

private struct SharedRace {
    /// A statement of a module's top level that sets a property.
    private struct Setting {
        var module: ModuleNumber
        var target: NodeID
        var value: NodeID
        /// Whether it stands behind an await that every run meets.
        var isLate: Bool
    }

    private let graph: LintedGraph
    private let asynchronous: Asynchronous
    private var names: ImportedNames
    private let importers: [[ModuleNumber]]
    private var settings: [SharedProperty: [Setting]] = [:]
    private var order: [SharedProperty] = []
    /// Properties that code of a function sets too, or that are set in part of the runs: nobody knows when.
    private var unknown: Set<SharedProperty> = []
    /// Objects that are handed on.
    private var escaped: Set<SharedObject> = []
    private var waiting: [ModuleNumber: Set<ModuleNumber>] = [:]
    /// So many properties are looked at.
    private static let limit = 1_000

    init(_ graph: LintedGraph) {
        self.graph = graph
        asynchronous = Asynchronous(graph)
        names = ImportedNames(graph)
        importers = graph.graph.importers()
    }

    mutating func findings() -> [LintFinding] {
        guard graph.moduleNumbers.contains(where: { graph[$0].hasTLA }) else { return [] }
        for module in graph.moduleNumbers { readSettings(of: module) }
        let shared = order.filter { property in settings[property]?.contains { $0.isLate } ?? false }.prefix(Self.limit)
        guard !shared.isEmpty else { return [] }
        var findings: [LintFinding] = []
        for property in shared { if let finding = findingOfTwo(property) { findings.append(finding) } }
        let late = Set(
            shared.filter {
                !unknown.contains($0) && settings[$0]?.allSatisfy { $0.isLate } == true && !hasInitialValue($0)
            })
        if late.isEmpty { return findings }
        let objects = Set(late.map(\.object))
        for module in graph.moduleNumbers { noteEscapes(of: objects, in: module) }
        let kept = late.filter { !escaped.contains($0.object) }
        return findings + graph.moduleNumbers.flatMap { findingsOfReads(in: $0, kept) }
    }

    // MARK: Settings

    private mutating func readSettings(of module: ModuleNumber) {
        guard let code = graph.analysed(module) else { return }
        let tree = code.tree
        let first = BodyWalk(of: tree.body, in: tree).sites.first { $0.isCertain }.map { tree.range(of: $0.node).start }
        var told: Set<NodeID> = []
        for statement in tree[tree.body] {
            guard case .expressionStatement(let expression) = tree[statement], case .assignment(let target, let value) = tree[expression],
                let property = property(target, in: module, code)
            else { continue }
            told.insert(target)
            if settings[property] == nil { order.append(property) }
            let isLate = first.map { $0 < tree.range(of: expression).end } ?? false
            settings[property, default: []].append(Setting(module: module, target: target, value: value, isLate: isLate))
        }
        for index in tree.nodes.indices {
            let target: NodeID
            switch tree.nodes[index] {
            case .assignment(let own, _), .compoundAssignment(_, let own, _), .logicalAssignment(_, let own, _): target = own
            default: continue
            }
            if !told.contains(target), let property = property(target, in: module, code) { unknown.insert(property) }
        }
    }

    /// Which of these objects are handed on: other code may set any property of them.
    private mutating func noteEscapes(of objects: Set<SharedObject>, in module: ModuleNumber) {
        guard let code = graph.analysed(module) else { return }
        let parents = ParentTable(of: code.tree)
        for index in code.tree.nodes.indices {
            let node = NodeID(UInt32(index))
            guard case .identifier = code.tree.nodes[index], let parent = parents[node], let binding = code.bindings.binding(of: node)
            else {
                continue
            }
            switch code.tree[parent] {
            case .member(node, _, _), .declarator(node, _), .exportDeclaration, .exportDefault: continue
            default: break
            }
            guard let found = names.declaration(of: binding, in: module) else { continue }
            let object = SharedObject(owner: found.module, binding: found.binding)
            if objects.contains(object) { escaped.insert(object) }
        }
    }

    /// The property that `object.name` is, of a constant of some module.
    private mutating func property(_ node: NodeID, in module: ModuleNumber, _ code: AnalysedModule) -> SharedProperty? {
        guard case .member(let object, let name, _) = code.tree[node], case .identifier = code.tree[object],
            let binding = code.bindings.binding(of: object), let found = names.declaration(of: binding, in: module),
            let home = graph.analysed(found.module), home.bindings[found.binding].scope == .module, !home.bindings[found.binding].isAssigned
        else { return nil }
        return SharedProperty(object: SharedObject(owner: found.module, binding: found.binding), name: code.text(name))
    }

    /// Whether the object may have the property from its beginning: unless a literal says all that it has.
    private func hasInitialValue(_ property: SharedProperty) -> Bool {
        guard let code = graph.analysed(property.object.owner) else { return true }
        let tree = code.tree
        for index in tree.nodes.indices {
            guard case .declarator(let target, let value) = tree.nodes[index], code.bindings.binding(of: target) == property.object.binding
            else {
                continue
            }
            guard case .object(let properties) = tree[value] else { return true }
            return tree[properties].contains { own in
                guard case .property(let key, _, _, false) = tree[own], case .string(let name) = tree[key] else { return true }
                return code.text(name) == property.name
            }
        }
        return true
    }

    // MARK: Who waits

    /// The module, and those that import it, or such as do.
    private mutating func modulesThatWait(for module: ModuleNumber) -> Set<ModuleNumber> {
        if let known = waiting[module] { return known }
        var found: Set<ModuleNumber> = [module]
        var pending = [module]
        while let next = pending.popLast() {
            for importer in importers[Int(next)] where found.insert(importer).inserted { pending.append(importer) }
        }
        waiting[module] = found
        return found
    }

    /// Whether neither waits for the other, and some module for both.
    private mutating func areSideBySide(_ one: ModuleNumber, _ other: ModuleNumber) -> Bool {
        let (first, second) = (modulesThatWait(for: one), modulesThatWait(for: other))
        return one != other && !first.contains(other) && !second.contains(one) && !first.isDisjoint(with: second)
    }

    // MARK: Findings

    private func words(_ property: SharedProperty) -> String {
        "'\(graph.analysed(property.object.owner)?.bindings[property.object.binding].name ?? "").\(property.name)'"
    }

    private func range(_ setting: Setting) -> SourceRange {
        graph.analysed(setting.module)?.tree.range(of: setting.target) ?? SourceRange(start: 0, end: 0)
    }

    private mutating func findingOfTwo(_ property: SharedProperty) -> LintFinding? {
        let late = (settings[property] ?? []).filter(\.isLate)
        guard let first = late.first, let second = late.first(where: { areSideBySide(first.module, $0.module) && !isSame($0, first) })
        else {
            return nil
        }
        let (one, other) = (graph[first.module].name, graph[second.module].name)
        var problem = graph.diagnostic(
            "\(words(property)) is set here and in '\(one)', in each behind an await, and neither waits for the other: which value stays depends on how long they wait",
            at: range(second), in: second.module, suggestion: "set it in one module, or import '\(one)' in '\(other)'")
        problem.related.append(graph.related("it is set here too", at: range(first), in: first.module))
        return LintFinding(rule: "shared-race", isCertain: false, problem, command: command(first.module, second.module))
    }

    /// Whether both set the same constant, or keep what is there: then it is all one which comes last.
    private func isSame(_ one: Setting, _ other: Setting) -> Bool {
        if keepsWhatIsThere(one) || keepsWhatIsThere(other) { return true }
        func constant(_ setting: Setting) -> ArraySlice<UInt8>? {
            guard let tree = graph.analysed(setting.module)?.tree else { return nil }
            switch tree[setting.value] {
            case .null, .boolean, .number, .string, .bigInt: break
            default: return nil
            }
            let range = tree.range(of: setting.value)
            return tree.source.bytes[Int(range.start)..<Int(range.end)]
        }
        return constant(one).map { $0 == constant(other) } ?? false
    }

    /// Whether the value asks for the property itself: `s.list = s.list ?? []`.
    private func keepsWhatIsThere(_ setting: Setting) -> Bool {
        guard let tree = graph.analysed(setting.module)?.tree, case .member(_, let name, _) = tree[setting.target] else { return false }
        let asked: NodeID
        switch tree[setting.value] {
        case .logical(_, let left, _): asked = left
        case .conditional(let test, _, _): asked = test
        default: return false
        }
        if case .member(_, name, _) = tree[asked] { return true }
        return false
    }

    private mutating func findingsOfReads(in module: ModuleNumber, _ late: Set<SharedProperty>) -> [LintFinding] {
        guard let code = graph.analysed(module), !asynchronous[module] || startsAtOnce(module) else { return [] }
        var findings: [LintFinding] = []
        var parents: ParentTable?
        for step in BodyWalk(of: code.tree.body, in: code.tree, keepsSteps: true).kept where !step.mayBeLate {
            guard let property = property(step.node, in: module, code), late.contains(property), let setting = settings[property]?.first,
                settings[property]?.count == 1, areSideBySide(module, setting.module)
            else { continue }
            let table = parents ?? ParentTable(of: code.tree)
            parents = table
            guard needsValue(step.node, code.tree, table), !isGuarded(step.node, code, table) else { continue }
            findings.append(finding(step, property, setting, module, code))
            if findings.count == 20 { break }
        }
        return findings
    }

    private func startsAtOnce(_ module: ModuleNumber) -> Bool {
        graph[module].requests.allSatisfy { $0.target.map { !asynchronous[$0] } ?? true }
    }

    /// Whether undefined will not do there.
    private func needsValue(_ node: NodeID, _ tree: SyntaxTree, _ parents: ParentTable) -> Bool {
        guard let parent = parents[node] else { return false }
        switch tree[parent] {
        case .member(node, _, isOptional: false), .computedMember(node, _, isOptional: false), .call(node, _, isOptional: false),
            .new(node, _):
            return true
        default: return false
        }
    }

    /// Whether the code asks for the property before, or is ready for an error: by a test that names it around the read, or a `catch`.
    private func isGuarded(_ node: NodeID, _ code: AnalysedModule, _ parents: ParentTable) -> Bool {
        let tree = code.tree
        guard case .member(_, let name, _) = tree[node] else { return false }
        func names(_ test: NodeID) -> Bool {
            let range = tree.range(of: test)
            return tree.nodes.indices.contains { index in
                guard range.start <= tree.ranges[index].start, tree.ranges[index].end <= range.end else { return false }
                if case .member(_, name, _) = tree.nodes[index] { return true }
                return false
            }
        }
        var inner = node
        while let parent = parents[inner] {
            switch tree[parent] {
            case .if(let test, _, _), .conditional(let test, _, _): if test != inner, names(test) { return true }
            case .logical(_, let left, inner): if names(left) { return true }
            case .try(inner, _, let handler, _): if handler != .none { return true }
            default: break
            }
            inner = parent
        }
        return false
    }

    private mutating func finding(
        _ step: BodyStep, _ property: SharedProperty, _ setting: Setting, _ module: ModuleNumber, _ code: AnalysedModule
    ) -> LintFinding {
        let setter = graph[setting.module].name
        var problem = graph.diagnostic(
            "\(words(property)) may be undefined here: '\(setter)' sets it behind an await, and '\(graph[module].name)' does not import that, and does not wait for it",
            at: code.tree.range(of: step.node), in: module, suggestion: "import '\(setter)' in '\(graph[module].name)' too")
        if let first = graph[setting.module].firstAwait {
            problem.related.append(graph.related("it awaits here", at: first, in: setting.module))
        }
        problem.related.append(graph.related("\(words(property)) is set here", at: range(setting), in: setting.module))
        return LintFinding(rule: "shared-race", isCertain: false, problem, command: command(module, setting.module))
    }

    /// The run of a module that waits for both.
    private mutating func command(_ one: ModuleNumber, _ other: ModuleNumber) -> [String] {
        let both = modulesThatWait(for: one).intersection(modulesThatWait(for: other)).sorted()
        return both.lazy.compactMap { [graph] in graph.input(for: $0) }.first.map { ["explain", $0] } ?? []
    }
}
