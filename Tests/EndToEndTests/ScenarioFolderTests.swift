import Bundlers
import Diagnostics
import Foundation
import Programs
import Scenario
import TestSupport
import Testing

/// The scenarios of the repository, relative to it.
let scenarioFiles: [String] = {
    let folder = CommandLineTool.packageFolder.appending(path: "Scenarios").path
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { "Scenarios/\($0)" }.sorted()
}()

@Suite("The folder Scenarios")
struct ScenarioFolderTests {
    @Test("There are scenarios in every topic that the page lists, and the page lists every topic")
    func topics() throws {
        let page = try String(contentsOf: CommandLineTool.packageFolder.appending(path: "Scenarios/README.md"), encoding: .utf8)
        let listed = page.split(separator: "\n").compactMap { row in
            row.hasPrefix("| [") ? String(row.dropFirst(3).prefix { $0 != "]" }) : nil
        }
        let topics = Set(scenarioFiles.map { $0.split(separator: "/").dropFirst().dropLast().joined(separator: "/") })
        #expect(Set(listed) == topics)
        #expect(scenarioFiles.count >= 60)
    }

    @Test("Each one can be read, teaches, expects, and says where the rule stands", arguments: scenarioFiles)
    func complete(path: String) throws {
        let scenario: Scenario
        do {
            scenario = try Scenario.read(path: CommandLineTool.packageFolder.appending(path: path).path)
        } catch {
            Issue.record("\(error.text())")
            return
        }
        let program = try Program(scenario: scenario)
        for module in program.knownModules { #expect(throws: Never.self) { try program.text(of: module) } }
        #expect(!scenario.title.hasSuffix("."))
        #expect(scenario.about.split(separator: ".").count >= 2, "The prose has two sentences at least")
        #expect(scenario.expect.base.trace != nil)
        #expect(scenario.expect.base.outcome != nil)
        #expect(!scenario.see.isEmpty)
    }

    @Test("Each one does what it expects")
    func check() throws {
        let scratch = try ScratchFolder()
        let report = scratch.url.appending(path: "report.xml")
        let result = try CommandLineTool.run("check", "Scenarios", "--quiet", "--junit", report.path)
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.output.hasSuffix(" passed, 0 failed\n"))
        #expect(throws: Never.self) { try XMLDocumentCheck.parse(try Data(contentsOf: report)) }
    }

    @Test("The gallery in Output/ is current; `make gallery` draws it again")
    func gallery() throws {
        let result = try CommandLineTool.run("gallery", "Scenarios", "-o", "Output", "--check")
        #expect(result.status == 0, "\(result.output)\(result.errors)")
    }

    @Test("docs/engines.md is current; `make engines` writes it again")
    func engines() throws { try expectCurrent("engines.md", of: "Scenarios", recordings: "*.jsonl") }

    @Test("docs/bundlers.md is current; `make bundlers` writes it again")
    func bundlers() throws { try expectCurrent("bundlers.md", of: "Scenarios/bundlers", recordings: "bundlers/*.jsonl") }

    /// That a page in `docs` is what `verify --table` writes.
    private func expectCurrent(_ name: String, of scenarios: String, recordings: String) throws {
        let scratch = try ScratchFolder()
        let page = scratch.url.appending(path: name).path
        let result = try CommandLineTool.shell(
            "\"$TLA_SIM\" verify \(scenarios) --replay Tests/VerificationTests/Recorded/\(recordings) --table '\(page)'")
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        let committed = try Data(contentsOf: CommandLineTool.packageFolder.appending(path: "docs/\(name)"))
        #expect(try scratch.data(name) == committed)
    }

    @Test("Every model has a page in docs/bundlers")
    func bundlerPages() throws {
        let folder = CommandLineTool.packageFolder.appending(path: "docs/bundlers")
        let index = String(decoding: try Data(contentsOf: folder.appending(path: "README.md")), as: UTF8.self)
        for bundler in Bundler.all {
            let row = try #require(
                index.split(separator: "\n").first { $0.hasPrefix("| [") && $0.contains("`\(bundler.name)`") }, "\(bundler.name) has no row"
            )
            let page = row.split(separator: "(")[1].prefix { $0 != ")" }
            let text = String(decoding: try Data(contentsOf: folder.appending(path: String(page))), as: UTF8.self)
            #expect(text.split(separator: "\n")[0].contains(bundler.name), "the heading of \(page) does not name \(bundler.name)")
            for part in ["**The rule.**", "**Keeps**", "**Known from**"] { #expect(text.contains(part), "\(page) has no \(part)") }
        }
    }
}
