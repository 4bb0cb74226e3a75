import Diagnostics
import JavaScript
import Simulator
import Trace

/// What is said of an undefined value that was read of a module's exports: the module has no such export.
struct MissedExportWords {
    let missed: MissedExport
    let finder: EarlyUseFinder
    /// What the module exports.
    private let exported: [String]

    /// The last one before an error for want of a value.
    init?(_ error: UncaughtError, _ finder: EarlyUseFinder) {
        guard let failure = error.failure, failure.missing == .undefined else { return nil }
        let before = finder.run.missedExports.last { missed in
            missed.eventCount <= error.eventCount && !finder.isAsking(missed)
        }
        guard let missed = before, finder.trace.modules.indices.contains(Int(missed.module.rawValue)),
            let exported = finder.exportedNames(of: missed.module)
        else { return nil }
        if error.frames.first == missed.frame {
            // What failed there itself is told otherwise, but for one .default too many.
            guard missed.isOfValue, missed.name == "default", finder.isDefault(failedBy: error) else { return nil }
        } else {
            guard let flow = MissedExportFlow(missed, finder), flow.reaches(error, finder) else { return nil }
        }
        self.missed = missed
        self.finder = finder
        self.exported = exported
    }

    private var name: String { finder.trace[missed.module].name }
    private var user: String { finder.trace[missed.frame.module].name }

    func tell(in problem: inout Diagnostic) -> [Finding.Remedy] {
        var places: [RelatedPlace] = []
        if let place = finder.texts.location(of: missed.frame.position, in: missed.frame.module) {
            places.append(RelatedPlace("'\(missed.name)' of '\(name)' is read here, and is undefined", at: place))
        }
        if let place = finder.placeOfDefault(in: missed.module) { places.append(RelatedPlace(words, at: place)) }
        problem.related = places + problem.related
        return problem.suggest(remedies)
    }

    private var words: String {
        if missed.isOfValue { return "what '\(name)' exports has no 'default': it is the value itself" }
        if exported == ["default"] { return "'\(name)' exports only a default, and nothing as '\(missed.name)'" }
        let names = exported.prefix(6).map { "'\($0)'" }.joined(separator: ", ") + (exported.count > 6 ? ", …" : "")
        return "'\(name)' exports \(names.isEmpty ? "nothing" : names), and nothing as '\(missed.name)'"
    }

    private var remedies: [String] {
        let too = "in \(name), export it as '\(missed.name)' too"
        if missed.isOfValue { return ["in \(user), leave out one .default: import() gives what \(name) exports as its default already"] }
        if exported.contains("default") {
            let way = finder.isPattern(missed) ? "{ default: \(missed.name) }" : ".default, and not .\(missed.name)"
            return ["in \(user), take the default in its place: \(way)", too]
        }
        guard missed.name == "default", let first = exported.first else { return [too] }
        let more = exported.count > 1 ? ", or another of its exports" : ""
        return [
            "where '\(name)' is asked for, give it a default: import(…).then((module) => ({ default: module.\(first) }))\(more)",
            "in \(name), export it as the default",
        ]
    }
}

extension EarlyUseFinder {
    /// Whether what failed is a property `default`.
    fileprivate func isDefault(failedBy error: UncaughtError) -> Bool {
        guard let place = failedPlace(error), let operand = place.operands.first, case .member(_, let name, _) = place.module.tree[operand]
        else { return false }
        return place.module.text(name) == "default"
    }

    /// All that a module exports; `nil` where the text does not tell.
    func exportedNames(of index: ModuleIndex) -> [String]? {
        guard let module = read(index) else { return nil }
        let names = module.bindings.exports.map { $0.exported.map(module.text) }
        return names.contains(nil) ? nil : names.compactMap { $0 }
    }

    /// Whether it is read by `const { name } = …`.
    fileprivate func isPattern(_ missed: MissedExport) -> Bool {
        guard let module = read(missed.frame.module), let offset = offset(missed.frame.position, in: missed.frame.module) else {
            return false
        }
        return module.tree.nodes.indices.contains { index in
            if case .objectPattern = module.tree.nodes[index] { module.tree.ranges[index].start == offset } else { false }
        }
    }

    /// The expressions by which it was read; `nil` where the text does not tell.
    func reads(of missed: MissedExport) -> [NodeID]? {
        guard let module = read(missed.frame.module), let offset = offset(missed.frame.position, in: missed.frame.module) else {
            return nil
        }
        let tree = module.tree
        return tree.nodes.indices.filter { index in
            guard tree.ranges[index].start == offset else { return false }
            switch tree.nodes[index] {
            case .member(_, let name, _): return module.text(name) == missed.name
            case .computedMember, .declarator: return true
            default: return false
            }
        }.map { NodeID(UInt32($0)) }
    }

    /// Whether the code asks whether there is such an export, and goes on without it.
    fileprivate func isAsking(_ missed: MissedExport) -> Bool {
        guard let module = read(missed.frame.module), let reads = reads(of: missed), !reads.isEmpty else { return true }
        return reads.contains { module.isAsked($0) }
    }
}

extension ReadModule {
    /// Whether it is looked whether an expression has a value.
    fileprivate func isAsked(_ node: NodeID) -> Bool {
        if case .declarator(let target, _) = tree[node] { return hasDefaults(target) }
        guard let parent = parents[node] else { return false }
        if case .patternDefault(_, node) = tree[parent] { return true }
        return tree.isAsked(node, by: parent)
    }

    private func hasDefaults(_ pattern: NodeID) -> Bool {
        guard case .objectPattern(let properties) = tree[pattern] else { return false }
        return tree[properties].contains { property in
            guard case .patternProperty(_, let target, _) = tree[property] else { return false }
            if case .patternDefault = tree[target] { return true }
            return false
        }
    }
}
