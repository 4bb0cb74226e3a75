import Diagnostics
import Differential
import Foundation
import JavaScript
import Programs
import Scenario
import Simulator
import TestSupport
import Testing
import Trace

@testable import Fuzzing

/// Programs whose modules were printed anew run as the programs that people wrote do, and everything that is said of the run points into
/// what people wrote.
@Suite("Programs that were printed anew")
struct RewrittenProgramTests {
    @Test("scenarios run alike")
    func scenarios() throws {
        var compared = 0
        // Each is run five times: every third will do.
        for (number, seed) in try Corpus.seeds(for: .console, scenarios: FuzzTargetTests.scenarios).enumerated() where number % 3 == 0 {
            compared += try compare(seed, UInt64(number)) ? 1 : 0
        }
        #expect(compared > 100)
    }

    @Test("programs made by the grammar run alike", arguments: [1, 2, 3, 4] as [UInt64])
    func madePrograms(part: UInt64) throws {
        var compared = 0
        for seed in (part * 1_000)..<(part * 1_000 + 40) {
            var generator = ModuleGenerator(random: FuzzRandom(seed: seed))
            let input = [UInt8(ascii: "5") + UInt8(seed % 5)] + Array(try canonical(generator.program()).text.utf8)
            compared += try compare(input, seed) ? 1 : 0
        }
        #expect(compared > 20)
    }

    /// The modules as the printer writes them. The grammar puts parentheses everywhere; the tree has none, so that an expression which began at one
    /// begins at what stands in it.
    private func canonical(_ program: ModuleTexts) throws -> ModuleTexts {
        try onLargeStack {
            ModuleTexts(
                program.modules.map { name, text in
                    var names = NameTable()
                    guard let tree = try? parseModule(SourceFile(name: name, text: text), names: &names) else { return (name, text) }
                    return (name, printModule(tree, names: names))
                })
        }
    }

    /// What a run comes to.
    private struct Outcome {
        var trace: [String]
        var problems: [Diagnostic]
        var hostMessages: [String]
        var exitStatus: Int32

        init(_ run: Run) {
            var bytes: [UInt8] = []
            run.trace.writeNDJSON { bytes += $0 }
            trace = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
            problems = run.diagnostics + run.outcomeDiagnostics
            hostMessages = run.hostMessages.map(\.text)
            exitStatus = run.exitStatus
        }

        var withoutHints: Outcome {
            var result = self
            for index in problems.indices {
                (result.problems[index].suggestion, result.problems[index].related) = (nil, [])
                // As wide as a name, which is another's.
                result.problems[index].width = 1
            }
            return result
        }

        /// - Parameter map: for what is told; lines of the trace are many, and compared as they are wherever they are alike.
        func told(_ map: (String) -> String) -> Outcome {
            var result = self
            result.hostMessages = hostMessages.map(map)
            for index in problems.indices {
                result.problems[index].message = map(problems[index].message)
                result.problems[index].suggestion = problems[index].suggestion.map(map)
                for step in problems[index].stack.indices {
                    result.problems[index].stack[step].name = problems[index].stack[step].name.map(map)
                    result.problems[index].stack[step].note = problems[index].stack[step].note.map(map)
                }
                for place in problems[index].related.indices {
                    result.problems[index].related[place].message = map(problems[index].related[place].message)
                }
            }
            return result
        }
    }

    /// - Returns: whether there was something to compare.
    private func compare(_ input: [UInt8], _ seed: UInt64) throws -> Bool {
        guard let (program, host, scenario) = try FuzzTarget.console.program(of: input) else { return false }
        return try onLargeStack {
            var modules: [(name: String, module: AnalysedModule)] = []
            for module in scenario.modules where !module.isJSON {
                guard let source = try? program.text(of: ModuleKey(module.name)).file, let analysed = try? AnalysedModule(source) else {
                    continue
                }
                modules.append((module.name, analysed))
            }
            if modules.isEmpty { return false }
            func outcome(_ change: (inout Rewriting) -> Void) -> Outcome {
                var texts: [ModuleKey: SourceFile] = [:]
                for (name, module) in modules {
                    var rewriting = Rewriting(of: module)
                    change(&rewriting)
                    texts[ModuleKey(name)] = rewriting.printed(as: "printed.mjs")
                }
                return Outcome(program.with(texts: texts).run(RunOptions(host: host)))
            }
            let words = Set(modules.flatMap { Rewriting(of: $0.module).pool })
            var random = FuzzRandom(seed: seed)
            var names = FreshNames()
            let text = "seed \(seed): \(String(decoding: input, as: UTF8.self))"
            let original = Outcome(program.run(RunOptions(host: host)))
            let plain = outcome { _ in }
            // Awaited expressions show as they stand there.
            expect(plain, original, "printed anew, \(text)", lines: withoutExpression)
            // A text that a direct eval runs names what its module has, and is not rewritten.
            let namesAreTold = String(decoding: input, as: UTF8.self).contains(/\beval\(/)
            for renaming in RandomRenaming.allCases where !namesAreTold {
                var renamed = outcome { renaming.apply(to: &$0, &random, &names) }.withoutHints.told(names.restored)
                renamed.trace = renamed.trace.map(names.restored)
                if renaming == .fresh {
                    // Of a name that is cut, nobody knows what it stands for, and a new name is like none that was meant.
                    expect(renamed, plain.withoutHints, "\(renaming) names, \(text)", lines: withoutCutExpression)
                } else {
                    // What was called `a` is called `b`, and the other way round.
                    expect(
                        renamed.told { masked($0, words) }, plain.withoutHints.told { masked($0, words) }, "\(renaming) names, \(text)",
                        lines: { masked(withoutExpression($0), words) })
                }
            }
            return true
        }
    }

    private func withoutExpression(_ line: String) -> String { line.replacing(/"expression":"(?:\\.|[^"\\])*"/, with: "") }

    private func withoutCutExpression(_ line: String) -> String { line.replacing(/"expression":"(?:\\.|[^"\\])*…"/, with: "") }

    private func masked(_ text: String, _ words: Set<String>) -> String {
        text.replacing(/[\p{L}_$][\p{L}\p{N}_$]*/) { match in
            // A name that had to move has a number behind it.
            let stem = match.output.replacing(/(\$\d+)+$/, with: "")
            return words.contains(String(stem)) || words.contains(String(match.output)) ? "□" : String(match.output)
        }
    }

    /// - Parameter lines: what a line of the trace says that both must; asked where two lines are not alike.
    private func expect(_ found: Outcome, _ expected: Outcome, _ text: String, lines: (String) -> String) {
        for (line, other) in zip(found.trace, expected.trace) where line != other && lines(line) != lines(other) {
            Issue.record("\(text)\n\(line)\ninstead of\n\(other)")
            return
        }
        #expect(found.trace.count == expected.trace.count, "\(text)")
        for (problem, other) in zip(found.problems, expected.problems) where problem != other {
            Issue.record("\(text)\n\(DiagnosticList([problem]).text())\ninstead of\n\(DiagnosticList([other]).text())")
            return
        }
        #expect(found.problems.count == expected.problems.count, "\(text)")
        if found.hostMessages == expected.hostMessages, found.exitStatus == expected.exitStatus { return }
        Issue.record("\(text)\n\(found.hostMessages) \(found.exitStatus)\ninstead of\n\(expected.hostMessages) \(expected.exitStatus)")
    }
}
