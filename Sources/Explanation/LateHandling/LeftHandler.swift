import Diagnostics
import JavaScript
import Simulator
import Trace

/// An `await` that would have handled a promise, behind another one that threw: the function ended there, and nobody took the second error.
struct LeftHandler {
    private let module: ReadModule
    /// The name of the promise, where it is awaited, and the await before that which was left by its error.
    private let name: String
    private let handling: NodeID
    private let thrown: NodeID

    /// - Parameter error: the rejection.
    init?(_ error: UncaughtError, _ finder: EarlyUseFinder) {
        guard error.promise != nil else { return nil }
        for frame in error.frames {
            guard let module = finder.read(frame.module), let offset = finder.offset(frame.position, in: frame.module),
                let found = Self.find(offset, module)
            else { continue }
            self.module = module
            (name, handling, thrown) = found
            return
        }
        return nil
    }

    /// The constant that is given what stands at an offset, its first await, and the last await of the same function before that.
    private static func find(_ offset: UInt32, _ module: ReadModule) -> (String, NodeID, NodeID)? {
        let declarators = module.nodes { if case .declarator = $0 { true } else { false } }
        for declarator in declarators {
            guard case .declarator(let target, let value) = module.tree[declarator], !value.isNone,
                module.tree.range(of: value).start <= offset, offset < module.tree.range(of: value).end,
                let binding = module.bindings.binding(of: target), module.bindings[binding].kind == .const
            else { continue }
            let function = module.functions(around: declarator).first?.node
            let end = module.tree.range(of: declarator).end
            let later = module.awaits.filter { $0.function == function && module.start(of: $0.node) >= end }.map(\.node)
            guard let place = later.firstIndex(where: { awaits($0, binding, module) }), place > 0 else { continue }
            return (module.bindings[binding].name, later[place], later[place - 1])
        }
        return nil
    }

    private static func awaits(_ node: NodeID, _ binding: BindingID, _ module: ReadModule) -> Bool {
        if case .await(let operand) = module.tree[node] { module.bindings.binding(of: operand) == binding } else { false }
    }

    func tell(in problem: inout Diagnostic, _ finder: EarlyUseFinder) -> [Finding.Remedy] {
        problem.related =
            [
                finder.related("this await would handle '\(name)', and the code does not come to it", handling, in: module),
                finder.related("it goes no further than this await, whose own error ends it", thrown, in: module),
            ].compactMap { $0 } + problem.related
        return problem.suggest([
            "await them together, as soon as both are there: await Promise.all([…]) listens to all of them",
            "give '\(name)' a handler where it is made: \(name).catch(() => {}), and await it all the same",
        ])
    }
}
