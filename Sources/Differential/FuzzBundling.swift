import Bundlers
import Diagnostics
import Hosts
import Programs
import Scenario
import Simulator
import Trace

/// A bundler's model that graphs go through before they are run, by the engine and by the simulator alike.
public struct FuzzBundling: Sendable {
    public var bundler: Bundler
    public var options: BundleOptions

    public init(_ bundler: Bundler, _ options: BundleOptions = BundleOptions()) {
        self.bundler = bundler
        self.options = options
    }
}

/// What is run of a graph: its own modules, or what a bundler makes of them.
struct FuzzFiles: Sendable {
    /// The names, from the folder of the graph, and the texts.
    var files: [(name: String, source: String)]
    /// The one that is imported.
    var entry: String
    /// Why the bundler makes nothing of it; there are no files then.
    var refusal: String?
    /// The output as modules for the simulator; empty where the graph's own are run.
    fileprivate var modules: [MadeModule] = []

    /// The folder of a bundle, beside the module that imports it.
    private static let folder = "out"

    /// Needs a thread with a large stack.
    init(_ item: FuzzCase, _ bundling: FuzzBundling?) {
        files = item.files
        entry = FuzzCase.fileName(0)
        guard let bundling else { return }
        files = []
        do {
            let scenario = try Scenario.read(bytes: Array(item.scenarioText(entry: entry).utf8), name: "case.yaml", folder: "")
            let bundle = try bundling.bundler.bundle(Program(scenario: scenario), bundling.options)
            for file in bundle.files {
                files.append(("\(Self.folder)/\(file.name)", String(decoding: file.source.bytes, as: UTF8.self)))
                modules.append(
                    MadeModule(name: "\(Self.folder)/\(file.name)", text: ModuleText(file: file.source, isJSON: file.isJSON)))
            }
            entry = "\(Self.folder)/\(bundle.entries[0])"
        } catch {
            refusal = error.diagnostics.first?.message ?? "not bundled"
        }
    }

    /// The module that imports the entry and prints how that ended.
    var main: String { FuzzCase.main.source.replacing("./\(FuzzCase.fileName(0))", with: "./\(entry)") }
}

extension FuzzCase {
    /// What the simulator makes of it. Needs a thread with a large stack.
    public func simulated(on host: HostProfile) -> FuzzResult { simulated(FuzzFiles(self, nil), on: host) }

    /// - Parameter run: what is run of it.
    func simulated(_ run: FuzzFiles, on host: HostProfile) -> FuzzResult {
        if let refusal = run.refusal { return FuzzResult(lines: [], ending: .died(refusal)) }
        var program: Program
        do {
            program = try Program(scenario: Scenario.read(bytes: Array(scenarioText().utf8), name: "case.yaml", folder: ""))
        } catch {
            return FuzzResult(lines: [], ending: .died(error.diagnostics.first?.message ?? "not read"))
        }
        if !run.modules.isEmpty {
            let main = MadeModule(name: Self.main.name, text: ModuleText(file: SourceFile(name: Self.main.name, text: run.main)))
            program = program.made(of: [main] + run.modules, entries: [Self.main.name])
        }
        let run = program.run(RunOptions(host: host, recordsEvents: false, recordsModules: false))
        let ending: FuzzResult.Ending =
            switch run.trace.outcome {
            case .fulfilled, .running, .exited, .unsettled: .ranOut
            case .rejected(let text) where text.hasPrefix("Error: "): .uncaught(String(text.dropFirst("Error: ".count)))
            case .rejected(let text): .uncaught(String(text.prefix { $0 != ":" && $0 != " " }))
            case .linkError(let text), .loadError(let text), .blocked(let text): .died(text)
            }
        return FuzzResult(lines: run.trace.console.map(\.text), ending: ending)
    }
}
