import Differential
import Text

/// Makes scenario documents by the format: most are read, and run.
struct ScenarioGenerator {
    var random: FuzzRandom
    private var modules: [String] = []
    private var depth = 0

    init(random: FuzzRandom) { self.random = random }

    /// A document, as flow YAML (which is JSON but for what is not quoted) or with a block for each module.
    mutating func document() -> String {
        modules = Array((Words.modules + ["x", "y", "z.json"]).prefix(1 + random.below(7)))
        var lines = ["title: \(scalar("a title"))"]
        if random.chance(percent: 30) { lines.append("about: |\n  \(random.pick(Words.strings))\n  more") }
        if random.chance(percent: 40) { lines.append("host: \(random.pick(["spec", "node", "node@20", "deno", "browser", "chromium"]))") }
        lines.append("entry: \(random.chance(percent: 80) ? modules[0] : "[\(modules.joined(separator: ", "))]")")
        lines.append("modules:")
        for name in modules { lines.append("  \(key(name)): \(module())") }
        if random.chance(percent: 25) {
            lines.append(
                "resources:\n  https://x.test/a: {after: \(duration()), \(random.pick(["text: hi", "json: [1, {a: null}]", "fails: no"]))}")
        }
        if random.chance(percent: 20) {
            lines.append("limits: {steps: \(random.pick(["1", "10", "1000", "100000"])), time: \(duration())}")
        }
        if random.chance(percent: 50) { lines.append(expectations()) }
        if random.chance(percent: 20) { lines.append("see: [https://x.test/\(scalar("a"))]") }
        return lines.joined(separator: "\n") + "\n"
    }

    private mutating func scalar(_ usual: String) -> String {
        if random.chance(percent: 96) { return usual }
        return random.chance(percent: 50) ? random.pick(Words.documentScalars) : jsonStringLiteral(random.pick(Words.strings))
    }

    private mutating func key(_ usual: String) -> String {
        random.chance(percent: 99) ? usual : jsonStringLiteral(random.pick(Words.strings))
    }

    private mutating func duration() -> String {
        random.chance(percent: 96)
            ? random.pick(["0", "1", "5ms", "10us", "1s", "1.5s", "250ms", "3ns"]) : random.pick(Words.documentScalars)
    }

    private mutating func name() -> String { random.chance(percent: 98) ? random.pick(modules) : "nobody" }

    private mutating func module() -> String {
        switch random.below(10) {
        case 0...2:
            var generator = ModuleGenerator(random: FuzzRandom(seed: random.next()), modules: modules)
            return "|\n" + indented(generator.module(), by: 4)
        case 3: return "{json: {a: [1, \"x\", null], b: \(random.pick(Words.numbers))}}"
        case 4: return "{}"
        default:
            var parts: [String] = []
            if random.chance(percent: 70) { parts.append("imports: [\(list { $0.importEntry() })]") }
            if random.chance(percent: 90) { parts.append("steps: \(steps())") }
            if random.chance(percent: 20) { parts.append("load: \(duration())") }
            if random.chance(percent: 20) { parts.append("parse: \(duration())") }
            if random.chance(percent: 10) { parts.append("size: \(scalar("4kB"))") }
            return "{\(parts.joined(separator: ", "))}"
        }
    }

    private mutating func list(_ element: (inout Self) -> String) -> String {
        var parts: [String] = []
        for _ in 0..<random.below(4) { parts.append(element(&self)) }
        return parts.joined(separator: ", ")
    }

    private mutating func importEntry() -> String {
        switch random.below(6) {
        case 0: "{from: \(name()), names: [x, \"y as z\", default as d]}"
        case 1: "{from: \(name()), as: ns}"
        case 2: "{from: \(name()), as: later, phase: defer}"
        default: name()
        }
    }

    private mutating func steps() -> String { "[\(list { $0.step() })]" }

    private mutating func step() -> String {
        guard depth < 4 else { return "{log: deep}" }
        depth += 1
        defer { depth -= 1 }
        switch random.below(14) {
        case 0, 1: return "{log: \(scalar("X\(random.below(9))"))}"
        case 2: return "{log: [\(scalar("a")), 1, true, null]}"
        case 3, 4: return "{sleep: \(duration())}"
        case 5: return "{busy: \(duration())}"
        case 6: return "{await: \(jsonStringLiteral(expression()))}"
        case 7: return "{import: \(name())}"
        case 8: return "{import: {module: \(name()), await: \(random.pick(["true", "false"]))}}"
        case 9: return "{export: {\(random.pick(["x", "y", "default", "then"])): \(jsonStringLiteral(expression()))}}"
        case 10: return "{throw: \(scalar("boom"))}"
        case 11: return "{microtask: \(steps())}"
        case 12: return "{timeout: {after: \(duration()), do: \(steps())}}"
        default:
            return random.chance(percent: 50)
                ? "{try: \(steps()), catch: \(steps()), finally: \(steps())}" : "{js: \(jsonStringLiteral(statement()))}"
        }
    }

    private mutating func expression() -> String {
        var generator = ModuleGenerator(random: FuzzRandom(seed: random.next()), modules: modules)
        return generator.expression()
    }

    private mutating func statement() -> String {
        var generator = ModuleGenerator(random: FuzzRandom(seed: random.next()), modules: modules)
        return generator.statement()
    }

    private mutating func expectations() -> String {
        var parts = ["trace: [\(list { $0.scalar("X1") })]"]
        if random.chance(percent: 40) {
            parts.append("outcome: \(random.pick(["fulfilled", "{rejected: \"Error: boom\"}", "unsettled", "blocked", "{link error: x}"]))")
        }
        if random.chance(percent: 30) { parts.append("duration: \(duration())") }
        if random.chance(percent: 30) { parts.append("at: {X1: [\(duration()), \(duration())]}") }
        if random.chance(percent: 30) { parts.append("before: [[X1, X2]]") }
        if random.chance(percent: 30) { parts.append("evaluated: [\(modules.joined(separator: ", "))]") }
        if random.chance(percent: 20) { parts.append("hosts: {node: {outcome: rejected}, deno: {trace: [a]}}") }
        return "expect: {\(parts.joined(separator: ", "))}"
    }

    private func indented(_ text: String, by count: Int) -> String {
        let margin = String(repeating: " ", count: count)
        return text.split(separator: "\n").map { margin + $0 }.joined(separator: "\n")
    }
}
