import Diagnostics
import Hosts
import Text

/// What a host prints on its error stream.
public struct HostMessage: Hashable, Sendable {
    /// Its message without the place: one line, as a rule.
    public var headline: String
    /// All of it, of several lines, without a line break at its end.
    public var text: String

    init(_ headline: String, text: String? = nil) {
        self.headline = headline
        self.text = text ?? headline
    }
}

/// Errors in the words of each host.
extension Machine {
    /// An error that ends the process, or that a page reports.
    ///
    /// - Parameter isPromise: whether it is the reason of a rejected promise.
    mutating func hostMessage(_ error: Value, isPromise: Bool) -> HostMessage {
        let title = errorText(error)
        let lines = stackLines(of: error)
        let problem = diagnostic(for: error, .error)
        let promise = isPromise ? "(in promise) " : ""
        switch host.words.uncaught {
        case .placeFirst(let version):
            return placeFirstMessage(title, isError(error) ? lines : nil, problem, isPromise: isPromise, version: version)
        case .sourceFirst(let version): return sourceFirstMessage(error, lines, problem, version: version)
        case .headlineAndSource(let beginning):
            let headline = beginning + promise + title
            return HostMessage(headline, text: ([headline] + excerpt(of: problem) + lines).joined(separator: "\n"))
        case .headlineFirst(let beginning):
            let headline = beginning + promise + title
            return HostMessage(headline, text: ([headline] + lines).joined(separator: "\n"))
        }
    }

    /// The place with its line and a caret first, then the error with its stack, then the version.
    ///
    /// - Parameter lines: the stack of an Error; `nil` for another value, whose place Node tells only when it was thrown in a task.
    private mutating func placeFirstMessage(
        _ title: String, _ lines: [String]?, _ problem: Diagnostic, isPromise: Bool, version: String
    ) -> HostMessage {
        var text: [String] = []
        if let location = problem.location, lines != nil || !isPromise {
            text.append("\(location.file):\(location.line)")
            text += excerpt(of: problem)
            if lines != nil { text.append("") }
        } else {
            text.append("Uncaught:")
        }
        text += [title] + (lines ?? ["(Use `node --trace-uncaught ...` to show where the exception was thrown)"])
        text += ["", version]
        return HostMessage("Uncaught \(title)", text: text.joined(separator: "\n"))
    }

    /// The line with its number and a caret first, then the error with its stack, then the version. An Error of no other class is called `error`.
    private mutating func sourceFirstMessage(_ error: Value, _ lines: [String], _ problem: Diagnostic, version: String) -> HostMessage {
        var title = errorText(error)
        if !isError(error) { title = "error: " + title } else if title.hasPrefix("Error") { title = "e" + title.dropFirst() }
        var text: [String] = []
        if let location = problem.location, isError(error) {
            let shown = excerpt(of: problem)
            let number = "\(location.line) | "
            if shown.count == 2 { text += [number + shown[0], String(repeating: " ", count: number.count) + shown[1]] }
        }
        text += [title] + lines + ["", version]
        return HostMessage(title, text: text.joined(separator: "\n"))
    }

    /// What a host says when nothing is left to do and the entry still waits.
    mutating func unsettledMessages() -> [HostMessage] {
        switch host.words.unsettled {
        case .nothing: return []
        case .everyAwait(let beginning, let emptyLines):
            return stalledAwaits().compactMap { problem in
                guard let location = problem.location else { return nil }
                let headline = "\(beginning)\(location.file):\(location.line)"
                let end = [String](repeating: "", count: emptyLines)
                return HostMessage(headline, text: ([headline] + excerpt(of: problem) + end).joined(separator: "\n"))
            }
        case .firstAwait(let headline, let sourceLimit):
            guard let problem = stalledAwaits().first, let location = problem.location else { return [HostMessage(headline)] }
            let isShown = problem.sourceLine.map { $0.start - 1 + $0.text.count <= sourceLimit } ?? true
            let stack = "    at <anonymous> (\(location.file):\(location.line):\(location.column))"
            return [HostMessage(headline, text: ([headline] + (isShown ? excerpt(of: problem) : []) + [stack]).joined(separator: "\n"))]
        }
    }

    /// The awaits at which the modules below an entry stand that wait for no other module, by the walk of V8's
    /// `SourceTextModule::GetStalledTopLevelAwaitMessages`: depth first, requests in order.
    private mutating func stalledAwaits() -> [Diagnostic] {
        var suspended: [ModuleID: Int32] = [:]
        for coroutine in coroutines.records where coroutine.kind == .asyncModule && coroutine.state == .suspended {
            suspended[coroutine.module] = coroutine.frame.pc - 1
        }
        var awaits: [Diagnostic] = []
        var seen: Set<ModuleID> = []
        let imported = leavesImports ? imports.polling.evaluations.map { imports[$0.id].target } : []
        var pending = Array((progress.entries.map(\.module) + imported).reversed())
        while let module = pending.popLast(), awaits.count < Self.stalledLimit {
            guard module != .none, seen.insert(module).inserted else { continue }
            if let instruction = suspended[module] {
                if let place = place(of: instruction) { awaits.append(problem(.unsettled, "", at: place)) }
            } else {
                pending += requests(of: module).map(\.1).reversed()
            }
        }
        return awaits
    }

    /// How many awaits are told.
    private static let stalledLimit = 100

    /// The source line and the caret below it, which tabs keep in its column.
    private mutating func excerpt(of problem: Diagnostic) -> [String] {
        guard let source = problem.sourceLine, let location = problem.location, source.start == 1 else { return [] }
        let line = source.text
        if line.utf8.count >= 2_000 { return [] }
        let before = line.unicodeScalars.prefix(location.column - 1).map { $0 == "\t" ? "\t" : " " }.joined()
        let shown = line.split(separator: "\t", omittingEmptySubsequences: false).map { visibleText(String($0)) }.joined(separator: "\t")
        return [shown, before + "^"]
    }
}
