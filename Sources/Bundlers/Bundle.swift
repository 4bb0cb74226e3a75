import Diagnostics
import Programs
import Text

/// What a bundler made of a program.
public struct Bundle: Sendable {
    /// A file of the output.
    public struct File: Sendable {
        /// The path from the folder of the output; files name each other by it, after `./`.
        public var name: String
        /// The text. Places in it lead back to the modules that it was printed from.
        public var source: SourceFile
        /// The modules that went into it, in the order in which they stand; none for what the bundler adds of its own.
        public var modules: [ModuleNumber]
        public var isJSON = false
        /// Whether it is CommonJS, where it is a file of one module.
        public var isCommonJS = false

        public init(name: String, source: SourceFile, modules: [ModuleNumber], isJSON: Bool = false, isCommonJS: Bool = false) {
            self.name = name
            self.source = source
            self.modules = modules
            self.isJSON = isJSON
            self.isCommonJS = isCommonJS
        }
    }

    /// The bundler, by its name.
    public let bundler: String
    public let graph: LinkedGraph
    public let files: [File]
    /// The names of the files that are run, in order.
    public let entries: [String]
    /// What the bundler warns of.
    public let warnings: [Diagnostic]

    /// The output as a program, which the simulator runs and the export writes as it does the input.
    ///
    /// A file takes as long to arrive as the slowest of its modules, as long to parse as all of them together, and is as much longer than its text as they are.
    public var program: Program {
        let input = graph.program
        let made = files.map { file in
            var text = ModuleText(file: file.source, format: file.isJSON ? .json : file.isCommonJS ? .commonJS : .module)
            var more: Int64?
            for module in file.modules {
                let arrival = graph.arrivals[Int(module)]
                text.load = max(text.load, arrival.load)
                text.parse = limitedSum(text.parse, arrival.parse)
                if let own = arrival.moreBytes { more = limitedSum(more ?? 0, own) }
            }
            text.hasOwnLoad = file.modules.contains { graph.arrivals[Int($0)].hasOwnLoad }
            text.size = more.map { max(0, limitedSum(Int64(file.source.bytes.count), $0)) }
            return MadeModule(name: file.name, text: text)
        }
        return input.made(of: made, entries: entries, making)
    }

    private var making: ProgramMaking {
        var fileOfModule = [String?](repeating: nil, count: graph.graph.modules.count)
        for file in files {
            for module in file.modules where fileOfModule[Int(module)] == nil { fileOfModule[Int(module)] = file.name }
        }
        let sources = graph.graph.modules.enumerated().map { number, module in
            var source = ProgramMaking.Source(
                name: module.name, module: fileOfModule[number],
                requests: module.requests.map { ($0.specifier, $0.target.map { Int($0) }, $0.phase == .defer) }, hasTLA: module.hasTLA,
                isJSON: module.kind == .json, text: module.kind == .json || !module.isRead ? nil : module.source)
            source.calls = module.calls.compactMap { call in call.target.map { (call.range.start, Int($0)) } }.sorted { $0.0 < $1.0 }
            return source
        }
        return ProgramMaking(maker: bundler, sources: sources, entries: graph.entries.map { Int($0) })
    }
}
