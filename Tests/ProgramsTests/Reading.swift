import Diagnostics
import Programs
import Scenario
import Testing

/// Reads a document that is right.
func read(_ text: String, folder: String = "scenarios", sourceLocation: Testing.SourceLocation = #_sourceLocation) throws -> Scenario {
    do throws(DiagnosticList) {
        return try Scenario.read(bytes: Array(text.utf8), name: "s.yaml", folder: folder)
    } catch {
        Issue.record("\(error.text(limit: 20))", sourceLocation: sourceLocation)
        throw error
    }
}

func summary(_ problem: Diagnostic) -> String {
    let place = problem.location.map { "\($0.line):\($0.column) " } ?? ""
    let path = problem.keyPath.map { "\($0): " } ?? ""
    let suggestion = problem.suggestion.map { " (\($0))" } ?? ""
    return place + path + problem.message + suggestion
}

/// The JavaScript of a module.
func javaScript(_ name: String, of scenario: Scenario) throws -> String {
    String(decoding: try Program(scenario: scenario).text(of: ModuleKey(name)).file.bytes, as: UTF8.self)
}

/// `line:column` of the document where a piece of a module's JavaScript comes from.
func place(of piece: String, in name: String, of scenario: Scenario) throws -> String {
    let source = try Program(scenario: scenario).text(of: ModuleKey(name)).file
    let text = String(decoding: source.bytes, as: UTF8.self)
    let range = try #require(text.firstRange(of: piece), "no '\(piece)' in:\n\(text)")
    let offset = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    let location = source.location(at: UInt32(offset))
    return "\(location.line):\(location.column)"
}

/// The program of a document that is right.
func program(_ text: String) throws -> Program { try Program(scenario: read(text)) }

/// The module that a specifier means; `nil` when there is none.
func resolved(_ specifier: String, in program: Program, from referrer: String = "a") -> ModuleKey? {
    try? program.resolve(specifier, from: ModuleKey(referrer))
}
