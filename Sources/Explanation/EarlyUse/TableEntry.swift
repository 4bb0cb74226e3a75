import JavaScript
import Simulator
import Trace

/// What modules put into a table by a key and take out by it: `model("User", …)` and `model("User")`.
extension EarlyUseFinder {
    /// The call that would put in what was looked for: of a function that fills the table, with the same text for a key, in a module that had not
    /// come to it.
    func unsetEntry(of table: BindingID, in owner: ModuleIndex, _ error: UncaughtError, _ moment: Moment) -> SharedUse? {
        guard run.trace.sources.isEmpty, let module = read(owner), let user = error.frames.last?.module, user != owner,
            let place = error.frames.first(where: { $0.module != owner }), let (_, node, _, arguments) = call(at: place),
            let caller = read(place.module), let key = arguments.first(in: caller)
        else { return nil }
        let fillers = ValueAssignments.fillings(of: table, in: module).compactMap {
            $0.functions.last.flatMap { FunctionUse.name(of: $0, in: module) }
        }
        for index in searched where index != owner {
            guard let other = read(index) else { continue }
            for entry in other.bindings.imports {
                guard let imported = entry.imported, let asked = trace.target(of: entry.request, in: index),
                    let meant = ExportOwner.find(other.text(imported), in: asked, trace, { self.read($0) }), meant.owner == owner,
                    fillers.contains(meant.binding)
                else { continue }
                for reference in other.bindings.references(to: entry.binding) where reference.usage == .read {
                    guard let parent = other.parents[reference.node], case .call(reference.node, let given, _) = other.tree[parent],
                        !(index == caller.index && parent == node), given.first(in: other) == key,
                        isToCome(parent, in: other, moment, error)
                    else { continue }
                    return SharedUse(
                        name: .entry(key), user: user, setter: index, setting: SharedSetting(node: parent, functions: []), late: index,
                        state: moment[index])
                }
            }
        }
        return nil
    }
}

extension NodeList {
    /// The text that the first of the arguments is.
    fileprivate func first(in module: ReadModule) -> String? {
        guard let first = module.tree[self].first, case .string(let text) = module.tree[first] else { return nil }
        return module.text(text)
    }
}
