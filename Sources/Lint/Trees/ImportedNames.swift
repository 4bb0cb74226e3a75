import JavaScript
import Programs

/// What imported names mean in the modules that declare them. What was asked for once is found at once again.
struct ImportedNames {
    let graph: LintedGraph
    /// By module: the place of each exported name in its list, and of each imported binding.
    private var exports: [ModuleNumber: [String: Int]] = [:]
    private var imports: [ModuleNumber: [BindingID: Int]] = [:]

    /// The way to a name through other modules is not followed further.
    private static let hopLimit = 256

    init(_ graph: LintedGraph) { self.graph = graph }

    /// What a name means: the module that declares it, and its binding there; `nil` where it comes from outside, or is a namespace.
    mutating func declaration(of binding: BindingID, in module: ModuleNumber) -> (module: ModuleNumber, binding: BindingID)? {
        guard let analysed = graph.analysed(module) else { return nil }
        guard analysed.bindings[binding].isImported else { return (module, binding) }
        guard let entry = entry(of: binding, in: module), let imported = entry.imported, let target = target(of: entry.request, in: module)
        else { return nil }
        return export(analysed.text(imported), of: target)
    }

    /// The module that an imported namespace is of.
    mutating func namespace(of binding: BindingID, in module: ModuleNumber) -> ModuleNumber? {
        guard let analysed = graph.analysed(module), analysed.bindings[binding].kind == .namespace,
            let entry = entry(of: binding, in: module)
        else { return nil }
        return target(of: entry.request, in: module)
    }

    /// What a module's export means: the module that declares it, and its binding there; `nil` where there is none, or it comes from outside.
    mutating func export(_ name: String, of module: ModuleNumber) -> (module: ModuleNumber, binding: BindingID)? {
        var pending = [(module: module, name: name)]
        var visited: Set<ModuleNumber> = []
        for _ in 0..<Self.hopLimit {
            guard let next = pending.popLast() else { return nil }
            guard let analysed = graph.analysed(next.module) else { continue }
            if let place = exports(of: next.module)[next.name] {
                switch analysed.bindings.exports[place].kind {
                case .local(let binding):
                    guard analysed.bindings[binding].isImported else { return (next.module, binding) }
                    guard let entry = entry(of: binding, in: next.module), let imported = entry.imported,
                        let target = target(of: entry.request, in: next.module)
                    else { return nil }
                    pending.append((target, analysed.text(imported)))
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
        guard Int(request.index) < requests.count, let target = requests[Int(request.index)].target, graph.analysed(target) != nil
        else { return nil }
        return target
    }

    /// The import that a binding comes from.
    mutating func entry(of binding: BindingID, in module: ModuleNumber) -> ImportEntry? {
        guard let analysed = graph.analysed(module) else { return nil }
        if imports[module] == nil {
            imports[module] = Dictionary(analysed.bindings.imports.enumerated().map { ($1.binding, $0) }) { first, _ in first }
        }
        return imports[module]?[binding].map { analysed.bindings.imports[$0] }
    }

    private mutating func exports(of module: ModuleNumber) -> [String: Int] {
        if let known = exports[module] { return known }
        guard let analysed = graph.analysed(module) else { return [:] }
        let pairs = analysed.bindings.exports.enumerated().compactMap { place, entry in entry.exported.map { (analysed.text($0), place) } }
        let table = Dictionary(pairs) { first, _ in first }
        exports[module] = table
        return table
    }
}
