import Diagrams
import Replay
import Trace

/// A run that a page plays.
public struct PlayerRun: Sendable {
    /// What tells it from another one beside it.
    public var label: String
    /// By the user's own modules where a bundler made others of them.
    public var trace: Trace
    /// By module of the trace: its text, where it has one that is known.
    public var sources: [TraceText?]
    public var graph: PlayerPicture?
    public var timeline: PlayerPicture?
    /// The bundler that made the modules, if one did.
    public var bundler: String?

    public init(
        label: String, trace: Trace, sources: [TraceText?], graph: PlayerPicture? = nil, timeline: PlayerPicture? = nil,
        bundler: String? = nil
    ) {
        self.label = label
        self.trace = trace
        self.sources = sources
        self.graph = graph
        self.timeline = timeline
        self.bundler = bundler
    }
}

/// A picture, and what stands where in it.
public struct PlayerPicture: Sendable {
    public var svg: String
    public var marks: PictureMarks
    /// By module the id of its group.
    public var modules: [ModuleIndex: String]

    public init(_ drawing: Drawing) throws(DrawingError) {
        svg = try drawing.svg()
        marks = drawing.marks
        var modules: [ModuleIndex: String] = [:]
        for module in drawing.marks.modules.keys { modules[module] = drawing.id(of: module) }
        self.modules = modules
    }
}
