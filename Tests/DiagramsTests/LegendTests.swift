import Analysis
import Foundation
import TestSupport
import Testing
import Trace

@testable import Diagrams

/// A legend explains what its picture has, in the looks that the picture has, and no two marks differ by their colour alone.
@Suite struct LegendTests {
    private static let pictures = Result {
        try SimulatedRuns.all.flatMap { run in
            try View.all(of: run.analysed).flatMap { view in
                try [Page.width, Page.phone].map { width in
                    var options = DrawOptions()
                    options.pageWidth = width
                    return (name: "\(run.name), \(view.rawValue)", canvas: try draw(run.analysed, view: view, options: options).canvas)
                }
            }
        }
    }

    /// What a mark looks like, but for its size and its text.
    private enum Look: Hashable, CustomStringConvertible {
        case shape(fill: Paint?, stroke: Paint?, pattern: String, isRounded: Bool, isDouble: Bool, isEllipse: Bool)
        case curve(paint: Paint, width: Double, pattern: String, isDouble: Bool, isCrossed: Bool)

        init(_ item: Canvas.Item) {
            switch item {
            case .shape(let shape):
                let style = shape.style
                self = .shape(
                    fill: style.fill, stroke: style.stroke, pattern: "\(style.pattern)", isRounded: style.isRounded,
                    isDouble: style.isDouble, isEllipse: shape.isEllipse)
            case .curve(let curve):
                let stroke = curve.stroke
                self = .curve(
                    paint: stroke.paint, width: stroke.width, pattern: "\(stroke.pattern)", isDouble: stroke.isDouble,
                    isCrossed: stroke.isCrossed)
            }
        }

        var description: String {
            switch self {
            case .shape(let fill, let stroke, let pattern, _, let isDouble, _):
                "\(fill.map { "\($0)" } ?? "no") fill, \(stroke.map { "\($0)" } ?? "no") line, \(pattern)\(isDouble ? ", double" : "")"
            case .curve(let paint, _, let pattern, let isDouble, let isCrossed):
                "\(paint) \(pattern)\(isDouble ? ", double" : "")\(isCrossed ? ", crossed" : "")"
            }
        }
    }

    /// - Returns: each with the number of further parts that its entry has, such as a cross.
    private func samples(_ canvas: Canvas) -> [(item: Canvas.Item, kind: String, parts: Int)] {
        canvas.items.indices.compactMap { index in
            canvas.items[index].name.explains.map { kind in
                let rest = canvas.items[(index + 1)...].prefix { $0.name.kind != "legend" }
                return (canvas.items[index], kind, rest.count)
            }
        }
    }

    /// What a box says by its fill and what by its line are two things, and it may say both.
    private static let fills: Set<String> = ["own-await", "async", "sync", "awaiting", "not-begun", "function", "promise"]
    private static let lines: Set<String> = ["unended", "fails"]

    @Test func everySampleIsInThePicture() throws {
        for (name, canvas) in try Self.pictures.get() {
            var looks: [String: Set<Look>] = [:]
            for item in canvas.items where item.name.explains == nil {
                for kind in item.name.kinds { looks[kind, default: []].insert(Look(item)) }
            }
            for (item, kind, _) in samples(canvas) {
                let found = looks[kind] ?? []
                let isThere = found.contains { look in
                    guard case .shape(let fill, let stroke, let pattern, let isRounded, _, _) = look,
                        case .shape(let wantedFill, let wantedStroke, let wantedPattern, let wantedRounded, _, _) = Look(item)
                    else { return look == Look(item) }
                    if Self.fills.contains(kind) { return fill == wantedFill && isRounded == wantedRounded }
                    if Self.lines.contains(kind) { return stroke == wantedStroke && pattern == wantedPattern }
                    if kind == "critical", case .shape(_, _, _, _, true, _) = Look(item) { return stroke == wantedStroke }
                    // A number on an edge has the edge's colour.
                    if kind == "import-order" { return fill == wantedFill }
                    return look == Look(item)
                }
                #expect(isThere, "\(name): the legend has \(kind), \(Look(item)); the picture has \(found)")
            }
        }
    }

    /// What stands there without words of its own.
    private static let explained: Set<String> = [
        "fetch", "parse", "runs", "failed", "suspended", "due", "waits", "never", "output", "error", "different", "more", "place", "fails",
        "imports", "no-more", "axis-task", "queued", "queued-over", "own-await", "async", "sync", "unended", "order", "import-order",
        "error-path", "in-cycle", "cycle-import", "dynamic-import", "deferred-import", "fold", "awaiting", "not-begun", "function",
        "promise",
        "then-function", "awaits",
    ]

    @Test func everyMarkIsInTheLegend() throws {
        for (name, canvas) in try Self.pictures.get() {
            let explained = Set(samples(canvas).map(\.kind))
            var shown: Set<String> = []
            for item in canvas.items where item.name.explains == nil { shown.formUnion(item.name.kinds) }
            let isGraph = shown.contains("order") || shown.contains("module")
            for kind in shown.intersection(Self.explained) {
                // Of a graph the pills of boxes are words.
                if isGraph, ["fails", "error"].contains(kind) { continue }
                #expect(explained.contains(kind), "\(name): \(kind) is not explained")
            }
            if shown.contains("critical") || shown.contains("critical-wake") {
                #expect(explained.contains("critical") || explained.contains("critical-wake"), "\(name): the critical path")
            }
        }
    }

    @Test func noTwoMarksDifferByColourAlone() throws {
        var seen: Set<[String]> = []
        for (name, canvas) in try Self.pictures.get() {
            let samples = samples(canvas)
            for (index, one) in samples.enumerated() {
                for other in samples[(index + 1)...] where one.kind != other.kind && one.parts == other.parts {
                    guard seen.insert([one.kind, other.kind]).inserted else { continue }
                    #expect(
                        isDifferent(one.item, other.item),
                        "\(name): \(one.kind), \(Look(one.item)), and \(other.kind), \(Look(other.item)), have one shape and are as light")
                }
            }
        }
        #expect(seen.count > 100)
    }

    /// By what a person sees who tells no colours: form, line, words, or how light it is.
    private func isDifferent(_ one: Canvas.Item, _ other: Canvas.Item) -> Bool {
        switch (one, other) {
        case (.curve(let one), .curve(let other)):
            if form(one) != form(other) { return true }
            if max(one.stroke.width, other.stroke.width) >= 1.7 * min(one.stroke.width, other.stroke.width) { return true }
            return isLighter(one.stroke.paint, other.stroke.paint)
        case (.shape(let one), .shape(let other)):
            if one.isEllipse != other.isEllipse || one.style.isRounded != other.style.isRounded { return true }
            if one.style.pattern != other.style.pattern || one.style.isDouble != other.style.isDouble { return true }
            if (one.style.stroke == nil) != (other.style.stroke == nil) { return true }
            if one.label?.text != other.label?.text { return true }
            if abs(one.rect.width - other.rect.width) > 2.5 || abs(one.rect.height - other.rect.height) > 1.5 { return true }
            if max(one.style.width, other.style.width) >= 1.4 * min(one.style.width, other.style.width) { return true }
            return isLighter(one.style.fill, other.style.fill)
        default: return true
        }
    }

    private func form(_ curve: Canvas.Curve) -> [String] {
        let isStraight = Set(curve.points.map(\.y)).count == 1
        return ["\(curve.stroke.pattern)", "\(curve.stroke.isDouble)", "\(curve.stroke.isCrossed)", "\(isStraight)"]
    }

    /// Whether one is lighter than the other so that nobody can miss it, in both themes.
    private func isLighter(_ one: Paint?, _ other: Paint?) -> Bool {
        guard let one, let other else { return one != other }
        return abs(lightness(one.light) - lightness(other.light)) >= 20 && abs(lightness(one.dark) - lightness(other.dark)) >= 20
    }

    /// CIE L*, from 0 to 100.
    private func lightness(_ color: String) -> Double {
        let parts = stride(from: 1, to: 7, by: 2).map { offset -> Double in
            let digits = color.dropFirst(offset).prefix(2)
            let value = Double(Int(digits, radix: 16) ?? 0) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        let luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        return luminance > 0.008856 ? 116 * pow(luminance, 1.0 / 3) - 16 : 903.3 * luminance
    }

    @Test func theCriticalPathAndTheWayOfAnErrorAreOfUnlikeForm() {
        for (critical, failed) in [(Canvas.Stroke.criticalWake, Canvas.Stroke.fails), (.criticalImport, .failedImport)] {
            #expect(critical.isDouble && !critical.isCrossed && failed.isCrossed && !failed.isDouble)
        }
        for kind in [GraphModel.Edge.Kind.import, .dynamic, .deferred] {
            #expect(GraphEdgeLook.critical.stroke(kind).isDouble && GraphEdgeLook.errorPath.stroke(kind).isCrossed)
        }
    }
}
