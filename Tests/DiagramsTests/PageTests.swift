import Analysis
import TestSupport
import Testing
import Trace

@testable import Diagrams

/// Pictures are as wide as the page that shows them, at most, and their labels can be read there.
@Suite struct PageTests {
    private static let smallestPixels = 9.0

    @Test(arguments: [Page.width, Page.phone])
    func noLabelOfTheGalleryIsSmallerThanCanBeRead(width: Double) throws {
        for run in SimulatedRuns.scenarios {
            for view in View.all(of: run.analysed) {
                var options = DrawOptions()
                options.pageWidth = width
                let canvas = try draw(run.analysed, view: view, options: options).canvas
                #expect(canvas.width <= width + 0.01, "\(run.name), \(view.rawValue): \(canvas.width) points wide")
                for case .shape(let shape) in canvas.items {
                    guard let label = shape.label else { continue }
                    #expect(
                        label.font.size * min(4.0 / 3, width / canvas.width) >= Self.smallestPixels - 0.01,
                        "\(run.name), \(view.rawValue): \(label.text)")
                }
            }
        }
    }

    /// Of what is drawn of a random graph, whose names are short, and of everything that a timeline can show.
    @Test(arguments: [Page.width, Page.phone])
    func timelinesAreNoWiderThanTheirPage(width: Double) throws {
        for run in SimulatedRuns.all {
            for axis in Axis.allCases {
                var options = DrawOptions()
                options.pageWidth = width
                options.axis = axis
                let canvas = try draw(run.analysed, view: .timeline, options: options).canvas
                #expect(canvas.width <= width + 0.01, "\(run.name), axis \(axis): \(canvas.width) points wide")
            }
        }
    }

    /// What has no room in a strip goes on in the next, and nothing is lost or comes twice.
    @Test func stepsGoOnInTheNextStrip() throws {
        for run in SimulatedRuns.all {
            func steps(_ width: Double) -> StepLayout {
                var options = DrawOptions()
                options.pageWidth = width
                return StepLayout(TimelinePicture(run.analysed, options), at: nil)
            }
            guard !TimelinePicture(run.analysed).shown.isEmpty else { continue }
            let (wide, narrow) = (steps(100_000), steps(Page.phone))
            guard wide.omitted == 0, narrow.omitted == 0 else { continue }
            #expect(wide.strips.count == 1)
            func columns(_ layout: StepLayout) -> [Int] {
                var steps: [Int] = []
                // A column that goes on in the next strip is the same column.
                for column in layout.strips.flatMap(\.columns) where column.step != steps.last { steps.append(column.step) }
                return steps
            }
            #expect(columns(narrow) == columns(wide), "\(run.name)")
            func lines(_ layout: StepLayout) -> [Int] {
                layout.strips.flatMap { $0.panel.rows.flatMap(\.pills).compactMap(\.line) }.sorted()
            }
            #expect(lines(narrow) == lines(wide), "\(run.name)")
            for strip in narrow.strips {
                for pill in strip.panel.rows.flatMap(\.pills) {
                    #expect(pill.left >= strip.panel.plotLeft - 10 && pill.left + pill.width <= strip.panel.plotRight + 10, "\(run.name)")
                }
            }
        }
    }

    @Test func namesStandAboveTheLanesOfANarrowPage() throws {
        var options = DrawOptions()
        options.pageWidth = Page.phone
        let shapes = try draw(AnalysedRun(TraceFixture.siblings), view: .timeline, options: options).canvas.items.compactMap { item in
            if case .shape(let shape) = item { shape } else { nil }
        }
        let lane = try #require(shapes.first { $0.name.kind == "lane" })
        let name = try #require(shapes.first { $0.name.kind == "name" })
        #expect(lane.rect.x < name.rect.x && lane.rect.y < name.rect.center.y && name.rect.center.y < lane.rect.y + 15)
    }
}
