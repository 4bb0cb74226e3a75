import Trace

/// One run, analysed: its trace, and what is read from it.
///
/// Each part is made once, when it is first asked for. Whatever shows a run, be it a picture, a document or a trace for another program,
/// takes the parts from here, so that a run is read once however much is made of it.
public final class AnalysedRun {
    /// What happened; of a run that goes on, its start-up.
    public let trace: Trace
    /// What each module did, and when.
    public private(set) lazy var timeline = made("timeline", Timeline(trace))
    /// Who imports whom, and what came of it.
    public private(set) lazy var graph = made("graph", GraphModel(trace, timeline))
    /// Who waits for whom; empty for a run that settles.
    public private(set) lazy var waits = made("waits", WaitGraph(trace, timeline))

    /// By cycle of ``waits``: what takes it apart, where somebody has read the texts of the modules and knows it better than the trace does.
    public var cycleRemedies: [Int: [WaitRemedy]] = [:]

    /// By dead end of ``waits``: what is known of it, where somebody has seen more than the trace tells.
    public var endNotes: [Int: [WaitWords.Line]] = [:]

    /// The names of the parts in the order in which they were made.
    package private(set) var partsMade: [String] = []

    public init(_ trace: Trace) { self.trace = trace.startUp }

    private func made<Part>(_ name: String, _ part: Part) -> Part {
        partsMade.append(name)
        return part
    }
}
