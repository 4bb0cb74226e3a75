import Bundlers
import Programs
import Scenario
import Simulator
import Testing

struct PreservedTests {
    /// The program of a bundle runs as the program does where modules stay modules.
    @Test func modulesStayModules() throws {
        let document = """
            entry: main
            modules:
              a: {steps: [{log: a}, {sleep: 10ms}, {log: a2}]}
              b: {steps: [{log: b}]}
              data: {json: {x: 1}}
              main: {imports: [a, b, {from: data, names: [default as d]}], steps: [{js: 'console.log(d.x)'}]}
            """
        let program = try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "test.yaml", folder: "."))
        let bundle = try #require(Bundler.named("native")).bundle(program)
        #expect(bundle.program.run().trace.console.map(\.text) == program.run().trace.console.map(\.text))
    }
}
