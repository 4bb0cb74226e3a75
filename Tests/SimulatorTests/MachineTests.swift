import Hosts
import Programs
import Scenario
import Testing

@testable import Simulator

@Suite("The machine")
struct MachineTests {
    private static func machine() throws -> Machine {
        let document = "entry: a\nmodules:\n  a: |\n    await null;\n    console.log(1);\n"
        let scenario = try Scenario.read(bytes: Array(document.utf8), name: "a.yaml", folder: "")
        return Machine(try Program(scenario: scenario), host: .spec, limits: Limits(), isRecording: true)
    }

    @Test("One that is passed on in place runs")
    func runs() throws {
        var machine = try Self.machine()
        machine.runProgram()
        #expect(machine.recorder.trace.console.map(\.text) == ["1"])
    }

    // An optimised build does not look.
    #if DEBUG
    @Test("One of which there is a copy is noticed when it runs")
    func copies() async {
        await #expect(processExitsWith: .failure) {
            var machine = try MachineTests.machine()
            let copy = machine
            machine.runProgram()
            withExtendedLifetime(copy) {}
        }
    }
    #endif
}
