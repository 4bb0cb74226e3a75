import Diagnostics
import Hosts
import Programs
import Simulator
import TestSupport
import Trace

@testable import WhatIf

/// A program of modules, the first of which is the entry.
func program(_ modules: [(name: String, text: String)]) -> Program {
    Program(
        made: modules.map { MadeModule(name: $0.name, text: ModuleText(file: SourceFile(name: $0.name, text: $0.text))) },
        entries: [modules[0].name], title: "test")
}

func run(_ program: Program) throws -> Run { try onLargeStack { program.run() } }

func changed(_ program: Program, _ changes: Change...) throws -> WhatIf.Result {
    try onLargeStack { try WhatIf(program).applying(changes) }
}

extension Trace {
    var lines: [String] { console.map(\.text) }
    var milliseconds: Int64 { duration / 1_000_000 }
}

/// What the refusal of a change says: its message, and what to write instead.
func refusal(_ program: Program, _ changes: Change...) throws -> String {
    do {
        _ = try onLargeStack { try WhatIf(program).applying(changes) }
        return "made"
    } catch let problem as Diagnostic {
        return problem.message + (problem.suggestion.map { " | \($0)" } ?? "")
    }
}
