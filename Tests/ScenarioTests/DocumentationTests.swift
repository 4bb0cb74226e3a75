import Diagnostics
import Files
import Testing

@testable import Scenario

@Suite struct DocumentationTests {
    private func page() throws -> String {
        let path = #filePath.replacing("Tests/ScenarioTests/DocumentationTests.swift", with: "docs/scenario.md")
        return String(decoding: try readFile(path: path, limit: 1 << 20), as: UTF8.self)
    }

    @Test func everyExampleIsAScenario() throws {
        let examples = try page().split(separator: "```yaml\n").dropFirst().map { $0.prefix(upTo: $0.firstRange(of: "```")!.lowerBound) }
        #expect(examples.count >= 3)
        for example in examples { _ = try read(String(example)) }
    }

    @Test func everyKeyIsDescribed() throws {
        let page = try page()
        func check(_ shape: Shape) {
            switch shape {
            case .object(let table):
                for key in table.keys {
                    #expect(
                        page.contains("`\(key.name)") || page.contains(".\(key.name)`") || page.contains("\(key.name):"),
                        "docs/scenario.md has no word about \(key.name) of \(table.what)")
                    check(key.shape)
                }
            case .either(let shapes): shapes.forEach(check)
            case .list(let element, _), .mapping(let element, _): check(element)
            default: break
            }
        }
        check(.object(Format.document))
        for definition in Format.definitions { check(definition.shape) }
    }

    /// The one-line rows of the tables of imports and steps: `` | `log: X1` | `console.log("X1");` | ``
    @Test func theTablesOfImportsAndStepsAreTrue() throws {
        var rows = 0
        var heading = ""
        for line in try page().split(separator: "\n") {
            if line.hasPrefix("#") { heading = String(line) }
            guard heading == "### Imports" || heading == "### Steps", line.hasPrefix("| `"), !line.contains("[steps]"),
                !line.contains("js: text"), !line.contains("createRequire")
            else { continue }
            let codes = line.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }.map {
                String($0.element)
            }
            let expected = codes.dropFirst().joined(separator: "\n") + "\n"
            let key = heading == "### Imports" ? "imports" : "steps"
            let element = heading == "### Imports" ? codes[0] : "{\(codes[0])}"
            let scenario = try read("entry: a\nmodules:\n  a:\n    \(key):\n      - \(element)")
            #expect(try javaScript("a", of: scenario) == expected)
            rows += 1
        }
        #expect(rows >= 13, "the tables were not found")
    }
}
