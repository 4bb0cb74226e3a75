import Diagnostics
import JavaScript
import Scenario
import Threads

/// Reading and parsing on several threads, for a look at the texts.
extension StaticGraph {
    /// Fewer are not worth a second thread.
    private static let blockSize = 32
    /// So many bytes of texts are parsed before it is asked whether there are too many words: no machine's number of threads has a part in that.
    private static let waveBytes = 4_000_000
    /// Of each thread, in bytes: deep nesting of brackets needs it.
    private static let stackSize = 64 << 20

    /// Reads, parses and resolves the modules of those numbers, which come next, until there are too many words in them.
    mutating func look(at numbers: Range<Int>, _ threads: Int, _ limits: Limits, _ options: Options) {
        var reader = program.reader(sourceLimit: limits.sourceBytes)
        while modules.count < numbers.upperBound, wordCount <= wordLimit {
            var wave: [Module] = []
            var byteCount = 0
            while modules.count + wave.count < numbers.upperBound, byteCount < Self.waveBytes {
                wave.append(Self.read(table.keys[modules.count + wave.count], of: program, &reader, isScript: false))
                byteCount += wave[wave.count - 1].source.bytes.count
            }
            for var module in parsed(wave, threads, limits) {
                let number = ModuleNumber(modules.count)
                if module.source.number < 0 { module.source.number = number }
                wordCount += module.wordsOfText + (module.analysed?.tree.nodes.count ?? 0)
                resolve(&module, number, &reader, limits, followsCalls: options.followsImportCalls)
                modules.append(module)
            }
        }
    }

    private func parsed(_ wave: [Module], _ threads: Int, _ limits: Limits) -> [Module] {
        let blocks = (wave.count + Self.blockSize - 1) / Self.blockSize
        let queue = BlockQueue(count: wave.count, blockSize: Self.blockSize) { _ in }
        let program = program
        let results = inParallel(max(1, min(threads, blocks)), stackSize: Self.stackSize) { _ in
            var looked: [(start: Int, modules: [Module])] = []
            while let block = queue.next() { looked.append((block.lowerBound, Self.looked(at: wave[block], of: program, limits))) }
            return looked
        }
        return results.joined().sorted { $0.start < $1.start }.flatMap(\.modules)
    }

    /// - Parameter modules: with their texts and nothing more.
    private static func looked(at modules: ArraySlice<Module>, of program: Program, _ limits: Limits) -> [Module] {
        var modules = Array(modules)
        let parsed = modules.indices.filter { modules[$0].isRead && modules[$0].problem == nil && modules[$0].kind != .json }
        let texts = parsed.map { (source: modules[$0].source, isCommonJS: ModuleFormat.named(modules[$0].key.path) == .commonJS) }
        var results = AnalysedModule.looking(at: texts, nesting: limits.nesting)
        // Whether a .js file is a module, only its folder's package.json tells, and not always truly: what is none may be CommonJS.
        let failed = results.indices.filter { if case .failure = results[$0] { !texts[$0].isCommonJS } else { false } }
        if !failed.isEmpty {
            let seconds = AnalysedModule.looking(at: failed.map { (texts[$0].source, true) }, nesting: limits.nesting)
            for (index, second) in zip(failed, seconds) { if case .success = second { results[index] = second } }
        }
        for (index, result) in zip(parsed, results) {
            switch result {
            case .success(let module):
                modules[index].kind = module.tree.goal.isScript ? .commonJS : .module
                modules[index].describe(module.tree, module.names)
                modules[index].analysed = module
            case .failure(let problem): modules[index].problem = program.located(problem)
            }
        }
        return modules
    }
}
