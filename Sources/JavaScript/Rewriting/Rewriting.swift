import Diagnostics

/// A module, and what is different where it is printed.
///
/// A rewriting is a plain value, and leaves the module alone: one module may have many. Nodes are named by the IDs of the module's tree.
///
/// ```swift
/// var rewriting = Rewriting(of: module)
/// rewriting.names[binding] = .identifier("connect$1")
/// rewriting.replace(statement, with: "await ready;")
/// let file = rewriting.printed(as: "main.mjs")
/// ```
///
/// What is printed is a ``SourceFile`` whose ``SourceFile/origins`` lead back to the module's own text, and on to what that came from. A token that was
/// copied leads to itself there, whatever it is called now; text made by hand leads to what it stands for.
public struct Rewriting: Sendable {
    public let module: AnalysedModule
    /// What the bindings are called.
    public var names: Renaming
    /// Leaves import declarations out, and `export … from`; what they bring is another's affair then.
    public var omitsImports = false
    /// Leaves exports out: of what exports a declaration the declaration stays, of `export default` of an expression a constant that has the name
    /// of the ``Binding/Kind/defaultExport``, or without one the expression.
    public var omitsExports = false
    /// Where the bindings of the module are declared.
    public var declarations = Declarations.inPlace

    public enum Declarations: Hashable, Sendable {
        /// Where the module declares them.
        case inPlace
        /// Where the module declares them, but as variables: `let` and `const` at its top level become `var`, and a class the value of one. For
        /// ``Rewriting/omitsExports`` only. What `using` declares stays so, here and below.
        case asVariables
        /// The same, but classes stay where they are declared.
        case asVariablesButClasses
        /// Somewhere outside the printed items: variables and classes are assigned to where the module declares them, and functions, which have
        /// their value before anything runs, are left out. ``Rewriting/hoistedNames`` and ``Rewriting/hoistedFunctions`` say what is to be
        /// declared; exports are left out as by ``Rewriting/omitsExports``, and an `export default` needs a name to be kept.
        case outside
    }

    /// What is different at a node.
    struct Edit: Sendable {
        var replacement: Fragment?
        var level = ExpressionLevel.expression
        var before: [Fragment] = []
        var after: [Fragment] = []
    }

    private var edits: [Edit] = []
    /// By node: the index of its edit, or -1; empty while there are none.
    private var editOfNode: [Int32] = []

    public init(of module: AnalysedModule) {
        self.module = module
        names = Renaming(module)
    }

    // MARK: Nodes

    /// Prints something else in the place of a node: of an expression or pattern, of a statement or module item, of a member of an object or class.
    ///
    /// A statement may be replaced by several; where the grammar takes one, as after `if (…)`, they stand in braces.
    ///
    /// - Parameters:
    ///   - fragment: what is printed, and stands for the node: its text leads to the node's place. An empty one removes a statement.
    ///   - level: for an expression, what it is: it gets parentheses where the place takes less.
    public mutating func replace(_ node: NodeID, with fragment: Fragment, as level: ExpressionLevel = .expression) {
        edit(node) {
            $0.replacement = fragment
            $0.level = level
        }
    }

    /// Leaves a statement, module item, or member of a class out.
    public mutating func remove(_ node: NodeID) { replace(node, with: Fragment()) }

    /// Prints a statement before one, behind what was inserted there already.
    public mutating func insert(_ fragment: Fragment, before node: NodeID) { edit(item(of: node)) { $0.before.append(fragment) } }

    /// Prints a statement after one, behind what was inserted there already.
    public mutating func insert(_ fragment: Fragment, after node: NodeID) { edit(item(of: node)) { $0.after.append(fragment) } }

    /// The item that exports a declaration, which is the node made after it; any other node itself.
    private func item(of node: NodeID) -> NodeID {
        let next = NodeID(node.index + 1)
        guard Int(next.index) < module.tree.nodes.count else { return node }
        switch module.tree[next] {
        case .exportDeclaration(node), .exportDefault(node): return next
        default: return node
        }
    }

    private mutating func edit(_ node: NodeID, _ change: (inout Edit) -> Void) {
        precondition(!node.isNone, "there is no node to change")
        switch module.tree[node] {
        case .switchCase, .templateElement: preconditionFailure("only what is in it can be changed")
        default: break
        }
        if editOfNode.isEmpty { editOfNode = Array(repeating: -1, count: module.tree.nodes.count) }
        if editOfNode[Int(node.index)] < 0 {
            editOfNode[Int(node.index)] = Int32(edits.count)
            edits.append(Edit())
        }
        change(&edits[Int(editOfNode[Int(node.index)])])
    }

    @inline(__always) var hasEdits: Bool { !editOfNode.isEmpty }

    var editCount: Int { edits.count }

    func edit(of node: NodeID) -> Edit? {
        let index = editOfNode[Int(node.index)]
        return index < 0 ? nil : edits[Int(index)]
    }

    // MARK: Names

    /// What is wrong with ``names``; empty when every identifier of the module means what it meant. A sentence each, for whoever writes a rewriting.
    ///
    /// What replaces nodes is not looked at.
    public func conflicts() -> [String] { names.conflicts(omitsImports: omitsImports) }

    // MARK: Printing

    /// The module's text as it is now.
    ///
    /// - Parameter name: the name of the text as a file, which places in text made by hand have that stands for nothing.
    public func printed(as name: String) -> SourceFile {
        let fragment: Fragment = "\(self)"
        return fragment.printed(as: name)
    }
}

extension Fragment {
    /// The text, with the origins of all its parts.
    ///
    /// - Parameter name: its name as a file.
    /// - Complexity: linear in the size of what is printed.
    public func printed(as name: String) -> SourceFile {
        var printer = Printer(forText: name)
        printer.printAll(self)
        return printer.file(named: name)
    }
}
