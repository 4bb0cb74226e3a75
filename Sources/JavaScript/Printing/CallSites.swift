import Diagnostics

/// The calls of a module, for the messages of those that call what is no function.
///
/// It parses the module again, since running code has no need of its tree.
///
/// - Complexity: linear in the module's text to make; a look-up is constant.
public struct CallSites {
    /// What is called, as V8 writes it.
    public struct Callee: Hashable, Sendable {
        public var text: String
        /// The name of the method; `nil` where a computed key or no property is called.
        public var method: String?
    }

    private let tree: SyntaxTree
    private let names: NameTable
    /// By where they begin: the calls of `a.b().c()` begin at the same place, and stand in the order in which they are made.
    private var calls: [UInt32: [NodeID]] = [:]

    /// - Parameter nesting: as for ``parseModule(_:names:nesting:parts:accepting:)``.
    /// - Returns: `nil` for a module with a syntax error, and for one that is too large to be parsed twice.
    public init?(in source: SourceFile, nesting: Int) {
        var names = NameTable()
        guard let tree = try? parseModule(source, names: &names, nesting: nesting, parts: ParserLimits.partsForWords) else { return nil }
        self.tree = tree
        self.names = names
        for index in tree.nodes.indices {
            switch tree.nodes[index] {
            case .call, .taggedTemplate, .new, .superCall, .importCall:
                calls[tree.ranges[index].start, default: []].append(NodeID(UInt32(index)))
            default: break
            }
        }
        for (start, nodes) in calls where nodes.count > 1 {
            calls[start] = nodes.sorted { tree.range(of: $0).end < tree.range(of: $1).end }
        }
    }

    /// What a call calls.
    ///
    /// - Parameters:
    ///   - offset: where the call begins.
    ///   - ordinal: how many calls of the same function begin there too, and are made before.
    public func callee(at offset: UInt32, ordinal: Int) -> Callee? {
        guard let sites = calls[offset], sites.indices.contains(ordinal) else { return nil }
        switch tree[sites[ordinal]] {
        case .call(let callee, _, _), .taggedTemplate(let callee, _), .new(let callee, _):
            return Callee(text: MessageText.of(callee, in: tree, names, .value), method: methodName(callee))
        default: return nil
        }
    }

    /// Where the name of the method stands that a call calls: `then` of `load().then(use)`.
    ///
    /// - Parameters: as for ``callee(at:ordinal:)``.
    /// - Returns: `nil` where that is no name.
    public func methodOffset(at offset: UInt32, ordinal: Int) -> UInt32? {
        guard let sites = calls[offset], sites.indices.contains(ordinal), case .call(let callee, _, _) = tree[sites[ordinal]],
            case .member(_, let name, _) = tree[callee]
        else { return nil }
        let length = UInt32(names.string(name).utf8.count)
        let end = tree.range(of: callee).end
        // A name that is written with escapes is longer.
        guard end >= length, tree.source.bytes[Int(end - length)..<Int(end)].elementsEqual(names.string(name).utf8) else { return nil }
        return end - length
    }

    private func methodName(_ callee: NodeID) -> String? {
        switch tree[callee] {
        case .member(_, let name, _): return names.string(name)
        case .computedMember(_, let key, _):
            if case .string(let name) = tree[key] { return names.string(name) }
            return nil
        default: return nil
        }
    }
}
