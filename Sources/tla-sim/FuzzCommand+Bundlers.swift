import Bundlers
import Campaign
import Diagnostics
import Differential
import Files
import Text
import Threads

/// `--bundlers` and `--merge`: random graphs through models of bundlers.
extension FuzzCommand {
    /// - Returns: the status to end with.
    func runCampaign(_ bundlers: [Bundler]) -> Int32 {
        let plan = CampaignPlan(seed: seed ?? 1, graphs: graphs ?? 1_000, shard: shard ?? .whole, bundlers: bundlers)
        if let caseNumber { return writeCase(caseNumber, plan) }
        if resume, let output, let path = existingResult(of: plan, in: output) {
            standardOutput.write("\(visibleText(path)) is there\n")
            return 0
        }
        let progress = FuzzProgress(total: plan.count)
        do throws(DiagnosticList) {
            let result = try Campaign(plan, program: Release.version).run(jobs: threadCount) { progress.show(done: $0) }
            progress.clear()
            return try finish(result)
        } catch {
            return refuse(error)
        }
    }

    /// - Returns: the status to end with.
    func mergeResults() -> Int32 {
        do throws(DiagnosticList) {
            var problems: [Diagnostic] = []
            var read: [(name: String, result: CampaignResult)] = []
            for path in results {
                do throws(Diagnostic) { read.append((path, try readResult(path))) } catch { problems.append(error) }
            }
            if !problems.isEmpty { throw DiagnosticList(problems) }
            return try finish(CampaignResult.merged(read))
        } catch {
            return refuse(error)
        }
    }

    private func refuse(_ problems: DiagnosticList) -> Int32 {
        report(problems.diagnostics)
        return ExitStatus.badInput
    }

    // MARK: Results

    /// Saves and shows a result. The counterexamples are those of the whole: a shard leaves them to the merge.
    private func finish(_ result: CampaignResult) throws(DiagnosticList) -> Int32 {
        var written = ""
        if let output {
            let path = Paths.joined(output, resultName(result.shard))
            guard write(path, result.json, as: .fuzzResult) else { return ExitStatus.cannotWrite }
            written += "wrote \(visibleText(path))\n"
            if result.isWhole {
                let examples = try Counterexample.all(of: result, bundlers: try models(of: result), jobs: threadCount)
                for example in examples {
                    let text = example.scenarioText(seed: result.seed)
                    guard write(Paths.joined(output, example.fileName), text, as: .foundCase) else { return ExitStatus.cannotWrite }
                }
                written += "wrote \(counted(examples.count, "counterexample")) into \(visibleText(output))\n"
            }
        }
        let table = CampaignTable(result)
        switch format ?? .text {
        case .text: standardOutput.write(table.text)
        case .markdown: standardOutput.write(table.markdown)
        case .json: standardOutput.write(result.json)
        }
        // What is read by programs has nothing behind it.
        (format == .json ? standardError : standardOutput).write(written)
        return 0
    }

    private func models(of result: CampaignResult) throws(DiagnosticList) -> [Bundler] {
        var models: [Bundler] = []
        for row in result.rows {
            guard let bundler = Bundler.named(row.bundler) else {
                throw DiagnosticList([
                    Diagnostic(.file, "the results are of a bundler '\(visibleText(row.bundler))', which is not known here")
                ])
            }
            models.append(bundler)
        }
        return models
    }

    private func resultName(_ shard: Shard) -> String {
        shard == .whole ? "result.json" : "shard-\(shard.part)-of-\(shard.count).json"
    }

    private func existingResult(of plan: CampaignPlan, in folder: String) -> String? {
        let path = Paths.joined(folder, resultName(plan.shard))
        guard let result = try? readResult(path), result.isOf(plan, program: Release.version) else { return nil }
        return path
    }

    private func readResult(_ path: String) throws(Diagnostic) -> CampaignResult {
        let text = try readText(path: path)
        do throws(CampaignResult.ReadingProblem) {
            return try CampaignResult(json: Array(text.utf8))
        } catch {
            throw switch error {
            case .notAResult:
                Diagnostic(
                    .file, "\(visibleText(path)) is no result of 'tla-sim fuzz --bundlers', or is damaged",
                    suggestion: "run its shard again, with -o")
            case .otherVersion:
                Diagnostic(
                    .file, "\(visibleText(path)) was made by another version of tla-sim", suggestion: "run its shard again, with this one")
            }
        }
    }

    private func writeCase(_ number: Int, _ plan: CampaignPlan) -> Int32 {
        do throws(DiagnosticList) {
            let text = try plan.scenarioText(ofCase: number)
            guard let output else {
                standardOutput.write(text)
                return 0
            }
            let path = Paths.joined(output, "seed-\(plan.seed)-case-\(number).yaml")
            guard write(path, text, as: .foundCase) else { return ExitStatus.cannotWrite }
            standardOutput.write("wrote \(visibleText(path))\n")
            return 0
        } catch {
            return refuse(error)
        }
    }

    private var threadCount: Int { jobs ?? min(1024, processorCount) }
}
