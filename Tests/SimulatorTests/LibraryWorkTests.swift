import JavaScript
import Testing
import Trace

@testable import Simulator

/// What the library costs, in steps: each operation at least what it takes, whatever it is given. No test measures time.
@Suite struct LibraryWorkTests {
    /// How many steps a turn of a loop takes, at least.
    private func stepsOfTurn(_ body: String, before: String = "", host: String = "node", turns: Int = 100) throws -> Int {
        func steps(_ turns: Int) throws -> Int {
            var steps = 0
            let modules = Modules([("main.mjs", "\(before); for (let n = 0; n < \(turns); n++) { \(body) }")])
            #expect(try modules.run(host, recordsEvents: false).trace.outcome == .fulfilled)
            try modules.withMachine(host) { machine in
                machine.runProgram()
                steps = machine.stepCount
            }
            return steps
        }
        return try (steps(2 * turns) - steps(turns)) / turns
    }

    @Test(arguments: [
        "x === y", "x == y", "Object.is(x, y)", "switch (x) { case y: }", "[x].includes(y)", "[x].indexOf(y)", "[x].lastIndexOf(y)",
        "set.has(y)",
        "map.get(y)", "map.delete(z)", "x << 1n", "x >> 1n",
    ])
    func `what is done with a BigInt counts by its length`(_ body: String) throws {
        let values = "const x = (1n << 100_000n) - 1n, y = (1n << 100_000n) - 1n, z = y - 2n, set = new Set([x]), map = new Map([[x, 1]])"
        #expect(try stepsOfTurn(body, before: values, turns: 20) >= 100_000 / 64 / 8)
        // What differs in its length is not looked at.
        #expect(try stepsOfTurn("x == 1e300; x === 5n", before: values, turns: 20) < 50)
    }

    @Test(arguments: [
        ("d.decode(b)", "const b = new Uint8Array(1_000).fill(255), d = new TextDecoder('utf-16le')", 500),
        ("d.decode(b)", "const b = new Uint8Array(1_000).fill(255), d = new TextDecoder()", 700),
        ("s.localeCompare(t)", "const s = 'a\\u0315\\u0300\\u05ae'.repeat(100), t = s + 'b'", 600),
        ("process.stdout.write('')", "", 14), ("crypto.randomUUID()", "", 40), ("new Uint8Array(1)", "", 12),
        ("'abcabc'.matchAll(/b/g)", "", 60), ("'abcabc'.replace(/b/g, 'x')", "", 70), ("[...'abc']", "", 20),
        ("for await (const x of [1]);", "", 40), ("await { then(r) { r(1) } }", "", 35),
        ("const { a, ...r } = o", "const o = { a: 1, b: 2 }", 15),
        ("({ ...o })", "const o = { a: 1, b: 2 }", 9), ("m.keys().next()", "const m = new Map([[1, 1]])", 9),
        ("try { new Function('}') } catch {}", "", 200),
        ("require.resolve('fs')", "import { createRequire } from 'module'; const require = createRequire('/a/main.mjs')", 150),
        ("createRequire('/a/b.mjs')", "import { createRequire } from 'module'", 150),
        ("new TextDecoder()", "", 25), ("BigInt('12345678901234567890123456789012345678901234567890')", "", 20),
        ("x.toLocaleString()", "const x = 10n ** 100n", 100), ("new Error(s).stack", "const s = 'x'.repeat(1_000)", 1_000),
        ("x % y; x % y; x % y; x % y", "const x = 0.5, y = 0.3", 4), ("o.a; o.a; o.a; o.a", "const o = {}", 4),
        ("'xx'.replace('x', '$&$&$&$&')", "", 12),
    ])
    func `work counts by what it takes`(_ body: String, _ before: String, _ least: Int) throws {
        let steps = try stepsOfTurn(body, before: before)
        #expect(steps >= least, "\(steps)")
    }

    // MARK: Texts that are put together

    @Test func `a text is taken apart once, with all that it was put together from`() {
        var texts = StringHeap(names: NameTable())
        let piece = texts.make("0123456789012345678901234567890123456789x")
        func join(_ a: StringID, _ b: StringID) -> StringID { texts.concatenate(a, b) ?? a }
        var parts = [piece]
        for index in 0..<60 {
            let last = parts[parts.count - 1]
            parts.append(index % 3 == 0 ? join(last, piece) : join(piece, last))
        }
        let rope = parts[parts.count - 1]
        let (left, right) = (join(rope, rope), join(piece, rope))
        func copied(_ text: StringID) -> Int {
            let before = texts.copiedUnits
            _ = texts.codeUnits(text)
            return texts.copiedUnits - before
        }
        let first = copied(left)
        #expect(first >= texts.length(left) - 100 + 4 * 60)
        #expect(copied(right) <= texts.length(right) + 30)
        // Each part is flat, and is what it was.
        for part in parts { #expect(copied(part) == 0) }
        let text = texts.text(rope)
        #expect(texts.text(left) == text + text)
        #expect(texts.text(right) == texts.text(piece) + text)
        for part in parts { #expect(text.contains(texts.text(part))) }
    }

    // MARK: Shapes

    @Test func `a key is found among many, and one that is not there is not`() {
        var shapes = ShapeTable()
        var shape = ShapeTable.root
        var all: [Int32] = []
        for key in 0..<40 {
            shape = shapes.adding(.index(UInt32(key)), .all, to: shape)
            all.append(shape)
        }
        for _ in 0..<2 {
            for (count, shape) in all.enumerated() {
                for key in 0..<45 {
                    #expect(shapes.find(.index(UInt32(key)), in: shape)?.slot == (key <= count ? Int32(key) : nil))
                }
            }
        }
    }
}
