import Analysis
import Graphviz
import Trace

/// The words that a timeline says about a trace.
struct TimelineTexts {
    let trace: Trace

    func name(of lane: Timeline.Lane) -> String {
        lane.module.map { DOTText.visible(trace[$0].name) } ?? trace.document.map(DOTText.visible) ?? "(no module)"
    }

    /// The name below the heading of its agent.
    func shortName(of lane: Timeline.Lane) -> String {
        let full = name(of: lane)
        guard let agent = lane.module.flatMap({ trace[$0].agent }), trace.agents.indices.contains(agent.index) else { return full }
        let beginning = DOTText.visible(trace.agents[agent.index].name) + ": "
        return full.hasPrefix(beginning) ? String(full.dropFirst(beginning.count)) : full
    }

    func name(_ module: ModuleIndex) -> String { DOTText.visible(trace[module].name) }

    /// A name as bars show it: lanes give it in full.
    private func stem(_ module: ModuleIndex) -> String {
        var name = name(module)
        for ending in [".mjs", ".js"] where name.hasSuffix(ending) && name.count > ending.count { name.removeLast(ending.count) }
        return TextMetrics.shortened(name, to: 22)
    }

    /// Ways to label a bar, the longest first.
    func labels(_ kind: Timeline.Segment.Kind) -> [String] {
        switch kind {
        case .fetch: return ["fetch"]
        case .parse: return ["parse"]
        case .suspended(let expression):
            var text = DOTText.visible(expression)
            while text.last == " " { text.removeLast() }
            guard !text.isEmpty else { return ["await"] }
            // The event holds what is awaited; some sources hold the whole expression.
            return [text.hasPrefix("await") ? text : "await \(text)", "await"]
        case .waits(let modules):
            guard !modules.isEmpty else { return ["waits for a dependency", "waits"] }
            let names = modules.prefix(8).map(stem)
            var forms: [String] = []
            for count in stride(from: names.count, through: 1, by: -1) {
                let rest = modules.count - count
                let list = names.prefix(count).joined(separator: ", ") + (rest > 0 ? " +\(rest)" : "")
                if count == names.count { forms.append("waits for \(list)") }
                forms.append("waits: \(list)")
            }
            return forms + ["waits"]
        }
    }

    func tooltip(_ segment: Timeline.Segment, in lane: Timeline.Lane) -> String {
        let who = name(of: lane)
        let span =
            segment.to.map { to in
                to.time == segment.from.time
                    ? " at \(duration(to.time))" : " from \(duration(segment.from.time)) to \(duration(to.time))"
            } ?? " from \(duration(segment.from.time)) on" + (trace.isTruncated ? "" : ", \(trace.wordsForStanding)")
        switch segment.kind {
        case .fetch: return "\(who) is fetched\(span)"
        case .parse: return "\(who) is parsed\(span)"
        case .suspended: return "\(who) is suspended at \(labels(segment.kind)[0])\(span)"
        case .waits(let modules):
            let names = modules.prefix(20).map(name).joined(separator: ", ")
            return "\(who) waits for \(names.isEmpty ? "a dependency" : names)\(span)"
        }
    }

    /// What a stretch says of the time from which only other code kept its module from going on.
    func due(_ segment: Timeline.Segment, _ due: Int64) -> String {
        "due at \(duration(due))" + (segment.to.map { ", but other code runs until \(duration($0.time))" } ?? "")
    }

    func tooltip(_ visit: Timeline.Visit, in lane: Timeline.Lane) -> String {
        let who = name(of: lane)
        let time = duration(visit.from.time)
        switch visit.kind {
        case .start: return "\(who) starts at \(time)" + failure(visit)
        case .resume: return "\(who) goes on at \(time)" + failure(visit)
        case .callback: return "code of \(who) runs at \(time)"
        case .inheritedError: return "\(who) fails at \(time)" + failure(visit)
        case .loadError: return "\(who) does not load at \(time)" + failure(visit)
        case .linkError: return "\(who) does not link at \(time)" + failure(visit)
        }
    }

    func tooltip(_ wake: Timeline.Wake, from source: Timeline.Lane, to target: Timeline.Lane) -> String {
        wake.isFailure
            ? "\(name(of: source)) fails, and \(name(of: target)) gets the error"
            : "\(name(of: source)) completes, \(name(of: target)) runs"
    }

    func tooltip(_ call: Timeline.ImportCall, from lane: Timeline.Lane) -> String {
        "\(name(of: lane)) imports \(call.specifier)" + (call.findsAllDone ? ", which has nothing more to run" : "")
    }

    /// What a part of the critical path was: `x awaits sleep(1000)`, `y loads`.
    func words(for stretch: CriticalStretch) -> String {
        let who = stretch.module.map(name) ?? "the host"
        guard let suspension = stretch.suspension, trace.events.indices.contains(suspension),
            case .suspended(_, let expression) = trace.events[suspension].kind, trace.texts.indices.contains(Int(expression.rawValue)),
            case let text = DOTText.visible(trace[expression]), !text.isEmpty
        else { return "\(who) \(stretch.activity.rawValue)" }
        return "\(who) awaits \(text.hasPrefix("await ") ? String(text.dropFirst(6)) : text)"
    }

    private func failure(_ visit: Timeline.Visit) -> String { visit.error.map { ": \($0)" } ?? "" }

    /// A console line as a pill shows it, at most so many characters.
    func pill(_ line: Int, limit: Int) -> String {
        let text = DOTText.visible(trace.console[line].text)
        let shown = text.isEmpty ? "␣" : cut(text, to: limit)
        // Not by colour alone.
        return isError(line: line) ? "✕ " + shown : shown
    }

    /// An error as a pill shows it, at most so many characters.
    func pill(error: String, limit: Int) -> String { "✕ " + cut(DOTText.visible(error), to: limit) }

    /// Whether the console has a line as one of trouble.
    func isError(line: Int) -> Bool {
        let line = trace.console[line]
        return line.method == "error" || line.method == "warn" || line.stream == .error
    }

    private func cut(_ text: String, to limit: Int) -> String {
        // No text has more characters than bytes, and those need no counting.
        text.utf8.count > limit && text.count > limit ? text.prefix(limit - 1) + "…" : text
    }

    func tooltip(line: Int) -> String {
        let line = trace.console[line]
        return "console.\(line.method) at \(duration(line.time)): \(line.text.prefix(400))"
    }

    /// What a job is for, in two or three words.
    func describe(_ kind: JobKind) -> String {
        func module(_ index: ModuleIndex) -> String {
            trace.modules.indices.contains(Int(index.rawValue)) ? TextMetrics.shortened(name(index), to: 16) : "module"
        }
        func text(_ index: TextIndex) -> String {
            guard trace.texts.indices.contains(Int(index.rawValue)) else { return "" }
            return TextMetrics.shortened(DOTText.visible(trace[index]), to: 16)
        }
        switch kind {
        case .hostStart: return "start"
        case .timer: return "timer"
        case .moduleLoaded(let index): return index.map { "\(module($0)) arrives" } ?? "load"
        case .finishLoadingImports: return "imports load"
        case .fetch: return "fetch"
        case .immediate: return "immediate"
        case .pageTask(let name): return text(name).isEmpty ? "host" : text(name)
        case .request(let index): return index.map { "\(module($0))" } ?? "request"
        case .message: return "message"
        case .hostTask: return "host task"
        case .resumeModule(let index): return "resume \(module(index))"
        case .resumeFunction(let name): return text(name).isEmpty ? "resume" : "resume \(text(name))"
        case .reaction(let name): return text(name).isEmpty ? "then" : "then \(text(name))"
        case .resolveThenable: return "call then"
        case .moduleFulfilled(let index): return "\(module(index)) done"
        case .moduleRejected(let index): return "\(module(index)) failed"
        case .importStep: return "import()"
        case .queueMicrotask: return "microtask"
        case .nextTick: return "nextTick"
        case .hostStep: return "host"
        case .entrySettled: return "entry settled"
        }
    }

    /// Where a job was asked for.
    func place(of cause: JobCause) -> String? {
        guard let position = cause.position, let module = cause.module, trace.modules.indices.contains(Int(module.rawValue)) else {
            return nil
        }
        let place = "\(position.line):\(position.column)"
        return trace.modules.count == 1 ? place : "\(TextMetrics.shortened(name(module), to: 16)):\(place)"
    }

    /// How the run ended, for a subtitle; and of a run that is not recorded to its end, until when it is.
    var outcome: String {
        guard trace.isTruncated, let last = trace.events.last else { return ending }
        return "\(ending), but the record ends at \(duration(last.time))"
    }

    private var ending: String {
        switch trace.outcome {
        case .fulfilled: "fulfilled after \(duration(trace.duration))"
        case .running(let reason): "fulfilled after \(duration(trace.duration)), and goes on: \(short(placeWithoutFolder(in: reason)))"
        case .exited(let status): "ended by process.exit(\(status)) after \(duration(trace.duration))"
        case .rejected(let error): "rejected after \(duration(trace.duration)): \(short(error))"
        case .unsettled: "never settles"
        case .loadError(let error): "did not load: \(short(error))"
        case .linkError(let error): "did not link: \(short(error))"
        case .blocked(let reason): "blocked: \(short(placeWithoutFolder(in: reason)))"
        }
    }

    private func short(_ text: String) -> String {
        let text = DOTText.visible(text)
        return text.count > 90 ? text.prefix(89) + "…" : text
    }
}
