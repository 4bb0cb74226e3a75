import Analysis
import Graphviz
import Trace

/// The words of a picture that compares runs.
struct ComparisonTexts {
    private static let limit = 12

    let runs: [ComparedRun]
    let comparison: Comparison

    /// What tells the runs apart; a number where two have the same name.
    var labels: [String] {
        let names = runs.map { DOTText.visible($0.label) }
        return names.enumerated().map { index, name in
            names.count { $0 == name } > 1 || name.isEmpty ? "run \(index + 1)\(name.isEmpty ? "" : ": \(name)")" : name
        }
    }

    /// The one title that all have, or the labels.
    var heading: String {
        let titles = Set(runs.map(\.trace.title))
        let title = titles.count == 1 ? runs[0].trace.title : runs.map(\.label).joined(separator: " and ")
        return title.isEmpty ? "\(runs.count) runs" : title
    }

    var title: String { "\(runs.count) runs compared: \(heading)" }

    /// In a few words, for a subtitle.
    var summary: String {
        var parts: [String] = []
        if let line = comparison.firstDifferentLine {
            let printed = zip(labels, runs).map { label, run in
                // A label may name several that do the same.
                let prints = label.contains(", ") ? "print" : "prints"
                let text = line < run.trace.console.count ? "\(prints) \(short(run.trace.console[line].text))" : "\(prints) no more"
                return "\(label) \(text)"
            }
            parts.append("they part at line \(line + 1): \(printed.joined(separator: ", "))")
        } else {
            parts.append("they print the same lines in the same order")
        }
        if comparison.firstDifferentLine == nil, let start = comparison.firstDifferentStart {
            parts.append("bodies begin in another order from number \(start + 1) on")
        }
        if !comparison.endAlike { parts.append("they do not end alike") }
        if !comparison.takeAsLong, comparison.endAlike { parts.append("they do not take as long") }
        return parts.joined(separator: "; ")
    }

    var description: String {
        var sentences: [String] = []
        if !runs[0].trace.about.isEmpty { sentences.append(runs[0].trace.about) }
        sentences.append("\(runs.count) runs: \(summary).")
        for (index, run) in runs.enumerated() {
            let lines = run.trace.console.prefix(Self.limit).enumerated().map { number, line in
                short(line.text) + (comparison.runs[index].isShared[number] ? "" : " (not so in another run)")
            }
            let printed = lines.isEmpty ? "nothing" : lines.joined(separator: ", ") + (run.trace.console.count > Self.limit ? ", …" : "")
            sentences.append("\(labels[index]): \(TimelineTexts(trace: run.trace).outcome); prints \(printed).")
        }
        return sentences.joined(separator: " ")
    }

    private func short(_ text: String) -> String {
        let text = DOTText.visible(text)
        return text.count > 30 ? text.prefix(29) + "…" : text.isEmpty ? "an empty line" : text
    }
}
