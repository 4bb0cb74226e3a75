import JavaScript
import Trace

/// What the host's own modules need of the process around them.
extension Machine {
    mutating func installProcessBinding(_ binding: ObjectID) {
        put(binding, key("isLatest"), .boolean(host.globals.isLatestNode))
        define(binding, "nextTick", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let list = machine.keepArguments(arguments, from: 1)
            machine.enqueueTick(machine.argument(arguments, 0), arguments: list)
            return .undefined
        }
        define(binding, "writeOutput", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let number = try machine.toNumber(machine.argument(arguments, 0))
            let text = try machine.toText(machine.argument(arguments, 1))
            try machine.countStep()
            let module = machine.running.module
            machine.running.module = machine.programModule()
            defer { machine.running.module = module }
            try machine.write(text, to: number == 1 ? .out : .error)
            return .undefined
        }
        define(binding, "textWidth", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let text = try machine.toText(machine.argument(arguments, 0))
            machine.budget.countCloseWork(text.utf8.count)
            return .number(Double(Inspection.width(text)))
        }
        define(binding, "isOutsidePackages", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            let module = machine.programModule()
            return .boolean(module != .none && !machine.graph.key(of: module).path.contains("node_modules/"))
        }
        define(binding, "asyncContext", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            machine.asyncContexts.current
        }
        define(binding, "setAsyncContext", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.asyncContexts.isOn = true
            machine.tracksOwners = true
            machine.asyncContexts.current = machine.argument(arguments, 0)
            return .undefined
        }
    }

    /// The module of the innermost code that is the program's and not the host's.
    mutating func programModule() -> ModuleID {
        guard let call = innermostCall() else { return .none }
        return graph.moduleOfUnit[Int(code.functions[Int(call.code.index)].unit.index)]
    }
}
