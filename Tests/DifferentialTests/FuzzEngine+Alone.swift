import Diagnostics
import Engines
import Text

@testable import Differential

/// An engine that runs each program by itself, which batches are compared with.
extension FuzzEngine {
    /// What each graph's `main.mjs` prints in a process of its own, and how that ends; only the loading beforehand is as in a batch.
    func runAlone(_ cases: [FuzzCase]) throws(Diagnostic) -> [(lines: [String], ending: EngineProcess.Ending)] {
        var results: [(lines: [String], ending: EngineProcess.Ending)] = []
        var running: [(process: EngineProcess, folder: TemporaryFolder)] = []
        func finishFirst() {
            let (process, folder) = running.removeFirst()
            let result = withExtendedLifetime(folder) { process.result(process.wait(timeout: 60, isOfSilence: false)) }
            results.append((textLines(result.output), result.ending))
        }
        for item in cases {
            if running.count >= Self.aloneAtOnce { finishFirst() }
            running.append(try startAlone(item))
        }
        while !running.isEmpty { finishFirst() }
        return results
    }

    private static let aloneAtOnce = 4

    private func startAlone(_ item: FuzzCase) throws(Diagnostic) -> (process: EngineProcess, folder: TemporaryFolder) {
        let folder = try TemporaryFolder()
        try folder.write("stop.mjs", "throw 'stop';\n")
        try folder.write("before.mjs", "try { await import('./preload.mjs'); } catch {}\n")
        var preload = "import './stop.mjs';\n"
        try folder.write(FuzzCase.main.name, FuzzCase.main.source)
        for file in item.files {
            try folder.write(file.name, file.source)
            preload += "import './\(file.name)';\n"
        }
        try folder.write("preload.mjs", preload)
        let arguments = try engine.arguments(
            running: folder.path + "/" + FuzzCase.main.name, after: folder.path + "/before.mjs", reading: folder.path, rights: rights)
        let process = try EngineProcess.start(
            engine.path, arguments, surroundings: try EngineSurroundings(in: folder, rights: rights))
        return (process, folder)
    }
}
