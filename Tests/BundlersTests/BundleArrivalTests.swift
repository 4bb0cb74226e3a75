import Bundlers
import Hosts
import Programs
import Scenario
import Simulator
import TestSupport
import Testing

/// A file of the output comes as its modules would, in one piece.
struct BundleArrivalTests {
    private func duration(_ modules: String, bundler name: String) throws -> Int64 {
        let document = """
            host: chromium
            network: {latency: 10ms, bandwidth: 100KB}
            entry: main
            modules:
            \(modules)
            """
        let program = try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "s.yaml", folder: ""))
        let bundle = try #require(Bundler.named(name)).bundle(program, BundleOptions())
        return try onLargeStack { bundle.program.run(RunOptions(host: HostProfile.named("chromium"))) }.trace.end
    }

    @Test("It has the sizes of its modules together", arguments: ["rollup", "esbuild", "webpack", "systemjs"])
    func sizes(bundler: String) throws {
        let time = try duration(
            """
              main: {size: 50KB, code: "import './a'; console.log(1);"}
              a: {size: 50KB, code: "console.log(2);"}
            """, bundler: bundler)
        // 100 kB at 100 kB a second, and some bytes that the bundler adds or leaves out.
        #expect((1_005_000_000...1_150_000_000).contains(time), "\(time)")
    }

    @Test("A time that is said of a module is that of its file")
    func loads() throws {
        let time = try duration(
            """
              main: import './a'; console.log(1);
              a: {load: 300ms, code: "console.log(2);"}
            """, bundler: "rollup")
        #expect(time == 300_000_000)
    }
}
