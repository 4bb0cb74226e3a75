import Diagnostics
import Programs
import Scenario

extension FuzzTarget {
    /// A document is refused with problems that can be shown and that stand inside it, or read, and then the text of every
    /// module can be had, and parses or is refused in the same way.
    func checkReader(_ input: [UInt8], isThorough: Bool) throws(Finding) {
        let scenario: Scenario
        do {
            scenario = try readScenario(input)
        } catch {
            try expect(!error.diagnostics.isEmpty, "a document was refused without a problem")
            try check(error.diagnostics, in: input)
            if isThorough {
                let again = problems { () throws(DiagnosticList) in _ = try readScenario(input) }
                try expect(again == error.diagnostics, "read twice, the document has other problems")
            }
            return
        }
        try expect(!scenario.entries.isEmpty, "a scenario without an entry was read")
        for entry in scenario.entries {
            try expect(scenario.module(named: entry) != nil, "an entry is no module of the scenario")
        }
        // The reader does not know which hosts there are.
        guard let program = try? Program(scenario: scenario) else { return }
        for module in program.knownModules {
            do {
                let text = try program.text(of: module)
                if !text.isJSON { try checkRoundTrip(text.file, whole: input) }
            } catch let error as DiagnosticList {
                try check(error.diagnostics, in: input)
            } catch let finding as Finding {
                throw finding
            } catch {
                throw Finding("an error of another kind: \(error)")
            }
        }
    }

    /// Reads a document that lies in no folder, so that no file of the machine has a part in what comes of it.
    func readScenario(_ input: [UInt8]) throws(DiagnosticList) -> Scenario {
        try Scenario.read(bytes: input, name: "input.yaml", folder: "no-such-folder")
    }

    private func problems(_ body: () throws(DiagnosticList) -> Void) -> [Diagnostic] {
        do {
            try body()
            return []
        } catch {
            return error.diagnostics
        }
    }
}
