import Bundlers
import Diagnostics
import JavaScript
import Programs

extension Rule {
    static let requireAsync = Rule(
        "require-async", "A require() of a module that awaits, or imports such, and an await that a form of output cannot have",
        severity: .error, page: .requireAsync
    ) { graph in
        let asynchronous = Asynchronous(graph)
        return RequireAsync(graph: graph, asynchronous: asynchronous).findings()
    }
}

private struct RequireAsync {
    let graph: LintedGraph
    let asynchronous: Asynchronous

    func findings() -> [LintFinding] {
        guard graph.moduleNumbers.contains(where: { asynchronous[$0] }) else { return [] }
        let reader = CodeReader(graph)
        return graph.moduleNumbers.flatMap { module in calls(in: module, reader) } + formats()
    }

    // MARK: require

    private func calls(in module: ModuleNumber, _ reader: CodeReader) -> [LintFinding] {
        guard let code = graph.analysed(module), hasRequire(code) else { return [] }
        let tree = code.tree
        var findings: [LintFinding] = []
        for index in tree.nodes.indices {
            guard case .call(let callee, let arguments, _) = tree.nodes[index], isRequire(callee, in: module, code, reader),
                let first = tree[arguments].first, case .string(let specifier) = tree[first],
                let target = target(code.text(specifier), from: module, reader), graph[target].kind == .module, asynchronous[target]
            else { continue }
            findings.append(finding(tree.ranges[index], in: module, target))
        }
        return findings
    }

    private func hasRequire(_ code: AnalysedModule) -> Bool {
        code.bindings.freeNames.contains("require") || code.bindings.all.contains { $0.isImported && $0.name == "createRequire" }
    }

    /// Whether a name is CommonJS's `require`, or what `createRequire` made.
    private func isRequire(_ callee: NodeID, in module: ModuleNumber, _ code: AnalysedModule, _ reader: CodeReader) -> Bool {
        guard case .identifier(let name) = code.tree[callee] else { return false }
        guard let binding = code.bindings.binding(of: callee) else { return code.text(name) == "require" }
        guard case .expression(let value)? = reader.facts(of: module)?.definition(of: binding),
            case .call(let maker, _, _) = code.tree[value], case .identifier = code.tree[maker],
            let made = code.bindings.binding(of: maker)
        else { return false }
        return code.bindings[made].isImported && code.bindings[made].name == "createRequire"
    }

    private func target(_ specifier: String, from module: ModuleNumber, _ reader: CodeReader) -> ModuleNumber? {
        guard specifier.hasPrefix(".") || specifier.hasPrefix("/") else { return nil }
        for ending in ["", ".js", ".mjs", "/index.js", "/index.mjs"] {
            if let target = reader.module(specifier + ending, from: module) { return target }
        }
        return nil
    }

    private func finding(_ range: SourceRange, in module: ModuleNumber, _ target: ModuleNumber) -> LintFinding {
        let name = graph[target].name
        let way = asynchronous.way(from: target, graph)
        let what =
            way.count > 1 ? "which imports '\(way.last.map { graph[$0].name } ?? "")', and that awaits" : "which awaits at its top level"
        var problem = graph.diagnostic(
            "require() cannot load '\(name)', \(what)", at: range, in: module,
            suggestion: "await import('…') of it, in a module or an async function")
        problem.alternatives = ["export a promise in place of the await"]
        problem.related = places(way)
        return LintFinding(rule: "require-async", isCertain: true, problem)
    }

    private func places(_ way: [ModuleNumber]) -> [RelatedPlace] {
        var places: [RelatedPlace] = []
        for (module, next) in zip(way, way.dropFirst()) {
            if let request = graph[module].requests.first(where: { $0.target == next }) {
                places.append(graph.related("'\(graph[module].name)' imports '\(graph[next].name)' here", at: request.range, in: module))
            }
        }
        if let last = way.last, let first = graph[last].firstAwait {
            places.append(graph.related("'\(graph[last].name)' awaits here", at: first, in: last))
        }
        return places
    }

    // MARK: Formats

    /// An await that the form of a bundler's output cannot have.
    private func formats() -> [LintFinding] {
        var findings: [LintFinding] = []
        for name in graph.settings.bundlers {
            let parts = name.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let bundler = Bundler.named(String(parts[0])), let format = BundleFormat(rawValue: String(parts[1])),
                format != .esm, format != .system
            else { continue }
            for module in graph.moduleNumbers where graph[module].hasTLA {
                guard let first = graph[module].firstAwait else { continue }
                findings.append(
                    LintFinding(
                        rule: "require-async", isCertain: true,
                        graph.diagnostic(
                            "\(bundler.name) cannot put this await into output of the form '\(format.rawValue)'", at: first, in: module,
                            suggestion: "bundle as modules, or export a promise in place of the await")))
            }
        }
        return findings
    }
}
