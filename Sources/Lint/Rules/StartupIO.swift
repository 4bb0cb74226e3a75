import Diagnostics
import JavaScript
import Programs

extension Rule {
    static let startupIO = Rule(
        "startup-io",
        "Work at the top level that a host forbids there: requests, timers and random values on Workers, any await in a service worker",
        severity: .error, page: .startupIO
    ) { graph in
        var findings: [LintFinding] = []
        let started = graph.startedModules()
        if graph.settings.hosts.contains("workers") {
            var search = StartupIO(graph)
            findings += search.findings(in: started)
        }
        if graph.settings.hosts.contains("service-worker") {
            let ways = EntryWays(graph)
            findings += started.compactMap { awaitInServiceWorker($0, graph, ways) }
        }
        return findings
    }

    private static func awaitInServiceWorker(_ module: ModuleNumber, _ graph: LintedGraph, _ ways: EntryWays) -> LintFinding? {
        guard let range = graph[module].firstAwait else { return nil }
        var diagnostic = graph.diagnostic(
            "a top-level await: a service worker with one, in whichever of its modules, is not registered", at: range, in: module,
            suggestion: "await in the handlers: keep the promise in a variable, and give it to event.waitUntil()")
        diagnostic.related = ways.places(to: module)
        return LintFinding(rule: "startup-io", isCertain: true, diagnostic)
    }
}

extension LintedGraph {
    /// The modules that are evaluated when the entries are, in the order of their numbers: what they declare, and what their top levels `import()`.
    func startedModules() -> [ModuleNumber] {
        var isStarted = [Bool](repeating: false, count: graph.modules.count)
        var pending = entries
        while let module = pending.popLast() {
            if isStarted[Int(module)] { continue }
            isStarted[Int(module)] = true
            pending += graph[module].requests.compactMap(\.target)
            pending += graph[module].calls.filter(\.isAtTopLevel).compactMap(\.target)
        }
        return moduleNumbers.filter { isStarted[Int($0)] }
    }
}

/// Follows the calls of top levels to what Cloudflare's Workers forbid there. Read in workerd's source (2026-08), and not run.
private struct StartupIO {
    private let graph: LintedGraph
    private var called: CalledFunctions
    private var visited: Set<GraphFunction> = []
    private var findings: [LintFinding] = []

    /// Code that runs at start-up.
    private struct Code {
        var function: GraphFunction
        /// Whether every start comes to it.
        var isCertain: Bool
        /// The call of the top level that leads to it, and its module; `nil` for the top level itself.
        var way: (range: SourceRange, module: ModuleNumber)?
    }

    init(_ graph: LintedGraph) {
        self.graph = graph
        called = CalledFunctions(graph)
    }

    mutating func findings(in modules: [ModuleNumber]) -> [LintFinding] {
        for module in modules {
            guard let view = called.view(of: module) else { continue }
            // What is certain is looked at first: a function is looked at once.
            var pending = [Code]()
            for item in view.tree[view.tree.body] {
                // A declaration runs nothing until somebody calls it.
                if view.isFunction(item) { continue }
                pending.append(Code(function: GraphFunction(module: module, node: item), isCertain: true, way: nil))
            }
            pending.reverse()
            while let code = pending.popLast() {
                var next: [Code] = []
                look(at: code, &next)
                pending += next.reversed()
            }
        }
        return findings
    }

    private mutating func look(at code: Code, _ next: inout [Code]) {
        guard visited.insert(code.function).inserted, let view = called.view(of: code.function.module) else { return }
        let root = code.function.node
        var inner: [(call: NodeID, callee: NodeID, isCertain: Bool)] = []
        var parts: [(function: NodeID, isCertain: Bool)] = []
        view.forEachNode(in: root) { node in
            let isCertain = code.isCertain && isUnconditional(node, below: root, view)
            switch view.tree[node] {
            case .call(let callee, let arguments, _):
                if let (what, isSure) = forbidden(callee, view, code.function.module) {
                    report(what, node, isCertain && isSure, code, view)
                }
                inner.append((node, callee, isCertain))
                for argument in view.tree[arguments] where view.isFunction(argument) && isCallback(callee, view) {
                    parts.append((argument, false))
                }
            case .new(let callee, let arguments):
                if let what = forbiddenClass(callee, view) { report(what, node, isCertain, code, view) }
                inner.append((node, callee, isCertain))
                guard isPromise(callee, view), let executor = view.tree[arguments].first, let id = view.functionID(executor) else { break }
                parts.append((executor, isCertain))
                if let parent = view.parents[node], case .await = view.tree[parent], code.way == nil, neverSettles(id, view) {
                    report("a promise that nothing settles", node, isCertain, code, view)
                }
            case .classStaticBlock(let function): parts.append((function, isCertain))
            case .classField(_, let value, let flags): if flags.contains(.isStatic), !value.isNone { parts.append((value, isCertain)) }
            default: break
            }
            return true
        }
        for part in parts {
            next.append(
                Code(
                    function: GraphFunction(module: code.function.module, node: part.function), isCertain: part.isCertain,
                    way: code.way ?? here(part.function, code, view)))
        }
        for call in inner {
            let way = code.way ?? here(call.call, code, view)
            if case .new = view.tree[call.call] {
                for value in called.fieldValues(ofClass: call.callee, in: code.function.module) {
                    next.append(Code(function: value, isCertain: call.isCertain, way: way))
                }
            }
            guard let function = called.function(of: call.callee, in: code.function.module) else { continue }
            if case .call(_, let arguments, _) = view.tree[call.call] {
                for (index, argument) in view.tree[arguments].enumerated()
                where view.isFunction(argument) && called.calls(function, parameter: index) {
                    next.append(
                        Code(function: GraphFunction(module: code.function.module, node: argument), isCertain: false, way: way))
                }
            }
            let isGiven = view.bindings.binding(of: call.callee).map { view.bindings[$0].kind == .parameter } ?? false
            next.append(Code(function: function, isCertain: call.isCertain && !isGiven, way: way))
        }
    }

    private func here(_ node: NodeID, _ code: Code, _ view: TreeView) -> (range: SourceRange, module: ModuleNumber) {
        (view.range(node), code.function.module)
    }

    private mutating func report(_ what: String, _ node: NodeID, _ isCertain: Bool, _ code: Code, _ view: TreeView) {
        let isAwait = what.hasPrefix("a promise")
        var diagnostic = graph.diagnostic(
            isAwait
                ? "\(what) is awaited at start-up: Workers wait for microtasks only, and then the script fails to start"
                : "\(what) at start-up: Workers allow it only while a request is handled, and the script fails to start",
            at: view.range(node), in: code.function.module,
            suggestion: isAwait ? "settle it, or await it in a handler" : "do it in a handler, and keep the promise for the next one")
        if let way = code.way { diagnostic.related = [graph.related("start-up comes to it by this", at: way.range, in: way.module)] }
        findings.append(LintFinding(rule: "startup-io", isCertain: isCertain, diagnostic))
    }

    // MARK: Conditions

    private func isUnconditional(_ node: NodeID, below root: NodeID, _ view: TreeView) -> Bool {
        var child = node
        while child != root, let parent = view.parents[child] {
            switch view.tree[parent] {
            case .if(let test, _, _), .conditional(let test, _, _), .while(let test, _): if child != test { return false }
            case .logical(_, let left, _), .logicalAssignment(_, let left, _): if child != left { return false }
            case .for(let initial, _, _, _): if child != initial { return false }
            case .patternDefault(let target, _): if child != target { return false }
            case .forIn(_, let right, _), .forOf(_, let right, _, _): if child != right { return false }
            case .switchCase: return false
            case .try(let block, _, _, let finalizer): if child != block, child != finalizer { return false }
            default: break
            }
            child = parent
        }
        return true
    }

    // MARK: What is forbidden

    private static let functions = ["fetch", "setTimeout", "setInterval", "setImmediate", "connect", "sleep"]
    private static let members = [
        "crypto.getRandomValues", "crypto.randomUUID", "crypto.subtle.generateKey", "crypto.randomBytes", "crypto.randomInt",
        "crypto.randomFill",
        "crypto.randomFillSync", "crypto.generateKeyPair", "crypto.generateKeyPairSync", "crypto.generateKey", "crypto.generateKeySync",
        "scheduler.wait", "AbortSignal.timeout", "AbortSignal.abort", "AbortSignal.any", "caches.open",
    ]
    private static let classes = ["AbortController", "WebSocket", "EventSource"]

    /// What a call does that is forbidden, and whether that is sure.
    private mutating func forbidden(_ callee: NodeID, _ view: TreeView, _ module: ModuleNumber) -> (what: String, isSure: Bool)? {
        guard let (names, root) = resolved(chain(callee, view), view, module) else { return nil }
        if let root {
            let isEnvironment = called.isImported(root, as: "env", from: "cloudflare:workers", in: module)
            return isEnvironment && names.count > 2
                ? ("a call of the binding \(names.dropFirst().dropLast().joined(separator: "."))", true) : nil
        }
        let path = names.joined(separator: ".")
        if Self.functions.contains(path) || Self.members.contains(path) { return (path + "()", true) }
        // Whether these are among the random values, the words of the host leave open.
        if path == "Math.random" { return ("Math.random()", false) }
        return path.hasPrefix("caches.default.") ? (path + "()", true) : nil
    }

    /// The names that a chain stands for where it begins with a name of the module: a part of a global object that was taken out of it, or of one of Node's
    /// modules.
    private mutating func resolved(_ chain: (names: [String], root: BindingID?)?, _ view: TreeView, _ module: ModuleNumber)
        -> (names: [String], root: BindingID?)?
    {
        guard var (names, root) = chain else { return nil }
        for _ in 0..<8 {
            guard let binding = root else { break }
            if view.bindings[binding].isImported {
                guard let path = importedPath(binding, view, module) else { break }
                return (path + names.dropFirst(), nil)
            }
            guard !view.bindings[binding].isAssigned, let alias = view.aliases[binding], let (start, inner) = self.chain(alias.value, view)
            else {
                break
            }
            names = start + (alias.key.map { [$0] } ?? []) + names.dropFirst()
            root = inner
            if inner == nil, names.count > 1, names[0] == "globalThis" || names[0] == "self" { names.removeFirst() }
        }
        return (names, root)
    }

    private static let modules = ["crypto": ["crypto"], "timers": [], "timers/promises": []]

    /// What an import of one of Node's modules stands for, as a global would be called.
    private mutating func importedPath(_ binding: BindingID, _ view: TreeView, _ module: ModuleNumber) -> [String]? {
        guard let entry = called.importEntry(of: binding, in: module) else { return nil }
        let specifier = graph[module].requests[Int(entry.request.index)].specifier
        let name = specifier.hasPrefix("node:") ? String(specifier.dropFirst(5)) : specifier
        guard var path = Self.modules[name] else { return nil }
        if let imported = entry.imported.map({ view.module.text($0) }), imported != "default" {
            if path == ["crypto"], imported == "webcrypto" { return path }
            path.append(imported)
        }
        return path
    }

    private func forbiddenClass(_ callee: NodeID, _ view: TreeView) -> String? {
        guard let name = freeName(callee, view), Self.classes.contains(name) else { return nil }
        return "new \(name)()"
    }

    private func isPromise(_ callee: NodeID, _ view: TreeView) -> Bool {
        freeName(callee, view) == "Promise"
    }

    /// The name of what the host or the language has.
    private func freeName(_ node: NodeID, _ view: TreeView) -> String? {
        guard let (names, root) = chain(node, view), root == nil, names.count == 1 else { return nil }
        return names[0]
    }

    /// `crypto.subtle.generateKey` as names, without `globalThis` and `self`; with the binding where the first is one of the module.
    private func chain(_ node: NodeID, _ view: TreeView) -> (names: [String], root: BindingID?)? {
        var names: [String] = []
        var node = node
        while true {
            switch view.tree[node] {
            case .member(let object, let name, _):
                names.append(view.module.text(name))
                node = object
            case .optionalChain(let inner): node = inner
            case .identifier(let name):
                names.append(view.module.text(name))
                names.reverse()
                let root = view.bindings.binding(of: node)
                if root == nil, names.count > 1, names[0] == "globalThis" || names[0] == "self" { names.removeFirst() }
                return (names, root)
            default: return nil
            }
        }
    }

    /// Whether functions that a method is given are called by it, or in a microtask after it.
    private func isCallback(_ callee: NodeID, _ view: TreeView) -> Bool {
        switch view.tree[callee] {
        case .member(_, let name, _):
            [
                "then", "catch", "finally", "map", "forEach", "filter", "flatMap", "reduce", "some", "every", "find", "findIndex", "sort",
                "from",
            ].contains(view.module.text(name))
        case .identifier(let name): view.module.text(name) == "queueMicrotask"
        case .optionalChain(let inner): isCallback(inner, view)
        default: false
        }
    }

    /// Whether an executor never uses what it is given.
    private func neverSettles(_ id: FunctionID, _ view: TreeView) -> Bool {
        view.tree[view.tree[id].parameters].allSatisfy { parameter in
            guard case .identifier = view.tree[parameter], let binding = view.bindings.binding(of: parameter) else { return false }
            return !view.bindings.references(to: binding).contains { $0.usage != .declaration }
        }
    }
}
