import Trace

extension TraceFixture {
    /// A graph of layers in which each module imports up to three of the next thirty, and some import upwards. The same every time.
    public static func layers(_ count: Int) -> [(String, [String])] {
        var state: UInt64 = 42
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        return (0..<count).map { index in
            var imports: [String] = []
            for _ in 0..<(1 + random(3)) where index + 1 < count {
                let name = "m\(index + 1 + random(min(count - index - 1, 30)))"
                if !imports.contains(name) { imports.append(name) }
            }
            if index > 3, random(40) == 0 { imports.append("m\(index - 1 - random(3))") }
            return ("m\(index)", imports)
        }
    }

    /// A run of so many modules, each of which awaits, prints and goes on some times, ten events a module.
    public static func busy(lanes: Int) -> Trace {
        let names = (0..<lanes).map { "module\($0).mjs" }
        var f = TraceFixture(
            "A busy start", entries: [names[0]],
            graph: names.indices.map { (names[$0] + "*", $0 + 1 < lanes ? [names[$0 + 1]] : []) })
        f.load(names[lanes - 1], from: 0, to: 5, parse: 1)
        for (index, name) in names.enumerated().reversed() {
            let time = Int64(10 + (lanes - index) * 10)
            f.at(time)
            f.start(name, wokenBy: index + 1 < lanes ? names[index + 1] : nil)
            f.log(name, "\(name) starts")
            f.suspend(name, at: "connect(\(index))")
            f.timer(at: time + 5, of: name)
            f.resume(name)
            f.log(name, "done")
            f.complete(name)
        }
        return f.finished(.fulfilled)
    }
}
