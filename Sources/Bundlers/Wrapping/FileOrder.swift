import JavaScript
import Programs

/// In what order the modules of a file stand in it, and the parts of those that are not wrapped.
struct FileOrder: Sendable {
    /// A stretch of a module that is not wrapped, and stands with nothing of other modules in it.
    struct Stretch: Sendable {
        var module: ModuleNumber
        /// Whether the module's namespace object is made at its beginning, if it is needed.
        var beginsModule = false
        /// The imports whose modules are wrapped: where the stretch stands, they are run.
        var imports: [ImportStatement] = []
        /// Whether the module's own code is in it, behind the rest.
        var hasBody = false
        /// Whether the module is CommonJS that is run here.
        var runsCommonJS = false
    }

    /// The wrapped modules, each behind what it leads to.
    private(set) var wrapped: [ModuleNumber] = []
    private(set) var stretches: [Stretch] = []
    /// All modules of the file, in the order in which they are done.
    private(set) var modules: [ModuleNumber] = []

    /// - Parameters:
    ///   - starts: the modules from which the walk goes, in order.
    ///   - followsCalls: whether what `import()` asks for stands in the same file.
    ///   - contains: whether the walk goes to a module.
    ///   - holds: whether a module that it goes to is in the file.
    init(
        _ graph: LinkedGraph, _ plan: WrapPlan, from starts: [ModuleNumber], followsCalls: Bool, contains: (ModuleNumber) -> Bool,
        holds: (ModuleNumber) -> Bool = { _ in true }
    ) {
        var isMet: Set<ModuleNumber> = []
        var visits: [Visit] = []
        func enter(_ module: ModuleNumber) {
            guard contains(module), isMet.insert(module).inserted else { return }
            visits.append(
                Visit(
                    module: module, statements: graph.importStatements(of: module),
                    calls: graph[module].requires.map(\.target) + (followsCalls ? graph.calledModules(of: module) : []),
                    isBare: !plan.isWrapped(module) && holds(module)))
            if visits[visits.count - 1].isBare { add(module, part: 0) { $0.beginsModule = true } }
        }
        for start in starts {
            enter(start)
            while let visit = visits.last {
                let statements = visit.statements
                if visit.next > 0, visit.next <= statements.count, visit.isBare {
                    let statement = statements[visit.next - 1]
                    let isWrapped = plan.isWrapped(statement.target)
                    // An import that leaves nothing behind makes no part, and so parts the stretch.
                    if statement.kind == .reexport || statement.kind == .star || isWrapped {
                        add(visit.module, part: visit.next) { if isWrapped { $0.imports.append(statement) } }
                    }
                }
                guard visit.next < statements.count + visit.calls.count else {
                    visits.removeLast()
                    if holds(visit.module) { leave(visit, runsCommonJS: plan.isRunInPlace(visit.module)) }
                    continue
                }
                visits[visits.count - 1].next += 1
                enter(visit.next < statements.count ? statements[visit.next].target : visit.calls[visit.next - statements.count])
            }
        }
    }

    /// Modules in an order that is known: each bare one stands whole.
    init(_ graph: LinkedGraph, _ plan: WrapPlan, modules: [ModuleNumber]) {
        self.modules = modules
        wrapped = modules.filter { plan.isWrapped($0) }
        stretches = modules.filter { !plan.isWrapped($0) }.map { module in
            Stretch(
                module: module, beginsModule: true, imports: graph.importStatements(of: module).filter { plan.isWrapped($0.target) },
                hasBody: true)
        }
    }

    private struct Visit {
        var module: ModuleNumber
        var statements: [ImportStatement]
        var calls: [ModuleNumber]
        var isBare: Bool
        var next = 0
    }

    /// The number behind the last part of the last stretch; part 0 makes the namespace object, then come the imports, then the body.
    private var end = 0

    private mutating func add(_ module: ModuleNumber, part: Int, _ change: (inout Stretch) -> Void) {
        if stretches.last?.module != module || end != part { stretches.append(Stretch(module: module)) }
        change(&stretches[stretches.count - 1])
        end = part + 1
    }

    private mutating func leave(_ visit: Visit, runsCommonJS: Bool) {
        modules.append(visit.module)
        if visit.isBare {
            add(visit.module, part: visit.statements.count + 1) { $0.hasBody = true }
        } else {
            wrapped.append(visit.module)
            if runsCommonJS { add(visit.module, part: 0) { $0.runsCommonJS = true } }
        }
    }
}
