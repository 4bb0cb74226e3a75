import Diagnostics

/// The module that a printer prints nodes of, and what is different in it.
struct PrinterSource {
    let tree: SyntaxTree
    let names: NameTable
    let rewriting: Rewriting?
    /// Its index among the sources of the text's origins.
    var index: UInt32 = 0
    let hasEdits: Bool
    let hasNewNames: Bool
    /// Nodes whose replacement is being printed, in which they print as they stand.
    var replaced: [NodeID] = []
    /// In how many functions the node being printed stands.
    var functionDepth = 0

    init(tree: SyntaxTree, names: NameTable) {
        self.tree = tree
        self.names = names
        rewriting = nil
        hasEdits = false
        hasNewNames = false
    }

    init(_ rewriting: Rewriting) {
        tree = rewriting.module.tree
        names = rewriting.module.names
        self.rewriting = rewriting
        hasEdits = rewriting.hasEdits
        hasNewNames = !rewriting.names.isEmpty
    }

    /// Whether the variables and classes of the module are declared elsewhere.
    var assigns: Bool { rewriting?.declarations == .outside }

    /// Whether what the module declares at its top level, but functions, becomes a `var`.
    var declaresVariables: Bool { rewriting?.declarations == .asVariables || rewriting?.declarations == .asVariablesButClasses }

    /// Whether a class that it declares there becomes one too.
    var declaresClassesAsVariables: Bool { rewriting?.declarations == .asVariables }
}

/// The origins of the parts of a text, while it is printed. See ``SourceOrigins``.
struct OriginRecord {
    var sources: [SourceFile] = []
    var marks: [SourceOrigins.Mark] = []
    /// The modules among the sources.
    var modules: [ObjectIdentifier: UInt32] = [:]

    mutating func add(_ file: SourceFile) -> UInt32 {
        sources.append(file)
        return UInt32(sources.count - 1)
    }

    mutating func index(of module: AnalysedModule) -> UInt32 {
        if let known = modules[ObjectIdentifier(module)] { return known }
        let index = add(module.source)
        modules[ObjectIdentifier(module)] = index
        return index
    }
}

extension Printer {
    // MARK: What is different

    /// What is different at a node, unless its replacement is being printed.
    func edit(of id: NodeID) -> Rewriting.Edit? {
        guard source.hasEdits, !id.isNone, let edit = source.rewriting?.edit(of: id), !source.replaced.contains(id) else { return nil }
        return edit
    }

    @inline(__always) func isEdited(_ id: NodeID) -> Bool { source.hasEdits && edit(of: id) != nil }

    @inline(__always) func isReplaced(_ id: NodeID) -> Bool { source.hasEdits && edit(of: id)?.replacement != nil }

    @inline(__always) func isRemoved(_ id: NodeID) -> Bool { source.hasEdits && edit(of: id)?.replacement?.isEmpty == true }

    /// What stands for the binding that a node means, where that is another name.
    @inline(__always) func newName(of id: NodeID) -> Renaming.Name? { source.hasNewNames ? source.rewriting?.names.newName(of: id) : nil }

    /// The new name that a declaration declares.
    func newName(_ binding: (Bindings) -> BindingID?) -> String? {
        guard source.hasNewNames, let rewriting = source.rewriting, let id = binding(rewriting.module.bindings),
            case .identifier(let name)? = rewriting.names[id]
        else { return nil }
        return name
    }

    func newName(of function: FunctionID) -> String? { newName { $0.binding(of: function) } }

    func newName(ofClass index: UInt32) -> String? { newName { $0.binding(ofClass: index) } }

    func newName(ofModuleBinding name: NameID) -> String? { newName { $0.moduleBinding(named: name) } }

    // MARK: Where it comes from

    /// What is printed from here on comes from a part of the module's text.
    @inline(__always) mutating func mark(_ range: SourceRange, isVerbatim: Bool = false) {
        if origins != nil { addMark(source.index, range, isVerbatim: isVerbatim) }
    }

    /// What is printed from here on is a node. One of a single token stands for all of it, whatever it is called now; of another
    /// the first word or bracket is copied.
    @inline(__always) mutating func mark(_ id: NodeID) {
        if origins != nil { addMark(source.index, tree.range(of: id), isVerbatim: !tree[id].isToken) }
    }

    /// A token whose text is that part of the module's. One that is printed as it stands there is copied letter by letter; of another, what follows
    /// begins at its end.
    mutating func token(_ range: SourceRange?, _ print: (inout Printer) -> Void) {
        guard origins != nil, let range else { return print(&self) }
        let start = text.count
        mark(range)
        print(&self)
        endToken(range, from: start)
    }

    mutating func endToken(_ range: SourceRange, from start: Int) {
        guard let last = origins?.marks.indices.last else { return }
        if text[start...].elementsEqual(tree.source.bytes[Int(range.start)..<Int(range.end)]) {
            origins?.marks[last].isVerbatim = true
        } else {
            mark(SourceRange(start: range.end, end: range.end), isVerbatim: true)
        }
    }

    mutating func addMark(_ source: UInt32?, _ range: SourceRange, isVerbatim: Bool) {
        let mark = SourceOrigins.Mark(start: UInt32(truncatingIfNeeded: text.count), source: source, range: range, isVerbatim: isVerbatim)
        // Of several nodes that begin here, the innermost is what stands here.
        if let last = origins?.marks.last, last.start == mark.start { origins?.marks.removeLast() }
        origins?.marks.append(mark)
    }

    /// Prints the last letter of a node.
    @inline(__always) mutating func close(_ bracket: StaticString, _ range: SourceRange) {
        if origins != nil, range.end > range.start {
            mark(SourceRange(start: range.end - 1, end: range.end), isVerbatim: true)
        }
        put(bracket)
    }

    /// The part of the text that ends at an offset and spells a name letter by letter, as the name of a member does; `nil` when it
    /// is written with escapes.
    func range(of name: NameID, endingAt end: UInt32) -> SourceRange? {
        var bytes = names.string(name)
        return bytes.withUTF8 { name in
            let start = Int(end) - name.count
            guard start >= 0, tree.source.bytes[start..<Int(end)].elementsEqual(name) else { return nil }
            return SourceRange(start: UInt32(start), end: end)
        }
    }

    /// A name that ends at an offset, where it stands as it is.
    mutating func nameToken(_ name: NameID, endingAt end: UInt32, _ print: (inout Printer) -> Void) {
        token(origins == nil ? nil : range(of: name, endingAt: end), print)
    }
}
