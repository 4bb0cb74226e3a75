import JavaScript
import Trace

/// The module whose binding an export is, and the way there.
struct ExportOwner: Equatable {
    /// From the module that was asked to the owner.
    var way: [ModuleIndex]
    var binding: BindingID
    var owner: ModuleIndex { way[way.count - 1] }

    /// So many names are followed.
    private static let limit = 2_000

    /// ResolveExport by the texts, over all stars. https://tc39.es/ecma262/#sec-resolveexport
    ///
    /// - Returns: `nil` where it is not the binding of a module whose text is known.
    static func find(_ name: String, in asked: ModuleIndex, _ trace: Trace, _ read: (ModuleIndex) -> ReadModule?) -> ExportOwner? {
        struct Step { var module: ModuleIndex, name: String, before: Int }
        struct Known: Hashable { var module: ModuleIndex, name: String }
        var steps = [Step(module: asked, name: name, before: -1)]
        var known: Set<Known> = [Known(module: asked, name: name)]
        var next = 0
        while next < steps.count, next < limit {
            let step = steps[next]
            guard let module = read(step.module) else {
                next += 1
                continue
            }
            func follow(_ request: ModuleRequestID, _ name: String) {
                guard let target = trace.target(of: request, in: step.module),
                    known.insert(Known(module: target, name: name)).inserted
                else { return }
                steps.append(Step(module: target, name: name, before: next))
            }
            let exports = module.bindings.exports
            if let own = exports.first(where: { $0.exported.map(module.text) == step.name }) {
                switch own.kind {
                case .local(let binding):
                    var way = [step.module]
                    var before = step.before
                    while before >= 0 {
                        way.append(steps[before].module)
                        before = steps[before].before
                    }
                    return ExportOwner(way: way.reversed(), binding: binding)
                case .indirect(let request, let imported): follow(request, module.text(imported))
                case .namespace, .all: break
                }
            } else if step.name != "default" {
                for case .all(let request) in exports.map(\.kind) { follow(request, step.name) }
            }
            next += 1
        }
        return nil
    }
}
