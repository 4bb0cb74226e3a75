/// Makes random module graphs. The same seed and number give the same graph, whatever else is generated.
public struct FuzzGenerator: Sendable {
    public var seed: UInt64
    /// Taken in turns; at least one.
    public var families: [FuzzFamily]

    public init(seed: UInt64, families: [FuzzFamily]) {
        self.seed = seed
        self.families = families
    }

    /// The case of that number, from 0.
    public func fuzzCase(_ number: Int) -> FuzzCase {
        let family = families[number % families.count]
        var builder = CaseBuilder(family: family, random: FuzzRandom(seed: seed, caseIndex: number))
        return builder.build()
    }
}

/// One graph in the making.
struct CaseBuilder {
    let family: FuzzFamily
    var random: FuzzRandom
    var modules: [FuzzCase.Module] = []
    /// Delays not used yet. All sums of powers of two differ: no two timers of a graph are due at nearly the same time, so that the time
    /// an engine takes itself does not decide.
    var delays = [8, 16, 32, 64, 128]

    init(family: FuzzFamily, random: FuzzRandom) {
        self.family = family
        self.random = random
    }

    mutating func build() -> FuzzCase {
        modules = Array(repeating: FuzzCase.Module(), count: random.number(in: 2...9))
        let isCyclic: Bool
        switch family {
        case .dag, .ticks: isCyclic = false
        case .cycles: isCyclic = true
        case .errors, .values, .dynamic, .timers, .deferred: isCyclic = random.chance(percent: 50)
        }
        makeEdges(isCyclic: isCyclic)
        for index in modules.indices { makeBody(of: index) }
        return FuzzCase(family: family, modules: modules)
    }

    // MARK: Edges

    private mutating func makeEdges(isCyclic: Bool) {
        // An entry that imports dynamically leaves the first step to its body.
        let isRootDynamic = (family == .dynamic || family == .errors) && random.chance(percent: 60)
        for index in modules.indices.dropFirst() {
            if isRootDynamic, random.chance(percent: 40) { continue }
            connect(random.number(in: (isRootDynamic ? 1 : 0)...max(index - 1, isRootDynamic ? 1 : 0)), index)
        }
        for index in modules.indices where !(isRootDynamic && index == 0) {
            for target in modules.indices where target > index && random.chance(percent: 22) { connect(index, target) }
            guard isCyclic else { continue }
            // Edges back are few, so that there are several small cycles and modules outside of them.
            for target in modules.indices where target <= index && random.chance(percent: target == 0 ? 3 : 14) { connect(index, target) }
        }
        for index in modules.indices { modules[index].imports = random.shuffled(modules[index].imports) }
    }

    private mutating func connect(_ from: Int, _ target: Int) {
        if modules[from].imports.contains(where: { $0.target == target }) { return }
        modules[from].imports.append(FuzzImport(target: target, form: importForm(target)))
    }

    private mutating func importForm(_ target: Int) -> FuzzImport.Form {
        switch family {
        case .deferred: return random.chance(percent: 50) ? .deferred : .bare
        case .values:
            switch random.below(20) {
            case 0..<9: return .named(commonName())
            case 9..<14: return .namespace
            case 14..<16: return .starExport
            case 16..<18: return .reexport(commonName())
            default: return .bare
            }
        case .cycles: return random.chance(percent: 25) ? .named(.f) : .bare
        default: return .bare
        }
    }

    private mutating func commonName() -> FuzzName {
        random.chance(percent: 2) ? .missing : random.pick([.n, .n, .c, .c, .f, .f, .inc, .v, .K, .default])
    }

    // MARK: Bodies

    private mutating func makeBody(of index: Int) {
        var body: [FuzzStatement] = []
        let count = random.number(in: family == .dag ? 0...2 : 0...4)
        let isAsynchronous = random.chance(percent: 55)
        while body.count < count {
            let statement = nextStatement(of: index)
            if !isAsynchronous, statement.isAwaiting { body.append(.log) } else { body.append(statement) }
        }
        finish(&body, index)
        modules[index].body = body
    }

    private mutating func nextStatement(of index: Int) -> FuzzStatement {
        switch family {
        case .dag:
            return random.pick([.awaitValue(.null), .awaitValue(operand()), .unreachedAwait, .log])
        case .ticks: return tickStatement()
        case .cycles: return random.chance(percent: 40) ? .awaitValue(operand()) : tickStatement()
        case .errors:
            if random.chance(percent: index == 0 ? 50 : 8) { return dynamicStatement() }
            return random.chance(percent: 50) ? .awaitValue(operand()) : tickStatement()
        case .dynamic: return random.chance(percent: index == 0 ? 70 : 35) ? dynamicStatement() : tickStatement()
        case .timers: return random.chance(percent: 60) ? timerStatement() : tickStatement()
        case .values: return random.chance(percent: 75) ? valueStatement(index) : .awaitValue(operand())
        case .deferred:
            if random.chance(percent: 45), let target = modules[index].imports.filter({ $0.form == .deferred }).map(\.target).first {
                return random.chance(percent: 50) ? .readNamespace(target, .c) : .namespaceKeys(target)
            }
            return random.pick([.awaitValue(.null), .log, .microtask(depth: 1)])
        }
    }

    /// What a body must have for the rest of the graph to be of use.
    private mutating func finish(_ body: inout [FuzzStatement], _ index: Int) {
        switch family {
        case .errors:
            if random.chance(percent: index == 0 ? 10 : 28) { body.append(.throwError) }
            if index == 0, random.chance(percent: 70) { body.insert(dynamicStatement(), at: 0) }
            if random.chance(percent: 2) { body.append(.looseRejection) }
        case .dynamic:
            if index > 0, random.chance(percent: 5) { body.append(.exportThen(answers: random.chance(percent: 70))) }
            if index > 0, random.chance(percent: 5) { body.append(.throwError) }
        case .cycles: body.append(.export(.f))
        case .deferred: body.append(.export(.c))
        case .values:
            for name in [FuzzName.n, .c, .f, .inc, .v, .K, .default] where random.chance(percent: 88) {
                body.insert(.export(name), at: random.below(body.count + 1))
            }
        case .dag, .ticks, .timers: break
        }
        if family == .cycles {
            for item in modules[index].imports where item.form == .named(.f) {
                body.insert(.readNamed(item.target, .f), at: random.below(body.count + 1))
            }
        }
    }

    private mutating func operand() -> FuzzStatement.Operand { random.pick(FuzzStatement.Operand.allCases) }

    private mutating func operands() -> [FuzzStatement.Operand] { (0..<random.number(in: 1...3)).map { _ in operand() } }

    private mutating func tickStatement() -> FuzzStatement {
        switch random.below(16) {
        case 0, 1: .awaitValue(operand())
        case 2: .chain(length: random.number(in: 1...8))
        case 3: .awaitChain(length: random.number(in: 1...5))
        case 4: .microtask(depth: random.number(in: 1...3))
        case 5, 6: .call(random.pick(FuzzStatement.Function.allCases), isAwaited: true)
        case 7: .call(random.pick(FuzzStatement.Function.allCases), isAwaited: false)
        case 8: .combine(random.pick(FuzzStatement.Combinator.allCases), operands(), isAwaited: true)
        case 9: .combine(random.pick(FuzzStatement.Combinator.allCases), operands(), isAwaited: false)
        case 10: .catchRejection
        case 11: .catchThrowing(isLate: random.chance(percent: 50))
        case 12: .tryFinally(awaitsInFinally: random.chance(percent: 50))
        case 13: .forAwait(operands())
        case 14: .asyncGenerator(count: random.number(in: 1...3))
        default: random.pick([.handledLate, .nextTick, .unreachedAwait, .log])
        }
    }

    private mutating func dynamicStatement() -> FuzzStatement {
        let target = random.below(modules.count)
        return switch random.below(10) {
        case 0..<4: .dynamicImport(target, .caught)
        case 4, 5: .dynamicImport(target, .plain)
        case 6..<8: .dynamicImport(target, .loose)
        case 8: family == .errors ? .dynamicImport(target, .caught) : .dynamicImport(target, .unhandled)
        default:
            .dynamicImports(
                (0..<random.number(in: 2...3)).map { _ in random.below(modules.count) },
                random.pick([.all, .allSettled, .race, .any]))
        }
    }

    private mutating func timerStatement() -> FuzzStatement {
        let kind = random.below(8)
        let needed = kind == 3 || kind == 4 ? 2 : kind < 6 ? 1 : 0
        guard delays.count >= needed else { return .zeroTimers(count: random.number(in: 1...3)) }
        let taken = (0..<needed).map { _ in delays.remove(at: random.below(delays.count)) }
        return switch kind {
        case 0, 1: .sleep(milliseconds: taken[0])
        case 2: .timer(milliseconds: taken[0])
        case 3: .timerInTimer(taken[0], taken[1])
        case 4: .raceSleeps(taken[0], taken[1])
        case 5: .clearedTimer(milliseconds: taken[0])
        default: .zeroTimers(count: random.number(in: 1...3))
        }
    }

    private mutating func valueStatement(_ index: Int) -> FuzzStatement {
        let items = modules[index].imports
        guard !items.isEmpty, random.chance(percent: 85) else { return .change }
        let item = random.pick(items)
        switch item.form {
        case .named(let name): return random.chance(percent: 30) ? .readLater(item.target, name) : .readNamed(item.target, name)
        case .namespace, .deferred:
            return random.chance(percent: 35) ? .namespaceKeys(item.target) : .readNamespace(item.target, commonName())
        case .bare, .starExport, .reexport: return .log
        }
    }
}

extension FuzzStatement {
    /// Whether it makes its module asynchronous.
    var isAwaiting: Bool {
        switch self {
        case .awaitValue, .unreachedAwait, .awaitChain, .catchRejection, .catchThrowing, .tryFinally, .forAwait, .asyncGenerator, .sleep,
            .raceSleeps, .dynamicImports:
            true
        case .call(_, let isAwaited), .combine(_, _, let isAwaited): isAwaited
        case .dynamicImport(_, let form): form == .caught || form == .plain
        default: false
        }
    }
}
