import Analysis
import Diagrams
import TestSupport
import Trace

// How long pictures take, in this process: trace to SVG. Prints the median of several, and what it is to be below. With an argument
// only the pictures whose name begins so, for a profiler.

struct Measurement {
    var name: String
    var view: View
    var trace: Trace
    var limitMilliseconds: Double
    var repeats: Int
}

func graph(_ shape: ModuleGraphShape, _ count: Int) -> Measurement {
    let trace = TraceFixture("\(shape)", entries: ["m0"], graph: shape.graph(count)).finished(.fulfilled)
    return Measurement(name: "graph, \(shape), \(count) modules", view: .graph, trace: trace, limitMilliseconds: 1_000, repeats: 1)
}

func graph(_ count: Int) -> Trace { TraceFixture("large", entries: ["m0"], graph: TraceFixture.layers(count)).finished(.fulfilled) }

let busy = TraceFixture.busy(lanes: 20)
let measurements = [
    Measurement(name: "timeline, 20 lanes, \(busy.events.count) events", view: .timeline, trace: busy, limitMilliseconds: 10, repeats: 31),
    Measurement(name: "graph, 100 modules", view: .graph, trace: graph(100), limitMilliseconds: 1_000, repeats: 5),
    Measurement(name: "graph, 500 modules", view: .graph, trace: graph(500), limitMilliseconds: 1_000, repeats: 3),
    Measurement(name: "graph, 10,000 modules, folded", view: .graph, trace: graph(10_000), limitMilliseconds: 2_000, repeats: 3),
    Measurement(
        name: "timeline, 500 lanes, 60 drawn", view: .timeline, trace: TraceFixture.busy(lanes: 500), limitMilliseconds: 1_000, repeats: 3),
]
// Shapes that are hard to lay out: as large as is drawn whole, and small ones with many imports.
let shapes =
    [graph(.complete, 60), graph(.completeCycle, 60), graph(.bipartite, 60)] + ModuleGraphShape.allCases.map { graph($0, 500) }

func row(_ name: String, _ median: String, _ limit: String) -> String {
    func padded(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
    return name + String(repeating: " ", count: max(1, 40 - name.count)) + padded(median, 12) + padded(limit, 12)
}

let clock = ContinuousClock()
// The first picture of a process loads Graphviz's plugins.
let first = try clock.measure { _ = try draw(AnalysedRun(TraceFixture.siblings), view: .timeline).svg() }
print(row("", "median ms", "below ms"))
print(row("first picture of a process", "\(tenths(first))", ""))
let wanted = CommandLine.arguments.dropFirst().first ?? ""
for measurement in measurements + shapes where measurement.name.hasPrefix(wanted) {
    var times: [Duration] = []
    for _ in 0..<measurement.repeats {
        times.append(try clock.measure { _ = try draw(AnalysedRun(measurement.trace), view: measurement.view).svg() })
    }
    let median = times.sorted()[times.count / 2]
    let isLate = median > .milliseconds(Int(measurement.limitMilliseconds))
    print(row(measurement.name, tenths(median), "\(Int(measurement.limitMilliseconds))\(isLate ? " !" : "")"))
}

/// Milliseconds with one decimal.
func tenths(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let value = seconds * 10_000 + attoseconds / 100_000_000_000_000
    return "\(value / 10).\(value % 10)"
}
