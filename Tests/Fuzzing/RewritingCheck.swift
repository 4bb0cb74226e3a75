import Diagnostics
import JavaScript

/// What must hold of a module that was printed with other names.
struct RewritingCheck {
    let rewriting: Rewriting
    /// The printed text, and what it parses to.
    let file: SourceFile
    let printed: AnalysedModule

    private var module: AnalysedModule { rewriting.module }

    /// - Returns: `nil` when the print has become too large for a module.
    init?(_ rewriting: Rewriting) throws(Finding) {
        self.rewriting = rewriting
        file = rewriting.printed(as: "printed.mjs")
        do {
            printed = try AnalysedModule(file)
        } catch {
            if FuzzTarget.isAboutSize(error) { return nil }
            throw Finding(
                "what was printed with other names does not parse: \(error.message)\n\(String(decoding: file.bytes, as: UTF8.self))")
        }
    }

    /// Every identifier means what it meant, and has the name that was given.
    func checkBindings() throws(Finding) {
        let (before, after) = (module.bindings, printed.bindings)
        try expect(before.all.count == after.all.count, "there are other declarations than before")
        for (id, other) in zip(before.ids, after.ids) {
            let isNamedDefault = before[id].kind == .defaultExport && rewriting.names[id] != nil
            guard !isNamedDefault else { continue }
            try expect(after[other].name == rewriting.names.root(of: id), "'\(before[id].name)' is called '\(after[other].name)'")
            try expect(before[id].kind == after[other].kind, "'\(before[id].name)' is something else than before")
            try expect(before[id].scope == after[other].scope, "'\(before[id].name)' is declared in another scope")
            try expect(before[id].isAssigned == after[other].isAssigned, "'\(before[id].name)' is assigned otherwise")
            try expect(before[id].isCaptured == after[other].isCaptured, "'\(before[id].name)' is captured otherwise")
            try expect(before[id].isExported == after[other].isExported, "'\(before[id].name)' is exported otherwise")
        }
        try expect(before.references.count == after.references.count, "there are other identifiers than before")
        for (reference, other) in zip(before.references, after.references) {
            switch (reference.meaning, other.meaning) {
            case (.binding(let id), .binding(let otherID)):
                try expect(id.index == otherID.index, "'\(before[id].name)' means '\(after[otherID].name)' of another place")
            case (.free(let index), .free(let otherIndex)):
                try expect(before.freeNames[index] == after.freeNames[otherIndex], "'\(before.freeNames[index])' became another name")
            case (.binding(let id), .free): throw Finding("'\(before[id].name)' means nothing any more")
            case (.free(let index), .binding): throw Finding("'\(before.freeNames[index])' means something of the module")
            }
            try expect(reference.usage == other.usage, "a name is used otherwise than before")
        }
        try expect(exports(of: module) == exports(of: printed), "the module exports something else than before")
        try expect(imports(of: module) == imports(of: printed), "the module imports something else than before")
    }

    private func exports(of module: AnalysedModule) -> [String] {
        module.bindings.exports.map { entry in
            let name = entry.exported.map { module.text($0) } ?? "*"
            return switch entry.kind {
            case .local(let id): "\(name): binding \(id.index)"
            case .indirect(let request, let imported): "\(name): \(module.text(imported)) of \(request.index)"
            case .namespace(let request): "\(name): namespace of \(request.index)"
            case .all(let request): "all of \(request.index)"
            }
        }.sorted()
    }

    private func imports(of module: AnalysedModule) -> [String] {
        module.bindings.imports.map { entry in
            "\(entry.binding.index): \(entry.imported.map { module.text($0) } ?? "*") of \(entry.request.index)"
        }
    }

    /// Every token that can be pointed at leads to the same token of the source.
    ///
    /// - Parameter isCanonical: whether the source was printed by the printer, so that it has no parentheses but those which the print has too.
    func checkOrigins(isCanonical: Bool) throws(Finding) {
        for (reference, other) in zip(module.bindings.references, printed.bindings.references) {
            guard case .identifier = module.tree[reference.node] else { continue }
            try checkOrigin(of: other.node, reference.node)
        }
        let kinds: [(Node) -> Bool] = [
            { if case .await = $0 { true } else { false } },
            { if case .importCall = $0 { true } else { false } },
            { if case .new = $0 { true } else { false } },
            { if case .this = $0 { true } else { false } },
            { if case .number = $0 { true } else { false } },
            { if case .object = $0 { true } else { false } },
            { if case .variables = $0 { true } else { false } },
            { if case .if = $0 { true } else { false } },
            { if case .forOf = $0 { true } else { false } },
            { if case .classMethod = $0 { true } else { false } },
        ]
        for kind in kinds { try checkOrigins(of: kind) }
        guard isCanonical else { return }
        try checkOrigins { if case .function = $0 { true } else { false } }
        // A key in quotes may be printed as the name that it is.
        try checkOrigins { if case .string = $0 { true } else { false } }
        try checkOrigins { if case .call = $0 { true } else { false } }
        try checkOrigins { if case .member = $0 { true } else { false } }
        try checkOrigins { if case .binary = $0 { true } else { false } }
        try checkOrigins { if case .assignment = $0 { true } else { false } }
        try checkOrigins { if case .expressionStatement = $0 { true } else { false } }
    }

    private func checkOrigins(of kind: (Node) -> Bool) throws(Finding) {
        let before = module.tree.nodes.indices.filter { kind(module.tree.nodes[$0]) }
        let after = printed.tree.nodes.indices.filter { kind(printed.tree.nodes[$0]) }
        try expect(before.count == after.count, "there are other nodes than before")
        for (node, other) in zip(before, after) { try checkOrigin(of: NodeID(UInt32(other)), NodeID(UInt32(node))) }
    }

    private func checkOrigin(of printed: NodeID, _ node: NodeID) throws(Finding) {
        let start = self.printed.tree.range(of: printed).start
        let expected = module.tree.range(of: node).start
        guard let place = file.origins?.place(of: start) else { throw Finding("a token of the print comes from nowhere") }
        try expect(place.offset == expected, "a token leads to \(place.offset) and stands at \(expected) (\(start) in the print)")
        try expect(file.location(at: start) == module.source.location(at: expected), "a token leads to another line and column")
    }
}
