import Analysis
import Diagrams
import Hosts
import Programs
import Simulator
import TestSupport
import Trace

extension FuzzTarget {
    /// Runs the program and draws it: pictures are drawn of every run, and are well-formed.
    func checkDrawing(_ input: [UInt8], isThorough: Bool) throws(Finding) {
        guard let (program, host, _) = try program(of: input) else { return }
        let trace = program.run(RunOptions(host: host)).trace
        let theme = Theme.allCases[Int(fingerprint(input) / 16 % UInt64(Theme.allCases.count))]
        if isThorough { try checkComparison(trace, program.run(RunOptions(host: HostProfile.named("deno"))).trace) }
        for view in View.all(of: AnalysedRun(trace)) {
            let picture = try draw(trace, view, theme)
            try check(picture.svg, view)
            guard isThorough else { continue }
            let again = try draw(trace, view, theme)
            try expect(again.dot == picture.dot, "drawn twice, the \(view.rawValue) has another DOT")
            try expect(again.svg == picture.svg, "drawn twice, the \(view.rawValue) has another SVG")
        }
        if isThorough { try checkForms(trace) }
    }

    /// A run and the same under another host.
    func checkComparison(_ trace: Trace, _ other: Trace) throws(Finding) {
        do {
            let drawing = try drawComparison(of: [
                ComparedRun(label: "one", run: AnalysedRun(trace)), ComparedRun(label: "other", run: AnalysedRun(other)),
            ])
            _ = try drawing.svg()
        } catch {
            throw Finding("the comparison cannot be drawn: \(error)")
        }
    }

    private func draw(_ trace: Trace, _ view: View, _ theme: Theme) throws(Finding) -> (dot: String, svg: String) {
        do {
            let drawing = try Diagrams.draw(AnalysedRun(trace), view: view, options: DrawOptions(theme: theme))
            return (drawing.dot, try drawing.svg())
        } catch {
            throw Finding("the \(view.rawValue) cannot be drawn: \(error)")
        }
    }

    private func check(_ svg: String, _ view: View) throws(Finding) {
        let document: WellFormedXML
        do {
            document = try WellFormedXML(svg)
        } catch {
            throw Finding("the \(view.rawValue) is not well-formed XML: \(error)")
        }
        try expect(document.elements.first == "svg", "the \(view.rawValue) is no SVG")
        try expect(Set(document.ids).count == document.ids.count, "the \(view.rawValue) has an id twice")
        for element in ["script", "foreignObject", "image", "iframe"] {
            try expect(!document.elements.contains(element), "the \(view.rawValue) holds a \(element)")
        }
    }
}
