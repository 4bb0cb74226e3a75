import Diagnostics
import Engines

/// Graphs that an engine is running.
final class FuzzEngineBatch {
    private let engine: Engine
    private let folder: TemporaryFolder
    private let rights: EngineRights
    private let surroundings: EngineSurroundings
    private let count: Int
    private let timeScale: Int
    private var results: [FuzzResult] = []
    private var process: EngineProcess?

    /// After so long without a word from the engine, in seconds, the graph it is at is given up.
    private static let patience = 60.0

    init(engine: Engine, rights: EngineRights, folder: TemporaryFolder, count: Int, timeScale: Int) throws(Diagnostic) {
        surroundings = try EngineSurroundings(in: folder, rights: rights)
        (self.engine, self.rights, self.folder, self.count, self.timeScale) = (engine, rights, folder, count, timeScale)
    }

    deinit {
        if let process { _ = process.result(process.kill(.timedOut)) }
    }

    func launch() throws(Diagnostic) {
        let arguments = try engine.arguments(
            running: folder.path + "/driver.mjs", reading: folder.path, rights: rights,
            ["\(results.count)", "\(count)", "\(timeScale)"])
        process = try EngineProcess.start(engine.path, arguments, surroundings: surroundings)
    }

    func finish() throws(Diagnostic) -> [FuzzResult] {
        while true {
            guard let process else { return results }
            let result = process.result(process.wait(timeout: Self.patience, isOfSilence: true))
            self.process = nil
            let unfinished = collect(result.output)
            if results.count >= count { return results }
            let words = Self.lastWords(result)
            guard let unfinished else {
                throw Diagnostic(.file, "\(engine.label) does not run the cases: \(words)")
            }
            results.append(FuzzResult(lines: unfinished, ending: .died(words)))
            if results.count >= count { return results }
            try launch()
        }
    }

    /// What an engine that broke off said of it: which of its checks failed, or else what it said first.
    private static func lastWords(_ result: EngineProcess.Result) -> String {
        switch result.ending {
        case .timedOut: return "no end"
        case .printedTooMuch: return "it prints without end"
        case .exited, .signalled: break
        }
        let said = textLines(result.errors)
        if let check = said.first(where: { $0.contains("Check failed: ") }) { return String(check.trimmingPrefix { "# ".contains($0) }) }
        if let line = said.first(where: { !$0.hasPrefix("#") || $0.contains("Fatal") }) { return line }
        if case .signalled(let signal) = result.ending { return "signal \(signal)" }
        if case .exited(let status) = result.ending { return "status \(status)" }
        return ""
    }

    /// Takes what the process wrote.
    ///
    /// - Returns: the lines of the graph that it was at and did not finish; `nil` when it was at none.
    private func collect(_ output: String) -> [String]? {
        var lines: [String] = []
        var isInside = false
        for line in textLines(output) {
            if line.hasPrefix("line ") {
                lines.append(String(line.dropFirst(5)))
            } else if line.hasPrefix("begin ") {
                lines = []
                isInside = true
            } else if line.hasPrefix("end ") {
                results.append(FuzzResult(lines: lines, ending: Self.ending(String(line.dropFirst(4)))))
                isInside = false
            }
        }
        return isInside ? lines : nil
    }

    private static func ending(_ words: String) -> FuzzResult.Ending {
        words.hasPrefix("uncaught ") ? .uncaught(String(words.dropFirst("uncaught ".count))) : .ranOut
    }
}

func textLines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
}
