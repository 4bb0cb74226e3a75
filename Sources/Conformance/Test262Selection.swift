import Diagnostics
import Files

/// Which tests are run.
public enum Test262Selection {
    /// The folders of test262 that hold the tests of the language and its library.
    public static let folders = ["test/language", "test/built-ins"]

    /// Whether a file of the checkout is a test, and not something that a test imports.
    public static func isTest(_ name: String) -> Bool { name.hasSuffix(".js") && !name.hasSuffix("_FIXTURE.js") }

    /// Reads a list: a path a line; empty lines and those that begin with `#` are left out.
    public static func read(list path: String) throws(DiagnosticList) -> [String] {
        var paths: [String] = []
        let list: String
        do throws(Diagnostic) { list = try readText(path: path) } catch { throw DiagnosticList([error]) }
        for line in list.split(whereSeparator: \.isNewline) {
            let text = line.drop { $0 == " " || $0 == "\t" }
            guard let first = text.first, first != "#" else { continue }
            paths.append(String(text.prefix { $0 != " " && $0 != "\t" }))
        }
        guard !paths.isEmpty else { throw DiagnosticList([Diagnostic(.file, "\(path) names no test")]) }
        return paths
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
    /// Why tests were not run, with how many.
    private var reasons: [String: Int] = [:]
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
        case .notRun(let reason):
            folders[index].counts.notRun += 1
            total.notRun += 1
            reasons[Self.general(reason), default: 0] += 1
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

    /// A line for each reason not to run a test, the commonest first: `1544  it needs sloppy code, and modules are strict`.
    public var reasonsText: String {
        let sorted = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let width = sorted.first.map { String($0.value).count } ?? 0
        return sorted.map { reason, count in
            "\(String(repeating: " ", count: width - String(count).count))\(count)  \(reason)\n"
        }.joined()
    }

    /// A reason without the place that it may begin with.
    private static func general(_ reason: String) -> String {
        guard let colon = reason.utf8.firstRange(of: ": ".utf8), reason.utf8[..<colon.lowerBound].firstRange(of: "js:".utf8) != nil else {
            return reason
        }
        return String(reason[colon.upperBound...])
    }

    private static func words(_ counts: Counts) -> String {
        "\(counts.passed) passed, \(counts.failed) failed" + (counts.notRun > 0 ? ", \(counts.notRun) not run" : "")
    }
}
