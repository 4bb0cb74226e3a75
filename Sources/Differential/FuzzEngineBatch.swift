import Diagnostics
import Engines

/// Graphs that an engine is running.
final class FuzzEngineBatch {
    private let engine: Engine
    private let folder: TemporaryFolder
    private let count: Int
    private let timeScale: Int
    private var results: [FuzzResult] = []
    private var process: EngineProcess?

    /// After so long without a word from the engine, in seconds, the graph it is at is given up.
    private static let patience = 60.0

    init(engine: Engine, folder: TemporaryFolder, count: Int, timeScale: Int) {
        (self.engine, self.folder, self.count, self.timeScale) = (engine, folder, count, timeScale)
    }

    deinit {
        if let process { _ = process.result(process.kill(.timedOut)) }
    }

    func launch() throws(Diagnostic) {
        let arguments = engine.arguments(
            running: folder.path + "/driver.mjs", reading: folder.path, ["\(results.count)", "\(count)", "\(timeScale)"])
        process = try EngineProcess.start(engine.path, arguments)
    }

    func finish() throws(Diagnostic) -> [FuzzResult] {
        while true {
            guard let process else { return results }
            let result = process.result(process.wait(timeout: Self.patience, isOfSilence: true))
            self.process = nil
            let hasBegun = collect(result.output)
            if results.count >= count { return results }
            let words =
                textLines(result.errors).first { !$0.isEmpty && !$0.hasPrefix("#") || $0.contains("Fatal") } ?? Self.words(result.ending)
            guard hasBegun else {
                throw Diagnostic(.file, "\(engine.label) does not run the cases: \(words)")
            }
            results.append(FuzzResult(lines: [], ending: .died(result.ending == .timedOut ? "no end" : words)))
            if results.count >= count { return results }
            try launch()
        }
    }

    private static func words(_ ending: EngineProcess.Ending) -> String {
        switch ending {
        case .exited(let status): "status \(status)"
        case .signalled(let signal): "signal \(signal)"
        case .timedOut: "no end"
        case .printedTooMuch: "it prints without end"
        }
    }

    /// Takes what the process wrote.
    ///
    /// - Returns: whether it was at a graph that it did not finish.
    private func collect(_ output: String) -> Bool {
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
        return isInside
    }

    private static func ending(_ words: String) -> FuzzResult.Ending {
        words.hasPrefix("uncaught ") ? .uncaught(String(words.dropFirst("uncaught ".count))) : .ranOut
    }
}

func textLines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
}
