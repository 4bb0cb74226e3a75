/// A piece of a module's body. Each prints what it does, so that its place in the order shows.
enum FuzzStatement: Hashable, Sendable {
    /// What is awaited or combined.
    enum Operand: String, Hashable, Sendable, CaseIterable {
        case null, undefined
        case zero = "0"
        case text = "\"s\""
        case resolved = "Promise.resolve(7)"
        case empty = "Promise.resolve()"
        case promiseOfPromise = "new Promise((resolve) => resolve(Promise.resolve(3)))"
        case thenable = "{ then(resolve) { resolve(5); } }"
    }

    /// Async functions that settle after unlike numbers of jobs.
    enum Function: String, Hashable, Sendable, CaseIterable {
        case returnsValue = "return 1;"
        case returnsPromise = "return Promise.resolve(2);"
        case returnsAwaited = "return await Promise.resolve(3);"
        case awaitsTwice = "await null; await undefined; return 4;"
        case returnsThenable = "return { then(resolve) { resolve(5); } };"
        case returnsCall = "const g = async () => { await null; return 6; }; await g(); return g();"
    }

    enum Combinator: String, Hashable, Sendable, CaseIterable {
        case all, race, allSettled, any
    }

    enum DynamicForm: Hashable, Sendable, CaseIterable {
        /// `await import()` in a `try`.
        case caught
        /// `await import()` as it stands.
        case plain
        /// `.then()` with both callbacks.
        case loose
        /// `.then()` with one: a failure is handled by nobody.
        case unhandled
    }

    case log
    case awaitValue(Operand)
    /// Makes a module asynchronous without ever waiting.
    case unreachedAwait
    case chain(length: Int)
    case awaitChain(length: Int)
    case microtask(depth: Int)
    case nextTick
    case call(Function, isAwaited: Bool)
    case combine(Combinator, [Operand], isAwaited: Bool)
    case catchRejection
    case catchThrowing(isLate: Bool)
    case tryFinally(awaitsInFinally: Bool)
    case forAwait([Operand])
    case asyncGenerator(count: Int)
    case handledLate

    case throwError
    case looseRejection

    case sleep(milliseconds: Int)
    case timer(milliseconds: Int)
    /// A timer that queues a microtask and starts another timer.
    case timerInTimer(Int, Int)
    case raceSleeps(Int, Int)
    case zeroTimers(count: Int)
    case clearedTimer(milliseconds: Int)

    case dynamicImport(Int, DynamicForm)
    case dynamicImports([Int], Combinator)

    case export(FuzzName)
    /// `n = n * 10`
    case change
    /// `export function then`; it may never call its argument.
    case exportThen(answers: Bool)
    case readNamed(Int, FuzzName)
    case readNamespace(Int, FuzzName)
    case readLater(Int, FuzzName)
    case namespaceKeys(Int)

    var isTimed: Bool {
        switch self {
        case .sleep, .timer, .timerInTimer, .raceSleeps, .zeroTimers, .clearedTimer: true
        default: false
        }
    }

    /// The modules that it names.
    var targets: [Int] {
        switch self {
        case .dynamicImport(let target, _), .readNamed(let target, _), .readNamespace(let target, _), .readLater(let target, _),
            .namespaceKeys(let target):
            [target]
        case .dynamicImports(let targets, _): targets
        default: []
        }
    }

    /// The same with other modules; `nil` when a module that it cannot do without is gone.
    func renumbered(_ change: (Int) -> Int?) -> FuzzStatement? {
        switch self {
        case .dynamicImport(let target, let form): change(target).map { .dynamicImport($0, form) }
        case .dynamicImports(let targets, let combinator):
            { $0.isEmpty ? nil : .dynamicImports($0, combinator) }(targets.compactMap(change))
        case .readNamed(let target, let name): change(target).map { .readNamed($0, name) }
        case .readNamespace(let target, let name): change(target).map { .readNamespace($0, name) }
        case .readLater(let target, let name): change(target).map { .readLater($0, name) }
        case .namespaceKeys(let target): change(target).map { .namespaceKeys($0) }
        default: self
        }
    }

    /// Shorter statements that may show the same, the shortest first.
    var simpler: [FuzzStatement] {
        switch self {
        case .awaitValue(let operand): operand == .null ? [] : [.awaitValue(.null)]
        case .chain(let length): length > 1 ? [.chain(length: length / 2), .chain(length: length - 1)] : []
        case .awaitChain(let length):
            [.awaitValue(.null)] + (length > 1 ? [.awaitChain(length: length / 2), .awaitChain(length: length - 1)] : [])
        case .microtask(let depth): depth > 1 ? [.microtask(depth: 1), .microtask(depth: depth - 1)] : []
        case .call(let function, let isAwaited):
            (isAwaited ? [.awaitValue(.null)] : []) + (function == .returnsValue ? [] : [.call(.returnsValue, isAwaited: isAwaited)])
        case .combine(let combinator, let operands, let isAwaited):
            (isAwaited ? [.awaitValue(.null)] : [])
                + (operands.count > 1
                    ? operands.indices.map { .combine(combinator, removing($0, from: operands), isAwaited: isAwaited) } : [])
                + (operands.contains { $0 != .null } ? [.combine(combinator, operands.map { _ in .null }, isAwaited: isAwaited)] : [])
        case .catchRejection, .tryFinally, .asyncGenerator(count: 0): [.awaitValue(.null)]
        case .catchThrowing(let isLate): [.awaitValue(.null)] + (isLate ? [.catchThrowing(isLate: false)] : [])
        case .forAwait(let operands):
            [.awaitValue(.null)] + (operands.count > 1 ? operands.indices.map { .forAwait(removing($0, from: operands)) } : [])
        case .asyncGenerator(let count): [.awaitValue(.null), .asyncGenerator(count: count - 1)]
        case .sleep: [.awaitValue(.null)]
        case .raceSleeps(let first, let second): [.sleep(milliseconds: first), .sleep(milliseconds: second)]
        case .timerInTimer(let first, let second): [.timer(milliseconds: first), .timer(milliseconds: second)]
        case .zeroTimers(let count): count > 1 ? [.zeroTimers(count: count - 1)] : []
        case .dynamicImport(let target, let form):
            switch form {
            case .caught: [.awaitValue(.null), .dynamicImport(target, .plain)]
            case .plain: [.awaitValue(.null)]
            case .unhandled: []
            case .loose: [.dynamicImport(target, .unhandled)]
            }
        case .dynamicImports(let targets, let combinator):
            targets.map { .dynamicImport($0, .plain) }
                + (targets.count > 1 ? targets.indices.map { .dynamicImports(removing($0, from: targets), combinator) } : [])
        case .readLater(let target, let name): [.readNamed(target, name)]
        default: []
        }
    }
}

func removing<Element>(_ index: Int, from elements: [Element]) -> [Element] {
    var result = elements
    result.remove(at: index)
    return result
}
