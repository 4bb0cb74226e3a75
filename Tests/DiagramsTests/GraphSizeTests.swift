import TestSupport
import Testing
import Trace

@testable import Diagrams

/// Graphs of any shape are laid out, and as near to a page as they go.
@Suite struct GraphSizeTests {
    private func canvas(_ shape: ModuleGraphShape, _ count: Int) throws -> Canvas {
        let trace = TraceFixture("\(shape)", entries: ["m0"], graph: shape.graph(count)).finished(.fulfilled)
        return try draw(trace, view: .graph).canvas
    }

    @Test(arguments: [6, 20, 200])
    func manyImportsOfOneModuleFitAPage(count: Int) throws {
        #expect(try canvas(.starOut, count + 1).width <= 1_200)
        #expect(try canvas(.starIn, count + 1).width <= 1_200)
    }

    @Test func aWideTreeIsMuchNarrower() throws {
        // A hundred leaves in a row would be 12,000 points.
        #expect(try canvas(.binaryTree, 200).width <= 2_000)
    }

    /// What a cycle leads to, and comes back from, stands below the whole of it, since beside its frame there may be no room.
    @Test func whatACycleLeadsToIsBelowIt() {
        let boxes = [138.0, 187, 92, 193].map { (width: $0, height: 27.0) }
        let edges = [(0, 1), (1, 2), (2, 1), (1, 3), (3, 2)].map { GraphLayout.Edge(from: $0.0, to: $0.1) }
        let rows = GraphRows(boxes: boxes, edges: edges, clusters: [[1, 2]], pageWidth: 340, gap: 15)
        #expect(rows.minimumLengths == [1, 1, 1, 2, 1])
    }

    /// Boxes that no arrow leads to are no reason for a wide row either.
    @Test func whatNothingLeadsToFitsAPage() throws {
        let boxes = Array(repeating: (width: 170.0, height: 27.0), count: 60)
        // A chain of thirty, which columns would make wide, and thirty alone.
        let chain = (1..<30).map { GraphLayout.Edge(from: $0 - 1, to: $0) }
        let layout = try GraphLayout(boxes: boxes, edges: chain, clusters: [Array(0..<60)], page: .large)
        #expect(layout.width <= 1_400)
        #expect(layout.curves.count == 29 && layout.curves.allSatisfy { $0 != nil })
    }

    /// The more edges there are, the fewer ways to lay them out are tried: calls of `import()` are all kept, and none implies another.
    @Test func theTimeOfAllTriesIsBounded() {
        #expect(GraphLayout.furtherTries(span: 0) >= 7)
        #expect(GraphLayout.furtherTries(span: 600) >= 7)
        for span in stride(from: 1, through: GraphLayout.spanLimit, by: 7) {
            #expect((1 + GraphLayout.furtherTries(span: span)) * span <= 5_000)
        }
    }

    @Test func whatFitsIsDrawnFromTheTop() throws {
        let rows = Set(try boxes(canvas(.starOut, 5)).map(\.y))
        #expect(rows.count == 2)
    }

    @Test(arguments: ModuleGraphShape.allCases)
    func everyShapeIsDrawn(shape: ModuleGraphShape) throws {
        for count in [2, 40, 90] {
            let canvas = try canvas(shape, count)
            let boxes = boxes(canvas)
            #expect(boxes.count == count)
            for (index, one) in boxes.enumerated() {
                #expect(one.x >= 0 && one.right <= canvas.width && one.bottom <= canvas.height)
                #expect(!boxes[(index + 1)...].contains { $0.inset(by: 0.5).intersects(one) })
            }
        }
    }

    private func boxes(_ canvas: Canvas) -> [Rect] {
        canvas.items.compactMap { if case .shape(let shape) = $0, shape.name.kinds.first == "module" { shape.rect } else { nil } }
    }

    @Test(arguments: [ModuleGraphShape.starOut, .starIn])
    func whatWouldBeManyPagesHighIsFolded(shape: ModuleGraphShape) throws {
        let trace = TraceFixture("\(shape)", entries: ["m0"], graph: shape.graph(500)).finished(.fulfilled)
        let drawing = try draw(trace, view: .graph)
        #expect(max(drawing.canvas.width, drawing.canvas.height) < 5_000)
        #expect(drawing.description.contains("modules that matter most; "))
    }

    /// A frame around narrow boxes is made as wide as its label, where nothing stands beside it.
    @Test func theLabelOfANarrowCycleStandsInItsFrame() throws {
        var f = TraceFixture("cycle", entries: ["first/root.mjs"], graph: [("first/root.mjs", ["b"]), ("b", ["c"]), ("c", ["b"])])
        f.cycle(root: "b", "b", "c")
        let shapes = try draw(f.finished(.fulfilled), view: .graph).canvas.items.compactMap { item in
            if case .shape(let shape) = item { shape } else { nil }
        }
        let frame = try #require(shapes.first { $0.name.kind == "cycle" }).rect
        let label = try #require(shapes.first { $0.name.kind == "cycle-label" })
        #expect(label.label?.text == "cycle · root b")
        #expect(frame.x < label.rect.x && frame.right > label.rect.right && frame.y < label.rect.y && frame.bottom > label.rect.bottom)
    }

    /// Where all of the critical path failed, its boxes and arrows are red.
    @Test func theLegendHasNoColourThatIsNotThere() throws {
        var f = TraceFixture("fails", entries: ["a"], graph: [("a", ["b"]), ("b*", [])])
        f.start("b")
        f.suspend("b", at: "sleep(1)")
        f.wait("a", for: 1, order: 1)
        f.resume("b")
        f.fail("b", "Error: b")
        f.fail("a", "Error: b", from: "b")
        let trace = f.finished(.rejected("Error: b"))
        let canvas = try draw(trace, view: .graph).canvas
        let legend = canvas.items.compactMap { item in
            if case .shape(let shape) = item, shape.name.kind == "legend" { shape.label?.text } else { nil }
        }
        #expect(legend.contains("import that brought the error") && !legend.contains("critical path"))
    }

    @Test func denseGraphSaysWhatItLeavesOut() throws {
        let trace = TraceFixture("dense", entries: ["m0"], graph: ModuleGraphShape.complete.graph(60)).finished(.fulfilled)
        let xml = try WellFormedXML(try draw(trace, view: .graph).svg())
        let words = xml.texts.map(\.text).joined(separator: " ")
        #expect(words.contains("1711 imports left out that longer ways imply"))
        #expect(try draw(trace, view: .graph).description.contains("1711 imports left out that longer ways imply."))
        // The first imports the second, and 58 more.
        #expect(xml.texts.contains { $0.text == "+58" })
    }

    @Test func edgesOverTheLimitAreStraight() throws {
        let count = 40
        let edges = ModuleGraphShape.complete.imports(count).enumerated().flatMap { from, targets in
            targets.map { GraphLayout.Edge(from: from, to: $0) }
        }
        let layout = try GraphLayout(boxes: Array(repeating: (width: 100, height: 27), count: count), edges: edges, page: .large)
        #expect(layout.curves.count == edges.count)
        #expect(layout.curves.allSatisfy { $0 != nil })
        // From side to side.
        let last = try #require(layout.curves[count - 2])
        let (start, end) = (last.points[0], last.points[last.points.count - 1])
        let box = Rect(center: layout.centers[count - 1], width: 100, height: 27)
        #expect(box.inset(by: -0.01).contains(end) && !box.inset(by: 0.01).contains(end) && !box.contains(start))
    }
}
