import Foundation
import TestSupport
import Testing
import Trace

/// Programs that use what hosts have by the web's standards, compared line by line with recordings of the engines. `Recorded/README.md` says
/// how to repeat them.
@Suite struct WebNameTests {
    struct Host: CustomTestStringConvertible, Sendable {
        var name: String
        var engine: String
        /// Programs that the simulator answers otherwise, and is known to.
        var departures: Set<String>
        var testDescription: String { name }
    }

    static let hosts = [
        Host(name: "node", engine: "node-24.19.0", departures: nodeDepartures)
    ]

    private static let nodeDepartures: Set<String> = []

    /// The parts of a recording below lines such as `### name`.
    private func sections(_ name: String) throws -> [(name: String, text: String)] {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: "txt", subdirectory: "Recorded/web"))
        return try String(contentsOf: url, encoding: .utf8).components(separatedBy: "### ").dropFirst().map { part in
            let end = part.firstIndex(of: "\n") ?? part.endIndex
            return (String(part[..<end]), String(part[end...].dropFirst()))
        }
    }

    @Test(arguments: hosts) func `programs print what they print on the engine`(_ host: Host) throws {
        let recorded = Dictionary(uniqueKeysWithValues: try sections(host.engine).map { ($0.name, $0.text) })
        for program in try sections("programs") where !host.departures.contains(program.name) {
            let run = try Modules([("main.mjs", program.text)]).run(host.name, recordsEvents: false)
            let printed = run.trace.console.filter { $0.stream == .out }.map { $0.text + "\n" }.joined() + "exit \(run.exitStatus)\n"
            let wanted = try #require(recorded[program.name], "\(program.name) is not recorded")
            if printed != wanted { Issue.record("\(program.name):\n\(printed)\nand on \(host.engine):\n\(wanted)") }
        }
    }
}
