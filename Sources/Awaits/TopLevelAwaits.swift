import Diagnostics
import JavaScript

/// The awaits of a module's top level, in the order of its text, and which of them need what another one gave.
///
/// Two awaits that do not depend on each other could be waited for side by side. This is told from the text alone, by the following rule.
///
/// **What is compared.** What the evaluation of an await's operand does, which is what would happen sooner, with all that stands before it. Code of functions
/// counts where the function is mentioned: its name, a name that was given it, or an object that holds it; with the functions that those mention in turn.
///
/// **``Await/needs``**: a name ties them, and side by side they would be wrong, or might be. The later one
/// - reads a variable that the earlier one gives a value, or that a statement between them makes of it;
/// - reads an object that was changed there: by an assignment to a member, by a method that changes what it is called on (`push`, `set` and their like),
///   or by a call whose value nobody uses, which is made for what it does to its arguments and its object. Names that may hold parts of one object count as one;
/// - changes a variable or object that the earlier one reads or changes;
/// - reads what code of a function assigns, which may happen while the module waits;
/// - calls a function that keeps state between its calls, in a variable of a function around it or in a field of `this`, and which the earlier one calls too.
///
/// **``Await/mayNeed``**: no name ties them, but something unknown may. A function whose code is not in the module was called for its effects (`await connect();`), a
/// module was imported for them, an object of another module or the host was changed, or the module may have thrown; and the later one calls code that is not in the
/// module, which may count on that. So may the same call of such code a second time: `await next();`.
///
/// **Neither**: as far as their names tell, they are independent. A function of another module is taken to change nothing that it is not known to change when its value is
/// used: what two such functions do to each other, behind the module's back, its text does not say.
///
/// `sleep`, `fetch` with a URL alone, `console`, and the globals of the language that only compute are known to have no effects on what follows.
public struct TopLevelAwaits: Sendable {
    /// One wait of the top level.
    public struct Await: Sendable {
        /// How it can begin before its place in the text is reached.
        public enum Form: Hashable, Sendable {
            /// The operand of an `await` that is evaluated once and unconditionally, with nothing before it in its statement that does anything.
            case operand(NodeID)
            /// A whole expression with awaits in it: an initialiser, the right side of an assignment, or a statement's expression.
            case expression(NodeID)
            /// A whole statement, which declares nothing for the module: `for await`, `if`, `try` and their like.
            case statement(NodeID)
            /// It begins where it stands, and nowhere else; or nothing begins there, as for `await promise`, whose work began before.
            case fixed
        }

        /// The item of the module that it stands in: an element of the tree's body.
        public var item: NodeID
        /// The text of that item.
        public var range: SourceRange
        /// The word `await` with its operand, or the first of them in a larger part.
        public var awaitRange: SourceRange
        /// That `await`, or `for await`, itself.
        public var node: NodeID?
        /// The variables of the module that get their values when the wait is over, in order.
        public var names: [String]
        public var form: Form
        /// Whether it waits for a call whose value nobody uses.
        public var isForEffects: Bool
        /// The latest await before it that it depends on by data; `nil` where it depends on none.
        public var needs: Dependence?
        /// A later one than ``needs`` on which it may depend for effects that no name tells of.
        public var mayNeed: Dependence?
        /// Statements without awaits that have to move along where it begins sooner: they only compute what it reads. Indices into ``TopLevelAwaits/computations``.
        public var computations: [Int]
    }

    /// Why an await is taken to depend on an earlier one.
    public struct Dependence: Hashable, Sendable {
        public enum Reason: Hashable, Sendable {
            /// It reads the variable, which has its value by then.
            case value(String)
            /// It reads the object that the variable holds, which is changed by then.
            case object(String)
            /// It changes what the variable holds, or the variable itself, and that was used before.
            case change(String)
            /// Code of a function assigns to the variable, or changes its object, while the module waits.
            case callback(String)
            /// Its operand awaits, or cannot be evaluated apart from what stands before it.
            case place
            /// Something that stands before it may have effects that it counts on.
            case effect
        }

        /// Index into ``TopLevelAwaits/awaits``.
        public var on: Int
        public var reason: Reason
        /// What it comes from: the statement that gives the value, makes the change, or has the effects.
        public var range: SourceRange
    }

    /// A statement without awaits that only computes values for names.
    public struct Computation: Sendable {
        /// An element of the tree's body.
        public var item: NodeID
        /// Other computations that it reads: earlier ones.
        public var computations: [Int]
    }

    public internal(set) var awaits: [Await] = []
    public internal(set) var computations: [Computation] = []

    /// How many awaits, of the first ones, ``awaits`` tells of. The rest would only make what reads it slow.
    public static let limit = 10_000

    /// The first await beside which each one could begin: itself where it has to wait for the one before.
    ///
    /// - Parameter trusting: whether what is only possible, ``Await/mayNeed``, is left out of account.
    public func start(of index: Int, trusting: Bool = false) -> Int {
        let wait = awaits[index]
        if wait.form == .fixed { return index }
        let needed = wait.needs?.on ?? -1
        return max(needed, trusting ? -1 : wait.mayNeed?.on ?? -1) + 1
    }

    /// Awaits that could begin together, in the order of the text; at least two in each group.
    ///
    /// Each group holds the first one's place, and all that stand behind it and could begin there.
    public func groups(trusting: Bool = false) -> [[Int]] {
        var members: [[Int]] = Array(repeating: [], count: awaits.count)
        for index in awaits.indices { members[start(of: index, trusting: trusting)].append(index) }
        return awaits.indices.compactMap { first in
            let group = members[first].filter { $0 != first }
            return group.isEmpty ? nil : [first] + group
        }
    }

    /// Complexity: near linear in the size of the module. Where it would be more, awaits are told to need the one before.
    public init(of module: AnalysedModule) {
        guard module.tree.hasTLA else { return }
        var reader = AwaitReader(module)
        self = reader.read()
    }

    init() {}
}
