import JavaScript
import Trace

/// What of `console` goes through modules of the host and functions of the program: tables, tasks, and streams whose `write` was replaced.
extension Machine {
    /// `console.table`, and `console.createTask` of Node.js. Deviation: tables of browsers, which are shown and not written, are drawn as by Node.js.
    mutating func installConsoleTools(_ console: ObjectID) {
        defineListed(console, "table", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.countStep()
            let table = try machine.builtinExports("internal/tables")
            let list = [machine.argument(arguments, 0), machine.argument(arguments, 1), machine.tableStyle()]
            try machine.print(try machine.toText(try machine.call(table, .undefined, arguments: list)), method: "table", stream: .out)
            return .undefined
        }
        guard host.globals.hasProcess, let naming = host.commonJS?.naming, naming != .tree else { return }
        defineListed(console, "createTask", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .string(let name) = machine.argument(arguments, 0), machine.strings.length(name) > 0 else {
                throw machine.plainError("First argument must be a non-empty string.")
            }
            let task = machine.heap.makeObject(.ordinary, prototype: machine.realm.objectPrototype)
            machine.define(task, "run", 0, .all) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                let callback = machine.argument(arguments, 0)
                guard machine.isCallable(callback) else { throw machine.plainError("First argument must be a function.") }
                return try machine.call(callback, .undefined)
            }
            return .object(task)
        }
    }

    /// How the host draws tables, for the code that draws them.
    private mutating func tableStyle() -> Value {
        let tables = host.console.tables
        let style = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        put(style, key("index"), string(tables.index))
        put(style, key("iterationIndex"), string(tables.iterationIndex))
        put(style, key("alignsNumbers"), .boolean(tables.alignsNumbers))
        put(style, key("alignsIndex"), .boolean(tables.alignsIndex))
        put(style, key("texts"), string(tables.texts.rawValue))
        return .object(style)
    }

    private mutating func plainError(_ message: String) -> Abrupt { .thrown(.object(makeError(realm.errorPrototype, message))) }

    /// The `write` that the program has put in the place of that of `process.stdout` or `stderr`.
    mutating func replacedWrite(of stream: ConsoleLine.Stream) -> (write: Value, stream: ObjectID)? {
        let object = commonJS.standardStreams[stream == .out ? 1 : 2]
        guard !object.isNone, let own = getOwn(object, key("write")), isCallable(own.value) else { return nil }
        return (own.value, object)
    }

    /// Hands a text of `console` to it.
    mutating func hand(_ text: String, to replaced: (write: Value, stream: ObjectID)) throws(Abrupt) {
        do throws(Abrupt) {
            let told = makeNative("", 0) { (_: inout Machine, _: Arguments) throws(Abrupt) -> Value in .undefined }
            _ = try call(replaced.write, .object(replaced.stream), arguments: [string(text + "\n"), .object(told)])
        } catch {
            // Node.js drops what a stream of the console throws.
            guard case .thrown = error else { throw error }
        }
    }
}
