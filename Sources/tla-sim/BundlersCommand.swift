import ArgumentParser
import Bundlers
import Text

/// `tla-sim bundlers`
struct BundlersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundlers",
        abstract: "List the bundlers whose rules are known.",
        discussion: """
            A model of each says in which order the modules of a program run when that
            tool has bundled it. A name without a version is the newest whose rule is
            known.

            Example:
              tla-sim bundlers --verbose
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Flag(help: "Also tell whose rule it is, how it is known, and what forms of output the tool has.")
    var verbose = false

    @Option(help: ArgumentHelp("The form of the list: text, or json.", valueName: "format"))
    var format = Format.text

    mutating func run() throws {
        switch format {
        case .text: writeText()
        case .json: standardOutput.write(JSONValue.array(Bundler.all.map(\.json)).text(isIndented: true) + "\n")
        }
        try end(0)
    }

    private func writeText() {
        let width = Bundler.all.map(\.name.count).max() ?? 0
        for bundler in Bundler.all {
            let name = bundler.name + String(repeating: " ", count: width - bundler.name.count)
            standardOutput.write("\(name)  \(bundler.rule)\n")
            guard verbose else { continue }
            let indentation = String(repeating: " ", count: width + 2)
            var lines = ["rule of \(bundler.tool); \(bundler.evidence)"]
            if let splits = bundler.splitsByDefault {
                lines.append("makes chunks: \(splits ? "unless --splitting off" : "with --splitting on")")
            }
            lines.append("formats: \(bundler.formats.map(\.rawValue).joined(separator: ", "))")
            for line in lines { standardOutput.write("\(indentation)\(line)\n") }
        }
    }
}

extension Bundler {
    fileprivate var json: JSONValue {
        .object([
            "name": .string(name), "tool": .string(tool), "rule": .string(rule), "evidence": .string(evidence),
            "splitsByDefault": splitsByDefault.map { .bool($0) } ?? .null, "formats": .array(formats.map { .string($0.rawValue) }),
        ])
    }
}
