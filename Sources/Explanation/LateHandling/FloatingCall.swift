import Diagnostics
import JavaScript
import Simulator
import Trace

/// A call whose promise nobody keeps: when it is rejected, nobody hears it.
struct FloatingCall {
    private let module: ReadModule
    private let call: NodeID

    /// - Parameter error: the rejection.
    init?(_ error: UncaughtError, _ finder: EarlyUseFinder) {
        guard error.promise != nil else { return nil }
        for frame in error.frames.dropFirst() {
            guard let (module, call, _, _) = finder.call(at: frame), FunctionUse.isFloating(call, in: module) else { continue }
            (self.module, self.call) = (module, call)
            return
        }
        // Behind an await nobody knows any more who has called.
        guard let frame = error.frames.last, let module = finder.read(frame.module),
            let offset = finder.offset(frame.position, in: frame.module), let thrower = module.function(at: offset),
            module.tree[thrower].flags.contains(.isAsync), let name = module.name(of: thrower)
        else { return nil }
        let calls = module.bindings.references(to: name).filter { $0.usage == .read }.compactMap { module.parents[$0.node] }
        guard let call = calls.first, calls.allSatisfy({ FunctionUse.isFloating($0, in: module) }), case .call = module.tree[call] else {
            return nil
        }
        (self.module, self.call) = (module, call)
    }

    func tell(in problem: inout Diagnostic, _ finder: EarlyUseFinder) -> [Finding.Remedy] {
        if let place = finder.texts.location(at: module.start(of: call), in: module.index) {
            problem.related.append(RelatedPlace("this call's promise is rejected, and nobody awaits it or handles its error", at: place))
        }
        let written = module.written(call) ?? "that call"
        return problem.suggest([
            "await \(written), where its error is to be heard", "say what happens then: .catch((error) => …) behind it",
        ])
    }
}
