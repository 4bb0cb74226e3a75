import Analysis
import Text
import Trace

/// Runs as a JSON file in the Trace Event Format, which Perfetto's UI (https://ui.perfetto.dev) and `chrome://tracing` open.
///
/// A run is a process, and a module a thread of it, in evaluation order, below one thread for the jobs of the event loop. Slices are
/// complete events (`X`) that nest and last a microsecond at least; see ``StepClock`` for what takes no virtual time. Console
/// lines, loads without duration and calls of `import()` are instants (`i`); arrows (`s`, `f`) lead from a completion to the
/// importer that it wakes, and from a call of `import()` to what it begins. Each line of the file holds one event.
///
/// The format: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
///
/// - Parameter runs: each with its detail recorded.
public func traceEventFile(of runs: [AnalysedRun]) -> String {
    var numbers = TraceEventNumbers()
    var text = "{\"displayTimeUnit\":\"ms\",\"otherData\":"
    text += otherData(of: runs.map(\.trace)).text()
    text += ",\"traceEvents\":["
    var isFirst = true
    for (index, run) in runs.enumerated() {
        for event in TraceEventRun(run, process: index + 1, numbers: &numbers).events {
            text += isFirst ? "\n" : ",\n"
            text += event.text()
            isFirst = false
        }
    }
    return text + "\n]}\n"
}

/// Numbers that are given once in a file.
struct TraceEventNumbers {
    // Processes have the numbers below; viewers take a thread with its process's number for the main one.
    private var lastThread = 1_000
    private var lastFlow = 0

    mutating func thread() -> Int {
        lastThread += 1
        return lastThread
    }

    mutating func flow() -> Int {
        lastFlow += 1
        return lastFlow
    }
}

private func otherData(of runs: [Trace]) -> JSONValue {
    var members = [
        JSONValue.Member("generator", .string("tla-sim")),
        JSONValue.Member("clock", .string("virtual time; steps at one instant are drawn a microsecond apart, args.time is exact")),
    ]
    for (index, run) in runs.enumerated() {
        let ending = TimelineTexts(trace: run).outcome
        members.append(JSONValue.Member("run \(index + 1)", .string("\(beginning(of: run.title, 200)), host \(run.host): \(ending)")))
    }
    return .object(members)
}

/// The text, or its first so many scalars and an ellipsis. Scalars: one character may be of any length.
func beginning(of text: String, _ limit: Int) -> String {
    let scalars = text.unicodeScalars
    guard let cut = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex), cut != scalars.endIndex else {
        return text
    }
    return String(scalars[..<cut]) + "…"
}
