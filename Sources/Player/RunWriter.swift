import Diagrams
import Replay
import Text
import Trace

/// Writes a run as the page reads it: its texts and pictures, the state before it, and each step with what it changes.
struct RunWriter {
    /// So many steps stand in one element of the page: they are read when they are first needed.
    static let chunk = 2_000

    let run: PlayerRun
    let steps: [RunStep]
    /// By event: the number of the state behind it.
    private let stateOfEvent: [Int]
    let facts: RunFacts
    var trace: Trace { run.trace }

    init(_ run: PlayerRun) {
        self.run = run
        steps = run.trace.steps
        var states = Array(repeating: 0, count: run.trace.events.count)
        for (index, step) in steps.enumerated() { for event in step.events { states[event] = index + 1 } }
        stateOfEvent = states
        facts = RunFacts(run)
    }

    /// The run without its steps, or with them where they are few.
    ///
    /// - Returns: the further steps, so many in each text.
    func write(to json: inout JSONWriter) -> [[UInt8]] {
        json.beginObject()
        json.member("label", visibleText(run.label))
        json.member("host", visibleText(trace.host))
        if let bundler = run.bundler { json.member("bundler", visibleText(bundler)) }
        json.member("outcome", trace.outcome.name)
        json.member("detail", orNull: trace.outcome.detail.map(visibleText))
        json.member("endNanoseconds", trace.end)
        if trace.isTruncated { json.member("isTruncated", true) }
        writeModules(to: &json)
        writeSources(to: &json)
        json.member("graph", orNull: run.graph?.svg)
        writeTimeline(to: &json)
        writeConsole(to: &json)
        var replay = Replay(trace)
        json.key("start")
        write(replay.state, to: &json)
        var blocks: [[UInt8]] = []
        if steps.count <= Self.chunk {
            json.key("steps")
            json.beginArray()
            for step in steps { write(step, &replay, to: &json) }
            json.endArray()
        } else {
            json.member("stepCount", steps.count)
            for start in stride(from: 0, to: steps.count, by: Self.chunk) {
                var block = JSONWriter()
                block.beginArray()
                for step in steps[start..<min(start + Self.chunk, steps.count)] { write(step, &replay, to: &block) }
                block.endArray()
                blocks.append(block.takeBytes())
            }
        }
        json.endObject()
        return blocks
    }

    // MARK: What does not change

    private func writeModules(to json: inout JSONWriter) {
        json.key("modules")
        json.beginArray()
        for (index, module) in trace.modules.enumerated() {
            json.beginObject()
            json.member("name", visibleText(module.name))
            json.member("kind", module.kind.rawValue)
            json.member("agent", orNull: module.agent.map(trace.name))
            json.member("graphNode", orNull: run.graph?.modules[ModuleIndex(index)])
            json.key("requests")
            json.beginArray()
            for request in module.requests { if let target = request.module { json.integer(target.rawValue) } }
            json.endArray()
            json.endObject()
        }
        json.endArray()
    }

    private func writeSources(to json: inout JSONWriter) {
        json.key("sources")
        json.beginArray()
        for (index, source) in run.sources.enumerated() where trace.modules.indices.contains(index) {
            guard let source else { continue }
            json.beginObject()
            json.member("name", visibleText(trace.modules[index].name))
            json.member("text", source.rows.joined(separator: "\n"))
            if let numbers = source.numbers {
                json.key("lines")
                json.beginArray()
                for number in numbers { json.integer(number) }
                json.endArray()
            }
            json.endObject()
        }
        json.endArray()
    }

    private func writeConsole(to json: inout JSONWriter) {
        json.key("console")
        json.beginArray()
        var stateOfLine = Array(repeating: steps.count, count: trace.console.count)
        for (index, event) in trace.events.enumerated() {
            if case .console(let line) = event.kind, stateOfLine.indices.contains(Int(line)) {
                stateOfLine[Int(line)] = stateOfEvent[index]
            }
        }
        for (index, line) in trace.console.enumerated() {
            json.beginObject()
            json.member("step", stateOfLine[index])
            json.member("time", line.time)
            json.index("module", facts.number(line.module))
            json.member("method", visibleText(line.method))
            json.member("stream", line.stream.rawValue)
            json.member("text", line.text)
            json.endObject()
        }
        json.endArray()
    }

    private func writeTimeline(to json: inout JSONWriter) {
        json.key("timeline")
        guard let timeline = run.timeline else { return json.null() }
        json.beginObject()
        json.member("svg", timeline.svg)
        json.key("cursor")
        json.beginArray()
        for time in timeline.marks.times {
            json.beginArray()
            json.integer(time.time)
            json.decimal(time.place.x)
            json.endArray()
        }
        json.endArray()
        json.key("steps")
        json.beginArray()
        for moment in timeline.marks.moments where stateOfEvent.indices.contains(moment.event) {
            json.beginArray()
            json.integer(stateOfEvent[moment.event])
            for value in [moment.place.x, moment.place.top, moment.place.bottom] { json.decimal(value) }
            json.endArray()
        }
        json.endArray()
        let place = timeline.marks.times.first?.place ?? timeline.marks.moments.first?.place
        json.key("top")
        json.decimal(place?.top ?? 0)
        json.key("bottom")
        json.decimal(place?.bottom ?? 0)
        json.endObject()
    }

    // MARK: Steps

    /// `[time, turn, job, module, kind, line, column, text, clause, url, patch]`
    private func write(_ step: RunStep, _ replay: inout Replay, to json: inout JSONWriter) {
        let event = trace.events[step.told]
        var patch: Patch = []
        for _ in step.events { patch += replay.forward() ?? [] }
        let words = StepWords(trace, facts)
        json.beginArray()
        json.integer(event.time)
        json.integer(event.turn)
        json.integer(event.job.rawValue)
        json.integer(facts.number(event.module))
        json.string(event.kind.name)
        let place = facts.place(of: event, replay.state.stack)
        json.integer(place?.row ?? -1)
        json.integer(place?.column ?? -1)
        json.string(words.sentence(event))
        let document = words.document(event)
        if let document { json.string(document.name) } else { json.null() }
        if let document { json.string(document.url) } else { json.null() }
        json.beginArray()
        for change in patch { write(change, to: &json) }
        json.endArray()
        json.endArray()
    }
}

extension JSONWriter {
    /// A number with two digits behind the point at most, as pictures have them.
    fileprivate mutating func decimal(_ value: Double) { literal(fixed(value)) }
}
