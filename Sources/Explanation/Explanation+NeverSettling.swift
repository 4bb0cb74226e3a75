import Analysis
import Diagnostics
import JavaScript
import Text
import Trace
import WhatIf

extension Explanation {
    /// Code that waits for what never comes: a finding for each circle of waits, and for each promise that nothing settles.
    func findNeverSettling() -> [Finding] {
        guard run.trace.outcome == .unsettled else { return [] }
        var waits = UnsettledWaits(self)
        let circles = waits.bundleFindings()
        let findings = circles.isEmpty ? waits.findings() : circles
        if !findings.isEmpty { return findings }
        if let finding = waits.findingOfUntold() { return [finding] }
        return trace.entries.map { entry in
            findingOfUnwoken(entry) ?? Finding(.neverSettles, Diagnostic(.unsettled, "'\(trace[entry].name)' never settles"))
        }
    }

    /// A module of a bundle that has not begun although all that it imports is done.
    private func findingOfUnwoken(_ module: ModuleIndex) -> Finding? {
        guard let bundler = trace.bundler, trace[module].status != .evaluated else { return nil }
        let requests = trace[module].requests.filter { $0.phase == .evaluation && $0.module != nil }
        guard !requests.isEmpty, requests.allSatisfy({ $0.module.map { trace[$0].status == .evaluated } ?? false }) else { return nil }
        let message = "'\(trace[module].name)' never settles: all that it imports is done, and the code of \(bundler) does not let it begin"
        guard let request = requests.first(where: { $0.module.map { trace[$0].hasTLA } ?? false }), let asked = request.module,
            let position = request.position
        else { return Finding(.neverSettles, Diagnostic(.unsettled, message)) }
        var problem = texts.problem(.unsettled, message, at: position, in: module)
        let remedy =
            "let an await of \(trace[asked].name) be reached in every run, as 'await null' before its condition is, or take another version of the bundler"
        problem.suggestion = remedy
        return Finding(.neverSettles, problem, remedies: [Finding.Remedy(remedy)])
    }
}

/// Finds what a run that never settles waits for, and tells it.
struct UnsettledWaits {
    let explanation: Explanation
    let words: WaitWords
    /// By node: the edges that lead to it.
    private let comings: [[WaitGraph.Edge]]
    /// The modules that were told of as such that wait besides.
    private var told: Set<ModuleIndex> = []

    var graph: WaitGraph { words.graph }
    var trace: Trace { words.trace }

    /// How many findings there are at most: each is a walk through the graph, and a graph of a million modules must end as soon as any other.
    var findingLimit: Int { max(1, min(20, 1_000_000 / max(1, graph.nodes.count))) }
    /// How many waits of a way are told before and behind those left out.
    private static let (firstLines, lastLines) = (12, 6)
    /// How many bystanders are told.
    private static let bystanderLimit = 6

    /// - Parameters:
    ///   - graph: who waits for whom; `nil` for that of the explanation.
    ///   - trace: of which run that is; `nil` for that of the explanation.
    init(_ explanation: Explanation, _ graph: WaitGraph? = nil, _ trace: Trace? = nil) {
        self.explanation = explanation
        let graph = graph ?? explanation.analysed.waits
        words = WaitWords(trace ?? explanation.trace, graph)
        var comings = [[WaitGraph.Edge]](repeating: [], count: graph.nodes.count)
        for edge in graph.edges { comings[edge.to].append(edge) }
        self.comings = comings
    }

    mutating func findings() -> [Finding] {
        var findings: [Finding] = []
        for cycle in graph.cycles where findings.count < findingLimit { findings.append(finding(ofCycle: cycle)) }
        var left = graph.cycles.count - findings.count
        var races: [Int: Int] = [:]
        for kind in kindsOfEnds() {
            guard findings.count < findingLimit else {
                left += kind.count
                continue
            }
            guard let way = way(to: kind.first) else { continue }
            var finding = finding(ofEnd: way)
            if kind.count > 1 {
                finding.diagnostic.stack.append(StackEntry(.omitted, name: "\(atLeast)\(grouped(kind.count - 1)) more of the kind"))
            }
            if let race = race(on: way), let first = races[race] {
                Self.join(finding, into: &findings[first])
                continue
            }
            if let race = race(on: way) { races[race] = findings.count }
            findings.append(finding)
        }
        if left > 0, !findings.isEmpty {
            findings[findings.count - 1].diagnostic.stack.append(StackEntry(.omitted, name: "\(grouped(left)) more that never settle"))
        }
        return findings
    }

    /// A trace tells of so many waits and no more: `at least `, where it may have left some out.
    private var atLeast: String { trace.pendingWaits.count >= 2_000 ? "at least " : "" }

    /// The dead ends, those together that were made by one call and are awaited in one place: the first of them, and how many they are.
    func kindsOfEnds() -> [(first: Int, count: Int)] {
        struct Key: Hashable {
            var origin: PlaceKey?
            var waiter: PlaceKey?
            var kind: WaitGraph.Node.Kind?
        }
        var kinds: [(first: Int, count: Int)] = []
        var known: [Key: Int] = [:]
        for node in graph.nodes.indices where graph.nodes[node].isDeadEnd {
            let waiter = comings[node].first.map { graph.nodes[$0.from] }
            var key = Key(
                origin: graph.nodes[node].origin.map { PlaceKey(module: $0.module, position: $0.position) },
                waiter: waiter.flatMap { node in node.position.map { PlaceKey(module: node.module, position: $0) } })
            // Of what has no place nobody knows that it is alike.
            if key.origin == nil, key.waiter == nil { key.kind = graph.nodes[node].kind }
            if let place = known[key] {
                kinds[place].count += 1
            } else {
                known[key] = kinds.count
                kinds.append((node, 1))
            }
        }
        return kinds
    }

    private struct PlaceKey: Hashable {
        var module: ModuleIndex?
        var position: Position
    }

    // MARK: Cycles

    mutating func finding(ofCycle cycle: [Int]) -> Finding {
        let first = graph.nodes[cycle[0]]
        let lines = words.lines(along: cycle, isClosed: true)
        var problem = problem("\(subject(first)): \(words.circle(cycle))", at: first)
        problem.stack = stack(lines)
        addBystanders(of: cycle, to: &problem)
        let advice = advice(on: cycle)
        problem.related += advice.obstacles
        return finding(problem, advice.remedies)
    }

    private func finding(_ problem: Diagnostic, _ remedies: [WaitRemedy]) -> Finding {
        var problem = problem
        let remedies = remedies.map { isLoop($0) ? ofLoop($0) : $0 }
        problem.suggestion = remedies.first?.words
        problem.alternatives = remedies.dropFirst().map(\.words)
        return Finding(
            .neverSettles, problem,
            remedies: remedies.map { remedy in
                guard remedy.kind == .doNotAwait || remedy.kind == .dropImport, let position = remedy.position, mayBeTried(remedy) else {
                    return Finding.Remedy(remedy.words)
                }
                let column = hasOthers(in: position, remedy.module) ? Int(position.column) : nil
                return Finding.Remedy(
                    remedy.words, change: .cut(module: trace[remedy.module].name, line: Int(position.line), column: column))
            })
    }

    /// Whether the await is that of a `for await`, which stands in the head of the loop.
    private func isLoop(_ remedy: WaitRemedy) -> Bool {
        guard remedy.kind == .doNotAwait, let position = remedy.position, let module = explanation.texts.read(remedy.module),
            let offset = explanation.texts.offset(of: position, in: remedy.module)
        else { return false }
        let loops = module.nodes { node in
            guard case .forOf(let left, _, let body, isAwait: true) = node else { return false }
            return module.start(of: left) <= offset && offset < module.start(of: body)
        }
        return !loops.isEmpty
    }

    /// A loop cannot do without its await: it ends, or runs beside the rest.
    private func ofLoop(_ remedy: WaitRemedy) -> WaitRemedy {
        var changed = remedy
        changed.kind = .other
        changed.words = "end what the 'for await' loops over, or put the loop into an async function that nobody awaits"
        return changed
    }

    /// Whether the change can be tried as it is: without its await a value that the code goes on with is a promise, and the next line fails.
    private func mayBeTried(_ remedy: WaitRemedy) -> Bool {
        // A run that has no end is not whole enough to be changed.
        if case .blocked = explanation.run.trace.outcome { return false }
        guard remedy.kind == .doNotAwait, let position = remedy.position, let read = explanation.texts.read(remedy.module),
            let offset = explanation.texts.offset(of: position, in: remedy.module), let wait = read.await(at: offset)?.node,
            let parent = read.parents[wait]
        else { return true }
        switch read.tree[parent] {
        case .expressionStatement, .unary(.void, _): return true
        case .declarator(let target, wait):
            guard case .identifier = read.tree[target], let id = read.bindings.binding(of: target) else { return false }
            return read.bindings.references(to: id).allSatisfy { $0.usage == .declaration || !read.functions(around: $0.node).isEmpty }
        default: return false
        }
    }

    /// Whether the line of an await has another one.
    private func hasOthers(in position: Position, _ module: ModuleIndex) -> Bool {
        guard let analysed = explanation.texts.analysed(module), let line = explanation.texts.offset(of: position, in: module) else {
            return false
        }
        let tree = analysed.tree
        let text = tree.source.bytes
        return tree.nodes.indices.contains { index in
            guard case .await = tree.nodes[index], tree.ranges[index].start != line else { return false }
            let (from, to) = (Int(min(line, tree.ranges[index].start)), Int(max(line, tree.ranges[index].start)))
            return to <= text.count && to - from <= 10_000 && !text[from..<to].contains(where: { $0 == 0x0A || $0 == 0x0D })
        }
    }

    // MARK: Ends

    /// The way from the nearest module that stands at an `await`, or else from the outermost function that does, to a node for which it waits, and
    /// which waits for nothing.
    func way(to end: Int) -> [Int]? {
        var next: [Int: Int] = [end: end]
        var queue = [end]
        var place = 0
        var outermost: Int?
        func way(from start: Int) -> [Int] {
            var way = [start]
            while let last = way.last, last != end, let following = next[last] { way.append(following) }
            return way
        }
        while place < queue.count {
            let node = queue[place]
            place += 1
            switch graph.nodes[node].kind {
            case .module: if graph.nodes[node].position != nil { return way(from: node) }
            case .function: outermost = node
            case .promise, .promiseBehind, .thenFunction: break
            }
            for edge in comings[node] where next[edge.from] == nil {
                next[edge.from] = node
                queue.append(edge.from)
            }
        }
        return outermost.map { way(from: $0) }
    }

    /// What is said of the code that waits: `'main.mjs' never settles`.
    private func subject(_ node: WaitGraph.Node) -> String {
        switch node.kind {
        case .module(let module): "'\(trace[module].name)' never settles"
        case .function(_, let module) where explanation.trace.outcome == .unsettled: "'\(trace[module].name)' never settles"
        case .function(let name, _): "\(name.isEmpty ? "an async function" : "'\(name)'") never goes on"
        case .promise, .promiseBehind, .thenFunction: "it never settles"
        }
    }

    mutating func finding(ofEnd way: [Int]) -> Finding {
        let first = graph.nodes[way[0]]
        let end = graph.nodes[way[way.count - 1]]
        let subject = subject(first)
        var problem: Diagnostic
        var remedies: [WaitRemedy] = []
        switch end.kind {
        case .thenFunction(let owner):
            problem = self.problem(
                "\(subject): it waits for the function 'then' of '\(trace[owner].name)', which never calls back", at: first)
            problem.suggestion =
                "import() takes a module that exports a function 'then' for a promise, and calls it: export it by another name"
            problem.stack = stack(words.lines(along: way, isClosed: false))
            addBystanders(of: way, to: &problem)
            return Finding(.neverSettles, problem, remedies: [Finding.Remedy(problem.suggestion ?? "")])
        default:
            let promise = end.origin.flatMap { $0.name.isEmpty ? nil : "'\($0.name)', the promise that it waits for" }
            if let bundler = trace.bundler, end.origin == nil {
                // Its runtime settles promises by code of its own, of which no text of the user's tells.
                problem = self.problem("\(subject): it waits for code of \(bundler)", at: first)
                problem.stack = stack(words.lines(along: Array(way.dropLast()), isClosed: false))
                problem.suggestion = "run the modules themselves, without --bundler: who waits for whom is seen there"
                addBystanders(of: way, to: &problem)
                return Finding(.neverSettles, problem)
            }
            let isDirect = way.count == 2
            problem = self.problem(
                "\(subject): nothing settles \(promise ?? (isDirect ? "the promise that it awaits" : "the promise that it waits for"))",
                at: first)
            problem.stack = stack(words.lines(along: way, isClosed: false))
            let reading = ResolverWords(words, end, awaiting: first)
            problem.related = reading.notes.compactMap { note in
                location(note.module, note.position).map { RelatedPlace(note.words, at: $0) }
            }
            remedies = reading.remedies
            tellTwin(of: end, &problem, &remedies)
            tellLateListening(forEndOf: way, &problem, &remedies, subject)
            tellTakenOff(forEndOf: way, &problem, &remedies, subject)
            tellCallers(ofResolverOf: end, awaiting: first, &problem, &remedies)
            tellUnemitted(forEndOf: way, awaiting: first, &problem, &remedies)
            tellUnreferenced(forEnd: end, &problem, &remedies)
            tellAsyncExecutor(of: end, &problem, &remedies)
            tellEndedWorker(of: end, &problem, &remedies)
        }
        addBystanders(of: way, to: &problem)
        return finding(problem, remedies)
    }

    /// For a run of which the trace does not tell what would settle anything: where the first module stands.
    mutating func findingOfUntold() -> Finding? {
        guard let node = graph.nodes.firstIndex(where: { if case .module = $0.kind { $0.position != nil } else { false } }),
            let module = graph.nodes[node].module
        else { return nil }
        var problem = problem("'\(trace[module].name)' never settles: more wait for each other than the run keeps", at: graph.nodes[node])
        problem.stack = stack(words.lines(along: [node], isClosed: false))
        addBystanders(of: [node], to: &problem)
        return Finding(.neverSettles, problem)
    }

    // MARK: Telling

    private func problem(_ message: String, at node: WaitGraph.Node) -> Diagnostic {
        guard let module = node.module, let position = node.position else { return Diagnostic(.unsettled, message) }
        return explanation.texts.problem(.unsettled, message, at: position, in: module)
    }

    func location(_ module: ModuleIndex?, _ position: Position?) -> SourceLocation? {
        guard let module, let position else { return nil }
        return explanation.texts.location(of: position, in: module)
    }

    func stack(_ lines: [WaitWords.Line]) -> [StackEntry] {
        let entries = lines.map { line in
            StackEntry(.wait, name: line.words, at: location(line.module, line.position), note: origin(of: line).map { "from \($0)" })
        }
        guard entries.count > Self.firstLines + Self.lastLines + 1 else { return entries }
        let left = entries.count - Self.firstLines - Self.lastLines
        return entries.prefix(Self.firstLines) + [StackEntry(.omitted, name: counted(left, "more wait"))] + entries.suffix(Self.lastLines)
    }

    /// Where the code of a wait comes from, where the text is a bundler's and says more than the words do.
    private func origin(of line: WaitWords.Line) -> String? {
        guard trace.bundler == nil, let module = line.module, let position = line.position,
            let origin = explanation.texts.origin(of: position, in: module), origin.says(moreThan: line.words)
        else { return nil }
        return origin.text
    }

    /// The modules that wait for a way and are not part of it, nearest first.
    mutating func addBystanders(of way: [Int], to problem: inout Diagnostic) {
        var seen = Set(way)
        var queue = way
        var place = 0
        var more = 0
        var count = 0
        while place < queue.count {
            let node = queue[place]
            place += 1
            for edge in comings[node] where seen.insert(edge.from).inserted {
                queue.append(edge.from)
                let waiting = graph.nodes[edge.from]
                guard case .module(let module) = waiting.kind, told.insert(module).inserted else { continue }
                if count == Self.bystanderLimit {
                    more += 1
                    continue
                }
                count += 1
                let request = edge.request ?? words.importStoodAt(waiting)
                if let position = waiting.position, request == nil {
                    guard let location = location(module, position) else { continue }
                    let awaits = waiting.awaits.isEmpty ? "" : ", at await \(waiting.awaits)"
                    problem.related.append(RelatedPlace("'\(trace[module].name)' waits for it too\(awaits)", at: location))
                } else {
                    let location = location(module, request?.position)
                    problem.stack.append(
                        StackEntry(
                            .importer, name: explanation.distinctName(of: module, in: location), at: location, note: "which waits for it"))
                }
            }
        }
        if more > 0 {
            problem.stack.append(StackEntry(.omitted, name: counted(more, "more module waits", "more modules wait") + " for it"))
        }
    }
}
