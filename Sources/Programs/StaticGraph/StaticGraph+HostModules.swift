import Diagnostics
import JavaScript

/// What comes with the host, and is not in what bundlers make: see ``HostModule``.
extension StaticGraph {
    /// Whether a module stands for one that comes with the host, which a bundler leaves outside.
    public func isOutside(_ number: ModuleNumber) -> Bool { program.isForBundlers && HostModule.isOne(table.keys[Int(number)]) }

    /// The texts that stand for them, which depend on what the other modules ask for.
    func hostModules() -> [(number: ModuleNumber, file: SourceFile)] {
        let outside = modules.indices.map { ModuleNumber($0) }.filter { isOutside($0) }
        if outside.isEmpty { return [] }
        var asked = AskedNames(outside: Set(outside))
        for module in modules { asked.note(module, self) }
        return outside.map { number in
            var file = HostModule.file(of: table.keys[Int(number)], names: asked.names[number] ?? [])
            file.number = number
            return (number, file)
        }
    }
}

/// The names that modules ask for of those that come with the host: each once, in order. Of a namespace, behind `export *` and of what a call gives, all.
private struct AskedNames {
    let outside: Set<ModuleNumber>
    private(set) var names: [ModuleNumber: [String]] = [:]
    private var known: [ModuleNumber: Set<String>] = [:]

    init(outside: Set<ModuleNumber>) { self.outside = outside }

    mutating func note(_ module: StaticGraph.Module, _ graph: StaticGraph) {
        guard let tree = module.tree else { return }
        func target(_ request: ModuleRequestID?) -> ModuleNumber? {
            request.flatMap { module.requests[Int($0.index)].target }.flatMap { outside.contains($0) ? $0 : nil }
        }
        for declaration in tree.imports {
            guard let target = target(declaration.request) else { continue }
            for specifier in declaration.specifiers {
                switch specifier {
                case .named(let imported, _, _): ask(target, graph.names.string(imported))
                case .namespace: askAll(target, graph)
                }
            }
        }
        for declaration in tree.exports {
            guard let target = target(declaration.request) else { continue }
            for specifier in declaration.specifiers {
                switch specifier {
                case .named(let imported, _, _): ask(target, graph.names.string(imported))
                case .all: askAll(target, graph)
                }
            }
        }
        for call in module.calls { if let target = call.target, outside.contains(target) { askAll(target, graph) } }
    }

    private mutating func ask(_ target: ModuleNumber, _ name: String) {
        if known[target, default: []].insert(name).inserted { names[target, default: []].append(name) }
    }

    private mutating func askAll(_ target: ModuleNumber, _ graph: StaticGraph) {
        for name in HostModule.names(of: graph.table.keys[Int(target)]) { ask(target, name) }
    }
}
