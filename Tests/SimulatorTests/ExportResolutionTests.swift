import JavaScript
import Testing

@testable import Simulator

/// The resolution of names, which looks at each name of each module once, against the algorithms of ECMA-262 as they are written, which begin anew
/// for each question.
@Suite struct ExportResolutionTests {
    /// The seed and the modules stand in the message.
    @Test(arguments: 0..<6)
    func `names mean what ECMA-262 says, in whatever order they are asked for`(batch: UInt64) throws {
        var collected = 0
        for seed in batch * 50..<batch * 50 + 50 {
            var random = SplitMix64(seed: seed)
            let graph = ExportGraph.random(&random)
            try onLoadedMachine(graph) { machine in
                // What one question leaves known must not change the answer to another.
                var questions = graph.modules.indices.flatMap { module in
                    (ExportGraph.names + ExportGraph.moreNames + ["no"]).map { (module: module, name: Optional($0)) } + [(module, nil)]
                }
                questions.shuffle(using: &random)
                defer { collected += machine.graph.modules.count { $0.hasStarNames } }
                for question in questions + questions {
                    guard let name = question.name else {
                        check(&machine, namesOf: question.module, graph, seed)
                        continue
                    }
                    let id = machine.id(of: question.module, graph)
                    let found = machine.resolution(id, machine.strings.names.intern(name), graph)
                    #expect(
                        found == graph.resolveExport(question.module, name),
                        "'\(name)' of \(graph.name(of: question.module)), seed \(seed)\n\(graph)")
                }
            }
        }
        #expect(collected > 20, "all ways of the simulator are taken")
    }

    private func check(_ machine: inout Machine, namesOf module: Int, _ graph: ExportGraph, _ seed: UInt64) {
        let id = machine.id(of: module, graph)
        let names = machine.namespaceNames(id).map { machine.strings.names.string($0) }
        #expect(names == graph.namespaceNames(module), "the namespace of \(graph.name(of: module)), seed \(seed)\n\(graph)")
        let exported = machine.exportedNames(id).map { machine.strings.names.string($0) }
        #expect(exported.sorted() == graph.exportedNames(module).sorted(), "the names of \(graph.name(of: module)), seed \(seed)\n\(graph)")
    }

    private func onLoadedMachine(_ graph: ExportGraph, _ body: (inout Machine) -> Void) throws {
        // An entry that asks for all, so that all are there, whether or not they link.
        let entry = graph.modules.indices.map { "import '\(graph.name(of: $0))'" + ($0 == graph.json ? " with { type: 'json' };" : ";") }
        var modules = Modules([("entry", entry.joined())] + graph.modules.indices.map { (graph.name(of: $0), graph.source(of: $0)) })
        modules.json = [graph.name(of: graph.json)]
        try modules.withMachine { machine in
            machine.runProgram()
            #expect(machine.graph.modules.allSatisfy { $0.loading == .done }, "\(graph)")
            body(&machine)
        }
    }
}

extension Machine {
    fileprivate mutating func id(of module: Int, _ graph: ExportGraph) -> ModuleID {
        let name = graph.name(of: module)
        let index = self.graph.modules.indices.first { self.program.name(of: self.graph.table.keys[$0]) == name }
        return ModuleID(index: Int32(index ?? 0))
    }

    /// What a name means, in the terms of the graph that the modules were made of.
    fileprivate mutating func resolution(_ id: ModuleID, _ name: NameID, _ graph: ExportGraph) -> ExportGraph.Resolution {
        switch resolveExport(id, name) {
        case .notFound: return .null
        case .ambiguous: return .ambiguous
        case .found(let owner, let binding):
            let ownerName = self.name(of: owner)
            guard let module = graph.modules.indices.first(where: { graph.name(of: $0) == ownerName }) else { return .null }
            guard case .cell(let cell) = binding else { return .namespace(of: module) }
            return .variable(module: module, variable: module == graph.json ? 0 : variable(ofCell: cell, of: owner, graph.modules[module]))
        }
    }

    /// The variable that lives in a cell, by the names that it is exported under.
    private mutating func variable(ofCell cell: Int32, of owner: ModuleID, _ items: [ExportGraph.Item]) -> Int {
        for case .local(let name, let exportedCell) in code.exports[code.modules[Int(graph[owner].unit.index)].exports]
        where exportedCell == cell {
            for case .local(strings.names.string(name), let variable) in items { return variable }
        }
        return -1
    }
}
