import Diagnostics
import JavaScript
import Programs
import Text

/// The findings that are left when what comments say is heeded, and what is wrong with the comments.
struct Ignores {
    /// The rule that speaks of the comments themselves.
    static let ruleName = "ignore-comment"

    private(set) var findings: [LintFinding] = []
    /// Comments that nothing was ignored by.
    private(set) var notes: [Diagnostic] = []
    /// How many findings are ignored.
    private(set) var ignoredCount = 0
    /// How many comments are wrong beside those of which there are ``findings``.
    private(set) var untoldCount = 0
    private var toldCount = 0

    private struct Known {
        var comment: IgnoreComment
        var module: ModuleNumber
        var isUsed = false
    }

    private struct Place: Hashable {
        var file: ExactText
        /// 0 for all of the file.
        var line: Int
    }

    /// - Parameters:
    ///   - ran: the names of the rules that looked: a comment for another is not unused.
    ///   - isLeftOut: whether nobody wants to hear of a file.
    init(_ findings: [LintFinding], in graph: LintedGraph, ran: Set<String>, isLeftOut: (String) -> Bool) {
        var comments: [Known] = []
        var places: [Place: [Int]] = [:]
        for module in graph.moduleNumbers {
            guard let analysed = graph.analysed(module) else { continue }
            let file = analysed.source.location(at: 0).file
            let isLeftOut = isLeftOut(file)
            for comment in IgnoreComment.all(in: analysed) {
                guard check(comment, in: module, graph, isTold: !isLeftOut) else { continue }
                places[Place(file: ExactText(file), line: comment.reach == .file ? 0 : comment.line), default: []].append(comments.count)
                comments.append(Known(comment: comment, module: module))
            }
            for miss in IgnoreComment.nearMisses(in: analysed) where !isLeftOut { tell(miss, in: module, graph) }
        }
        for finding in findings {
            guard !places.isEmpty, let location = finding.diagnostic.location else {
                self.findings.append(finding)
                continue
            }
            let file = ExactText(location.file)
            let candidates = (places[Place(file: file, line: location.line)] ?? []) + (places[Place(file: file, line: 0)] ?? [])
            let heeded = candidates.filter { comments[$0].comment.rules.contains(finding.rule) }
            for index in heeded { comments[index].isUsed = true }
            if heeded.isEmpty { self.findings.append(finding) } else { ignoredCount += 1 }
        }
        for known in comments where !known.isUsed && known.comment.rules.allSatisfy({ ran.contains($0) }) {
            if notes.count >= LintReport.limitOfRule { break }
            var note = graph.diagnostic(
                "nothing is ignored here: \(known.comment.rules.joined(separator: ", ")) finds nothing", at: known.comment.range,
                in: known.module, suggestion: "take the comment out")
            note.severity = .note
            notes.append(note)
        }
    }

    /// Says of a comment that it is not heeded: as a finding where its words are wrong, and in a note where it may only speak of such a comment.
    private mutating func tell(_ miss: IgnoreComment.NearMiss, in module: ModuleNumber, _ graph: LintedGraph) {
        guard miss.isAtStart ? isRoomForOne() : notes.count < LintReport.limitOfRule else { return }
        var diagnostic = graph.diagnostic(
            miss.isAtStart
                ? "'\(visibleText(miss.words))' is no comment that ignores, and is not heeded"
                : "a comment that ignores has to begin with its word, and this one is not heeded", at: miss.range, in: module,
            suggestion:
                "write // tla-sim-ignore-next-line RULE: the reason, or tla-sim-ignore for the same line, tla-sim-ignore-file for the file")
        if miss.isAtStart {
            findings.append(LintFinding(rule: Self.ruleName, isCertain: true, diagnostic))
        } else {
            diagnostic.severity = .note
            notes.append(diagnostic)
        }
    }

    /// Counts a comment that is wrong, and tells whether there is room to say so.
    private mutating func isRoomForOne() -> Bool {
        if toldCount < LintReport.limitOfRule { toldCount += 1 } else { untoldCount += 1 }
        return untoldCount == 0
    }

    /// Whether a comment can be heeded; what keeps it from that is a finding, where that is told.
    private mutating func check(_ comment: IgnoreComment, in module: ModuleNumber, _ graph: LintedGraph, isTold: Bool) -> Bool {
        func add(_ message: @autoclosure () -> String, _ suggestion: @autoclosure () -> String) {
            guard isTold, isRoomForOne() else { return }
            let (message, suggestion) = (message(), suggestion())
            findings.append(
                LintFinding(
                    rule: Self.ruleName, isCertain: true,
                    graph.diagnostic(message, at: comment.range, in: module, suggestion: suggestion)))
        }
        let known = Rule.all.map(\.name)
        if comment.rules.isEmpty {
            add(
                "the comment does not say which rule it ignores",
                "write the rule and the reason: tla-sim-ignore-next-line \(known.first ?? "rule"): why")
            return false
        }
        for rule in comment.rules where !known.contains(rule) {
            add(
                "there is no rule '\(visibleText(rule))'",
                nearestName(to: rule, among: known).map { "did you mean '\($0)'?" } ?? "rules are \(known.joined(separator: ", "))")
            return false
        }
        if comment.reason.isEmpty {
            add(
                "the comment gives no reason, and is not heeded",
                "say why behind a colon: \(comment.rules.joined(separator: ", ")): the reason")
            return false
        }
        return true
    }
}

extension Rule {
    /// What is wrong with comments that ignore. It cannot be turned off: such a comment does nothing.
    static let ignoreComment = Rule(
        Ignores.ruleName,
        "A comment that should ignore a finding, and does not: without a rule, without a reason, or with a rule that is none",
        severity: .warning
    ) { _ in [] }
}
