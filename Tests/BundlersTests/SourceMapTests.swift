import Diagnostics
import Programs
import Scenario
import Testing

@testable import Bundlers

@Suite("Source maps")
struct SourceMapTests {
    /// A mapping as a reader finds it: line and column in the printed text, and where they lead.
    private struct Mapping: Equatable {
        var line: Int
        var column: Int
        var origin: [Int]
    }

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

    /// Reads mappings by https://tc39.es/ecma426/#sec-base64-vlq, written apart from what writes them.
    private static func decoded(_ mappings: String) -> [Mapping] {
        var result: [Mapping] = []
        var state = [0, 0, 0, 0]
        for (line, text) in mappings.split(separator: ";", omittingEmptySubsequences: false).enumerated() {
            var column = 0
            for segment in text.split(separator: ",") {
                var fields: [Int] = []
                var (value, shift) = (0, 0)
                for letter in segment {
                    let digit = digits.firstIndex(of: letter)!
                    value += (digit & 31) << shift
                    shift += 5
                    guard digit & 32 == 0 else { continue }
                    fields.append(value & 1 == 1 ? -(value >> 1) : value >> 1)
                    (value, shift) = (0, 0)
                }
                column += fields[0]
                for (index, field) in fields.dropFirst().enumerated() { state[index] += field }
                result.append(Mapping(line: line, column: column, origin: fields.count > 1 ? Array(state.prefix(fields.count - 1)) : []))
            }
        }
        return result
    }

    private static func bundle(_ document: String, as name: String) throws -> Bundle {
        let program = try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "test.yaml", folder: "."))
        return try #require(Bundler.named(name)).bundle(program)
    }

    /// The text from a line and a UTF-16 column on.
    private static func text(_ source: String, _ line: Int, _ column: Int) -> Substring {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        guard line < lines.count else { return "" }
        return lines[line][String.Index(utf16Offset: column, in: lines[line])...]
    }

    @Test(
        "Each console call of the output leads to the same one in its module", arguments: ["rollup", "esbuild", "esbuild-lazy", "webpack"])
    func placesOfCalls(bundler: String) throws {
        let document = """
            entry: main.mjs
            modules:
              main.mjs: |
                import { value } from "./a.mjs";
                console.log("main 😀", value, console.log("second"));
              a.mjs: |
                // A comment is not kept.
                console.log("a");
                  export const value = 1;
                await sleep(5); console.log("late");
            """
        let bundle = try Self.bundle(document, as: bundler)
        var found: Set<String> = []
        for file in bundle.files {
            let map = SourceMap(of: file.source, named: file.name) { bundle.graph[$0].name }
            let printed = String(decoding: file.source.bytes, as: UTF8.self)
            #expect(Set(map.sources).isSubset(of: ["main.mjs", "a.mjs"]))
            for mapping in Self.decoded(map.mappings) where mapping.origin.count >= 3 {
                let here = Self.text(printed, mapping.line, mapping.column)
                let there = Self.text(map.contents[mapping.origin[0]], mapping.origin[1], mapping.origin[2])
                guard here.hasPrefix("console.log(") else { continue }
                #expect(there.hasPrefix(here.prefix(15)), "\(here) leads to \(there)")
                found.insert(map.sources[mapping.origin[0]] + ": " + there.prefix(15))
            }
        }
        #expect(
            found == [
                "main.mjs: console.log(\"ma", "main.mjs: console.log(\"se", "a.mjs: console.log(\"a\"", "a.mjs: console.log(\"la",
            ])
    }

    @Test("What is called otherwise has its old name")
    func names() throws {
        let document = """
            entry: main.mjs
            modules:
              main.mjs: 'import "./a.mjs"; const same = 1; console.log(same);'
              a.mjs: 'const same = 2; console.log(same);'
            """
        let bundle = try Self.bundle(document, as: "rollup")
        let map = SourceMap(of: bundle.files[0].source, named: bundle.files[0].name) { bundle.graph[$0].name }
        #expect(map.names == ["same"])
        let printed = String(decoding: bundle.files[0].source.bytes, as: UTF8.self)
        let named = Self.decoded(map.mappings).filter { $0.origin.count == 4 }
        #expect(!named.isEmpty)
        for mapping in named { #expect(Self.text(printed, mapping.line, mapping.column).hasPrefix("same$1")) }
    }

    @Test("The name of a module is a URL, whatever it is called")
    func hostileNames() {
        #expect(SourceMap.address("a b?#%.mjs") == "a%20b%3F%23%25.mjs")
        #expect(SourceMap.address("\u{202E}.mjs") == "%E2%80%AE.mjs")
        #expect(SourceMap.address("\n") == "%0A")
    }
}
