import TestSupport
import Testing
import Trace

@testable import Diagrams

@Suite struct DrawOptionTests {
    private func ids(_ trace: Trace, _ view: View, _ change: (inout DrawOptions) -> Void) throws -> [String] {
        var options = DrawOptions(idPrefix: "p")
        change(&options)
        return try WellFormedXML(try draw(trace, view: view, options: options).svg()).ids
    }

    @Test func theAxisIsWhatWasAskedFor() throws {
        func panels(_ axis: Axis, _ trace: Trace) throws -> [Bool] {
            let ids = try ids(trace, .timeline) { $0.axis = axis }
            return [
                ids.contains("p-lane-1") && !ids.contains("p-job-1"), ids.contains("p-lane-1") && ids.contains("p-job-1"),
                ids.contains("p-step-lane-1"),
            ]
        }
        #expect(try panels(.time, TraceFixture.crowded) == [true, false, false])
        #expect(try panels(.steps, TraceFixture.crowded) == [false, true, false])
        #expect(try panels(.auto, TraceFixture.crowded) == [false, true, true])
        #expect(try panels(.auto, TraceFixture.siblings) == [true, false, false], "no instant is crowded")
        #expect(try panels(.both, TraceFixture.siblings) == [false, true, true])
        #expect(try panels(.auto, TraceFixture.microtasks) == [false, true, false], "no time passes")
        #expect(try panels(.time, TraceFixture.microtasks) == [true, false, false])
    }

    @Test func everyAxisDrawsEveryRun() throws {
        for example in TraceFixture.examples {
            for axis in Axis.allCases {
                for width in [nil, 250, 4_000] as [Double?] {
                    var options = DrawOptions()
                    options.axis = axis
                    options.width = width
                    _ = try WellFormedXML(try draw(example.trace, view: .timeline, options: options).svg())
                }
            }
        }
    }

    @Test func theWidthIsTheOneThatWasAskedFor() throws {
        for view in [View.timeline, .graph] {
            var options = DrawOptions()
            options.width = 700
            let drawing = try draw(TraceFixture.crowded, view: view, options: options)
            #expect(try drawing.svg().contains("width=\"700pt\""))
        }
        func plot(_ width: Double) throws -> Double {
            var options = DrawOptions()
            options.width = width
            return try draw(TraceFixture.siblings, view: .timeline, options: options).canvas.width
        }
        #expect(try plot(1_400) > plot(800) + 300, "time is laid out for it, and not only scaled")
    }

    @Test func focusShowsWhatIsNextToIt() throws {
        let trace = TraceFixture.crowded
        #expect(modules(named: "cfg", in: trace) == modules(named: "cfg.mjs", in: trace))
        let focus = modules(named: "cfg.mjs", in: trace)
        let lanes = try ids(trace, .timeline) { $0.focus = focus }.filter { $0.hasPrefix("p-name-") }
        #expect(lanes.count == 2, "cfg and b, which imports it")
        let boxes = try ids(trace, .graph) { $0.focus = focus }.filter { $0.hasPrefix("p-module-") }
        #expect(boxes.count == 3, "and main, which imports b")
        let more = try ids(trace, .graph) { $0.focus = focus }.filter { $0.hasPrefix("p-more-") }
        #expect(more.count == 2, "main and b import more than is drawn")
    }

    @Test func aNameMeansTheModuleOrThePathThatEndsInIt() {
        let trace = TraceFixture("n", entries: ["a.mjs"], graph: [("a.mjs", []), ("lib/a.mjs", []), ("lib/b.js", [])]).finished(.fulfilled)
        func found(_ name: String) -> [Int32] { modules(named: name, in: trace).map(\.rawValue) }
        #expect(found("a.mjs") == [0])
        #expect(found("a") == [0, 1])
        #expect(found("b") == [2])
        #expect(found("lib/b") == [2])
        #expect(found("c") == [])
    }

    @Test func namesLeadToTheirSources() throws {
        for view in [View.timeline, .graph, .waits] {
            var options = DrawOptions(idPrefix: "p")
            options.linkBase = LinkBase("https://example.com/a?x=1&f=")
            let svg = try draw(view == .waits ? TraceFixture.deadlock : TraceFixture.hostile, view: view, options: options).svg()
            let xml = try WellFormedXML(svg)
            #expect(xml.elements.contains("a"))
            let links = svg.matches(of: /<a href="([^"]*)">/).map { String($0.1) }
            #expect(links.count == 2 || view == .waits && links.count == 3)
            #expect(links.allSatisfy { $0.hasPrefix("https://example.com/a?x=1&amp;f=") && !$0.contains(/[<>" ]/) })
            if view != .waits { #expect(links.contains { $0.hasSuffix("%3Cb%3Ex%3C/b%3E") }) }
        }
        for base in [
            "javascript:alert(1)//", "data:text/html,", "JAVASCRIPT:x", "", "a b", "https://x/\u{0}", "ftp://x/", "x:y/", "\"onload=",
            "//evil/", "//", "\\\\evil/", "/\\evil/", "\t//evil/", " javascript:x", "java\nscript:x", "https://", "https://example.com",
            "https:///evil",
            "http:evil/", "https:/evil/", "blob:https://x/", "vbscript:x", "file:///etc/", "https://x\u{200B}/",
        ] {
            #expect(LinkBase(base) == nil, "\(base)")
        }
        #expect(LinkBase("/")?.address(of: "/evil.com/x") == "/./evil.com/x", "no name begins the name of a server")
        for base in ["https://x/", "http://x:80/", "../src/", "/src:1/", "#", "?f=a:b", "/", "https://x?f=", "HTTPS://x/"] {
            #expect(LinkBase(base) != nil, "\(base)")
        }
    }

    @Test func cyclesOnlyLeavesTheRestOut() throws {
        let boxes = try ids(TraceFixture.crowded, .graph) { $0.cyclesOnly = true }.filter { $0.hasPrefix("p-module-") }
        #expect(boxes.count == 2)
        var options = DrawOptions()
        options.cyclesOnly = true
        let error = #expect(throws: DrawingError.self) { try draw(TraceFixture.siblings, view: .graph, options: options) }
        #expect(error?.isEmpty == true)
    }

    @Test func whatStandsAloneIsReachedOverWhatIsNotDrawn() throws {
        // Two cycles, and two modules between them; the other way to the second is longer.
        var f = TraceFixture(
            "folds", entries: ["main"],
            graph: [
                ("main", ["a"]), ("a", ["b", "x"]), ("b", ["a", "p"]), ("x", ["y"]), ("y", ["c"]), ("p", ["q"]), ("q", ["r"]), ("r", ["c"]),
                ("c", ["d"]), ("d", ["c"]),
            ])
        f.cycle(root: "a", "a", "b")
        f.cycle(root: "c", "c", "d")
        var options = DrawOptions()
        options.cyclesOnly = true
        let folds = try draw(f.finished(.fulfilled), view: .graph, options: options).canvas.items.compactMap { item in
            if case .curve(let curve) = item, curve.name.kinds.contains("fold") { curve.name.tooltip } else { nil }
        }
        #expect(folds == ["a leads to c over 2 modules not drawn"])
    }

    @Test func outputIsShownWhereItHasRoomWhenItIsTooMuch() throws {
        let trace = TraceFixture.busy(lanes: 60)
        let canvas = try draw(trace, view: .timeline).canvas
        let texts = canvas.items.compactMap { if case .shape(let shape) = $0 { shape.label?.text } else { nil } }
        #expect(texts.contains { $0.contains("output is shown where it has room") })
        #expect(texts.count { $0 == "done" } > 20)
        let chips = canvas.items.compactMap { item -> Rect? in
            if case .shape(let shape) = item, ["output", "more"].contains(shape.name.kind) { shape.rect } else { nil }
        }
        for (index, chip) in chips.enumerated() { #expect(!chips[(index + 1)...].contains { $0.inset(by: 0.4).intersects(chip) }) }
    }

    @Test func theCriticalPathIsInTheTimeline() throws {
        let kinds = try draw(TraceFixture.between, view: .timeline).canvas.items.flatMap { item in
            switch item {
            case .shape(let shape): shape.name.kinds
            case .curve(let curve): curve.name.kinds
            }
        }
        // data's await, and the arrows from data to routes to main; not settings', which was done before.
        #expect(kinds.filter { $0 == "critical" }.count == 1)
        #expect(kinds.filter { $0 == "critical-wake" }.count == 2)
        #expect(kinds.contains("axis-task"), "two timers fire")
    }

    /// Thrown in the walk over the graph: neither main nor middle has an event that says so.
    @Test func anErrorGoesUpTheWalk() throws {
        var f = TraceFixture("walk", entries: ["main"], graph: [("main", ["middle"]), ("middle", ["broken"]), ("broken", [])])
        f.start("broken")
        f.fail("broken", "Error: boom")
        for name in ["main", "middle", "broken"] { f.add(name, .status(.evaluated)) }
        for index in f.trace.modules.indices { f.trace.modules[index].error = "Error: boom" }
        let trace = f.finished(.rejected("Error: boom"))
        let shown = try draw(trace, view: .timeline).canvas.items
        let arrows = shown.compactMap { item in
            if case .curve(let curve) = item, curve.name.kinds.contains("fails") { curve.name.tooltip } else { nil }
        }
        #expect(arrows == ["broken fails, and middle gets the error", "middle fails, and main gets the error"])
        let edges = try draw(trace, view: .graph).canvas.items.filter { item in
            if case .curve(let curve) = item { curve.name.kinds.contains("error-path") } else { false }
        }
        #expect(edges.count == 2)
    }
}
