import Scenario
import Testing

@Suite("The folder Scenarios")
struct ScenarioFolderTests {
    @Test func reads() throws {
        for path in try scenarioFiles() {
            do { let s = try Scenario.read(path: path); for m in s.modules { _ = try s.source(of: m) } } catch let error as DiagnosticList { Issue.record("\(error.text())") }
        }
    }
}
import Diagnostics
import Foundation
func scenarioFiles() throws -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Scenarios")
    return try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".yaml") }.map { root.path + "/" + $0 }.sorted()
}
