import JavaScript

/// What the modules of the host have by name only: it touches what lies outside a simulated run, and ends it when it is called.
extension Machine {
    mutating func installRefusingBinding(_ binding: ObjectID) {
        defineRefusal(binding, "refuse")
        define(binding, "outside", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = machine.argument(arguments, 0) else { return .undefined }
            let name = try machine.toText(machine.argument(arguments, 1))
            machine.defineRefusing(object, name, as: try machine.toText(machine.argument(arguments, 2)))
            return .undefined
        }
        define(binding, "lazily", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = machine.argument(arguments, 0) else { return .undefined }
            let names = try machine.toText(machine.argument(arguments, 2)).split(separator: " ").map(String.init)
            machine.defineLazily(object, try machine.toText(machine.argument(arguments, 1)), names)
            return .undefined
        }
        define(binding, "refuseAll", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = machine.argument(arguments, 0) else { return .undefined }
            let prefix = try machine.toText(machine.argument(arguments, 1))
            let names = try machine.toText(machine.argument(arguments, 2))
            for name in names.split(separator: " ") { machine.defineRefusing(object, String(name), as: "\(prefix).\(name)") }
            return .undefined
        }
    }

    /// Names of a module that stand for globals: what the simulator has not is a class that ends the run when it is used.
    private mutating func defineLazily(_ object: ObjectID, _ module: String, _ names: [String]) {
        for name in names {
            let getter = makeNative("get", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
                if let own = machine.lookup(machine.realm.global, machine.key(name)), !machine.isOutside(own.value) {
                    return try machine.get(machine.realm.global, machine.key(name))
                }
                machine.defineRefusing(object, name, as: "\(module).\(name)")
                return try machine.get(object, machine.key(name))
            }
            defineAccessor(object, key(name), getter: getter, setter: nil, [.enumerable, .configurable])
        }
    }

    /// A function that ends the run when it is called. One whose name begins with a capital is a class, which others may extend.
    mutating func defineRefusing(_ object: ObjectID, _ name: String, as label: String) {
        let isClass = name.first?.isUppercase ?? false
        let function = makeNative(name, 0, isConstructor: isClass) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            machine.stop.outsideName = label
            throw .blocked(.outsideSubset)
        }
        put(object, key(name), .object(function), .all)
        guard isClass else { return }
        let prototype = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        put(function, .known(.prototype), .object(prototype), [.writable])
        put(prototype, .known(.constructor), .object(function), .hidden)
    }
}
