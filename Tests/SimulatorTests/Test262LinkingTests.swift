import Conformance
import Diagnostics
import Foundation
import JavaScript
import Testing
import Trace

/// The tests of test262 about evaluation order, dynamic import, linking and promise jobs, as far as they need nothing outside the
/// subset: `ConformanceTests/test262-core.txt` lists their paths. Each parses, and each module links with what it imports, or fails to do so,
/// as its metadata says. They are not run here.
///
/// The tests are no part of this repository: the environment variable `TEST262` names a checkout of them.
@Suite(.enabled(if: Test262.checkout != nil, "TEST262 names no checkout of test262"))
struct Test262LinkingTests {
    @Test func `what the list names parses and links as its metadata says`() throws {
        let paths = try Test262.core()
        #expect(paths.count == 465)
        for path in paths {
            let test = try Test262(path: path)
            let seen = test.isModule ? try outcomeOfLinking(path) : outcomeOfParsing(test)
            #expect(seen == test.expected, "\(path)")
        }
    }

    /// The phase in which a script fails, or `runs`.
    private func outcomeOfParsing(_ test: Test262) -> String {
        var names = NameTable()
        do throws(Diagnostic) {
            _ = try parseScript(SourceFile(name: test.path, text: test.source), isStrict: true, names: &names)
            return "runs"
        } catch {
            return error.kind == .syntax ? "parse SyntaxError" : error.message
        }
    }

    /// The phase in which a module fails that is not evaluated, or `runs`.
    private func outcomeOfLinking(_ path: String) throws -> String {
        var sources: [(name: String, source: String)] = []
        var pending = [path]
        while let next = pending.popLast() {
            if sources.contains(where: { $0.name == next }) { continue }
            guard let source = try? Test262.text(of: next) else { continue }
            sources.append((next, source))
            var names = NameTable()
            guard let tree = try? parseModule(SourceFile(name: next, text: source), names: &names) else { continue }
            for request in tree.requests { pending.append(Test262.resolve(names.string(request.specifier), from: next)) }
        }
        var modules = Modules(sources, entry: path)
        // The first step of the first body ends the run: all is linked by then.
        modules.limits[.steps] = 1
        let run = try modules.run(recordsEvents: false)
        switch run.trace.outcome {
        case .linkError: return "resolution SyntaxError"
        case .loadError(let text):
            guard let problem = run.diagnostics.first, problem.kind == .syntax else { return text }
            // One that it imports does not parse: to the module, that is a failure of its loading.
            return problem.location?.file == path ? "parse SyntaxError" : "resolution SyntaxError"
        default: return "runs"
        }
    }
}

/// One test of test262 with what its metadata says of it.
private struct Test262 {
    var path: String
    var source: String
    var isModule: Bool
    /// `runs`, or the phase and the type of an error that comes before evaluation.
    var expected: String

    static let checkout: String? = {
        guard let folder = ProcessInfo.processInfo.environment["TEST262"], !folder.isEmpty else { return nil }
        return folder.hasSuffix("/") ? folder : folder + "/"
    }()

    static func core() throws -> [String] {
        let list = URL(fileURLWithPath: #filePath).appendingPathComponent("../../ConformanceTests/test262-core.txt").standardized
        return try String(contentsOf: list, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    static func text(of path: String) throws -> String {
        try String(contentsOfFile: (checkout ?? "") + path, encoding: .utf8)
    }

    /// The path that a relative specifier means.
    static func resolve(_ specifier: String, from path: String) -> String {
        var parts = path.split(separator: "/").dropLast()
        for part in specifier.split(separator: "/") where part != "." {
            if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    init(path: String) throws {
        self.path = path
        source = try Self.text(of: path)
        let metadata = try Test262Metadata(file: path, source: source)
        isModule = metadata.isModule
        expected = "runs"
        if let negative = metadata.negative, negative.phase != .runtime { expected = "\(negative.phase.rawValue) \(negative.type)" }
    }
}
