import Analysis
import Bundlers
import Diagnostics
import Programs
import Text
import Trace

/// What `compare` says: why a bundle parts from the program, with places in the user's own files.
struct CompareWords {
    let graph: LinkedGraph
    private let numbers: [ExactText: ModuleNumber]

    init(graph: LinkedGraph) {
        self.graph = graph
        numbers = Dictionary(graph.reachable.map { (ExactText(graph[$0].name), $0) }) { first, _ in first }
    }

    // MARK: Places

    /// `a.mjs:3:1`, or for a module of a scenario the line of the document.
    func place(_ position: Position, in module: String) -> String {
        guard let number = numbers[ExactText(module)] else { return "line \(position.line)" }
        return "\(graph[number].source.location(at: 0).file):\(position.line):\(position.column)"
    }

    /// Where a module imports another; `nil` where it does not.
    private func importPlace(of target: String, in module: String) -> String? {
        guard let number = numbers[ExactText(module)], let wanted = numbers[ExactText(target)],
            let request = graph.graph[number].requests.first(where: { $0.target == wanted })
        else { return nil }
        return graph.graph.location(of: request.range, in: number).text
    }

    private func awaited(_ wait: BundleParting.Await) -> String {
        let expression = wait.expression.isEmpty ? "its await" : "await \(wait.expression)"
        return "\(expression) in \(wait.module) (\(place(wait.position, in: wait.module)))"
    }

    // MARK: Reasons

    /// Why a run parts from the base, in a sentence without a full stop.
    func sentence(_ reason: BundleParting.Reason) -> String {
        switch reason {
        case .behind(let module, let wait, let time, let nativeTime):
            let instead = time == nativeTime ? "" : ", at \(durationText(time)) instead of \(durationText(nativeTime))"
            return "\(module) begins only behind \(awaited(wait))\(relation(module, wait.module))\(instead)"
        case .behindForEver(let module, let wait):
            return module == wait.module
                ? "\(module) never goes on from \(awaited(wait))" : "\(module) never begins: it stands behind \(awaited(wait))"
        case .early(let module, let before, let stands):
            let place = importPlace(of: before, in: module).map { " (imported at \($0))" } ?? ""
            let stand = stands.map { ", which still stands at \(awaited($0))" } ?? ""
            return "\(module) begins before \(before)\(place) is done\(stand)"
        case .beginsBefore(let first, let second): return "\(first) begins before \(second), which by itself begins first"
        case .neverBegins(let module): return "\(module) never begins"
        case .order(let first, let second, let stands, let time):
            let stand = stands.map { ", which still stands at \(awaited($0))" } ?? ""
            return "at \(durationText(time)) \(first) goes on before \(second)\(stand)"
        case .late(let module, let wait, let time, let nativeTime):
            return "\(module) goes on from \(awaited(wait)) at \(durationText(time)) instead of \(durationText(nativeTime))"
        case .fails(let module, let error): return "\(module) fails: \(error)"
        case .goesOn(let wait): return "by itself the program stands at \(awaited(wait)) for ever, and here nothing does"
        case .value(let module): return "\(module) prints another value"
        case .ended: return "the run ends before"
        }
    }

    /// Whether a module has anything to do with the one that it stands behind.
    private func relation(_ module: String, _ other: String) -> String {
        module != other && importPlace(of: other, in: module) == nil ? ", which it does not import" : ""
    }

    /// The same in a few words, for a picture.
    func label(_ reason: BundleParting.Reason) -> String {
        switch reason {
        case .behind(let module, let wait, _, _), .behindForEver(let module, let wait):
            module == wait.module ? "\(module) never goes on" : "\(module) stands behind \(wait.module) line \(wait.position.line)"
        case .early(let module, let before, _): "\(module) does not wait for \(before)"
        case .beginsBefore(let first, let second): "\(first) begins before \(second)"
        case .neverBegins(let module): "\(module) never begins"
        case .order(let first, let second, _, _): "\(first) goes on before \(second)"
        case .late(let module, _, _, _): "\(module) goes on later"
        case .fails(let module, _): "\(module) fails"
        case .goesOn: "nothing waits for ever"
        case .value(let module): "\(module) prints another value"
        case .ended: "the run ends"
        }
    }

    /// Of what kind a reason is, for programs.
    static func kind(_ reason: BundleParting.Reason) -> String {
        switch reason {
        case .behind: "behind"
        case .behindForEver: "behindForEver"
        case .early: "early"
        case .beginsBefore: "beginsBefore"
        case .neverBegins: "neverBegins"
        case .order: "order"
        case .late: "late"
        case .fails: "fails"
        case .goesOn: "goesOn"
        case .value: "value"
        case .ended: "ended"
        }
    }

    // MARK: How it ends

    /// How a run ended; of one that never settles, what waits for what.
    func outcome(of row: ComparedBundle) -> String {
        switch row.result {
        case .refused(let problems): return "refused: \(problems.first?.message ?? "")"
        case .ran(let run, let analysed):
            switch analysed.trace.outcome {
            case .unsettled:
                let words = cycle(analysed, bundle: run.trace) ?? stand(analysed) ?? run.outcomeDiagnostics.first?.message
                return "never settles" + (words.map { ": \($0)" } ?? "")
            case let outcome: return outcome.name + (outcome.detail.map { ": \($0)" } ?? "")
            }
        }
    }

    /// Where a body stands that nothing lets go on.
    private func stand(_ run: AnalysedRun) -> String? {
        for lane in run.timeline.lanes {
            guard let module = lane.module, let segment = lane.segments.last, segment.to == nil,
                case .suspended(let expression) = segment.kind,
                case .suspended(let position, _) = run.trace.events[segment.from.event].kind
            else { continue }
            let name = run.trace[module].name
            return "\(name) stands at await \(expression) (\(place(position, in: name)))"
        }
        return nil
    }

    /// The import by which a module waits for another that it does not import: the two are in chunks of which one imports the other.
    private func chunkImport(from module: String, to other: String, _ bundle: Trace) -> String? {
        guard let number = numbers[ExactText(module)], let target = numbers[ExactText(other)],
            bundle.sources.indices.contains(Int(target)), let chunk = bundle.sources[Int(target)].chunk
        else { return nil }
        let requests = graph.graph[number].requests
        guard !requests.contains(where: { $0.target == target }),
            let request = requests.first(where: { $0.target.map { bundle.sources[Int($0)].chunk == chunk } ?? false }),
            let shared = request.target
        else { return nil }
        let place = graph.graph.location(of: request.range, in: number).text
        return "\(graph[shared].name), which \(module) imports (\(place)), is in the chunk of \(other)"
    }

    /// A cycle of waits: `a.mjs:3:1 waits for import("./b.mjs") → b.mjs waits for a.mjs`.
    func cycle(_ run: AnalysedRun, bundle: Trace) -> String? {
        guard let cycle = run.waits.cycles.first else { return nil }
        let steps = cycle.prefix(8).map { index -> String in
            let node = run.waits.nodes[index]
            func place(_ module: ModuleIndex) -> String {
                let name = run.trace[module].name
                return node.position.map { " (\(self.place($0, in: name)))" } ?? ""
            }
            switch node.kind {
            case .module(let module): return run.trace[module].name + place(module)
            case .function(let name, let module):
                return "async \(name.isEmpty ? "function" : name) of \(run.trace[module].name)" + place(module)
            case .promise(let expression): return expression.isEmpty ? "a promise" : expression
            case .promiseBehind(let expression): return "a promise behind \(expression.isEmpty ? "another" : expression)"
            case .thenFunction(let module): return "then() of \(run.trace[module].name)"
            }
        }
        let text = (steps + (cycle.count > 8 ? ["…"] : []) + steps.prefix(1)).joined(separator: " → ")
        let modules = cycle.compactMap { if case .module(let module) = run.waits.nodes[$0].kind { run.trace[module].name } else { nil } }
        let pairs = zip(modules, modules.dropFirst() + modules.prefix(1))
        let why = pairs.lazy.compactMap { chunkImport(from: $0, to: $1, bundle) }.first
        return text + (why.map { "; \($0)" } ?? "")
    }

    /// Why the entries are asynchronous, a sentence for each that is so by what it imports.
    var taint: [String] {
        let paths = TaintPaths(graph)
        return graph.entries.compactMap { entry in
            guard let path = paths.path(of: entry), !path.steps.isEmpty else { return nil }
            let imports = path.steps.map { step in
                "imports \(graph[step.target].name) (\(graph.graph.location(of: step.range, in: step.importer).text))"
            }
            let shown = imports.count > 6 ? imports.prefix(3) + ["…"] + imports.suffix(2) : imports[...]
            return
                "\(graph[entry].name) is asynchronous: it \(shown.joined(separator: ", which ")), which awaits (\(graph.graph.location(of: path.range, in: path.end).text))"
        }
    }
}
