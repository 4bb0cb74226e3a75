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
        define(global, "queueMicrotask", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let callback = machine.argument(arguments, 0)
            try machine.requireCallback(callback)
            machine.enqueueJob(.callback(callback, arguments: -1))
            return .undefined
        }
        define(global, "busy", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let duration = try machine.nanoseconds(machine.argument(arguments, 0))
            machine.loop.queues.advance(by: duration)
            if machine.recorder.isRecording { machine.record(.busy(nanoseconds: duration), module: machine.running.module) }
            return .undefined
        }
        let performance = makeLibraryObject()
        define(performance, "now", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            .number(Double(machine.loop.now) / 1_000_000)
        }
        put(global, key("performance"), .object(performance), .hidden)
        installAtomics()
        if host.globals.hasProcess { installNodeGlobals() }
    }

    /// Milliseconds as nanoseconds, never negative, at most some 100 years.
    mutating func nanoseconds(_ value: Value) throws(Abrupt) -> Int64 {
        let milliseconds = try toNumber(value)
        guard milliseconds > 0 else { return 0 }
        return Int64((min(milliseconds, 3_153_600_000_000) * 1_000_000).rounded())
    }

    // MARK: console

    /// How deep `console.dir` looks at most.
    private static var largestDepth: Int { 10 }

    private mutating func installConsole() {
        let console = makeLibraryObject()
        let methods: [(String, ConsoleLine.Stream)] = [
            ("log", .out), ("info", .out), ("debug", .out), ("error", .error), ("warn", .error), ("trace", .error),
        ]
        for (name, stream) in methods {
            define(console, name, 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                try machine.countStep()
                let list = machine.arguments(arguments, from: 0)
                try machine.reserveOutput(list)
                try machine.print(machine.formatLog(list), method: name, stream: stream)
                return .undefined
            }
        }
        define(console, "dir", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.countStep()
            let value = machine.argument(arguments, 0)
            try machine.reserveOutput([value])
            // Of the options only the depth, up to where even what shares its parts stays short; Infinity and null mean all of it.
            var depth = 2
            if case .object(let options) = machine.argument(arguments, 1) {
                switch try machine.get(options, machine.key("depth")) {
                case .null: depth = Machine.largestDepth
                case .number(let number) where !number.isNaN: depth = Int(min(max(number, 0), Double(Machine.largestDepth)))
                default: break
                }
            }
            try machine.print(machine.inspect(value, depth: depth), method: "dir", stream: .out)
            return .undefined
        }
        define(console, "assert", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            if machine.toBoolean(machine.argument(arguments, 0)) { return .undefined }
            let list = [machine.string("Assertion failed")] + machine.arguments(arguments, from: 1)
            try machine.print(machine.formatLog(list), method: "assert", stream: .error)
            return .undefined
        }
        installConsoleGroups(console)
        put(realm.global, key("console"), .object(console), .hidden)
    }

    /// https://console.spec.whatwg.org: groups, counters and timers. Timers tell virtual time.
    private mutating func installConsoleGroups(_ console: ObjectID) {
        for name in ["group", "groupCollapsed"] {
            define(console, name, 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                let list = machine.arguments(arguments, from: 0)
                if !list.isEmpty { try machine.print(machine.formatLog(list), method: name, stream: .out) }
                machine.console.groupDepth = min(machine.console.groupDepth + 1, 100)
                return .undefined
            }
        }
        define(console, "groupEnd", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            machine.console.groupDepth = max(0, machine.console.groupDepth - 1)
            return .undefined
        }
        define(console, "count", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let label = try machine.consoleLabel(arguments)
            let count = (machine.console.counts[ExactText(label)] ?? 0) + 1
            machine.console.counts[ExactText(label)] = count
            try machine.print("\(label): \(count)", method: "count", stream: .out)
            return .undefined
        }
        define(console, "countReset", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.console.counts[ExactText(try machine.consoleLabel(arguments))] = nil
            return .undefined
        }
        define(console, "time", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.console.timers[ExactText(try machine.consoleLabel(arguments))] = machine.loop.now
            return .undefined
        }
        for (name, ends) in [("timeEnd", true), ("timeLog", false)] {
            define(console, name, 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                let label = try machine.consoleLabel(arguments)
                guard let start = machine.console.timers[ExactText(label)] else { return .undefined }
                if ends { machine.console.timers[ExactText(label)] = nil }
                let elapsed = machine.formatNumber(Double(machine.loop.now - start) / 1_000_000)
                try machine.print("\(label): \(elapsed)ms", method: name, stream: .out)
                return .undefined
            }
        }
        defineOutside(console, "table", as: "console.table")
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

    mutating func print(_ message: String, method: String, stream: ConsoleLine.Stream) throws(Abrupt) {
        // A value whose text was left out at the limit is not printed: no further step need come that stops the run.
        if budget.steps > limits.steps {
            throw .blocked(.limit(console.byteCount + message.utf8.count > limits.outputBytes ? .output : .steps))
        }
        let indentation = String(repeating: "  ", count: console.groupDepth)
        let text =
            console.groupDepth == 0
            ? message
            : indentation
                + message.split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: "\n" + indentation)
        recorder.trace.console.append(
            ConsoleLine(
                time: loop.now, turn: loop.turn, job: JobNumber(rawValue: loop.job),
                module: running.module == .none ? nil : ModuleIndex(Int(running.module.index)),
                method: method, stream: stream, text: text))
        if recorder.isRecording { record(.console(line: Int32(recorder.trace.console.count - 1)), module: running.module) }
        console.byteCount += text.utf8.count + 1
        budget.steps += Self.consoleSteps
        if console.byteCount > limits.outputBytes { throw .blocked(.limit(.output)) }
    }

    // MARK: Node

    private mutating func installNodeGlobals() {
        let process = makeLibraryObject()
        define(process, "nextTick", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let callback = machine.argument(arguments, 0)
            try machine.requireCallback(callback)
            let list = machine.keepArguments(arguments, from: 1)
            machine.loop.jobCount += 1
            machine.loop.nextTicks.append(QueuedMicrotask(job: machine.loop.jobCount, task: .tick(callback, arguments: list)))
            if machine.recorder.isRecording {
                machine.record(.jobQueued(JobNumber(rawValue: machine.loop.jobCount), .nextTick, promise: .none))
            }
            return .undefined
        }
        put(process, key("exitCode"), .undefined)
        put(realm.global, key("process"), .object(process), .hidden)
        realm.process = process
        define(process, "exit", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let status = machine.argument(arguments, 0)
            if !status.isUndefined { try machine.set(process, machine.key("exitCode"), status) }
            throw .blocked(.exit)
        }
        for name in ["on", "once", "off", "argv", "cwd", "hrtime", "memoryUsage", "stdout", "stderr", "stdin"] {
            defineOutside(process, name, as: "process.\(name)")
        }
        defineTag(realm.global, "global")
        // The environment of a run is always the same: empty.
        put(process, key("env"), .object(makeLibraryObject()))
        defineOutside(realm.global, "Buffer", as: "Buffer")
        installImmediates()
    }
}
