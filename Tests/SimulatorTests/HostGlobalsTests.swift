import TestSupport
import Testing

@Suite("Globals of hosts")
struct HostGlobalsTests {
    /// Node.js 20.20.2: each of these is undefined there.
    @Test("Node.js 20 lacks what Node.js 24 has")
    func absent() throws {
        let source = "console.log(typeof Promise.withResolvers, typeof Promise.try, typeof Object.groupBy, typeof Map.groupBy);"
        for (host, line) in [
            ("node@20", "undefined undefined undefined undefined"), ("node", "function function function function"),
            ("spec", "function function function function"),
        ] {
            #expect(try (["m": source] as Modules).run(host).trace.console.map(\.text) == [line], "\(host)")
        }
    }

    @Test(
        "What a program set counts as on the host when its entry never settles",
        arguments: [("node@20", 0, 0), ("node@20", 5, 5), ("node", 0, 13), ("node", 5, 5), ("deno", 0, 1), ("deno", 5, 1)])
    func exitCode(host: String, own: Int, status: Int) throws {
        let source = "process.exitCode = \(own); await new Promise(() => {});"
        #expect(Int(try (["m": source] as Modules).run(host).exitStatus) == status)
    }
}
