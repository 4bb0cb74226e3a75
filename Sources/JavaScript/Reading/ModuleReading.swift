import Diagnostics

/// What a module's text tells of places that a run knows only as offsets: which call stands there, what a function without a name is called,
/// where the value of an expression goes.
///
/// - Complexity: linear in the module's text to make.
public struct ModuleReading {
    public let module: AnalysedModule
    let parents: ParentTable
    /// Nodes by where they begin; of one beginning, those inside before those around them.
    private var starts: [UInt32: [NodeID]] = [:]

    public var tree: SyntaxTree { module.tree }

    public init(_ module: AnalysedModule) {
        self.module = module
        parents = ParentTable(of: module.tree)
        for index in module.tree.nodes.indices {
            switch module.tree.nodes[index] {
            case .call, .new, .importCall, .await, .forOf:
                starts[module.tree.ranges[index].start, default: []].append(NodeID(UInt32(index)))
            default: break
            }
        }
    }

    /// - Parameter nesting: as for ``parseModule(_:names:nesting:parts:accepting:)``.
    /// - Returns: `nil` for a module with a syntax error, and for one that is too large to be parsed twice.
    public init?(_ source: SourceFile, nesting: Int) {
        guard let module = try? AnalysedModule(source, nesting: nesting, parts: ParserLimits.partsForWords) else { return nil }
        self.init(module)
    }

    /// The call, `new` or `import()` that begins at an offset.
    ///
    /// - Parameter ordinal: how many of them begin there and are made before: in `a.b().c()` the call of `b` comes first.
    public func call(at offset: UInt32, ordinal: Int) -> NodeID? {
        let calls = (starts[offset] ?? []).filter { node in
            switch tree[node] {
            case .call, .new, .importCall: true
            default: false
            }
        }
        return calls.indices.contains(ordinal) ? calls[ordinal] : nil
    }

    /// The `await` or `for await` that begins at an offset.
    public func awaiting(at offset: UInt32) -> NodeID? {
        (starts[offset] ?? []).first { node in
            switch tree[node] {
            case .await, .forOf, .variables(.awaitUsing, _): true
            default: false
            }
        }
    }

    /// Whether anything is done with the value of an expression.
    public func usesValue(of node: NodeID) -> Bool {
        guard let parent = parents[node] else { return false }
        switch tree[parent] {
        case .expressionStatement: return false
        case .unary(.void, _): return false
        default: return true
        }
    }

    // MARK: Texts

    /// A node's text on one line; what is long is cut, and of a function with a body in braces only its head is told.
    ///
    /// - Parameter limit: how many characters, about.
    public func text(of node: NodeID, limit: Int = 60) -> String {
        let range = tree.range(of: node)
        if let own = tree.source.originalRange(of: range) {
            // A bundler put something in the place of what the user wrote.
            let text = oneLine(own.source.bytes[Int(own.range.start)..<Int(own.range.end)], limit: limit)
            if !text.hasSuffix("…") { return text }
        }
        var text = oneLine(tree.source.bytes[Int(range.start)..<Int(range.end)], limit: limit)
        guard text.hasSuffix("…"), let (callee, arguments) = parts(ofCall: node), !arguments.isEmpty else { return text }
        // A call whose arguments are long is known by what it calls.
        let isNew = if case .new = tree[node] { true } else { false }
        let calleeText = self.text(of: callee, limit: limit)
        text = (isNew ? "new " : "") + calleeText + "(…)"
        return text
    }

    private func oneLine(_ bytes: ArraySlice<UInt8>, limit: Int) -> String {
        var line: [UInt8] = []
        var count = 0
        var isBlank = false
        for byte in bytes {
            if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
                isBlank = true
                continue
            }
            if isBlank, !line.isEmpty {
                line.append(0x20)
                count += 1
            }
            isBlank = false
            if byte & 0xC0 != 0x80 { count += 1 }
            if count > limit {
                while let last = line.last, last & 0xC0 == 0x80 || last == 0x20 { line.removeLast() }
                return String(decoding: line, as: UTF8.self) + "…"
            }
            line.append(byte)
        }
        return String(decoding: line, as: UTF8.self)
    }

    func parts(ofCall node: NodeID) -> (callee: NodeID, arguments: NodeList)? {
        switch tree[node] {
        case .call(let callee, let arguments, _), .new(let callee, let arguments): (callee, arguments)
        case .optionalChain(let inner): parts(ofCall: inner)
        default: nil
        }
    }

    /// What a call calls, such as `names.map`; cut where it is long.
    func calleeText(_ callee: NodeID) -> String {
        let text = MessageText.of(callee, in: tree, module.names, .value)
        return text.count > 40 ? String(text.suffix(39)).drop { $0 != "." }.dropFirst().description : text
    }

    /// The name of a node that is a name, or the last part of a member's.
    func name(of node: NodeID) -> String? {
        guard !node.isNone else { return nil }
        return switch tree[node] {
        case .identifier(let name), .string(let name): module.text(name)
        case .member(_, let name, _): module.text(name)
        case .privateMember(_, let name, _), .privateName(let name): "#" + module.text(name)
        case .computedMember(_, let key, _): if case .string(let name) = tree[key] { module.text(name) } else { nil }
        case .patternDefault(let target, _): name(of: target)
        default: nil
        }
    }
}
