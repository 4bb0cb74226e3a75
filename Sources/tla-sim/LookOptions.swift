import ArgumentParser
import Diagnostics
import Diagrams
import Trace

/// What `draw` can draw.
enum PictureView: String, CaseIterable, ExpressibleByArgument { case timeline, graph, waits, compare }

/// How a picture looks, and what of the run it shows.
struct LookOptions: ParsableArguments {
    @Option(help: ArgumentHelp("auto follows the viewer; light and dark are for viewers that cannot.", valueName: "theme"))
    var theme = Theme.auto

    @Option(
        help: ArgumentHelp(
            "The timeline's axis: auto, time, steps (a column per job), or both: time, and below it the fullest instant.",
            valueName: "axis"))
    var axis: Axis?

    @Flag(help: "On the axis of steps, also show the jobs that run no code of a module, each with the place that asked for it.")
    var allJobs = false

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Only this module and those next to it in the graph. May be given several times.", valueName: "module"))
    var focus: [String] = []

    @Flag(help: "With --view graph: only the modules of cycles.")
    var cyclesOnly = false

    @Option(help: ArgumentHelp("The picture's width in points, 200 to 10000. (default: as wide as it needs)", valueName: "points"))
    var width: Int?

    @Option(help: ArgumentHelp("In an SVG, let the names of modules lead to this address, followed by the name.", valueName: "address"))
    var linkBase: String?

    /// Refuses what has no meaning in this view.
    func validate(for view: PictureView) throws {
        if axis != nil, view != .timeline, view != .compare { throw ValidationError("--axis is for --view timeline and --view compare.") }
        if view == .compare, axis == .both { throw ValidationError("--view compare has one axis: auto, time or steps.") }
        if allJobs, view != .timeline { throw ValidationError("--all-jobs is for --view timeline.") }
        if allJobs, axis == .time { throw ValidationError("--all-jobs needs an axis of steps. Write --axis steps or --axis both.") }
        if cyclesOnly, view != .graph { throw ValidationError("--cycles-only is for --view graph.") }
        if !focus.isEmpty, view == .waits { throw ValidationError("--focus is not for --view waits.") }
        if let linkBase, LinkBase(linkBase) == nil {
            throw ValidationError(
                "--link-base must be a relative address, or begin with https://server/ or http://server/, and not '\(linkBase)'.")
        }
        if let width, !(200...10_000).contains(width) { throw ValidationError("--width must be from 200 to 10000 points.") }
    }

    /// The options for a picture of this run; ends the command where it has no module of a name given.
    func options(for trace: Trace) throws -> DrawOptions {
        var options = DrawOptions(theme: theme)
        options.axis = axis ?? .auto
        options.allJobs = allJobs
        options.cyclesOnly = cyclesOnly
        options.width = width.map(Double.init)
        options.linkBase = linkBase.flatMap { LinkBase($0) }
        for name in focus {
            let found = modules(named: name, in: trace)
            guard !found.isEmpty else {
                let near = nearestModule(to: name, in: trace)
                throw ValidationError("The run has no module '\(name)'.\(near.map { " Did you mean '\($0)'?" } ?? "")")
            }
            options.focus += found
        }
        return options
    }
}

extension Theme: ExpressibleByArgument {}
extension Axis: ExpressibleByArgument {}
