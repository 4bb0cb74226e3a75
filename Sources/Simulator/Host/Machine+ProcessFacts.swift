import Hosts
import JavaScript
import Programs
import Trace

/// What `process` tells of where it runs: always the same, but for the program's own paths. https://nodejs.org/api/process.html
extension Machine {
    mutating func installProcessFacts(_ process: ObjectID) {
        put(process, key("version"), string("v" + host.globals.processVersion))
        let versions = makeLibraryObject()
        put(versions, key("node"), string(host.globals.processVersion))
        put(versions, key("v8"), string(host.globals.engineVersion))
        put(process, key("versions"), .object(versions))
        for (name, text) in [
            ("arch", "x64"), ("platform", "linux"), ("title", "node"), ("argv0", "node"), ("execPath", "/usr/bin/node"),
        ] {
            put(process, key(name), string(text))
        }
        let release = makeLibraryObject()
        put(release, .known(.name), string("node"))
        put(process, key("release"), .object(release))
        put(process, key("execArgv"), .object(makeArray()))
        put(process, key("pid"), .number(4242))
        put(process, key("ppid"), .number(4241))
        let configuration = makeLibraryObject()
        for name in ["variables", "target_defaults"] { put(configuration, key(name), .object(makeLibraryObject())) }
        put(process, key("config"), .object(configuration))
        put(process, key("features"), .object(makeLibraryObject()))
        let argv = makeNative("get argv", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            if machine.commonJS.processArguments.isUndefined {
                let entry = machine.program.entries[0]
                let path = machine.program.filePath(of: entry) ?? entry.path
                machine.commonJS.processArguments = .object(machine.makeArray([machine.string("/usr/bin/node"), machine.string(path)]))
            }
            return machine.commonJS.processArguments
        }
        let setArgv = makeNative("set argv", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.commonJS.processArguments = machine.argument(arguments, 0)
            return .undefined
        }
        defineAccessor(process, key("argv"), getter: argv, setter: setArgv, [.enumerable, .configurable])
        defineListed(process, "cwd", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            machine.string(machine.program.currentFolder)
        }
        defineListed(process, "uptime", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            .number(Double(machine.seenTime) / 1_000_000_000)
        }
        defineListed(process, "hrtime", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            var now = machine.seenTime
            if case .object(let before) = machine.argument(arguments, 0) {
                let seconds = try machine.toNumber(machine.getElement(before, 0))
                let nanoseconds = try machine.toNumber(machine.getElement(before, 1))
                now -= Int64(exactly: (seconds * 1_000_000_000 + nanoseconds).rounded()) ?? 0
            }
            let parts = [Double(now / 1_000_000_000), Double(now % 1_000_000_000)]
            return .object(machine.makeArray(parts.map { .number($0) }))
        }
        defineListed(process, "memoryUsage", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            let usage = machine.makeLibraryObject()
            for name in ["rss", "heapTotal", "heapUsed", "external", "arrayBuffers"] {
                machine.put(usage, machine.key(name), .number(50_000_000))
            }
            return .object(usage)
        }
        installWarnings(process)
        if host.commonJS != nil {
            for (number, name) in ["stdin", "stdout", "stderr"].enumerated() { installStandardStream(number, name, process) }
        }
    }

    /// A stream of the process, which is made when a program looks at it.
    private mutating func installStandardStream(_ number: Int, _ name: String, _ process: ObjectID) {
        defineListedGetter(process, name) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            let known = machine.commonJS.standardStreams[number]
            if !known.isNone { return .object(known) }
            guard case .object(let streams) = try machine.builtinExports("internal/stdio"),
                case .object(let stream) = try machine.call(
                    try machine.get(streams, machine.key(number == 0 ? "input" : "output")), .undefined,
                    arguments: [.number(Double(number))])
            else { return .undefined }
            machine.commonJS.standardStreams[number] = stream
            return .object(stream)
        }
    }

    /// Writes a text without a line break of its own: what begins a line waits for the rest of it.
    mutating func write(_ text: String, to stream: ConsoleLine.Stream) throws(Abrupt) {
        loop.hasWritten = true
        budget.keptBytes += text.utf8.count
        budget.steps += Self.entrySteps
        budget.countCloseWork(text.utf8.count)
        // By bytes: CR and LF are one character.
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let rest = String(Substring(lines.removeLast()))
        for line in lines { try print(String(Substring(line)), method: "write", stream: stream) }
        console.begun[stream == .out ? 0 : 1] += rest
    }

    /// At the end of the run: lines that were begun are lines, without a line break.
    mutating func finishLines() {
        for (index, stream) in [ConsoleLine.Stream.out, .error].enumerated() where !console.begun[index].isEmpty {
            let count = recorder.trace.console.count
            _ = try? print("", method: "write", stream: stream)
            if recorder.trace.console.count > count { recorder.trace.console[count].isEnded = false }
        }
    }
}
