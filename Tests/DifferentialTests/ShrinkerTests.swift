import Testing

@testable import Differential

@Suite struct ShrinkerTests {
    /// An engine that is wrong about every graph that has this would be.
    private func shrunk(_ item: FuzzCase, _ shows: (FuzzCase) -> Bool) -> FuzzCase {
        FuzzShrinker.shrink(item) { candidates in candidates.map(shows) }
    }

    private func hasAwaitInCycle(_ item: FuzzCase) -> Bool {
        item.modules.indices.contains { index in
            item.reachable(from: index).contains(index) && !item.modules[index].imports.contains { $0.target == index }
                && item.modules[index].body.contains(where: \.isAwaiting)
        }
    }

    @Test func `a cycle with an await comes down to two modules and one statement`() {
        let generator = FuzzGenerator(seed: 11, families: [.cycles, .dynamic])
        let found = (0..<200).map(generator.fuzzCase).filter(hasAwaitInCycle)
        #expect(found.count > 20)
        for item in found {
            let smallest = shrunk(item, hasAwaitInCycle)
            #expect(hasAwaitInCycle(smallest))
            #expect(smallest.moduleCount == 2 && smallest.statementCount == 1, "\(smallest.scenarioText())")
            #expect(smallest.modules.flatMap(\.imports).count == 2)
        }
    }

    @Test func `long chains of imports are cut short`() {
        var modules = (0..<9).map {
            FuzzCase.Module(imports: [FuzzImport(target: $0 + 1, form: .bare)], body: [.log, .awaitValue(.resolved)])
        }
        modules.append(FuzzCase.Module(body: [.log, .awaitChain(length: 5), .throwError]))
        let smallest = shrunk(FuzzCase(family: .errors, modules: modules)) { item in
            // The entry leads to a module that throws.
            item.reachable(from: 0).contains { item.modules[$0].body.contains(.throwError) }
        }
        #expect(smallest.modules == [.init(imports: [FuzzImport(target: 1, form: .bare)]), .init(body: [.throwError])])
    }

    @Test func `statements become simpler ones`() {
        let body: [FuzzStatement] = [.combine(.all, [.resolved, .thenable, .text], isAwaited: true), .chain(length: 8)]
        let item = FuzzCase(family: .ticks, modules: [.init(body: body)])
        let smallest = shrunk(item) { $0.modules[0].body.contains(where: \.isAwaiting) }
        #expect(smallest.modules == [.init(body: [.awaitValue(.null)])])
        let chain = shrunk(item) { item in
            item.modules[0].body.contains { if case .chain(let length) = $0 { length >= 3 } else { false } }
        }
        #expect(chain.modules == [.init(body: [.chain(length: 3)])])
    }

    @Test func `what nothing can be taken from stays as it is`() {
        let item = FuzzCase(family: .dag, modules: [.init()])
        #expect(shrunk(item) { _ in true } == item)
        let generator = FuzzGenerator(seed: 2, families: FuzzFamily.allCases)
        for item in (0..<40).map(generator.fuzzCase) { #expect(shrunk(item) { _ in false } == item) }
    }

    /// A step that gives back the same, or something that gives it back, would never end.
    @Test func `every step is smaller in modules, imports, or text`() {
        let generator = FuzzGenerator(seed: 9, families: FuzzFamily.allCases)
        for item in (0..<100).map(generator.fuzzCase) {
            for next in item.smaller where next.moduleCount >= item.moduleCount {
                let imports = next.modules.reduce(0) { $0 + $1.imports.count }
                let before = item.modules.reduce(0) { $0 + $1.imports.count }
                #expect(next.moduleCount == item.moduleCount && imports <= before && next != item)
            }
        }
    }
}
