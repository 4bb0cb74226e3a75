import Analysis
import TestSupport
import Testing
import Trace

@testable import Diagrams

/// Whoever reads the chips of a timeline reads the output as it was printed, or is told its order by numbers.
@Suite struct ReadingOrderTests {
    private static let runs = SimulatedRuns.all

    /// From left to right; at one place lane by lane.
    private func read(_ panel: TimelinePanel) -> [TimelinePanel.Pill] {
        panel.rows.enumerated().flatMap { row, content in content.pills.filter { $0.line != nil }.map { (row, $0) } }
            .sorted { ($0.1.anchor, Double($0.0), $0.1.left) < ($1.1.anchor, Double($1.0), $1.1.left) }.map(\.1)
    }

    @Test(arguments: [Page.width, Page.phone])
    func onAnAxisOfTimeNumbersTellWhatThePlacesDoNot(width: Double) throws {
        var numbered = 0
        for run in Self.runs {
            var options = DrawOptions()
            options.pageWidth = width
            let picture = TimelinePicture(run.analysed, options)
            guard !picture.shown.isEmpty else { continue }
            let pills = read(TimeLayout(picture).panel)
            for pill in pills { #expect(pill.number.map { $0 - 1 == pill.line } ?? true, "\(run.name)") }
            // A chip without a number comes after all that were printed before it, numbered or not.
            for (index, pill) in pills.enumerated() where pill.number == nil {
                #expect(pills[..<index].allSatisfy { $0.line ?? 0 < pill.line ?? 0 }, "\(run.name): \(pill.text) is read too late")
                #expect(pills[index...].allSatisfy { $0.line ?? 0 >= pill.line ?? 0 }, "\(run.name): \(pill.text) is read too early")
            }
            numbered += pills.contains { $0.number != nil } ? 1 : 0
        }
        #expect(numbered > 20, "there are runs that need numbers")
    }

    @Test(arguments: [Page.width, Page.phone])
    func onAnAxisOfStepsItIsReadFromLeftToRight(width: Double) throws {
        for run in Self.runs {
            var options = DrawOptions()
            options.pageWidth = width
            let picture = TimelinePicture(run.analysed, options)
            guard !picture.shown.isEmpty else { continue }
            let lines = StepLayout(picture, at: nil).strips.flatMap { read($0.panel).compactMap(\.line) }
            #expect(lines == lines.sorted(), "\(run.name)")
            #expect(Set(lines).count == lines.count, "\(run.name)")
        }
    }

    /// These nine were read in another order than they print.
    @Test(arguments: [
        "dynamic/racing-imports", "deferred/import-defer-call", "deferred/until-it-is-touched", "deferred/with-an-await-below",
        "dynamic/import-while-running", "errors/error-is-kept", "evaluation/busy-body", "evaluation/no-checkpoint-between-modules",
        "evaluation/synchronous-subgraph",
    ])
    func scenariosThatWereMisreadHaveNumbers(name: String) throws {
        let run = try #require(SimulatedRuns.scenarios.first { $0.name == name + ".yaml" })
        let panel = TimeLayout(TimelinePicture(run.analysed)).panel
        #expect(read(panel).contains { $0.number != nil })
        let kinds = try draw(run.analysed, view: .timeline).canvas.items.compactMap(\.name.kind)
        #expect(kinds.contains("place"))
    }

    @Test func whatIsReadAsItIsPrintedHasNoNumbers() throws {
        for run in SimulatedRuns.scenarios where ["hello/siblings.yaml", "evaluation/diamond.yaml"].contains(run.name) {
            #expect(read(TimeLayout(TimelinePicture(run.analysed)).panel).allSatisfy { $0.number == nil }, "\(run.name)")
        }
    }

    /// Each run of a comparison counts its own lines.
    @Test func severalRunsAreCountedEachOnItsOwn() throws {
        let run = try #require(SimulatedRuns.scenarios.first { $0.name == "dynamic/racing-imports.yaml" })
        let drawing = try drawComparison(of: [1, 2].map { ComparedRun(label: "\($0)", run: run.analysed) })
        let places = drawing.canvas.items.compactMap { item in
            if case .shape(let shape) = item, shape.name.kind == "place" { shape.label?.text } else { nil }
        }
        #expect(places == ["3", "4", "2", "3", "4", "2"])
    }

    /// Where lanes have no room for texts, those stand below, all of them.
    @Test func aListTellsEveryLineThatChipsCannot() throws {
        var f = TraceFixture("talk", entries: ["main"], graph: [("main*", [])])
        f.start("main")
        for step in 1...6 {
            f.log("main", "line \(step) of a module that has rather much to tell")
            f.log("main", "and more of \(step)")
            f.suspend("main", at: "next()")
            f.timer(at: Int64(step), of: "main")
            f.resume("main")
        }
        f.complete("main")
        let trace = f.finished(.fulfilled)
        let texts = try draw(AnalysedRun(trace), view: .timeline).canvas.items.compactMap { item -> String? in
            if case .shape(let shape) = item, shape.name.kind == "output-line" { shape.label?.text } else { nil }
        }
        #expect(texts == trace.console.map(\.text))
    }
}
