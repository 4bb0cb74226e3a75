import Diagnostics
import Programs
import Testing

@testable import Scenario

/// Reads a document that is right.
func read(_ text: String, folder: String = "scenarios", sourceLocation: Testing.SourceLocation = #_sourceLocation) throws -> Scenario {
    do throws(DiagnosticList) {
        return try Scenario.read(bytes: Array(text.utf8), name: "s.yaml", folder: folder)
    } catch {
        Issue.record("\(error.text(limit: 20))", sourceLocation: sourceLocation)
        throw error
    }
}

/// The problems of a document, a line each: `2:3 path: message (suggestion) [other place: 1:1]`.
func problems(_ text: String) -> [String] { problems(bytes: Array(text.utf8)) }

func problems(bytes: [UInt8]) -> [String] {
    do throws(DiagnosticList) {
        _ = try Scenario.read(bytes: bytes, name: "s.yaml", folder: ".")
        return []
    } catch {
        return error.diagnostics.map(summary)
    }
}

func summary(_ problem: Diagnostic) -> String {
    let place = problem.location.map { "\($0.line):\($0.column) " } ?? ""
    let path = problem.keyPath.map { "\($0): " } ?? ""
    let suggestion = problem.suggestion.map { " (\($0))" } ?? ""
    let related = problem.related.map { " [\($0.message): \($0.location.line):\($0.location.column)]" }
    return place + path + problem.message + suggestion + related.joined()
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
