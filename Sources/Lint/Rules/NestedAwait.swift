import Diagnostics
import JavaScript
import Programs

extension Rule {
    static let nestedAwait = Rule(
        "nested-await", "A function, or a module, whose first await is nested, so that a turn ends there only sometimes",
        severity: .warning,
        page: .nestedAwait
    ) { graph in
        graph.forEachModule(where: \.hasAwait) { number, module in NestedAwait(graph, number, module).findings() }
    }
}

/// The first `await` of each async function and of a module, and whether it is nested.
///
/// It may be a statement of its own, the initialiser of a variable, or the right side of a plain assignment that is a statement; between that statement
/// and the function only blocks and `for await` may stand. What comes after a first await that is not nested is free.
private struct NestedAwait {
    private let graph: LintedGraph
    private let number: ModuleNumber
    private let view: TreeView

    init(_ graph: LintedGraph, _ number: ModuleNumber, _ module: AnalysedModule) {
        self.graph = graph
        self.number = number
        view = TreeView(module)
    }

    func findings() -> [LintFinding] {
        firstAwaits().compactMap { function, suspension in
            nesting(of: suspension).map { finding(at: suspension, in: function, $0) }
        }
    }

    // MARK: First awaits

    /// The first await of each function that has one, and of the module (none), in the order of the text.
    private func firstAwaits() -> [(function: NodeID, suspension: NodeID)] {
        var first: [NodeID: NodeID] = [:]
        var order: [NodeID] = []
        for (index, node) in view.tree.nodes.enumerated() where node.isWait {
            let suspension = NodeID(UInt32(index))
            let function = view.function(around: suspension) ?? .none
            if let known = first[function] {
                // What is around stands first in the text, and behind its parts in the tree.
                if view.range(suspension).start < view.range(known).start { first[function] = suspension }
            } else {
                first[function] = suspension
                order.append(function)
            }
        }
        return order.compactMap { function in first[function].map { (function, $0) } }.sorted {
            view.range($0.suspension).start < view.range($1.suspension).start
        }
    }

    // MARK: What it is nested in

    /// What an await is nested in, which decides about the words.
    private enum Nesting {
        case branch(String)
        case loop(String)
        case tryBlock(hasFinally: Bool)
        case handler, finalizer
        case returned, exported
        case compound
        case expression
        case label
    }

    /// The outermost construct that is not allowed; `nil` where the await is not nested.
    private func nesting(of suspension: NodeID) -> Nesting? {
        let statement: NodeID
        var inner: Nesting?
        if case .forOf = view.tree[suspension] {
            statement = suspension
        } else {
            (statement, inner) = allowedStatement(of: suspension)
        }
        var outermost = inner
        var child = statement
        while let parent = view.parents[child], !view.isFunction(parent) {
            if let nesting = nesting(in: parent, child) { outermost = nesting }
            child = parent
        }
        return outermost
    }

    /// The statement of which the await is the whole, the initialiser or the right side; with what it is instead where it is a part.
    private func allowedStatement(of suspension: NodeID) -> (NodeID, Nesting?) {
        guard let parent = view.parents[suspension] else { return (suspension, nil) }
        switch view.tree[parent] {
        case .expressionStatement: return (parent, nil)
        case .declarator(_, let value) where value == suspension: return (view.parents[parent] ?? parent, nil)
        case .assignment(_, let value) where value == suspension:
            if let outer = view.parents[parent], case .expressionStatement = view.tree[outer] { return (outer, nil) }
            return (parent, .expression)
        case .compoundAssignment, .logicalAssignment: return (parent, .compound)
        case .return:
            // The body of an arrow function that is an expression.
            if let function = view.parents[parent], let id = view.functionID(function), view.tree[id].flags.contains(.hasExpressionBody) {
                return (parent, nil)
            }
            return (parent, .returned)
        case .exportDefault: return (parent, .exported)
        default: return (parent, nesting(in: parent, suspension) ?? .expression)
        }
    }

    /// What a node means for a part of it; `nil` where it may stand around an await, and where what is around it decides.
    private func nesting(in node: NodeID, _ child: NodeID) -> Nesting? {
        switch view.tree[node] {
        case .block, .forOf(_, _, _, isAwait: true): return nil
        case .if(let test, _, _): return child == test ? .expression : .branch("'if'")
        case .conditional(let test, _, _): return child == test ? .expression : .branch("conditional expression")
        case .logical(let operation, let left, _):
            let sign = operation == .and ? "&&" : operation == .or ? "||" : "??"
            return child == left ? .expression : .branch("'\(sign)'")
        case .switch(let subject, _): return child == subject ? .expression : .branch("'switch'")
        case .switchCase: return .branch("'switch'")
        case .while(let test, _): return child == test ? .expression : .loop("'while'")
        case .doWhile: return .loop("'do'")
        case .for(let initial, _, _, _): return child == initial ? .expression : .loop("'for'")
        case .forOf(_, let right, _, _), .forIn(_, let right, _): return child == right ? .expression : .loop("'for'")
        case .try(let block, _, let handler, let finalizer):
            return child == block ? .tryBlock(hasFinally: !finalizer.isNone) : child == handler ? .handler : .finalizer
        case .labeled: return .label
        case .exportDeclaration, .exportDefault: return .exported
        case .compoundAssignment, .logicalAssignment: return .compound
        case .return: return .returned
        case .expressionStatement, .variables, .declarator: return nil
        default: return .expression
        }
    }

    // MARK: Words

    private func finding(at suspension: NodeID, in function: NodeID, _ nesting: Nesting) -> LintFinding {
        let name = function.isNone ? nil : view.name(ofFunction: function)
        let owner = function.isNone ? "the module" : name.map { "'\($0)'" } ?? "the function"
        let (place, why) = Self.words(nesting)
        var diagnostic = graph.diagnostic(
            "the first await of \(owner) \(place): \(why)", at: keyword(of: suspension), in: number,
            suggestion: "write 'await null;' before it, so that a turn always ends there, or move the await out to a statement of its own")
        if case .tryBlock(hasFinally: true) = nesting {
            diagnostic.alternatives = ["write Promise.resolve().then(() => …).finally(() => { … }) in place of the 'try'"]
        }
        return LintFinding(rule: Rule.nestedAwait.name, isCertain: true, diagnostic)
    }

    /// The word `await`, and of a loop its `for await`.
    private func keyword(of suspension: NodeID) -> SourceRange {
        let range = view.range(suspension)
        if case .forOf = view.tree[suspension] { return SourceRange(start: range.start, end: range.start + 3) }
        return SourceRange(start: range.start, end: min(range.end, range.start + 5))
    }

    private static func words(_ nesting: Nesting) -> (place: String, why: String) {
        switch nesting {
        case .branch(let what):
            ("stands under a condition (\(what))", "a turn ends there only when it is reached, and else what follows runs in the same turn")
        case .loop(let what):
            ("stands in a loop (\(what))", "no turn ends there when the loop has no round, and another ends with each round")
        case .tryBlock(let hasFinally):
            (
                "stands in a 'try'",
                "when what is awaited throws at once, no turn ends there and the '\(hasFinally ? "finally" : "catch")' runs in the same turn"
            )
        case .handler: ("stands in a 'catch'", "a turn ends there only after an error")
        case .finalizer: ("stands in a 'finally'", "what came before it, a value or an error, is held back for a turn only there")
        case .returned:
            (
                "is the value of a 'return'",
                "when what is awaited throws at once, no turn ends there, and the function ends in the same turn"
            )
        case .exported: ("stands in an 'export'", "it reads as a declaration, and what follows runs in another turn")
        case .compound:
            (
                "is a part of an assignment that also reads",
                "the old value is read before the turn ends, and the new one is written after it"
            )
        case .expression:
            ("is a part of an expression", "what stands before it there is evaluated in this turn, and what stands behind it in another")
        case .label: ("stands behind a label", "a 'break' to it passes the rest by")
        }
    }
}
