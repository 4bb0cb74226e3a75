import JavaScript

/// What `node:vm` asks of the machine. https://nodejs.org/api/vm.html
extension Machine {
    mutating func installScriptBinding(_ binding: ObjectID) {
        define(binding, "compileScript", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let text = try machine.toText(machine.argument(arguments, 0))
            return Value(Int(try machine.compileScript(text, called: machine.toText(machine.argument(arguments, 1))).index))
        }
        define(binding, "runScript", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .number(let unit) = machine.argument(arguments, 0) else { return .undefined }
            return try machine.runScript(UnitID(Int32(unit)))
        }
        define(binding, "compileFunction", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            var parameters: [String] = []
            if case .object(let list) = machine.argument(arguments, 1) {
                for parameter in machine.elements(list) { parameters.append(try machine.toText(parameter)) }
            }
            return try machine.compileFunction(
                machine.toText(machine.argument(arguments, 0)), parameters: parameters,
                called: machine.toText(machine.argument(arguments, 2)))
        }
    }
}
