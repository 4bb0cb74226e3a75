/// ECMA-262's evaluation of modules on an abstract graph: the algorithms as they are written there, recursive, on one class, with a
/// queue of jobs. Slow and short, and a different program from the simulator.
///
/// A body prints that it starts, awaits values, and prints that it ends; one that fails throws then.
final class ReferenceModel {
    private enum Status { case linked, evaluating, evaluatingAsync, evaluated }
    private enum AsyncOrder: Equatable {
        case unset
        case number(Int)
        case done
    }

    private final class Record {
        let index: Int
        let node: ModuleGraph.Node
        var status = Status.linked
        var error: Int?
        var depthIndex = 0, ancestorIndex = 0
        var cycleRoot: Record?
        var asyncOrder = AsyncOrder.unset
        var parents: [Record] = []
        var pending = 0
        var hasTLA: Bool { node.awaits != nil }
        init(index: Int, node: ModuleGraph.Node) {
            self.index = index
            self.node = node
        }
    }

    private struct Thrown: Error { var by: Int }

    private let records: [Record]
    private var jobs: [() -> Void] = []
    private var stack: [Record] = []
    private var orders = 0
    private var result: String?
    private var lines: [String] = []

    private init(_ graph: ModuleGraph) {
        records = graph.nodes.indices.map { Record(index: $0, node: graph.nodes[$0]) }
    }

    /// What the run prints, and last how the entry ends.
    static func run(_ graph: ModuleGraph) -> [String] {
        let model = ReferenceModel(graph)
        model.evaluate(model.records[0])
        var next = 0
        while next < model.jobs.count {
            model.jobs[next]()
            next += 1
        }
        return model.lines + [model.result ?? "unsettled"]
    }

    private func evaluate(_ module: Record) {
        var index = 0
        do {
            try innerModuleEvaluation(module, &index)
            if module.asyncOrder == .unset { result = "fulfilled" }
        } catch {
            for waiting in stack {
                waiting.status = .evaluated
                waiting.error = (error as! Thrown).by
            }
            result = "rejected \((error as! Thrown).by)"
        }
    }

    private func innerModuleEvaluation(_ module: Record, _ index: inout Int) throws {
        if module.status == .evaluatingAsync || module.status == .evaluated {
            if let error = module.error { throw Thrown(by: error) }
            return
        }
        if module.status == .evaluating { return }
        module.status = .evaluating
        module.depthIndex = index
        module.ancestorIndex = index
        index += 1
        stack.append(module)
        for request in module.node.requests {
            var required = records[request]
            try innerModuleEvaluation(required, &index)
            if required.status == .evaluating {
                module.ancestorIndex = min(module.ancestorIndex, required.ancestorIndex)
            } else {
                required = required.cycleRoot!
                if let error = required.error { throw Thrown(by: error) }
            }
            if case .number = required.asyncOrder {
                module.pending += 1
                required.parents.append(module)
            }
        }
        if module.pending > 0 || module.hasTLA {
            module.asyncOrder = .number(orders)
            orders += 1
            if module.pending == 0 { executeAsyncModule(module) }
        } else {
            try executeSynchronously(module)
        }
        if module.ancestorIndex == module.depthIndex {
            while let member = stack.popLast() {
                member.status = member.asyncOrder == .unset ? .evaluated : .evaluatingAsync
                member.cycleRoot = module
                if member === module { break }
            }
        }
    }

    private func executeSynchronously(_ module: Record) throws {
        lines.append("\(module.index) start")
        lines.append("\(module.index) end")
        if module.node.fails { throw Thrown(by: module.index) }
    }

    private func executeAsyncModule(_ module: Record) {
        lines.append("\(module.index) start")
        continueBody(module, awaitsLeft: module.node.awaits!)
    }

    private func continueBody(_ module: Record, awaitsLeft: Int) {
        if awaitsLeft > 0 {
            jobs.append { self.continueBody(module, awaitsLeft: awaitsLeft - 1) }
            return
        }
        lines.append("\(module.index) end")
        // The body's promise settles; what follows is a reaction of it.
        if module.node.fails {
            jobs.append { self.rejected(module, by: module.index) }
        } else {
            jobs.append { self.fulfilled(module) }
        }
    }

    private func gatherAvailableAncestors(_ module: Record, _ list: inout [Record]) {
        // A module that the walk left with an error was given no root: its own error tells.
        for parent in module.parents where !list.contains(where: { $0 === parent }) && (parent.cycleRoot ?? parent).error == nil {
            parent.pending -= 1
            if parent.pending == 0 {
                list.append(parent)
                if !parent.hasTLA { gatherAvailableAncestors(parent, &list) }
            }
        }
    }

    private func fulfilled(_ module: Record) {
        if module.status == .evaluated { return }
        finish(module)
        var ready: [Record] = []
        gatherAvailableAncestors(module, &ready)
        func number(_ module: Record) -> Int { if case .number(let number) = module.asyncOrder { number } else { .max } }
        for ancestor in ready.sorted(by: { number($0) < number($1) }) where ancestor.status != .evaluated {
            if ancestor.hasTLA {
                executeAsyncModule(ancestor)
                continue
            }
            do {
                try executeSynchronously(ancestor)
                finish(ancestor)
            } catch {
                rejected(ancestor, by: (error as! Thrown).by)
            }
        }
    }

    private func finish(_ module: Record) {
        module.asyncOrder = .done
        module.status = .evaluated
        if module.index == 0 { result = "fulfilled" }
    }

    private func rejected(_ module: Record, by culprit: Int) {
        if module.status == .evaluated { return }
        module.error = culprit
        module.status = .evaluated
        module.asyncOrder = .done
        if module.index == 0 { result = "rejected \(culprit)" }
        for parent in module.parents { rejected(parent, by: culprit) }
    }
}
