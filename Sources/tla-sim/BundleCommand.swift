import ArgumentParser
import Bundlers
import Diagnostics
import Export
import Files
import Programs
import Text

/// `tla-sim bundle INPUT --as NAME`
struct BundleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Print what a bundler makes of the program, as JavaScript that runs.",
        discussion: """
            Without -o the text goes to standard output, of several files one after
            the other, each below a line that names it.

            With -o the files go into a folder, each with its source map; beside them
            are a prelude that defines sleep, busy and what fetch finds, and entry.mjs,
            which imports the prelude and then the program. manifest.json tells which
            file is which.

            Examples:
              tla-sim bundle main.mjs --as rollup
              tla-sim bundle main.mjs --as esbuild --splitting on -o out
              node --enable-source-maps out/entry.mjs

            Exit status:
              0   it is written
              1   the bundler refuses the program: a module does not parse or link,
                  or awaits where the format cannot
              2   the input cannot be used
              64  the command line is wrong
              74  it cannot be written: nothing has changed then
            """)

    @OptionGroup var input: InputArgument

    @Option(
        name: .customLong("as"), help: ArgumentHelp("The bundler; tla-sim bundlers lists them.", valueName: "name"),
        completion: .list(Bundler.all.map(\.name)))
    var name: String

    @Option(
        help: ArgumentHelp(
            "The form of the output: \(BundleFormat.allCases.map(\.rawValue).joined(separator: ", ")). Without it the bundler's first.",
            valueName: "format"))
    var format: BundleFormat?

    @OptionGroup var chunks: ChunkOptions

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("The folder to write: a new one, an empty one, or an earlier export.", valueName: "folder"),
        completion: .directory)
    var output: String?

    @Flag(help: "Move a folder aside that holds anything else, or an export that was changed since.")
    var force = false

    @OptionGroup var limits: LimitOptions
    @OptionGroup var reporting: ReportOptions

    func validate() throws {
        guard let bundler = Bundler.named(name) else { throw BundlerOption.unknown(name) }
        if let format, !bundler.formats.contains(format) {
            let known = bundler.formats.map(\.rawValue)
            throw ValidationError("\(name) has no format '\(format.rawValue)'. Write one of \(known.joined(separator: ", ")).")
        }
        if output == nil, force { throw ValidationError("--force is for the folder that -o names.") }
        if output != standardStreamName { try validateFolder(output) }
    }

    mutating func run() throws {
        var options = chunks.options
        options.format = format
        let program = try input.load(limits)
        let bundle = try bundle(program, with: Bundler.named(name)!, options)
        if let output, output != standardStreamName { try write(bundle, to: output) } else { print(bundle) }
        try end(0)
    }

    private func print(_ bundle: Bundle) {
        for (index, file) in bundle.files.enumerated() {
            if bundle.files.count > 1 { standardOutput.write("\(index == 0 ? "" : "\n")// ===== \(visibleText(file.name))\n") }
            standardOutput.write(standardOutput.shown(String(decoding: file.source.bytes, as: UTF8.self)))
            if file.source.bytes.last != 0x0A { standardOutput.write("\n") }
        }
    }

    private func write(_ bundle: Bundle, to folder: String) throws {
        var exported = try exportedProgram(bundle.program, host: nil)
        exported.addSourceMaps(of: bundle.graph)
        try writing { () throws(DiagnosticList) in
            let aside = try untilStopped { () throws(DiagnosticList) in
                try exported.write(to: folder, isForced: force, sparing: filesRead, isStopped: isStopped)
            }
            if let aside { standardOutput.write("moved \(visibleText(folder)) to \(visibleText(aside))\n") }
        }
        standardOutput.write("wrote \(visibleText(folder)) (\(counted(exported.modules.count, "file")))\n")
    }
}

extension ExportedProgram {
    /// Gives each file that was made of modules a source map, which it names in its last line.
    mutating func addSourceMaps(of graph: LinkedGraph) {
        var fileOfPath: [String: Int] = [:]
        for (index, file) in files.enumerated() { fileOfPath[file.path] = index }
        for module in modules where !module.isJSON && module.source.origins != nil {
            guard let index = fileOfPath[module.file] else { continue }
            let map = SourceMap(of: module.source, named: module.file) { graph.graph[$0].name }
            // What only names other files of the bundle is the module itself.
            if map.sources.isEmpty { continue }
            let separator = files[index].bytes.last == 0x0A ? "" : "\n"
            files[index].bytes += "\(separator)//# sourceMappingURL=\(SourceMap.address(map.file)).map\n".utf8
            files.append(File(path: module.file + ".map", bytes: Array(map.json.utf8)))
        }
    }
}

extension BundleFormat: ExpressibleByArgument {}
