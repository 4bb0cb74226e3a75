import Analysis
import Diagnostics
import Text
import Trace

/// The facts that sentences about a run are made of, each looked up once.
final class NarrativeWords {
    typealias Part = Narrative.Part

    let explanation: Explanation
    let trace: Trace
    /// By event at which a body or function stops: the event at which it goes on.
    private(set) var resumption: [Int: Int] = [:]
    /// By event at which a module has to wait: for whom.
    private(set) var awaited: [Int: [ModuleIndex]] = [:]
    /// By module: what led the walk over the graph to it.
    private var way: [Way?]
    /// By timer: its module and delay.
    private(set) var timers: [Int32: (module: ModuleIndex?, delay: Int64, isInterval: Bool)] = [:]
    /// By call of `import()`.
    private(set) var calls: [Int32: (module: ModuleIndex?, specifier: String, position: Position)] = [:]
    /// How many more modules' texts are looked into: a place is worth a parse where somebody reads it.
    private var parsesLeft = 200

    /// How the walk over the graph comes to a module.
    enum Way {
        case entry
        /// By a request of another module, and its place among those.
        case request(of: ModuleIndex, Int)
        /// By a call of `import()`.
        case call(Int32)
    }

    init(_ explanation: Explanation) {
        self.explanation = explanation
        trace = explanation.trace
        way = Array(repeating: nil, count: trace.modules.count)
        var open: [ModuleIndex: Int] = [:]
        for (index, event) in trace.events.enumerated() {
            switch event.kind {
            case .suspended: if let module = event.module { open[module] = index }
            case .resumed: if let module = event.module, let from = open.removeValue(forKey: module) { resumption[from] = index }
            case .timerSet(let timer, let delay, let isInterval): timers[timer] = (event.module, delay, isInterval)
            case .importCalled(let number, let specifier, let position): calls[number] = (event.module, trace[checked: specifier], position)
            default: break
            }
        }
        for lane in explanation.analysed.timeline.lanes {
            for segment in lane.segments { if case .waits(let modules) = segment.kind { awaited[segment.from.event] = modules } }
        }
        findWays()
    }

    // MARK: The walk

    private func findWays() {
        for entry in trace.entries { walk(from: entry, .entry) }
        // What an import() leads to, in the order in which they were settled or, where one never was, called.
        for event in trace.events {
            if case .importSettled(let number, let target?, _) = event.kind { walk(from: target, .call(number)) }
        }
        let lanes = explanation.analysed.timeline.lanes
        for call in explanation.analysed.timeline.imports {
            guard let lane = call.target, let module = lanes[lane].module,
                case .importCalled(let id, _, _) = trace.events[call.called.event].kind
            else { continue }
            walk(from: module, .call(id))
        }
    }

    /// InnerModuleEvaluation's way: depth first, requests in their order.
    private func walk(from start: ModuleIndex, _ reason: Way) {
        guard way.indices.contains(Int(start.rawValue)), way[Int(start.rawValue)] == nil else { return }
        way[Int(start.rawValue)] = reason
        var stack: [(module: ModuleIndex, next: Int)] = [(start, 0)]
        while let top = stack.last {
            let requests = trace[top.module].requests
            guard top.next < requests.count else {
                stack.removeLast()
                continue
            }
            stack[stack.count - 1].next += 1
            guard let target = requests[top.next].module, way.indices.contains(Int(target.rawValue)), way[Int(target.rawValue)] == nil
            else {
                continue
            }
            way[Int(target.rawValue)] = .request(of: top.module, top.next)
            stack.append((target, 0))
        }
    }

    func way(to module: ModuleIndex) -> Way? { way.indices.contains(Int(module.rawValue)) ? way[Int(module.rawValue)] : nil }

    // MARK: Names and places

    func name(_ module: ModuleIndex) -> Part {
        .module(trace.modules.indices.contains(Int(module.rawValue)) ? trace[module].name : "?")
    }

    /// `a, b and c`, or of many the first and how many more.
    func list(_ modules: [ModuleIndex], limit: Int = 3) -> [Part] {
        var parts: [Part] = []
        let shown = modules.count > limit + 1 ? limit : modules.count
        for (index, module) in modules.prefix(shown).enumerated() {
            if index > 0 { parts.append(.words(index == modules.count - 1 ? " and " : ", ")) }
            parts.append(name(module))
        }
        if modules.count > shown { parts.append(.words(" and \(grouped(modules.count - shown)) more")) }
        return parts
    }

    func place(_ position: Position, in module: ModuleIndex?) -> SourceLocation? {
        module.flatMap { explanation.texts.location(of: position, in: $0) }
    }

    /// Where a job was asked for.
    func place(ofJob job: JobNumber) -> SourceLocation? {
        guard let cause = trace.cause(of: job), let position = cause.position else { return nil }
        return place(position, in: cause.module)
    }

    /// Where `import()` was called.
    func place(ofCall number: Int32) -> SourceLocation? { calls[number].flatMap { place($0.position, in: $0.module) } }

    /// The same as it follows "the import()".
    func atCall(_ number: Int32) -> [Part] { place(ofCall: number).map { [.words(" at "), .place($0)] } ?? [] }

    /// Where a module asks for another; `nil` where its text is not looked into.
    func placeOfRequest(_ number: Int, of module: ModuleIndex) -> SourceLocation? {
        guard parsesLeft > 0 else { return nil }
        parsesLeft -= 1
        guard let requests = explanation.texts.analysed(module)?.tree.requests, requests.indices.contains(number) else { return nil }
        return explanation.texts.location(at: requests[number].range.start, in: module)
    }
}

/// A number with commas between thousands: `9,998`.
func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var result = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { result += "," }
        result.append(digit)
    }
    return (number < 0 ? "-" : "") + result
}

extension Trace {
    /// The text, or nothing where the trace names one that it does not hold.
    subscript(checked index: TextIndex) -> String {
        texts.indices.contains(Int(index.rawValue)) ? texts[Int(index.rawValue)] : ""
    }
}
