import Trace

/// Several runs beside each other, and where they part: in what they print, in the order in which bodies begin, in how they end.
public struct Comparison: Sendable, Equatable {
    public struct Run: Sendable, Equatable {
        /// By console line: whether it stands in the same order in the run that this one is compared with. Each run is compared with
        /// the first one, and the first with all others.
        public var isShared: [Bool]
        /// The names of the modules in the order in which their bodies began.
        public var starts: [String]
        /// The first console line that differs from the first run's; of that itself, the first that differs from any other's.
        public var firstDifferentLine: Int?
    }

    public var runs: [Run]
    /// The first place in the order of console lines at which not all runs print the same; where a run has ended, it prints nothing.
    public var firstDifferentLine: Int?
    /// The first place in the order in which bodies begin at which it is not the same module in all runs.
    public var firstDifferentStart: Int?
    public var endAlike: Bool
    public var takeAsLong: Bool

    /// - Parameter traces: of two runs or more.
    public init(_ traces: [Trace]) {
        let lines = traces.map { $0.console.map(\.text) }
        runs = zip(traces, lines).map { trace, lines in
            Run(isShared: Array(repeating: true, count: lines.count), starts: Self.starts(trace))
        }
        for index in traces.indices.dropFirst() {
            for row in align(lines[0], lines[index]) {
                switch (row.left, row.right) {
                case (let left?, nil): runs[0].isShared[left] = false
                case (nil, let right?): runs[index].isShared[right] = false
                default: break
                }
            }
        }
        firstDifferentLine = Self.firstDifference(lines)
        runs[0].firstDifferentLine = firstDifferentLine
        for index in traces.indices.dropFirst() { runs[index].firstDifferentLine = Self.firstDifference([lines[0], lines[index]]) }
        firstDifferentStart = Self.firstDifference(runs.map(\.starts))
        endAlike = traces.allSatisfy { $0.outcome == traces[0].outcome }
        takeAsLong = traces.allSatisfy { $0.duration == traces[0].duration }
    }

    /// Whether nothing that is compared differs.
    public var isEqual: Bool { firstDifferentLine == nil && firstDifferentStart == nil && endAlike && takeAsLong }

    private static func starts(_ trace: Trace) -> [String] {
        var seen: Set<ModuleIndex> = []
        return trace.events.compactMap { event in
            guard case .started = event.kind, let module = event.module, trace.modules.indices.contains(Int(module.rawValue)),
                seen.insert(module).inserted
            else { return nil }
            return trace[module].name
        }
    }

    private static func firstDifference(_ lists: [[String]]) -> Int? {
        let longest = lists.map(\.count).max() ?? 0
        return (0..<longest).first { index in
            lists.contains { (index < $0.count ? $0[index] : nil) != (index < lists[0].count ? lists[0][index] : nil) }
        }
    }
}
