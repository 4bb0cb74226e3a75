import Diagnostics
import JavaScript
import Programs

extension Rule {
    static let importCycleAwait = Rule(
        "import-cycle-await", "An await, at the top level of a module, of an import() of one that waits for it", severity: .error,
        page: .importCycleAwait
    ) { graph in
        let waits = WaitGraph(CodeReader(graph))
        let words = CycleWords(waits)
        var cycles = WaitCycles(waits).cycles(most: LintReport.limitOfRule)
        if cycles.count == LintReport.limitOfRule {
            graph.note("import-cycle-await looked for no more circles than \(LintReport.limitOfRule)")
        }
        if waits.reader.endedEarly { graph.note("import-cycle-await looked at a part of the code only: the rest takes too many steps") }
        // A process that ends itself waits no longer, and Deno goes on where an import() leads back to who awaits it.
        if cycles.contains(where: \.isCertain), graph.settings.hosts == ["deno"] || graph.callsExit {
            for index in cycles.indices { cycles[index].isCertain = false }
        }
        return cycles.compactMap(words.finding)
    }
}
