import JavaScript
import Programs

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
    /// Whether a `catch` of the body hears what goes wrong here.
    var isGuarded = false
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
    /// Who knows what calls and awaits do, and of which module the body is.
    private let reader: CodeReader?
    private let module: ModuleNumber
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

    /// - Parameters:
    ///   - ignoresGuards: whether a `try` around everything is taken for none, as a bundler's wrapper has it.
    ///   - reader: finds the calls and awaits that end with an error; without one they are taken for such that do not.
    ///   - module: whose body it is.
    init(
        of body: NodeList, in tree: SyntaxTree, by reader: CodeReader? = nil, of module: ModuleNumber = 0, ignoresGuards: Bool = false,
        keepsSteps: Bool = false
    ) {
        self.tree = tree
        self.reader = reader
        self.module = module
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
        isConditional = wasConditional || leavesSometimes || breaksSometimes
        isDead = wasDead
        hasWaited = hadWaited
    }

    /// Whether a `break` or `continue` stood in the loop or `switch` around what is walked.
    private var breaksSometimes = false

    /// Walks what a `break` leaves.
    private mutating func inLoop(_ body: (inout Self) -> Void) {
        let before = (isConditional, breaksSometimes)
        breaksSometimes = false
        body(&self)
        breaksSometimes = before.1
        isConditional = before.0 || leavesSometimes || breaksSometimes
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
            inLoop {
                $0.conditionally {
                    $0.walk(body)
                    $0.walk(expression: update)
                }
            }
        case .forIn(_, let right, let body):
            walk(expression: right)
            inLoop { $0.conditionally { $0.walk(body) } }
        case .forOf(_, let right, let body, let isAwait):
            walk(expression: right)
            if isAwait {
                note(.iteration, statement, right)
                hasWaited = true
                mayHaveWaited = true
            }
            inLoop { $0.conditionally { $0.walk(body) } }
        case .while(let test, let body):
            walk(expression: test)
            inLoop { $0.conditionally { $0.walk(body) } }
        case .doWhile(let body, let test):
            inLoop { $0.walk(body) }
            walk(expression: test)
        case .switch(let subject, let cases):
            walk(expression: subject)
            inLoop { walk in
                for item in walk.tree[cases] {
                    guard case .switchCase(let test, let body) = walk.tree[item] else { continue }
                    walk.conditionally {
                        $0.walk(expression: test)
                        $0.walk(body)
                    }
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
            // Out of a loop or `switch`; by a label out of any block.
            (isConditional, breaksSometimes) = (true, true)
            if label != nil { leavesSometimes = true }
        case .functionDeclaration, .importDeclaration, .exportNames, .empty, .debugger: break
        default: walk(expression: statement)
        }
    }

    private mutating func walkTry(_ block: NodeID, _ handler: NodeID, _ finalizer: NodeID) {
        guard !handler.isNone else {
            let first = sites.count
            walk(block)
            let isLeft = isDead
            isDead = false
            walk(finalizer)
            isDead = isDead || isLeft
            // It returns something else, or goes on.
            if tree.holds(finalizer, where: \.leaves) {
                for index in first..<sites.count where sites[index].kind == .return { sites[index].isCertain = false }
            }
            return
        }
        let first = sites.count
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
        isConditional = outer.0 || leavesSometimes || breaksSometimes
        guardMayThrow = outer.1
        isDead = false
        conditionally { $0.walk(handler) }
        walk(finalizer)
        if tree.holds(finalizer, where: \.leaves) {
            for index in first..<sites.count where sites[index].kind == .return { sites[index].isCertain = false }
        }
    }

    /// Whether running a statement may end with an error, as far as its text tells.
    private func mayThrow(_ statement: NodeID) -> Bool {
        if let reader { return reader.mayThrow(statement, in: module) }
        return tree.holds(statement) { node in
            switch node {
            case .call, .new, .await, .member, .computedMember, .throw, .taggedTemplate, .identifier: true
            default: false
            }
        }
    }

    private mutating func note(_ kind: BodySite.Kind, _ node: NodeID, _ operand: NodeID) {
        sites.append(
            BodySite(
                kind: kind, node: node, operand: operand, isCertain: !isConditional, isLate: hasWaited, isGuarded: guardDepth > 0))
    }

    // MARK: Expressions

    private enum Step {
        case visit(NodeID, isConditional: Bool)
        /// The parts of a call, or of what else runs code, are evaluated.
        case leave(NodeID, isConditional: Bool)
        case wait(NodeID, operand: NodeID, isConditional: Bool)
        /// What may end with an error has been evaluated.
        case passed(NodeID, isConditional: Bool)
    }

    /// Expressions are walked on a list of their own: they may be deep.
    private mutating func walk(expression: NodeID) {
        if isDead || expression.isNone { return }
        var steps = [Step.visit(expression, isConditional: false)]
        while let step = steps.popLast() {
            switch step {
            case .wait(let node, let operand, let isSometimes):
                sites.append(
                    BodySite(
                        kind: .await, node: node, operand: operand, isCertain: !isConditional && !isSometimes, isLate: hasWaited,
                        isGuarded: guardDepth > 0))
                if !isSometimes { hasWaited = true }
                mayHaveWaited = true
            case .visit(let node, let isSometimes): push(node, isSometimes, &steps)
            case .leave(let node, let isSometimes): keep(node, isSometimes)
            case .passed(let node, let isSometimes):
                pass(node, isSometimes)
                if isDead { return }
            }
        }
    }

    /// Takes note of what a call, an await or a name does beside giving a value.
    private mutating func pass(_ node: NodeID, _ isSometimes: Bool) {
        guard let reader else { return }
        if reader.throwsAlways(node, in: module) {
            if !isConditional, !isSometimes, guardDepth == 0 { throwsForCertain = true }
            if guardDepth > 0 { guardMayThrow = true }
            if isSometimes {
                if guardDepth > 0 { leavesSometimes = true }
            } else if guardDepth > 0 || !isConditional {
                leave()
            }
        } else if guardDepth > 0, reader.mayThrow(node, in: module) {
            // What follows in the same statement.
            isConditional = true
        }
    }

    /// Whether a node is asked about when its parts have been evaluated.
    private func isPassed(_ node: NodeID) -> Bool {
        guard reader != nil else { return false }
        switch tree[node] {
        case .call, .await, .identifier: return true
        case .new, .taggedTemplate, .member, .computedMember, .privateMember: return guardDepth > 0
        default: return false
        }
    }

    private mutating func keep(_ node: NodeID, _ isSometimes: Bool) {
        kept.append(
            BodyStep(node: node, isCertain: !isConditional && !isSometimes, isLate: hasWaited, mayBeLate: mayHaveWaited))
    }

    private mutating func push(_ node: NodeID, _ isSometimes: Bool, _ steps: inout [Step]) {
        if node.isNone { return }
        if isPassed(node) { steps.append(.passed(node, isConditional: isSometimes)) }
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
            if case .identifier = tree[target] {} else { steps.append(.visit(target, isConditional: isSometimes)) }
            steps.append(.visit(value, isConditional: isSometimes))
        default:
            var children: [NodeID] = []
            tree.forEachChild(of: node) { children.append($0) }
            for child in children.reversed() { steps.append(.visit(child, isConditional: isSometimes)) }
        }
    }
}

extension Node {
    /// Whether it leaves what stands around it.
    var leaves: Bool {
        switch self {
        case .return, .break, .continue, .throw: true
        default: false
        }
    }
}
