import Diagnostics
import Programs
import Scenario

extension LimitOptions {
    /// The program that a path means; `-` is what standard input has.
    ///
    /// - Throws: every problem found, never an empty list.
    func load(_ path: String) throws(DiagnosticList) -> Program {
        var program = try loadProgram(path)
        program.preloads += preloads
        program.proposals += proposals
        program.stubs = stubs + program.stubs
        if let root { program = program.confined(to: root, called: "the folder of --root") }
        return program
    }

    private func loadProgram(_ path: String) throws(DiagnosticList) -> Program {
        guard path == standardStreamName else {
            return try Program.load(path: path, limits: settings, allowOutside: allowOutside, filesRead: filesRead)
        }
        let text = try standardInput(limit: Limits(settings).sourceBytes)
        return try Program.load(text: text, name: standardInputName, limits: settings, allowOutside: allowOutside, filesRead: filesRead)
    }
}
