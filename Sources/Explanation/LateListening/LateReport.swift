import Diagnostics
import JavaScript
import Simulator
import Trace

/// `process.on("uncaughtException", …)` in a module that had not come to it when the error came.
struct LateReport {
    private var event: String
    private var call: NodeID
    private var module: ReadModule
    private var state: ModuleState

    private static let events: Set<String> = ["uncaughtException", "unhandledRejection"]

    init?(_ error: UncaughtError, _ finder: EarlyUseFinder) {
        guard let moment = Moment(of: finder.run.trace, eventCount: error.eventCount) else { return nil }
        for index in finder.searched {
            let state = moment[index]
            guard state != .ended, state != .failed, state != .runs, let module = finder.read(index) else { continue }
            for call in module.nodes(where: { if case .call = $0 { true } else { false } }) {
                guard let event = module.processEvent(ofListeningCall: call), Self.events.contains(event),
                    module.functions(around: call).isEmpty
                else { continue }
                // The other is for promises alone.
                if event == "unhandledRejection", error.promise == nil { continue }
                if case .waits(let position) = state {
                    guard let offset = finder.offset(position, in: index), offset < module.start(of: call) else { continue }
                }
                (self.event, self.call, self.module, self.state) = (event, call, module, state)
                return
            }
        }
        return nil
    }

    func tell(in problem: inout Diagnostic, _ finder: EarlyUseFinder) -> [Finding.Remedy] {
        let name = finder.trace[module.index].name
        guard let place = finder.texts.location(at: module.start(of: call), in: module.index) else { return [] }
        var remedies = ["call process.on('\(event)', …) in a module of its own, which \(name) imports before all others"]
        if case .waits(let position) = state {
            problem.related.append(
                RelatedPlace("'\(event)' is listened for here, behind the await of line \(position.line), and so too late", at: place))
            remedies = ["in \(name), call process.on('\(event)', …) before the await of line \(position.line)"]
        } else {
            problem.related.append(
                RelatedPlace(
                    "'\(event)' is listened for here, and '\(name)' had not begun: what it imports runs before its own code", at: place))
        }
        return problem.suggest(remedies)
    }
}
