import Analysis
import Diagnostics
import JavaScript
import Programs
import Simulator
import Trace

extension Explanation {
    /// Awaits that something else has ended, where one of what they waited for could not come: the module of an `import()` that waits, by its
    /// static imports, for the module that stands at the await.
    ///
    /// A timeout in a Promise.race hides such a circle: the program goes on, and never with the module.
    func findRacedCircles() -> [Finding] {
        guard run.trace.sources.isEmpty, trace.outcome != .unsettled, mayRace else { return [] }
        if !trace.events.isEmpty {
            var search = RacedCircles(trace, texts)
            return search.findings()
        }
        let recorded = program.run(RunOptions(host: Self.host(of: run, program), seed: run.trace.seed))
        var search = RacedCircles(recorded.trace, SourceTexts(recorded, program))
        return search.findings()
    }

    /// Whether a text has both: a run that was not recorded is not run again for nothing.
    private var mayRace: Bool {
        if !trace.events.isEmpty { return true }
        return run.sourceFiles.contains { file in
            guard let bytes = file?.bytes, bytes.count < 4_000_000 else { return false }
            let text = String(decoding: bytes, as: UTF8.self)
            return text.contains("import(") && (text.contains("race(") || text.contains("any("))
        }
    }
}

/// Looks through a run for awaits of an `import()` that ended without it, and could not have ended with it.
private struct RacedCircles {
    private struct Call {
        var number: Int32
        var position: Position
        var target: ModuleIndex?
    }

    private let trace: Trace
    private let texts: SourceTexts
    private let ways: ImportWays
    /// By module: where it stands at an await.
    private var standing: [ModuleIndex: Position] = [:]
    /// By module: its calls of `import()` that have not settled, the last of them.
    private var calls: [ModuleIndex: [Call]] = [:]
    private var callOfNumber: [Int32: ModuleIndex] = [:]
    private var found: [Finding] = []
    /// What was looked at: a loop comes to the same await again and again.
    private var looked: Set<Look> = []

    private struct Look: Hashable {
        var module: ModuleIndex
        var standing: Position
        var call: Position
    }

    /// So many are told, and so many calls of a module are looked at.
    private static let (most, mostCalls) = (3, 64)

    init(_ trace: Trace, _ texts: SourceTexts) {
        self.trace = trace
        self.texts = texts
        ways = ImportWays(trace: trace)
    }

    mutating func findings() -> [Finding] {
        let targets = targets
        for event in trace.events where found.count < Self.most {
            guard let module = event.module else { continue }
            switch event.kind {
            case .suspended(let position, _): standing[module] = position
            case .importCalled(let number, _, let position):
                if calls[module, default: []].count >= Self.mostCalls { calls[module]?.removeFirst() }
                calls[module, default: []].append(Call(number: number, position: position, target: targets[number]))
                callOfNumber[number] = module
            case .importSettled(let number, _, _):
                if let caller = callOfNumber[number] { calls[caller]?.removeAll { $0.number == number } }
            case .resumed:
                guard let position = standing.removeValue(forKey: module) else { continue }
                for call in calls[module] ?? [] { look(at: call, of: module, standingAt: position) }
            default: break
            }
        }
        return found
    }

    /// By number of a call: the module that it led to in the end.
    private var targets: [Int32: ModuleIndex] {
        var found: [Int32: ModuleIndex] = [:]
        for event in trace.events {
            if case .importSettled(let number, let target?, _) = event.kind { found[number] = target }
        }
        return found
    }

    private mutating func look(at call: Call, of module: ModuleIndex, standingAt position: Position) {
        guard looked.insert(Look(module: module, standing: position, call: call.position)).inserted else { return }
        guard let read = texts.read(module), let place = texts.offset(of: position, in: module),
            let wait = read.await(at: place)?.node,
            let importing = texts.offset(of: call.position, in: module), read.isOf(wait, importing),
            let target = call.target ?? target(ofCallAt: importing, read), target != module,
            let way = ways.way(from: target, to: module)
        else { return }
        found.append(finding(position, importing, way, read))
    }

    /// Of a call that never settled: what the text asks for.
    private func target(ofCallAt offset: UInt32, _ module: ReadModule) -> ModuleIndex? {
        for node in module.nodes(where: { if case .importCall = $0 { true } else { false } }) where module.start(of: node) == offset {
            guard case .importCall(let specifier, _, _) = module.tree[node], case .string(let name) = module.tree[specifier] else {
                return nil
            }
            let text = module.text(name).split(separator: "/").last.map(String.init) ?? ""
            let named = trace.modules.indices.filter { trace.modules[$0].name.split(separator: "/").last.map(String.init) == text }
            return named.count == 1 ? ModuleIndex(named[0]) : nil
        }
        return nil
    }

    // MARK: Words

    private func finding(_ position: Position, _ importing: UInt32, _ way: [ModuleIndex], _ module: ReadModule) -> Finding {
        let (target, owner) = (trace[way[0]].name, trace[module.index].name)
        let call = module.written(ofCallAt: importing)
        let message = "\(call) could not come before this await was over: '\(target)' waits for '\(owner)', which stands at it"
        var problem = texts.problem(.unsettled, message, at: position, in: module.index)
        problem.severity = .warning
        problem.stack = [
            StackEntry(.wait, name: "\(owner) awaits \(call), among others", at: texts.location(at: importing, in: module.index))
        ]
        for (importer, asked) in zip(way, way.dropFirst()).prefix(8) {
            let request = trace[importer].requests.firstIndex { $0.module == asked && $0.phase == .evaluation }
            problem.stack.append(
                StackEntry(
                    .wait, name: "\(trace[importer].name) has not begun: it imports \(trace[asked].name)",
                    at: request.flatMap { texts.location(ofRequest: $0, of: importer) }))
        }
        let last = way[way.count - 2]
        let remedies = [
            "move what \(trace[last].name) imports from \(owner) to a module of its own",
            "do not await \(call) at the top level of \(owner)",
        ]
        let told = problem.suggest(remedies)
        return Finding(.neverSettles, problem, remedies: told)
    }
}

extension ReadModule {
    /// Whether what is awaited is, or has in it, the value of the call at an offset, itself or by a name of it.
    fileprivate func isOf(_ wait: NodeID, _ offset: UInt32) -> Bool {
        guard case .await(let operand) = tree[wait] else { return false }
        var pending = [operand]
        var left = 10_000
        while let node = pending.popLast(), left > 0 {
            left -= 1
            let range = tree.range(of: node)
            if case .importCall = tree[node], range.start == offset { return true }
            if case .identifier = tree[node], let binding = bindings.binding(of: node), isDeclared(binding, by: offset) { return true }
            // A function in it is called by whoever has it.
            tree.forEachChild(of: node) { pending.append($0) }
        }
        return false
    }

    /// Whether a constant has the value of the call at an offset.
    private func isDeclared(_ binding: BindingID, by offset: UInt32) -> Bool {
        guard !bindings[binding].isAssigned, let value = declarator(of: binding)?.value, case .importCall = tree[value] else {
            return false
        }
        return start(of: value) == offset
    }

    fileprivate func written(ofCallAt offset: UInt32) -> String {
        let call = nodes { if case .importCall = $0 { true } else { false } }.first { start(of: $0) == offset }
        return call.flatMap { written($0) } ?? "the import()"
    }
}
