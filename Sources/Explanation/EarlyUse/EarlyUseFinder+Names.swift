import Diagnostics
import JavaScript
import Trace

/// What the names of a module stand for, and places in it.
extension EarlyUseFinder {
    /// The module that an imported name is asked of, and what it is called there; `nil` for a namespace, and for what is not imported.
    func request(of id: BindingID, in module: ReadModule) -> (asked: ModuleIndex, name: String)? {
        guard let entry = module.bindings.imports.first(where: { $0.binding == id }), let imported = entry.imported,
            let asked = trace.target(of: entry.request, in: module.index)
        else { return nil }
        return (asked, module.text(imported))
    }

    /// The variable that an imported name stands for.
    func imported(_ id: BindingID, in module: ReadModule) -> ExportOwner? {
        request(of: id, in: module).flatMap { ExportOwner.find($0.name, in: $0.asked, trace, { self.read($0) }) }
    }

    /// The variable that a name stands for, in the module that declares it.
    func declaration(of id: BindingID, in module: ReadModule) -> (module: ReadModule, binding: BindingID)? {
        guard module.bindings[id].isImported else { return (module, id) }
        guard let found = imported(id, in: module), let owner = read(found.owner) else { return nil }
        return (owner, found.binding)
    }

    /// What is said of a node.
    func related(_ words: String, _ node: NodeID, in module: ReadModule) -> RelatedPlace? {
        texts.location(at: module.start(of: node), in: module.index).map { RelatedPlace(words, at: $0) }
    }
}
