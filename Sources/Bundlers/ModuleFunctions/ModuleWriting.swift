import Diagnostics
import JavaScript
import Programs
import Text

/// A module on its way into a function: its rewriting, and names that nothing in it has.
struct ModuleWriting {
    let module: AnalysedModule
    var rewriting: Rewriting
    private var names = UniqueNames()
    private var claimed: [String] = []
    /// By request: the item that asks first.
    private var itemOfRequest: [Int: NodeID] = [:]

    init(module: AnalysedModule) {
        self.module = module
        rewriting = Rewriting(of: module)
        (rewriting.omitsImports, rewriting.omitsExports) = (true, true)
        names.reserve(module.bindings.freeNames)
        names.reserve(module.bindings.bindings(in: .module).map { module.bindings[$0].name })
        for item in module.tree[module.tree.body] {
            let request =
                switch module.tree[item] {
                case .importDeclaration(let index): module.tree.imports[Int(index)].request
                case .exportNames(let index): module.tree.exports[Int(index)].request
                default: ModuleRequestID?.none
                }
            if let request, itemOfRequest[Int(request.index)] == nil { itemOfRequest[Int(request.index)] = item }
        }
    }

    /// A name for text made by hand, the one that is wished if nothing has it.
    mutating func claim(_ name: String) -> String {
        claimed.append(names.claim(name))
        return claimed[claimed.count - 1]
    }

    /// Keeps a name of the world outside for text made by hand.
    mutating func reserve(_ name: String) { claimed.append(name) }

    /// Makes imported names members of the variables, which stand for requests by number, and names the default export.
    mutating func nameImports(_ variables: [String], defaultExport: String?) {
        for entry in module.bindings.imports {
            let variable = variables[Int(entry.request.index)]
            rewriting.names[entry.binding] =
                entry.imported.map { .member(of: variable, key: module.text($0)) } ?? .identifier(variable)
        }
        if let defaultExport { nameDefaultExport(defaultExport) }
    }

    /// Names what an `export default` exports that declares no name.
    mutating func nameDefaultExport(_ name: String) {
        if let binding = module.bindings.moduleBinding(named: .known(.starDefault)) { rewriting.names[binding] = .identifier(claim(name)) }
    }

    /// Moves what would hide one of the claimed names.
    mutating func settle() {
        rewriting.names.reserve(claimed)
        rewriting.names.settle()
    }

    /// What a binding is called where no function or block hides it.
    func text(of binding: BindingID) -> String {
        if case .member(let object, let key) = rewriting.names[binding] { return memberText(object, key) }
        return rewriting.names.root(of: binding)
    }

    /// The text in the place of the declaration that asks for a module.
    func standing(_ fragment: Fragment, forRequest request: Int) -> Fragment {
        itemOfRequest[request].map { fragment.standing(for: $0, of: module) } ?? fragment
    }

    /// Puts the module's own address in the place of `import.meta.url`.
    mutating func replaceURL(with url: String) {
        guard module.tree.usesImportMeta else { return }
        for (index, node) in module.tree.nodes.enumerated() {
            guard case .member(let object, let name, _) = node, case .importMeta = module.tree[object], module.text(name) == "url" else {
                continue
            }
            rewriting.replace(NodeID(UInt32(index)), with: "\(literal: url)", as: .member)
        }
    }
}
