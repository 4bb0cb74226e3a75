import Hosts
import JavaScript

/// What the ports of `node:worker_threads`, which are objects of that module, can do only with the simulator's help.
/// https://nodejs.org/api/worker_threads.html#class-messageport
extension Machine {
    /// - Parameter binding: what that module finds as `host`.
    mutating func addPorts(to binding: ObjectID) {
        // Called without `this` it makes a port; called with one as `this` it is told what comes to it.
        define(binding, "setPortFactory", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.ports.factory = machine.argument(arguments, 0)
            return .undefined
        }
        define(binding, "makeChannel", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            .object(machine.makeArray(try machine.makeChannel().map { .object($0) }))
        }
        define(binding, "postToPort", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let port = try machine.port(machine.argument(arguments, 0))
            try machine.post(machine.argument(arguments, 1), from: port, machine.argument(arguments, 2))
            return port < 0 || machine.ports.records[port].isClosing ? .undefined : .boolean(true)
        }
        define(binding, "listenAtPort", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.listen(port: try machine.port(machine.argument(arguments, 0)), machine.toBoolean(machine.argument(arguments, 1)))
            return .undefined
        }
        define(binding, "referPort", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let port = try machine.port(machine.argument(arguments, 0))
            if port >= 0, !machine.ports.records[port].isClosing {
                machine.ports.records[port].isReferenced = machine.toBoolean(machine.argument(arguments, 1))
            }
            return .undefined
        }
        // An error of Node's native code: its text does not begin with its code.
        define(binding, "nativeError", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let code = try machine.toText(machine.argument(arguments, 0))
            let words = ErrorWords(code, "{text}", type: .typeError, showsCode: false)
            return .object(machine.makeError(HostError(words, ["text": try machine.toText(machine.argument(arguments, 1))])))
        }
        define(binding, "closeParent", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            machine.closeParentPort()
            return .undefined
        }
        define(binding, "hasRef", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let port = try machine.port(machine.argument(arguments, 0))
            return .boolean(port >= 0 && machine.ports.records[port].isReferenced)
        }
        define(binding, "isOpenPort", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let port = try machine.port(machine.argument(arguments, 0))
            return .boolean(port >= 0 && !machine.ports.records[port].isClosed)
        }
        define(binding, "closePort", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.close(port: try machine.port(machine.argument(arguments, 0)))
            return .undefined
        }
        // In an array, since a message may be `undefined`; without one, nothing.
        define(binding, "takeFromPort", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard let value = try machine.takeMessageNow(ofPort: machine.port(machine.argument(arguments, 0))) else { return .undefined }
            return .object(machine.makeArray([value]))
        }
        define(binding, "isPort", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            .boolean(machine.argument(arguments, 0).object.map { machine.ports.ofObject[$0] != nil } ?? false)
        }
    }

    /// - Returns: below 0 for a port that has moved.
    mutating func port(_ value: Value) throws(Abrupt) -> Int {
        guard let object = value.object, let index = ports.ofObject[object] else { throw typeError("Illegal invocation") }
        return index
    }
}
