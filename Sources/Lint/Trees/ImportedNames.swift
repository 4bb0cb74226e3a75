import JavaScript
import Programs

extension LintedGraph {
    /// The way to a name through other modules is not followed further.
    private static let hopLimit = 16

    /// What an imported name means: the module that declares it, and its binding there; `nil` where it comes from outside, or is a namespace.
    func declaration(of binding: BindingID, in module: ModuleNumber) -> (module: ModuleNumber, binding: BindingID)? {
        guard let analysed = analysed(module) else { return nil }
        guard analysed.bindings[binding].isImported else { return (module, binding) }
        guard let entry = analysed.bindings.imports.first(where: { $0.binding == binding }), let imported = entry.imported,
            let target = target(of: entry.request, in: module)
        else { return nil }
        return export(analysed.text(imported), of: target)
    }

    /// The module that an imported namespace is of.
    func namespace(of binding: BindingID, in module: ModuleNumber) -> ModuleNumber? {
        guard let analysed = analysed(module), analysed.bindings[binding].kind == .namespace,
            let entry = analysed.bindings.imports.first(where: { $0.binding == binding })
        else { return nil }
        return target(of: entry.request, in: module)
    }

    /// What a module's export means: the module that declares it, and its binding there; `nil` where there is none, or it comes from outside.
    func export(_ name: String, of module: ModuleNumber) -> (module: ModuleNumber, binding: BindingID)? {
        var pending = [(module: module, name: name)]
        var visited: Set<ModuleNumber> = []
        var hops = 0
        while let next = pending.popLast(), hops < Self.hopLimit * 16 {
            hops += 1
            guard let analysed = analysed(next.module) else { continue }
            if let entry = analysed.bindings.exports.first(where: { $0.exported.map(analysed.text) == next.name }) {
                switch entry.kind {
                case .local(let binding):
                    if !analysed.bindings[binding].isImported { return (next.module, binding) }
                    return hops < Self.hopLimit ? declaration(of: binding, in: next.module) : nil
                case .indirect(let request, let imported):
                    if let target = target(of: request, in: next.module) { pending.append((target, analysed.text(imported))) }
                case .namespace, .all: return nil
                }
                continue
            }
            guard next.name != "default", visited.insert(next.module).inserted else { continue }
            for case .all(let request) in analysed.bindings.exports.map(\.kind).reversed() {
                if let target = target(of: request, in: next.module) { pending.append((target, next.name)) }
            }
        }
        return nil
    }

    /// The module that a request leads to, where that was parsed.
    func target(of request: ModuleRequestID, in module: ModuleNumber) -> ModuleNumber? {
        let requests = graph[module].requests
        guard Int(request.index) < requests.count, let target = requests[Int(request.index)].target, analysed(target) != nil else {
            return nil
        }
        return target
    }
}
