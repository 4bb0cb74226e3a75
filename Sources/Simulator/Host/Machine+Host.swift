import Diagnostics
import Hosts
import JavaScript
import Scenario
import Text
import Trace

/// The names that the host gives.
extension Machine {
    mutating func installHost() {
        installConsole()
        installTimers()
        installFetch()
        let global = realm.global
        defineListed(global, "queueMicrotask", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let callback = machine.argument(arguments, 0)
            try machine.requireCallback(callback)
            machine.enqueueJob(.callback(callback, arguments: -1))
            return .undefined
        }
        if host.globals.hasWebNames, host.globals.web.hasReportError {
            // https://html.spec.whatwg.org/multipage/webappapis.html#dom-reporterror
            defineListed(global, "reportError", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                try machine.reportException(machine.argument(arguments, 0))
                return .undefined
            }
        }
        define(global, "busy", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let duration = try machine.nanoseconds(machine.argument(arguments, 0))
            machine.beBusy(for: duration)
            if machine.requests.isOn { try machine.countStartUp(duration) }
            return .undefined
        }
        if host.isolates != nil { installServiceLibrary() }
        if host.page != nil { installWebWorkers() }
        if host.globals.hasProcess { installNodeGlobals() }
        if hasWebLibrary { return }
        let performance = makeLibraryObject()
        define(performance, "now", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            .number(Double(machine.seenTime) / 1_000_000)
        }
        put(global, key("performance"), .object(performance))
    }

    /// Milliseconds as nanoseconds, never negative, at most some 100 years.
    mutating func nanoseconds(_ value: Value) throws(Abrupt) -> Int64 {
        let milliseconds = try toNumber(value)
        guard milliseconds > 0 else { return 0 }
        return Int64((min(milliseconds, 3_153_600_000_000) * 1_000_000).rounded())
    }

    // MARK: console

    private mutating func installConsole() {
        let console = makeLibraryObject()
        let methods: [(String, ConsoleLine.Stream)] = [
            ("log", .out), ("info", .out), ("debug", .out), ("dirxml", .out), ("error", .error), ("warn", .error), ("trace", .error),
        ]
        for (name, stream) in methods {
            defineListed(console, name, 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                try machine.countStep()
                let list = machine.arguments(arguments, from: 0)
                try machine.reserveOutput(list)
                try machine.print(machine.formatLog(list), method: name, stream: stream)
                return .undefined
            }
        }
        defineListed(console, "dir", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.countStep()
            let value = machine.argument(arguments, 0)
            try machine.reserveOutput([value])
            if machine.host.console.dirShowsPlainText, case .string(let text) = value {
                try machine.print(machine.strings.text(text), method: "dir", stream: .out)
                return .undefined
            }
            // Unlike the others, this asks no object, unless it is told to.
            let usual = InspectOptions(depth: machine.host.console.depth)
            let options = try machine.inspectOptions(machine.argument(arguments, 1), usual)
            try machine.print(machine.shown(value, machine.host.console, options), method: "dir", stream: .out)
            return .undefined
        }
        defineListed(console, "assert", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            if machine.toBoolean(machine.argument(arguments, 0)) { return .undefined }
            var list = machine.arguments(arguments, from: 1)
            try machine.reserveOutput(list)
            if case .string(let message)? = list.first {
                list[0] = machine.string("Assertion failed: " + machine.strings.text(message))
            } else {
                list.insert(machine.string(list.isEmpty ? "Assertion failed" : machine.host.console.assertion), at: 0)
            }
            try machine.print(machine.formatLog(list), method: "assert", stream: .error)
            return .undefined
        }
        // Where there is no screen to clear and nothing that takes profiles, these do nothing.
        for name in ["clear", "profile", "profileEnd", "timeStamp"] {
            defineListed(console, name, 0) { (_: inout Machine, _: Arguments) throws(Abrupt) -> Value in .undefined }
        }
        installConsoleGroups(console)
        defineTag(console, "console")
        put(realm.global, key("console"), .object(console), .hidden)
    }

    /// https://console.spec.whatwg.org: groups, counters and timers. Timers tell virtual time.
    private mutating func installConsoleGroups(_ console: ObjectID) {
        for name in ["group", "groupCollapsed"] {
            defineListed(console, name, 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                let list = machine.arguments(arguments, from: 0)
                try machine.reserveOutput(list)
                if !list.isEmpty { try machine.print(machine.formatLog(list), method: name, stream: .out) }
                machine.console.groupDepth = min(machine.console.groupDepth + 1, 100)
                return .undefined
            }
        }
        defineListed(console, "groupEnd", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            machine.console.groupDepth = max(0, machine.console.groupDepth - 1)
            return .undefined
        }
        defineListed(console, "count", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let label = try machine.consoleLabel(arguments)
            if machine.console.counts[ExactText(label)] == nil { machine.budget.keep(label) }
            let count = (machine.console.counts[ExactText(label)] ?? 0) + 1
            machine.console.counts[ExactText(label)] = count
            try machine.print("\(label): \(count)", method: "count", stream: .out)
            return .undefined
        }
        defineListed(console, "countReset", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let label = try machine.consoleLabel(arguments)
            if machine.console.counts.removeValue(forKey: ExactText(label)) == nil {
                try machine.tellMissing("Count for '\(label)'", method: "countReset")
            }
            return .undefined
        }
        defineListed(console, "time", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let label = ExactText(try machine.consoleLabel(arguments))
            if machine.console.timers[label] == nil { machine.budget.keep(label.text) }
            machine.console.timers[label] = machine.loop.now
            return .undefined
        }
        for (name, ends) in [("timeEnd", true), ("timeLog", false)] {
            defineListed(console, name, 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                let label = try machine.consoleLabel(arguments)
                guard let start = machine.console.timers[ExactText(label)] else {
                    try machine.tellMissing("Timer '\(label)'", method: name)
                    return .undefined
                }
                if ends { machine.console.timers[ExactText(label)] = nil }
                let elapsed = machine.formatNumber(Double(machine.loop.now - start) / 1_000_000)
                try machine.print("\(label): \(elapsed)ms", method: name, stream: .out)
                return .undefined
            }
        }
        installConsoleTools(console)
    }

    private mutating func tellMissing(_ what: String, method: String) throws(Abrupt) {
        if host.console.tellsOfMissingLabels { try print("\(what) does not exist", method: method, stream: .error) }
    }

    private mutating func consoleLabel(_ arguments: Arguments) throws(Abrupt) -> String {
        let label = argument(arguments, 0)
        return label.isUndefined ? "default" : try toText(label)
    }

    /// Throws when texts alone pass the limit of the output, before they are put together.
    private mutating func reserveOutput(_ values: [Value]) throws(Abrupt) {
        var length = console.byteCount
        for case .string(let text) in values { length += strings.length(text) }
        if length > limits.outputBytes { throw .blocked(.limit(.output)) }
    }

    /// A message within the groups that are open.
    private func indented(_ message: String) throws(Abrupt) -> String {
        guard console.groupDepth > 0 else { return message }
        let lineCount = message.utf8.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
        if lineCount * 2 * console.groupDepth > limits.outputBytes { throw .blocked(.limit(.output)) }
        let indentation = String(repeating: "  ", count: console.groupDepth)
        return indentation
            + message.split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: "\n" + indentation)
    }

    mutating func print(_ message: String, method: String, stream: ConsoleLine.Stream) throws(Abrupt) {
        // A value whose text was left out at the limit is not printed: no further step need come that stops the run.
        if stepCount > limits.steps {
            throw .blocked(.limit(console.byteCount + message.utf8.count > limits.outputBytes ? .output : .steps))
        }
        if method != "write", let replaced = replacedWrite(of: stream) { return try hand(indented(message), to: replaced) }
        loop.hasWritten = true
        var message = message
        let number = stream == .out ? 0 : 1
        if !console.begun[number].isEmpty {
            message = console.begun[number] + message
            console.begun[number] = ""
        }
        let text = try indented(message)
        var line = ConsoleLine(
            time: loop.now, turn: loop.turn, job: JobNumber(rawValue: loop.job),
            module: running.module == .none ? nil : ModuleIndex(Int(running.module.index)), method: method, stream: stream, text: text)
        if requests.current != 0 { line.module = lane(ofRequest: requests.current) }
        line.source = runningSource()
        recorder.trace.console.append(line)
        if recorder.isRecording { record(.console(line: Int32(recorder.trace.console.count - 1)), module: running.module) }
        console.byteCount += text.utf8.count + 1
        budget.steps += Self.consoleSteps
        if console.byteCount > limits.outputBytes { throw .blocked(.limit(.output)) }
    }
}
