import Replay
import Text
import Trace

/// States and what changes them.
extension RunWriter {
    // MARK: A whole state

    func write(_ state: RunState, to json: inout JSONWriter) {
        json.beginObject()
        list("stack", state.stack, to: &json) { write($0, to: &$1) }
        list("tasks", state.tasks.elements, to: &json) { write($0, to: &$1) }
        list("microtasks", state.microtasks.elements, to: &json) { write($0, to: &$1) }
        list("timers", state.timers.elements, to: &json) { write($0, to: &$1) }
        list("imports", state.imports.elements, to: &json) { write($0, to: &$1) }
        list("loads", state.loads.elements, to: &json) { write($0, to: &$1) }
        list("fetches", state.fetches.elements, to: &json) { write($0, to: &$1) }
        json.key("modules")
        json.beginArray()
        for (index, module) in state.modules.enumerated() {
            json.beginObject()
            for field in fields(of: ModuleIndex(index), module.fields) {
                json.key(field.key)
                field.value.write(to: &json)
            }
            json.key("parents")
            json.beginArray()
            for parent in module.parents { json.integer(parent.rawValue) }
            json.endArray()
            json.endObject()
        }
        json.endArray()
        list("functions", state.functions.elements, to: &json) { write($0, to: &$1) }
        list("promises", state.promises.elements, to: &json) { write($0, to: &$1) }
        json.member("printed", state.printed)
        json.endObject()
    }

    private func list<Element>(
        _ name: String, _ elements: [Element], to json: inout JSONWriter, _ write: (Element, inout JSONWriter) -> Void
    ) {
        json.key(name)
        json.beginArray()
        for element in elements { write(element, &json) }
        json.endArray()
    }

    // MARK: A change

    func write(_ change: Change, to json: inout JSONWriter) {
        switch change {
        case .stack(let kept, let removed, let added):
            splice("stack", kept, removed, added, to: &json) { write($0, to: &$1) }
        case .task(let change): write("tasks", change, to: &json) { write($0, to: &$1) }
        case .microtask(let change): write("microtasks", change, to: &json) { write($0, to: &$1) }
        case .timer(let change): write("timers", change, to: &json) { write($0, to: &$1) }
        case .import(let change): write("imports", change, to: &json) { write($0, to: &$1) }
        case .load(let change): write("loads", change, to: &json) { write($0, to: &$1) }
        case .fetch(let change): write("fetches", change, to: &json) { write($0, to: &$1) }
        case .function(let change): write("functions", change, to: &json) { write($0, to: &$1) }
        case .promise(.replaced(let index, let old, let new)):
            replace("promises", index, "state", .string(old.settlement.rawValue), .string(new.settlement.rawValue), to: &json)
        case .promise(let change): write("promises", change, to: &json) { write($0, to: &$1) }
        case .fields(let module, let old, let new):
            for (old, new) in zip(fields(of: module, old), fields(of: module, new)) where old.value != new.value {
                replace("modules", Int(module.rawValue), old.key, old.value, new.value, to: &json)
            }
        case .parent(let parent, let module, let index):
            json.beginArray()
            json.beginArray()
            json.string("modules")
            json.integer(module.rawValue)
            json.string("parents")
            json.endArray()
            json.integer(index)
            json.beginArray()
            json.endArray()
            json.beginArray()
            json.integer(parent.rawValue)
            json.endArray()
            json.endArray()
        case .printed(let old, let new):
            json.beginArray()
            json.beginArray()
            json.string("printed")
            json.endArray()
            json.integer(old)
            json.integer(new)
            json.endArray()
        }
    }

    private func write<Key, Element>(
        _ name: String, _ change: ListChange<Key, Element>, to json: inout JSONWriter, _ write: (Element, inout JSONWriter) -> Void
    ) {
        switch change {
        case .added(let entry, let index): splice(name, index, [], [entry.element], to: &json, write)
        case .removed(let entry, let index): splice(name, index, [entry.element], [], to: &json, write)
        case .replaced(let index, let old, let new): splice(name, index, [old], [new], to: &json, write)
        }
    }

    /// `[[name], index, removed, added]`
    private func splice<Element>(
        _ name: String, _ index: Int, _ removed: [Element], _ added: [Element], to json: inout JSONWriter,
        _ write: (Element, inout JSONWriter) -> Void
    ) {
        json.beginArray()
        json.beginArray()
        json.string(name)
        json.endArray()
        json.integer(index)
        for elements in [removed, added] {
            json.beginArray()
            for element in elements { write(element, &json) }
            json.endArray()
        }
        json.endArray()
    }

    /// `[[list, index, key], old, new]`
    private func replace(
        _ list: String, _ index: Int, _ key: String, _ old: JSONValue, _ new: JSONValue, to json: inout JSONWriter
    ) {
        json.beginArray()
        json.beginArray()
        json.string(list)
        json.integer(index)
        json.string(key)
        json.endArray()
        old.write(to: &json)
        new.write(to: &json)
        json.endArray()
    }

    // MARK: What stands in lists

    private func write(_ frame: TraceFrame, to json: inout JSONWriter) {
        json.beginObject()
        json.member("name", frame.isBody ? frame.module.map(trace.name) ?? "" : facts.text(frame.function))
        json.member("body", frame.isBody)
        json.index("module", facts.number(frame.module))
        write(frame.position, in: frame.module, to: &json)
        json.endObject()
    }

    /// `line` and `column`, of the text that the page shows; `null` where they are not known.
    private func write(_ position: Position?, in module: ModuleIndex?, to json: inout JSONWriter) {
        let place = position.map { facts.place(of: $0, in: module) }
        json.member("line", orNull: place?.row)
        json.member("column", orNull: place?.column)
    }

    private func write(_ entry: QueuedJob, to json: inout JSONWriter) {
        let cause = trace.cause(of: entry.job)
        json.beginObject()
        json.member("job", entry.job.rawValue)
        json.member("words", trace.purposeWords(entry.kind))
        write(by: cause, to: &json)
        json.member("rule", orNull: cause?.rule.rawValue)
        json.member("at", orNull: cause?.due)
        write(entry.agent, to: &json)
        json.endObject()
    }

    private func write(by cause: JobCause?, to json: inout JSONWriter) {
        json.key("by")
        guard let cause, let position = cause.position else { return json.null() }
        json.beginObject()
        json.index("module", facts.number(cause.module))
        write(position, in: cause.module, to: &json)
        json.endObject()
    }

    private func write(_ agent: AgentIndex, to json: inout JSONWriter) {
        if !trace.agents.isEmpty { json.member("agent", trace.name(agent)) }
    }

    private func write(_ timer: WaitingTimer, to json: inout JSONWriter) {
        json.beginObject()
        json.member("timer", timer.timer)
        json.member("due", timer.due)
        json.member("interval", timer.isInterval)
        write(by: facts.jobsOfTimers[timer.timer].flatMap(trace.cause), to: &json)
        write(timer.agent, to: &json)
        json.endObject()
    }

    private func write(_ call: PendingImport, to json: inout JSONWriter) {
        json.beginObject()
        json.member("import", call.number)
        json.member("specifier", facts.text(call.specifier))
        json.index("module", facts.number(call.module))
        write(call.position, in: call.module, to: &json)
        json.endObject()
    }

    private func write(_ load: PendingLoad, to json: inout JSONWriter) {
        json.beginObject()
        json.index("module", facts.number(load.module))
        json.member("stage", load.stage.rawValue)
        json.endObject()
    }

    private func write(_ fetch: PendingFetch, to json: inout JSONWriter) {
        json.beginObject()
        json.member("fetch", fetch.number)
        json.member("url", facts.text(fetch.url))
        write(by: facts.jobsOfFetches[fetch.number].flatMap(trace.cause), to: &json)
        json.endObject()
    }

    private func write(_ function: SuspendedFunction, to json: inout JSONWriter) {
        json.beginObject()
        json.member("name", facts.text(function.name))
        json.index("module", facts.number(function.module))
        write(function.position, in: function.module, to: &json)
        json.endObject()
    }

    private func write(_ promise: PromiseState, to json: inout JSONWriter) {
        json.beginObject()
        json.member("promise", promise.promise.rawValue)
        json.member("state", promise.settlement.rawValue)
        json.member("of", orNull: words(for: promise))
        json.endObject()
    }

    private func words(for promise: PromiseState) -> String? {
        let module = promise.module.map(trace.name) ?? ""
        switch promise.origin {
        case .evaluation: return "evaluation of \(module)"
        case .body: return "body of \(module)"
        case .importCall(let number): return facts.specifiers[number].map { "import() of \(facts.text($0))" } ?? "import() call \(number)"
        case .call(let position): return module.isEmpty ? nil : "\(module):\(position.line):\(position.column)"
        case .host: return nil
        }
    }

    // MARK: Module records

    /// The fields of a module record by their names, always the same ones in the same order.
    private func fields(of module: ModuleIndex, _ fields: ModuleState.Fields) -> [JSONValue.Member] {
        let order: JSONValue =
            switch fields.order {
            case .unset: .null
            case .integer(let order): .integer(order)
            case .done: .string("done")
            }
        let place = fields.position.map { facts.place(of: $0, in: module) }
        return [
            .init("status", .string(fields.status.rawValue)),
            .init("hasTLA", fields.hasTLA.map { .bool($0) } ?? .null),
            .init("order", order),
            .init("pending", fields.pending.map { .integer($0) } ?? .null),
            .init("cycleRoot", fields.cycleRoot.map { .integer($0.rawValue) } ?? .null),
            .init("error", fields.error.map { .string(facts.text($0)) } ?? .null),
            .init("doing", .string(fields.activity.rawValue)),
            .init("line", place.map { .integer($0.row) } ?? .null),
        ]
    }
}

extension JSONWriter {
    /// A number of a list, from 0; `null` for -1.
    mutating func index(_ name: String, _ number: Int) { member(name, orNull: number < 0 ? nil : number) }
}
