/// What the text of a CommonJS module tells before it runs: the names that importers may ask for, and the modules whose names are its own too.
///
/// The value of `module.exports` is known only when the module has run, and importers are linked before. So Node.js reads names off the text, with
/// merve or cjs-module-lexer, and Deno off the syntax tree; both take what compilers write, wherever it stands and whatever `exports` means there.
/// https://nodejs.org/api/esm.html#commonjs-namespaces
public struct CommonJSReading: Sendable {
    /// In the order of the text, each once.
    public private(set) var names: [NameID] = []
    /// Specifiers of `module.exports = require(…)`, `__exportStar(require(…), exports)` and their like.
    public private(set) var reexports: [NameID] = []
    private var known: Set<NameID> = []

    /// Which literals and getters are understood.
    public enum Manner: Sendable, Equatable {
        /// Node's: the words of the text are gone through. An object literal is read up to the first property whose value is more than a name.
        case words
        /// The same as Node did it before it had merve: what has a getter that may do more than give a name is no export.
        case earlierWords
        /// Deno's: all properties of an object literal, and any getter that gives a name or a member.
        case tree
    }

    /// - Complexity: linear in the size of the tree.
    public init(of tree: borrowing SyntaxTree, names table: borrowing NameTable, _ manner: Manner) {
        if manner != .tree {
            readWords(of: tree, names: table, isMerve: manner == .words)
            return
        }
        let spelling = Spelling(tree: copy tree, names: copy table)
        /// What is required into a variable, by the variable's name.
        var bound: [NameID: NameID] = [:]
        for node in spelling.tree.nodes {
            switch node {
            case .declarator(let target, let value):
                if case .identifier(let name) = spelling.tree[target], let specifier = spelling.required(value) { bound[name] = specifier }
            case .assignment(let target, let value): readAssignment(target, value, spelling)
            case .call(let callee, let arguments, false): readCall(callee, arguments, spelling, bound)
            default: break
            }
        }
    }

    /// The specifiers of all calls of `require` with a text, in the order in which they end.
    public static func required(in tree: borrowing SyntaxTree, names table: borrowing NameTable) -> [NameID] {
        let spelling = Spelling(tree: copy tree, names: copy table)
        var found: [NameID] = []
        for node in spelling.tree.nodes {
            guard case .call(let callee, let arguments, false) = node else { continue }
            if let specifier = spelling.required(callee, Array(spelling.tree[arguments])) { found.append(specifier) }
        }
        return found
    }

    private mutating func add(_ name: NameID) {
        if known.insert(name).inserted { names.append(name) }
    }

    /// What merve finds, or cjs-module-lexer.
    private mutating func readWords(of tree: borrowing SyntaxTree, names table: borrowing NameTable, isMerve: Bool) {
        let words = CommonJSWords(of: tree)
        let found = CommonJSLexing(words, isMerve: isMerve)
        var strings: [UInt32: NameID] = [:]
        for (index, node) in tree.nodes.enumerated() {
            if case .string(let name) = node { strings[tree.range(of: NodeID(UInt32(index))).start] = name }
        }
        // The parser has interned every name of the text.
        var table = copy table
        let count = table.count
        func name(_ word: Int) -> NameID? {
            guard words.isString(word) else {
                let name = table.intern(words.text(word))
                return Int(name.index) < count ? name : nil
            }
            return strings[words.words[word].start].flatMap { name in
                table.string(name).utf16.elementsEqual(table.codeUnits(of: name)) ? name : nil
            }
        }
        let unsafe = isMerve ? [] : Set(found.unsafe.compactMap(name))
        for case let name? in found.names.map(name) where !unsafe.contains(name) { add(name) }
        var seen: Set<NameID> = []
        reexports = found.reexports.compactMap(name).filter { seen.insert($0).inserted }
    }

    private mutating func readAssignment(_ target: NodeID, _ value: NodeID, _ spelling: Spelling) {
        if let name = spelling.exported(target) {
            add(name)
        } else if spelling.isModuleExports(target) {
            // What was exported again before is exported no more.
            reexports = []
            if let specifier = spelling.required(value) {
                reexports.append(specifier)
            } else if case .object(let properties) = spelling.tree[value] {
                readLiteral(properties, spelling)
            }
        }
    }

    private mutating func readLiteral(_ properties: NodeList, _ spelling: Spelling) {
        for property in spelling.tree[properties] {
            switch spelling.tree[property] {
            case .spread(let operand):
                if let specifier = spelling.required(operand) { reexports.append(specifier) }
            case .property(let key, _, _, false):
                if case .string(let name) = spelling.tree[key] { add(name) }
            default: break
            }
        }
    }

    private mutating func readCall(
        _ callee: NodeID, _ arguments: NodeList, _ spelling: Spelling, _ bound: [NameID: NameID]
    ) {
        let list = Array(spelling.tree[arguments])
        if spelling.isMember(callee, of: "Object", "defineProperty"), list.count >= 3, spelling.isExports(list[0]) {
            guard case .string(let name) = spelling.tree[list[1]], spelling.isReadable(list[2]) else { return }
            add(name)
        } else if spelling.isExportStar(callee), let first = list.first, let specifier = spelling.required(first) {
            reexports.append(specifier)
        } else if case .member(let object, let method, false) = spelling.tree[callee], spelling.is(method, "forEach"), list.count == 1,
            case .call(let keys, let operands, false) = spelling.tree[object], spelling.isMember(keys, of: "Object", "keys"),
            let operand = spelling.tree[operands].first, case .identifier(let name) = spelling.tree[operand],
            let specifier = bound[name], spelling.mentionsExports(list[0])
        {
            reexports.append(specifier)
        }
    }
}

/// The shapes that are looked for.
private struct Spelling {
    let tree: SyntaxTree
    let names: NameTable

    func `is`(_ name: NameID, _ text: String) -> Bool { names.string(name) == text }

    func isName(_ node: NodeID, _ text: String? = nil) -> Bool {
        guard !node.isNone, case .identifier(let name) = tree[node] else { return false }
        return text.map { self.is(name, $0) } ?? true
    }

    func isMember(_ node: NodeID, of object: String, _ name: String) -> Bool {
        guard case .member(let owner, let member, false) = tree[node] else { return false }
        return self.is(member, name) && isName(owner, object)
    }

    func isModuleExports(_ node: NodeID) -> Bool { isMember(node, of: "module", "exports") }

    /// `exports` or `module.exports`.
    func isExports(_ node: NodeID) -> Bool { isName(node, "exports") || isModuleExports(node) }

    /// The name in `exports.name` or `exports["name"]`.
    func exported(_ node: NodeID) -> NameID? {
        switch tree[node] {
        case .member(let object, let name, false): return isExports(object) ? name : nil
        case .computedMember(let object, let key, false):
            guard isExports(object), case .string(let name) = tree[key] else { return nil }
            return name
        default: return nil
        }
    }

    /// The specifier of `require("…")`, also in the functions that compilers put around it.
    func required(_ node: NodeID) -> NameID? {
        guard !node.isNone, case .call(let callee, let arguments, false) = tree[node] else { return nil }
        let list = Array(tree[arguments])
        if let specifier = required(callee, list) { return specifier }
        guard let first = list.first, case .identifier(let name) = tree[callee],
            ["_interopRequireWildcard", "__importStar"].contains(names.string(name))
        else { return nil }
        return required(first)
    }

    /// The same by the parts of the call.
    func required(_ callee: NodeID, _ arguments: [NodeID]) -> NameID? {
        guard isName(callee, "require"), arguments.count == 1, case .string(let specifier) = tree[arguments[0]] else { return nil }
        return specifier
    }

    /// `__exportStar`, `__export`, `tslib.__exportStar`.
    func isExportStar(_ callee: NodeID) -> Bool {
        switch tree[callee] {
        case .identifier(let name), .member(_, let name, false): ["__exportStar", "__export"].contains(names.string(name))
        default: false
        }
    }

    /// Whether a descriptor has a value, or a getter that can be asked without harm.
    func isReadable(_ descriptor: NodeID) -> Bool {
        guard case .object(let properties) = tree[descriptor] else { return false }
        for property in tree[properties] {
            guard case .property(let key, let value, let kind, false) = tree[property], case .string(let name) = tree[key] else {
                return false
            }
            switch names.string(name) {
            case "value": return true
            case "get":
                guard kind == .value || kind == .method, case .function(let id) = tree[value] else { return false }
                return givesName(id)
            default: break
            }
        }
        return false
    }

    /// Whether a function does nothing but give a name or a member of one.
    private func givesName(_ id: FunctionID) -> Bool {
        guard tree[id].body.count == 1, let statement = tree[tree[id].body].first, case .return(let value) = tree[statement],
            !value.isNone
        else { return false }
        return switch tree[value] {
        case .identifier: true
        case .member(let object, _, _): isName(object)
        case .computedMember(let object, let key, _): isName(object) && { if case .string = tree[key] { true } else { false } }()
        default: false
        }
    }

    /// Whether a function's text has the name `exports`.
    func mentionsExports(_ node: NodeID) -> Bool {
        guard case .function = tree[node] else { return false }
        let range = tree.range(of: node)
        let text = String(decoding: tree.source.bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
        return text.contains("exports")
    }
}
