import Diagnostics
import Files
import Programs
import Scenario
import Simulator
import Trace

/// How a test ended.
public enum Test262Result: Sendable, Equatable {
    case passed
    case failed(String)
    /// The test needs what the simulator does not have, by design.
    case notRun(String)
}

/// One test of a test262 checkout.
public struct Test262Test: Sendable {
    /// Its path below the checkout, with `/`.
    public var path: String
    public var metadata: Test262Metadata
    private var file: String
    private var checkout: String
    /// What it uses of `$262` that the harness has not, by which tests reach into an engine: `agent.start`, `createRealm`, `evalScript`.
    private var missingMember: String?

    /// - Parameters:
    ///   - path: below `checkout`, as in `test/language/import/dup-bound-names.js`.
    /// - Throws: that it lies outside the checkout, cannot be read, or is no test.
    public init(path: String, checkout: String) throws(DiagnosticList) {
        self.path = path
        self.checkout = checkout
        file = Paths.joined(checkout, path)
        let source = try Self.text(of: file, in: checkout)
        metadata = try Test262Metadata(file: file, source: source)
        missingMember = Self.missingMember(of: source)
    }

    private static func text(of file: String, in checkout: String) throws(DiagnosticList) -> String {
        do throws(FileProblem) {
            let bytes = try FolderBoundary(folder: checkout, called: "the checkout").read(file, limit: sourceLimit)
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            guard error.reason == .isOutside else { throw DiagnosticList([error.diagnostic]) }
            throw DiagnosticList([
                Diagnostic(
                    .file, "will not read \(file): it lies outside the checkout", suggestion: "name tests by their paths below \(checkout)")
            ])
        }
    }

    /// What of `$262` the harness has.
    private static let providedMembers: Set<String> = [
        "detachArrayBuffer", "global", "agent.monotonicNow", "agent.setTimeout", "agent.timeouts",
    ]

    private static func missingMember(of source: String) -> String? {
        source.split(separator: "$262.", omittingEmptySubsequences: false).dropFirst().lazy.map { rest in
            let path = rest.prefix { $0.isLetter || $0 == "." }.split(separator: ".")
            return path.prefix(path.first == "agent" ? 2 : 1).joined(separator: ".")
        }.first { !providedMembers.contains($0) }
    }

    /// Runs the test on the host `spec`.
    ///
    /// Scripts are run strict, but those that need sloppy code, or are to be run as they stand.
    public func run() -> Test262Result {
        if let reason = reasonNotToRun { return .notRun(reason) }
        do throws(DiagnosticList) {
            var limits = LimitSettings()
            limits[.steps] = Self.steps
            var program = try Program.load(path: file, limits: limits).confined(to: checkout, called: "the checkout")
                .preceded(by: try harness())
            if !metadata.isModule {
                program = program.asScript(isStrict: !metadata.flags.contains("noStrict") && !metadata.flags.contains("raw"))
            }
            let run = program.run(RunOptions(recordsEvents: false, recordsModules: false))
            return result(of: run, entry: program.entryFile)
        } catch {
            return .failed(error.diagnostics[0].message)
        }
    }

    /// Our harness, and behind it those files of the checkout's own that it does not stand for.
    private func harness() throws(DiagnosticList) -> SourceFile {
        var text = Test262Harness.source
        for include in metadata.includes where !Test262Harness.includes.contains(include) {
            let file = Paths.joined(checkout, "harness/" + include)
            let source = try Self.text(of: file, in: checkout)
            text += Test262Harness.wrapped(source, defines: try Test262Metadata.definitions(file: file, source: source))
        }
        return SourceFile(name: Test262Harness.fileName, text: text)
    }

    /// Some tests go through all code points, or all ways to write four bytes.
    private static let steps: Int64 = 400_000_000
    /// The largest test, in bytes.
    private static let sourceLimit = 16_000_000

    /// Features that lie outside the subset, by their names in test262's `features.txt`.
    private static let outside: Set<String> = [
        "source-phase-imports-module-source", "import-text", "import-bytes", "import-attributes-text",
        "nonextensible-applies-to-private", "ShadowRealm", "Temporal", "tail-call-optimization", "decorators",
        "immutable-arraybuffer", "cross-realm", "await-dictionary", "IsHTMLDDA", "error-stack-accessor",
        "Iterator.prototype.join",
    ]

    private var reasonNotToRun: String? {
        if metadata.flags.contains("CanBlockIsFalse") || metadata.flags.contains("CanBlockIsTrue") {
            return "it needs an agent that blocks"
        }
        if let feature = metadata.features.first(where: Self.outside.contains) { return "'\(feature)' is not in tla-sim's subset" }
        return missingMember.map { "it reaches into the engine by $262.\($0)" }
    }

    private func result(of run: Run, entry: String?) -> Test262Result {
        let lines = run.trace.console.map(\.text)
        if let refused = run.diagnostics.first(where: \.isOutsideSubset) { return .notRun(Self.text(refused)) }
        if let negative = metadata.negative { return result(of: run, entry: entry, negative) }
        switch run.trace.outcome {
        case .fulfilled, .running: break
        // The test may be done while its module waits for ever.
        case .unsettled where metadata.isAsync: break
        default:
            return .failed(run.diagnostics.first.map(Self.text) ?? Self.words(run.trace.outcome))
        }
        guard metadata.isAsync else { return .passed }
        let reports = lines.filter { $0.hasPrefix("Test262:") }
        if let failure = reports.first(where: { $0.hasPrefix(Test262Harness.failure) }) {
            return .failed(String(failure.dropFirst(Test262Harness.failure.count)))
        }
        return reports == [Test262Harness.complete] ? .passed : .failed("$DONE was never called")
    }

    private func result(of run: Run, entry: String?, _ negative: Test262Metadata.Negative) -> Test262Result {
        let expected = "expected \(negative.type) in the phase \(negative.phase.rawValue)"
        switch (negative.phase, run.trace.outcome) {
        case (.parse, .loadError), (.resolution, .loadError):
            // What a test imports may not parse when it is resolved; the test itself must.
            let isInTest = run.diagnostics.contains { $0.kind == .syntax && $0.location?.file == entry }
            let isElsewhere = run.diagnostics.contains {
                // An attribute is not supported when the module is asked for, and told of where it stands.
                $0.kind == .syntax && ($0.location?.file != entry || $0.message.hasPrefix("the import attribute "))
            }
            return (negative.phase == .parse ? isInTest : isElsewhere) && negative.type == "SyntaxError"
                ? .passed : .failed("\(expected), got: \(run.diagnostics.first.map(Self.text) ?? "nothing")")
        case (.resolution, .linkError):
            return negative.type == "SyntaxError" ? .passed : .failed("\(expected), got a link error")
        case (.runtime, .rejected(let error)):
            // A Test262Error is no Error, and so shown as an object.
            let isExpected = [":", " {"].contains { error.hasPrefix(negative.type + $0) } || error == negative.type
            return isExpected ? .passed : .failed("\(expected), got \(error)")
        default: return .failed("\(expected), got: \(Self.words(run.trace.outcome))")
        }
    }

    private static func words(_ outcome: Outcome) -> String {
        switch outcome {
        case .fulfilled, .running: "it ended well"
        case .exited(let status): "it ended its process with \(status)"
        case .rejected(let error): error
        case .unsettled: "it never settles"
        case .linkError(let message), .loadError(let message), .blocked(let message): message
        }
    }

    private static func text(_ problem: Diagnostic) -> String {
        guard let location = problem.location else { return problem.message }
        return "\(location.file.split(separator: "/").last ?? ""):\(location.line):\(location.column): \(problem.message)"
    }
}
