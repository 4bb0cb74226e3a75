import JavaScript

/// A place of a body where it waits or returns.
struct BodySite {
    enum Kind {
        case await
        /// `for await (… of x)`: what `x` gives is awaited, one after another.
        case iteration
        case `return`
    }

    var kind: Kind
    /// The `await`, or the statement.
    var node: NodeID
    /// What is waited for, or returned.
    var operand: NodeID
    /// Whether every run of the body that ends without an error comes here.
    var isCertain: Bool
    /// Whether the body has given way to others before, in every run that comes here.
    var isLate: Bool
}

/// Something that a body evaluates: a name, a member, a call, a class.
struct BodyStep {
    var node: NodeID
    /// As of ``BodySite``.
    var isCertain: Bool
    var isLate: Bool
    /// Whether the body may have given way to others before.
    var mayBeLate: Bool
}

/// Goes through the body of a module or function in the order in which it runs, without the functions in it.
struct BodyWalk {
    let tree: SyntaxTree
    private(set) var sites: [BodySite] = []
    /// The expressions that are evaluated, each name when it is read and each call when it is made; empty unless asked for.
    private(set) var kept: [BodyStep] = []
    private let keepsSteps: Bool
    /// Whether the body ends with an error in every run that comes so far.
    private(set) var throwsForCertain = false
    /// Whether what comes now is reached only sometimes.
    private var isConditional = false
    private var isDead = false
    private var hasWaited = false
    private var mayHaveWaited = false
    /// Statements of a `try` with a `catch` that are around what is walked.
    private var guardDepth = 0
    private var guardMayThrow = false

    /// - Parameter ignoresGuards: whether a `try` around everything is taken for none, as a bundler's wrapper has it.
    init(of body: NodeList, in tree: SyntaxTree, ignoresGuards: Bool = false, keepsSteps: Bool = false) {
        self.tree = tree
        self.keepsSteps = keepsSteps
        if ignoresGuards, body.count == 1, let only = tree[body].first, case .try(let block, _, _, _) = tree[only],
            case .block(let list) = tree[block]
        {
            walk(list)
        } else {
            walk(body)
        }
    }

    private mutating func walk(_ statements: NodeList) { for statement in tree[statements] { walk(statement) } }

    private mutating func conditionally(_ body: (inout Self) -> Void) {
        let wasConditional = isConditional
        let wasDead = isDead
        let hadWaited = hasWaited
        isConditional = true
        body(&self)
        // A way out that is taken sometimes makes what follows uncertain.
        isConditional = wasConditional || leavesSometimes
        isDead = wasDead
        hasWaited = hadWaited
    }

    /// Whether a `return` or a jump stood in a branch.
    private var leavesSometimes = false

    private mutating func leave() {
        if isConditional { leavesSometimes = true } else { isDead = true }
    }

    private mutating func walk(_ statement: NodeID) {
        if isDead || statement.isNone { return }
        switch tree[statement] {
        case .block(let list): walk(list)
        case .labeled(_, let inner), .exportDeclaration(let inner), .exportDefault(let inner): walk(inner)
        case .if(let test, let then, let otherwise):
            walk(expression: test)
            conditionally { $0.walk(then) }
            conditionally { $0.walk(otherwise) }
        case .for(let initial, let test, let update, let body):
            walk(initial)
            walk(expression: test)
            conditionally {
                $0.walk(body)
                $0.walk(expression: update)
            }
        case .forIn(_, let right, let body):
            walk(expression: right)
            conditionally { $0.walk(body) }
        case .forOf(_, let right, let body, let isAwait):
            walk(expression: right)
            if isAwait {
                note(.iteration, statement, right)
                hasWaited = true
                mayHaveWaited = true
            }
            conditionally { $0.walk(body) }
        case .while(let test, let body):
            walk(expression: test)
            conditionally { $0.walk(body) }
        case .doWhile(let body, let test):
            walk(body)
            walk(expression: test)
        case .switch(let subject, let cases):
            walk(expression: subject)
            for item in tree[cases] {
                guard case .switchCase(let test, let body) = tree[item] else { continue }
                conditionally {
                    $0.walk(expression: test)
                    $0.walk(body)
                }
            }
        case .try(let block, _, let handler, let finalizer): walkTry(block, handler, finalizer)
        case .return(let argument):
            walk(expression: argument)
            if !argument.isNone { note(.return, statement, argument) }
            leave()
        case .throw(let argument):
            walk(expression: argument)
            if !isConditional, guardDepth == 0 { throwsForCertain = true }
            // An error that is thrown sometimes settles nothing that waits; caught, it is a way round what follows.
            if guardDepth > 0 { guardMayThrow = true }
            if guardDepth > 0 || !isConditional { leave() }
        case .break(let label), .continue(let label):
            // Out of a loop or `switch`, whose parts are reached sometimes only anyway; by a label out of any block.
            if label != nil { (leavesSometimes, isConditional) = (true, true) }
        case .functionDeclaration, .importDeclaration, .exportNames, .empty, .debugger: break
        default: walk(expression: statement)
        }
    }

    private mutating func walkTry(_ block: NodeID, _ handler: NodeID, _ finalizer: NodeID) {
        guard !handler.isNone else {
            walk(block)
            let isLeft = isDead
            isDead = false
            walk(finalizer)
            isDead = isDead || isLeft
            return
        }
        let outer = (isConditional, guardMayThrow)
        guardDepth += 1
        guardMayThrow = false
        if case .block(let list) = tree[block] {
            for statement in tree[list] {
                if guardMayThrow { isConditional = true }
                walk(statement)
                if mayThrow(statement) { guardMayThrow = true }
            }
        }
        guardDepth -= 1
        if isDead { leavesSometimes = true }
        isConditional = outer.0 || leavesSometimes
        guardMayThrow = outer.1
        isDead = false
        conditionally { $0.walk(handler) }
        walk(finalizer)
    }

    /// Whether running a statement may end with an error, as far as its text tells.
    private func mayThrow(_ statement: NodeID) -> Bool {
        var pending = [statement]
        while let node = pending.popLast() {
            switch tree[node] {
            case .function, .functionDeclaration: continue
            case .call, .new, .await, .member, .computedMember, .throw, .taggedTemplate, .identifier: return true
            default: tree.forEachChild(of: node) { pending.append($0) }
            }
        }
        return false
    }

    private mutating func note(_ kind: BodySite.Kind, _ node: NodeID, _ operand: NodeID) {
        sites.append(BodySite(kind: kind, node: node, operand: operand, isCertain: !isConditional, isLate: hasWaited))
    }

    // MARK: Expressions

    private enum Step {
        case visit(NodeID, isConditional: Bool)
        /// The parts of a call, or of what else runs code, are evaluated.
        case leave(NodeID, isConditional: Bool)
        case wait(NodeID, operand: NodeID, isConditional: Bool)
    }

    /// Expressions are walked on a list of their own: they may be deep.
    private mutating func walk(expression: NodeID) {
        if isDead || expression.isNone { return }
        var steps = [Step.visit(expression, isConditional: false)]
        while let step = steps.popLast() {
            switch step {
            case .wait(let node, let operand, let isSometimes):
                sites.append(
                    BodySite(kind: .await, node: node, operand: operand, isCertain: !isConditional && !isSometimes, isLate: hasWaited))
                if !isSometimes { hasWaited = true }
                mayHaveWaited = true
            case .visit(let node, let isSometimes): push(node, isSometimes, &steps)
            case .leave(let node, let isSometimes): keep(node, isSometimes)
            }
        }
    }

    private mutating func keep(_ node: NodeID, _ isSometimes: Bool) {
        kept.append(
            BodyStep(node: node, isCertain: !isConditional && !isSometimes, isLate: hasWaited, mayBeLate: mayHaveWaited))
    }

    private mutating func push(_ node: NodeID, _ isSometimes: Bool, _ steps: inout [Step]) {
        if node.isNone { return }
        if keepsSteps {
            switch tree[node] {
            case .call, .new, .taggedTemplate, .classExpression, .classDeclaration: steps.append(.leave(node, isConditional: isSometimes))
            case .identifier, .member: keep(node, isSometimes)
            default: break
            }
        }
        switch tree[node] {
        case .function, .functionDeclaration: break
        case .member(let object, _, _) where keepsSteps:
            // What a namespace has is read as a member; the reader looks at the object itself.
            if case .identifier = tree[object] { break }
            steps.append(.visit(object, isConditional: isSometimes))
        case .assignment(let target, let value) where keepsSteps:
            steps.append(.visit(value, isConditional: isSometimes))
            if case .identifier = tree[target] { break }
            steps.append(.visit(target, isConditional: isSometimes))
        case .declarator(let target, let value) where keepsSteps:
            if case .identifier = tree[target] {} else { steps.append(.visit(target, isConditional: isSometimes)) }
            steps.append(.visit(value, isConditional: isSometimes))
        case .await(let operand):
            steps.append(.wait(node, operand: operand, isConditional: isSometimes))
            steps.append(.visit(operand, isConditional: isSometimes))
        case .logical(_, let first, let second), .logicalAssignment(_, let first, let second):
            steps.append(.visit(second, isConditional: true))
            steps.append(.visit(first, isConditional: isSometimes))
        case .conditional(let test, let then, let otherwise):
            steps.append(.visit(otherwise, isConditional: true))
            steps.append(.visit(then, isConditional: true))
            steps.append(.visit(test, isConditional: isSometimes))
        case .patternDefault(let target, let value):
            steps.append(.visit(value, isConditional: true))
            steps.append(.visit(target, isConditional: isSometimes))
        case .optionalChain(let inner): steps.append(.visit(inner, isConditional: true))
        case .declarator(let target, let value):
            steps.append(.visit(target, isConditional: isSometimes))
            steps.append(.visit(value, isConditional: isSometimes))
        default:
            var children: [NodeID] = []
            tree.forEachChild(of: node) { children.append($0) }
            for child in children.reversed() { steps.append(.visit(child, isConditional: isSometimes)) }
        }
    }
}
