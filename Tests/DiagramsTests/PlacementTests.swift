import TestSupport
import Testing
import Trace

@testable import Diagrams

/// What is drawn does not cover what else is drawn.
@Suite struct PlacementTests {
    private struct Random {
        var state: UInt64
        mutating func below(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
    }

    /// A run that no engine gives in this order, but with all that a timeline can show.
    private func trace(seed: UInt64) -> Trace {
        var random = Random(state: seed &* 7919 &+ 17)
        let count = 2 + random.below(7)
        let names = (0..<count).map { "m\($0)" + ["", ".mjs", "/with/a/long/path.mjs"][random.below(3)] }
        let graph = names.indices.map { index in
            (
                names[index] + (index + 1 < count ? "*" : ""),
                index + 1 < count ? Array(names[(index + 1)...].prefix(1 + random.below(3))) : []
            )
        }
        var f = TraceFixture("seed \(seed)", entries: [names[0]], graph: graph)
        let usesTime = random.below(3) > 0
        var time: Int64 = 0
        func log(_ name: String) {
            for _ in 0..<random.below(4) {
                f.log(name, String(repeating: "wide ", count: random.below(5)), method: random.below(6) == 0 ? "error" : "log")
            }
        }
        var done = 0
        for name in names.reversed() {
            if random.below(3) == 0 { f.wait(name, for: 1, order: 1) } else { done += 1 }
            if usesTime, random.below(2) == 0 {
                time += Int64([1, 2, 30, 500][random.below(4)])
                f.timer(at: time, of: name)
            } else {
                f.microtask(.resumeFunction(name: f.text("work")))
            }
            f.start(
                name, wokenBy: random.below(2) == 0 ? names[min(names.count - 1, names.firstIndex(of: name)! + 1 + random.below(3))] : nil)
            log(name)
            if random.below(4) == 0 {
                f.add(
                    name,
                    .importCalled(
                        number: Int32(done), specifier: f.text(names[random.below(count)]), position: Position(line: 1, column: 1)))
            }
            f.suspend(name, at: String(repeating: "sleep()", count: 1 + random.below(3)))
        }
        for name in names where random.below(6) > 0 {
            if usesTime {
                time += Int64([0, 1, 7, 300][random.below(4)])
                f.timer(at: time, of: name)
            }
            f.resume(name)
            log(name)
            if random.below(7) == 0 { f.fail(name, "Error: failed for a reason") } else { f.complete(name) }
        }
        return f.finished(.fulfilled)
    }

    @Test(arguments: 0..<300)
    func nothingCoversAnything(seed: Int) throws {
        let trace = trace(seed: UInt64(seed))
        let canvas = try draw(trace, view: .timeline).canvas
        var solids: [(rect: Rect, what: String)] = []
        var labels: [(rect: Rect, what: String)] = []
        for case .shape(let shape) in canvas.items {
            let what = "\(shape.name.kind ?? "") \(shape.label?.text ?? "")"
            switch shape.name.kinds.first {
            case "output", "error", "more", "never", "task": solids.append((shape.rect, what))
            case "label":
                let width = TextMetrics.width(of: shape.label?.text ?? "", size: TextSize.smallest) * 0.9
                labels.append((Rect(center: shape.rect.center, width: width, height: 10), what))
            default: break
            }
            #expect(shape.rect.x >= 0 && shape.rect.y >= 0 && shape.rect.bottom <= canvas.height, "seed \(seed): \(what) is cut off")
            if shape.label == nil { #expect(shape.rect.right <= canvas.width + 0.01, "seed \(seed): \(what) is cut off") }
        }
        for (index, one) in solids.enumerated() {
            for other in solids[(index + 1)...] + labels[...] {
                #expect(!one.rect.inset(by: 0.4).intersects(other.rect), "seed \(seed): \(one.what) and \(other.what)")
            }
        }
        for case .curve(let curve) in canvas.items where ["wakes", "imports", "fails"].contains(curve.name.kinds.first) {
            for point in Bezier(curve.points).samples(30) {
                #expect(point.x >= 0, "seed \(seed): \(curve.name.tooltip ?? "") leaves the picture")
                for solid in solids where solid.rect.inset(by: 1).contains(point) {
                    Issue.record("seed \(seed): \(curve.name.tooltip ?? "") crosses \(solid.what)")
                    return
                }
            }
        }
    }
}
