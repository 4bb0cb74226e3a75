import Bundlers
import Diagnostics
import Differential
import TestSupport
import Testing

@testable import Campaign

/// A model that a test can rely on: its bundles are wrong where a graph says so.
private let models = [Bundler.named("native"), Bundler.named("tsc")].compactMap { $0 }

@Suite struct MergingTests {
    private func plan(_ graphs: Int, _ shard: Int = 1, _ count: Int = 1, seed: UInt64 = 9) -> CampaignPlan {
        CampaignPlan(seed: seed, graphs: graphs, shard: Shard(shard, of: count)!, bundlers: models)
    }

    /// A result without any run: what departs is decided by the number of the case.
    private func made(_ plan: CampaignPlan) -> CampaignResult {
        var result = CampaignResult(plan, program: "1")
        for index in 0..<plan.count {
            let number = plan.cases[index]
            for column in GraphColumn.of(GraphVariant.ofCase(number)) {
                for row in result.rows.indices {
                    let kinds: [Departure?] = [nil, nil, .order, .hang, nil, .syntaxError, .order]
                    let departure = row == 0 ? nil : kinds[(number * 7919 + 3) % kinds.count]
                    let size = RandomGraph(seed: plan.seed, number: number).size
                    result.rows[row].change(column) { $0.note(departure, .init(size: size, number: number)) }
                }
            }
        }
        return result
    }

    @Test(arguments: [1, 2, 3, 5, 7, 40, 300]) func `any split merges to the whole, in any order`(count: Int) throws {
        let whole = made(plan(211))
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<3 {
            let parts = (1...count).map { ("part \($0)", made(plan(211, $0, count))) }.shuffled(using: &generator)
            let merged = try CampaignResult.merged(parts)
            #expect(merged == whole, "\(count) shards, \(parts.map(\.0))")
            #expect(merged.json == whole.json)
            #expect(CampaignTable(merged).text == CampaignTable(whole).text)
        }
    }

    @Test func `a real run in shards is the real run, however many threads there are`() throws {
        func run(_ plan: CampaignPlan, jobs: Int) throws -> CampaignResult { try Campaign(plan, program: "1").run(jobs: jobs) }
        let whole = try run(plan(150), jobs: 1)
        #expect(try run(plan(150), jobs: 4) == whole)
        let parts = try (1...4).map { ("\($0)", try run(plan(150, $0, 4), jobs: 2)) }
        #expect(try CampaignResult.merged(parts) == whole)
        for row in whole.rows {
            for cell in row.cells.compactMap({ $0 }) { #expect(cell.graphs == 30 && cell.same == 30, "\(row.bundler)") }
        }
    }

    @Test func `cases are counted by variant as they are run`() {
        for graphs in [1, 4, 5, 11, 100, 211] {
            for count in [1, 2, 5, 7, 10, 250] {
                for shard in 1...count {
                    let cases = CampaignCases(graphs: graphs, shard: Shard(shard, of: count)!)
                    for variant in GraphVariant.allCases {
                        let counted = (0..<cases.count).count { GraphVariant.ofCase(cases[$0]) == variant }
                        #expect(cases.count(of: variant) == counted, "\(graphs) graphs, shard \(shard)/\(count), \(variant)")
                    }
                    #expect((0..<graphs).count { cases.contains($0) } == cases.count)
                }
            }
        }
        #expect(CampaignCases(graphs: .max, shard: Shard(2, of: 3)!).count == Int.max / 3)
    }

    @Test func `a result comes back from its file`() throws {
        let result = made(plan(211, 2, 3))
        #expect(try CampaignResult(json: Array(result.json.utf8)) == result)
        #expect(result.isOf(plan(211, 2, 3), program: "1"))
        #expect(!result.isOf(plan(211, 3, 3), program: "1"))
        #expect(!result.isOf(plan(211, 2, 3), program: "2"))
    }

    @Test func `a file that says what cannot be is no result`() throws {
        let json = made(plan(211, 2, 3)).json
        func problem(_ text: String) -> CampaignResult.ReadingProblem? {
            do throws(CampaignResult.ReadingProblem) { _ = try CampaignResult(json: Array(text.utf8)) } catch { return error }
            return nil
        }
        #expect(problem("") == .notAResult)
        #expect(problem("{}") == .notAResult)
        #expect(problem(String(json.dropLast(20))) == .notAResult)
        #expect(problem(json.replacing("\"version\": 1", with: "\"version\": 2")) == .otherVersion)
        #expect(problem(json.replacing("\"generator\": 1", with: "\"generator\": 99")) == .otherVersion)
        #expect(problem(json.replacing("\"shard\": 2", with: "\"shard\": 4")) == .notAResult)
        #expect(problem(json.replacing("\"shards\": 3", with: "\"shards\": 0")) == .notAResult)
        #expect(problem(json.replacing("\"graphs\": 211", with: "\"graphs\": 300")) == .notAResult)
        #expect(problem(json.replacing("\"graphs\": 211", with: "\"graphs\": -1")) == .notAResult)
        #expect(problem(json.replacing("\"seed\": 9", with: "\"seed\": 1.5")) == .notAResult)
        #expect(problem(json.replacing(/"same": \d+/, with: "\"same\": 1")) == .notAResult)
        #expect(problem(json.replacing(/"case": \d+/, with: "\"case\": 0")) == .notAResult)
        #expect(problem(json.replacing(/"case": \d+/, with: "\"case\": 99999999999999999999")) == .notAResult)
    }

    @Test func `what does not belong together is told`() throws {
        func message(_ results: [CampaignResult]) -> String {
            do throws(DiagnosticList) {
                _ = try CampaignResult.merged(results.enumerated().map { ("\($0).json", $1) })
            } catch {
                return error.diagnostics.map(\.message).joined(separator: "\n")
            }
            return "merged"
        }
        func part(_ shard: Int, _ count: Int = 4, graphs: Int = 100, seed: UInt64 = 9) -> CampaignResult {
            made(plan(graphs, shard, count, seed: seed))
        }
        #expect(message([part(1), part(2), part(3), part(4)]) == "merged")
        #expect(message([part(1), part(2), part(2), part(3), part(4)]) == "2.json and 1.json are the same shard 2/4")
        #expect(message([part(1), part(3)]) == "shards are missing: 2, 4 of 4")
        #expect(message([part(9, 12)]) == "shards are missing: 1 to 8, 10 to 12 of 12")
        #expect(message([part(1), part(2, seed: 8)]) == "1.json does not belong to 0.json: it has seed 8, and that has seed 9")
        #expect(message([part(1), part(2, graphs: 99)]) == "1.json does not belong to 0.json: it has 99 graphs, and that has 100 graphs")
        #expect(message([part(1), part(2, 5)]) == "1.json does not belong to 0.json: it has 5 shards, and that has 4 shards")
        var other = part(2)
        other.program = "0.0.1"
        #expect(message([part(1), other]).contains("it has tla-sim 0.0.1, and that has tla-sim 1"))
        other = part(2)
        other.rows.removeLast()
        #expect(message([part(1), other]).contains("it has the bundlers native (no bundler), and that has native (no bundler), tsc"))
        #expect(message([part(1, 1), part(1, 1)]) == "1.json and 0.json are the same shard 1/1")
    }

    @Test func `percentages are rounded down, and the rest is counted beside them`() {
        var cell = CampaignResult.Cell()
        #expect(CampaignTable.words(cell) == "·")
        cell.graphs = 3_000
        cell.same = 3_000
        #expect(CampaignTable.words(cell) == "100.0")
        cell.same = 2_999
        cell.departures[.hang] = .init(count: 1, smallest: .init(size: .init(modules: 1, edges: 0, statements: 0), number: 4))
        #expect(CampaignTable.words(cell) == " 99.9, 1 hangs")
        cell.departures[.order] = cell.departures[.hang]
        cell.departures[.syntaxError] = cell.departures[.hang]
        cell.departures[.syntaxError]?.count = 2
        cell.same = 0
        #expect(CampaignTable.words(cell) == "  0.0, 1 hangs, 2 SyntaxErrors")
    }
}
