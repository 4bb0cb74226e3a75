import Diagnostics
import Programs
import Scenario

extension LimitOptions {
    /// The program that a path means; `-` is what standard input has.
    ///
    /// - Throws: every problem found, never an empty list.
    func load(_ path: String) throws(DiagnosticList) -> Program {
        let program = completed(try loadProgram(path))
        guard let root else { return program }
        return program.confined(to: root, called: "the folder of --root")
    }

    /// The program with what the options add to it: preloads, proposals, stubs.
    func completed(_ program: Program) -> Program {
        var program = program
        program.preloads += preloads
        program.proposals += proposals
        program.stubs = stubs + program.stubs
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
