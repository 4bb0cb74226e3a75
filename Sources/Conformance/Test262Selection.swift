import Diagnostics
import Files

/// Which tests are run.
public enum Test262Selection {
    /// The folders of test262 that are about the order of things.
    public static let folders = [
        "test/language/module-code", "test/language/expressions/dynamic-import", "test/language/import", "test/language/expressions/await",
        "test/language/statements/async-function", "test/built-ins/Promise",
    ]

    /// Whether a file of the checkout is a test, and not something that a test imports.
    public static func isTest(_ name: String) -> Bool { name.hasSuffix(".js") && !name.hasSuffix("_FIXTURE.js") }

    /// Reads a list: a path a line; empty lines and those that begin with `#` are left out.
    public static func read(list path: String) throws(DiagnosticList) -> [String] {
        var paths: [String] = []
        for line in try testText(path: path).split(whereSeparator: \.isNewline) {
            let text = line.drop { $0 == " " || $0 == "\t" }
            guard let first = text.first, first != "#" else { continue }
            paths.append(String(text.prefix { $0 != " " && $0 != "\t" }))
        }
        guard !paths.isEmpty else { throw DiagnosticList([Diagnostic(.file, "\(path) names no test")]) }
        return paths
    }
}

/// The text of a test, or of a list of tests.
func testText(path: String) throws(DiagnosticList) -> String {
    do throws(Diagnostic) {
        return try readText(path: path)
    } catch {
        throw DiagnosticList([error])
    }
}

/// The results, by folder.
public struct Test262Summary: Sendable {
    private struct Counts {
        var passed = 0
        var failed = 0
        var notRun = 0
    }

    private var total = Counts()
    private var folders: [(name: String, counts: Counts)] = []

    public init() {}

    public var failed: Int { total.failed }

    public mutating func add(_ result: Test262Result, for path: String) {
        // Three folders deep: `test/language/import`.
        let parts = path.split(separator: "/").dropLast()
        let folder = parts.prefix(parts.dropFirst().first == "built-ins" ? 3 : 4).joined(separator: "/")
        if folders.last?.name != folder, !folders.contains(where: { $0.name == folder }) { folders.append((folder, Counts())) }
        guard let index = folders.lastIndex(where: { $0.name == folder }) else { return }
        switch result {
        case .passed:
            folders[index].counts.passed += 1
            total.passed += 1
        case .failed:
            folders[index].counts.failed += 1
            total.failed += 1
        case .notRun:
            folders[index].counts.notRun += 1
            total.notRun += 1
        }
    }

    /// A line for each folder, and at the end `465 passed, 0 failed`.
    public var text: String {
        let width = folders.map(\.name.count).max() ?? 0
        var text = ""
        for (name, counts) in folders {
            text += name + String(repeating: " ", count: width - name.count + 2) + Self.words(counts) + "\n"
        }
        return text + Self.words(total) + "\n"
    }

    private static func words(_ counts: Counts) -> String {
        "\(counts.passed) passed, \(counts.failed) failed" + (counts.notRun > 0 ? ", \(counts.notRun) not run" : "")
    }
}
