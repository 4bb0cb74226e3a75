import JavaScript
import Simulator
import Trace

/// A value that a module has taken at its top level and keeps, though other code replaced it where it was: that came too late.
struct CapturedValue {
    var module: ReadModule
    /// The variable that keeps it.
    var keeper: BindingID
    /// What is taken: the expression, or the name in a pattern.
    var node: NodeID
    var name: CapturedName
}

extension ReadModule {
    /// What a module that wants the old value calls it.
    private static let names = ["original", "orig", "real", "native", "old", "previous", "prev", "default", "initial", "base", "saved"]

    /// The variables of the top level that are given the value of something, with that.
    fileprivate func takenValues() -> [(keeper: BindingID, node: NodeID, property: String?)] {
        nodes { if case .declarator = $0 { true } else { false } }.flatMap { node -> [(BindingID, NodeID, String?)] in
            guard case .declarator(let target, let value) = tree[node], !value.isNone, functions(around: node).isEmpty else { return [] }
            switch tree[target] {
            case .identifier:
                guard let keeper = keeper(target) else { return [] }
                return [(keeper, bound(value), nil)]
            case .objectPattern(let properties):
                return tree[properties].compactMap { property in
                    guard case .patternProperty(let key, let inner, false) = tree[property], let name = string(key),
                        case .identifier = tree[inner], let keeper = keeper(inner)
                    else { return nil }
                    return (keeper, value, name)
                }
            default: return []
            }
        }
    }

    /// Of `value.bind(…)` the value.
    private func bound(_ node: NodeID) -> NodeID {
        guard case .call(let callee, _, _) = tree[node], case .member(let object, let name, _) = tree[callee], text(name) == "bind" else {
            return node
        }
        return object
    }

    /// A variable that nothing else is given to, and that functions use or the module exports.
    private func keeper(_ node: NodeID) -> BindingID? {
        guard let id = bindings.binding(of: node), !bindings[id].isAssigned else { return nil }
        let name = bindings[id].name.lowercased()
        if Self.names.contains(where: { name.hasPrefix($0) }) { return nil }
        let isUsed = bindings.references(to: id).contains { $0.usage == .read && !functions(around: $0.node).isEmpty }
        return isUsed || bindings.exports.contains { $0.kind == .local(id) } ? id : nil
    }
}

extension EarlyUseFinder {
    /// The modules of so many bytes are looked through for what others replace.
    private static let byteLimit = 500_000
    private static let replacementLimit = 8

    /// What modules keep that is replaced where they have it from, by code that runs later.
    func capturedValues() -> [(value: CapturedValue, use: SharedUse)] {
        let size = trace.modules.indices.reduce(0) { $0 + (texts.file(of: ModuleIndex($1))?.bytes.count ?? 0) }
        guard trace.modules.count <= Self.moduleLimit, size <= Self.byteLimit, trace.agents.count < 2, run.trace.sources.isEmpty else {
            return []
        }
        var values: [CapturedValue] = []
        for index in searched where !trace.isHostsOwn(trace[index]) {
            guard let module = read(index) else { continue }
            for taken in module.takenValues() {
                let name =
                    taken.property.map { property in
                        required(taken.node, in: module).map { .property(of: $0, name: property) }
                            ?? capturedName(ofProperty: property, of: taken.node, in: module)
                    } ?? capturedName(of: taken.node, in: module)
                guard let name else { continue }
                values.append(CapturedValue(module: module, keeper: taken.keeper, node: taken.node, name: name))
            }
        }
        if values.isEmpty { return [] }
        let replacements = replacements(of: Set(values.map(\.name)))
        guard let end = Moment(of: run.trace, eventCount: run.trace.events.count) else { return [] }
        return values.compactMap { value in
            guard let found = replacements[value.name], let use = lateReplacement(of: value, found, end) else { return nil }
            return (value, use)
        }
    }

    /// Where those names are given other values.
    private func replacements(of names: Set<CapturedName>) -> [CapturedName: [(module: ModuleIndex, setting: SharedSetting)]] {
        var found: [CapturedName: [(module: ModuleIndex, setting: SharedSetting)]] = [:]
        func add(_ node: NodeID, of name: CapturedName, in module: ReadModule) {
            guard found[name, default: []].count < Self.replacementLimit else { return }
            found[name, default: []].append((module.index, SharedSetting(node: node, functions: module.functions(around: node))))
        }
        for index in searched where !trace.isHostsOwn(trace[index]) {
            guard let module = read(index) else { continue }
            for node in module.nodes(where: { if case .assignment = $0 { true } else { false } }) {
                guard case .assignment(let target, _) = module.tree[node] else { continue }
                switch module.tree[target] {
                case .member, .computedMember:
                    if let name = capturedName(of: target, in: module), names.contains(name) { add(node, of: name, in: module) }
                case .identifier:
                    if let id = module.bindings.binding(of: target), names.contains(.export(owner: index, binding: id)) {
                        add(node, of: .export(owner: index, binding: id), in: module)
                    }
                default: continue
                }
            }
        }
        return found
    }

    /// The replacement that came when the module had run, and that the run came to; `nil` where there is none, or another came in time.
    private func lateReplacement(
        of value: CapturedValue, _ found: [(module: ModuleIndex, setting: SharedSetting)], _ end: Moment
    ) -> SharedUse? {
        let index = value.module.index
        guard let completed = run.trace.events.firstIndex(where: { $0.module == index && $0.kind == .completed }),
            let moment = Moment(of: run.trace, eventCount: completed + 1),
            let place = texts.location(at: value.module.start(of: value.node), in: index)
        else { return nil }
        let position = Position(line: Int32(place.line), column: Int32(place.column))
        let error = UncaughtError(at: UncaughtError.Frame(module: index, position: position), eventCount: completed + 1)
        for (module, setting) in found where module != index || !setting.functions.isEmpty {
            var use = SharedUse(
                name: .captured(words(for: value)), user: index, setter: module, setting: setting, function: nil, late: module,
                state: moment[module], isSeen: true)
            var call = setting.node
            if !setting.functions.isEmpty {
                guard let function = uncalledFunction(around: [setting.functions], in: module, moment, error), let first = function.call
                else { continue }
                use.function = function
                (use.late, use.state, call) = (first.module, moment[first.module], first.node)
            }
            guard use.late != index, let late = read(use.late), isToCome(call, in: late, moment, error),
                hasCome(to: call, in: late, end)
            else { continue }
            return use
        }
        return nil
    }

    /// Whether a run came to code of a module's top level.
    private func hasCome(to node: NodeID, in module: ReadModule, _ moment: Moment) -> Bool {
        switch moment[module.index] {
        case .ended: true
        case .waits(let position): offset(position, in: module.index).map { module.start(of: node) < $0 } ?? false
        case .failed:
            run.uncaughtErrors.compactMap { error in error.frames.last { $0.module == module.index } }
                .contains { frame in offset(frame.position, in: module.index).map { module.start(of: node) < $0 } ?? false }
        case .notBegun, .waitsForImports, .runs: false
        }
    }

    /// What is taken, as a reader would write it.
    private func words(for value: CapturedValue) -> String {
        switch value.name {
        case .global(let name): return name.contains(".") ? name : "globalThis.\(name)"
        case .export(let owner, let binding): return read(owner)?.bindings[binding].name ?? "it"
        case .member(let owner, let binding, let name):
            let exported = read(owner)?.bindings[binding].name ?? ""
            return exported.isEmpty || exported.contains("*") ? name : "\(exported).\(name)"
        case .property(_, let name): return name
        }
    }
}
