import Analysis
import Text
import Trace

/// What a picture shows of a run.
public enum View: String, CaseIterable, Sendable {
    /// The modules and their imports.
    case graph
    /// What each module did, and when.
    case timeline
    /// Who waits for whom, in a run that never settles.
    case waits

    /// The views in which this run has something to show.
    public static func all(of run: AnalysedRun) -> [View] {
        [.graph, .timeline] + (run.waits.nodes.isEmpty ? [] : [.waits])
    }
}

/// Whose colours a picture has.
public enum Theme: String, CaseIterable, Sendable {
    /// The viewer's: light, and dark by media query. The ground is transparent.
    case auto
    /// Fixed, on a ground of its own, for viewers that know no media queries.
    case light, dark
}

/// What runs from left to right in a timeline.
public enum Axis: String, CaseIterable, Sendable {
    /// Virtual time, and the jobs of the most crowded instant below it where one is crowded; jobs alone where no time passes.
    case auto
    /// Virtual time alone.
    case time
    /// The jobs of the whole run, a column each.
    case steps
    /// Virtual time, and below it the jobs of the instant at which most happens, crowded or not.
    case both
}

public struct DrawOptions: Sendable {
    public var theme: Theme
    /// Begins every id in the SVG. `nil` makes one of the view, the title and a mark of what else tells pictures apart.
    public var idPrefix: String?
    public var axis = Axis.auto
    /// Whether an axis of steps has a column for every job, also for those that run no code of a module.
    public var allJobs = false
    /// The modules around which the picture is drawn; empty for the whole run. See ``modules(named:in:)``.
    public var focus: [ModuleIndex] = []
    /// Whether a graph shows only the modules of cycles.
    public var cyclesOnly = false
    /// How wide the picture is to be, in points: it is laid out for a page of this width, and scaled to it. `nil` gives each its own, on a page of
    /// ``pageWidth``.
    public var width: Double?
    /// The width that a picture is laid out for where ``width`` says none, in points: it is no wider where that can be.
    public var pageWidth = Page.width
    /// What the names of modules are links to, in an SVG: this, followed by the module's name. `nil` for no links.
    public var linkBase: LinkBase?

    var page: Double { width ?? pageWidth }

    public init(theme: Theme = .auto, idPrefix: String? = nil) {
        self.theme = theme
        self.idPrefix = idPrefix
    }
}

/// The modules that a person means by this name: of exactly this name, or else those whose path ends in it, with its extension
/// or without.
public func modules(named name: String, in trace: Trace) -> [ModuleIndex] {
    func all(_ condition: (String) -> Bool) -> [ModuleIndex] {
        trace.modules.indices.filter { condition(trace.modules[$0].name) }.map { ModuleIndex($0) }
    }
    let exact = all { $0 == name }
    if !exact.isEmpty { return exact }
    return all { path in
        path.hasSuffix("/" + name) || [".mjs", ".js", ".json"].contains { path == name + $0 || path.hasSuffix("/" + name + $0) }
    }
}

/// The module whose name a person may have meant by this one, which is none: by its name, or by the end of it that ``modules(named:in:)``
/// takes for it.
public func nearestModule(to name: String, in trace: Trace) -> String? {
    var owner: [String: String] = [:]
    var forms: [String] = []
    for module in trace.modules {
        let file = module.name.split(separator: "/").last.map(String.init) ?? module.name
        let stem = file.split(separator: ".").first.map(String.init) ?? file
        for form in [module.name, file, stem] where owner[form] == nil {
            owner[form] = module.name
            forms.append(form)
        }
    }
    return nearestName(to: name, among: forms).flatMap { owner[$0] }
}

/// A picture could not be drawn.
public struct DrawingError: Error, Equatable, Sendable, CustomStringConvertible {
    public var message: String
    /// Whether all is well but for what the picture would show: nothing waits, or there is no cycle.
    public var isEmpty: Bool
    public init(message: String, isEmpty: Bool = false) {
        self.message = message
        self.isEmpty = isEmpty
    }
    public var description: String { message }
}
