import Diagnostics
import JavaScript
import Programs

/// What bundlers of one family say of a program before they print it: esbuild, and bun, which took its rules over word for word.
enum LazyLinking {
    /// The rules for names that do not link. Measured with esbuild 0.28.2 and bun 1.4.4.
    static var links: LinkRules {
        var rules = LinkRules()
        rules.missingWords = { "No matching export in \"\($0.exporter)\" for import \"\($0.name)\"" }
        rules.missingMember = .warning
        rules.missingMemberWords = {
            "Import \"\($0.name)\" will always be undefined because there is no matching export in \"\($0.exporter)\""
        }
        rules.ambiguousWords = { "Ambiguous import \"\($0.name)\" has multiple matching exports" }
        rules.assignmentWords = { "Cannot assign to import \"\($0.member ?? $0.name)\"" }
        return rules
    }

    /// What is wrong with modules themselves: constants that are assigned to, which become variables and would not throw.
    static func assignedConstants(
        _ graph: LinkedGraph, _ modules: [ModuleNumber],
        words: (_ name: String) -> String = { "Cannot assign to \"\($0)\" because it is a constant" }
    ) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for module in modules {
            let analysed = graph[module].analysed
            for id in analysed.bindings.ids where analysed.bindings[id].kind == .const && analysed.bindings[id].isAssigned {
                let name = analysed.bindings[id].name
                for reference in analysed.bindings.references(to: id) where reference.usage == .write || reference.usage == .readAndWrite {
                    found.append(
                        problem(words(name), graph, module, at: analysed.tree.range(of: reference.node)))
                }
            }
        }
        return found
    }

    static func problem(_ words: String, _ graph: LinkedGraph, _ module: ModuleNumber, at range: SourceRange) -> Diagnostic {
        graph.program.located(graph[module].source.diagnostic(.link, words, at: range, suggestion: nil))
    }
}

extension LazyLinking {
    /// Imports of other phases than evaluation.
    static func deferredImports(_ graph: LinkedGraph, _ modules: [ModuleNumber], words: (_ phase: String) -> String) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for module in modules {
            for request in graph.graph[module].requests where request.phase == .defer {
                found.append(problem(words("deferred"), graph, module, at: request.range))
            }
            for call in graph.graph[module].calls where call.phase == .defer {
                found.append(problem(words("deferred"), graph, module, at: call.range))
            }
        }
        return found
    }
}

extension LinkedGraph {
    /// Calls of `require()` for a module that awaits, or imports one that does.
    ///
    /// - Parameter saysTransitive: whether the tool calls the module itself a dependency too.
    func requiredAwaits(_ modules: [ModuleNumber], _ flags: AsyncFlags, saysTransitive: Bool = false) -> [Diagnostic] {
        modules.flatMap { module in
            self[module].requires.filter { flags[$0.target] }.map { call in
                let awaiting = depthFirstOrder(from: [call.target], followsCalls: false).first { self[$0].hasTLA } ?? call.target
                let what = saysTransitive || awaiting != call.target ? "transitive dependency" : "imported file"
                return LazyLinking.problem(
                    "This require call is not allowed because the \(what) \"\(self[awaiting].name)\" contains a top-level await", self,
                    module,
                    at: self[module].analysed.tree.range(of: call.node))
            }
        }
    }
}

extension Bundler.Request {
    /// That a tool puts no modules together because the user says so.
    func refusedGroups(tool: String) -> [Diagnostic] {
        guard let chunk = manualChunks.first else { return [] }
        return [
            Diagnostic(
                .bundler, "\(tool) makes no chunk '\(chunk.name)': it divides modules by the entries that need them",
                suggestion: "leave --chunk out, or take rollup or rolldown")
        ]
    }
}
