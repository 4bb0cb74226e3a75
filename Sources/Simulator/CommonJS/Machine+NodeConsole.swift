import JavaScript

/// What `console` has on Node.js beyond that of other hosts. https://nodejs.org/api/console.html
extension Machine {
    mutating func installNodeConsole() {
        guard let naming = host.commonJS?.naming, naming != .tree, case .object(let console)? = getOwn(realm.global, key("console"))?.value
        else {
            return
        }
        let prototype = makeLibraryObject()
        let constructor = makeNative("Console", 1, isConstructor: true) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let target = arguments.newTarget.isUndefined ? .object(arguments.function) : arguments.newTarget
            let values = machine.makeArray(machine.arguments(arguments, from: 0))
            return try machine.call(
                machine.builtinExports("internal/console"), .undefined,
                arguments: [machine.get(arguments.function, .known(.prototype)), target, .object(values)])
        }
        put(constructor, .known(.prototype), .object(prototype), [])
        put(prototype, .known(.constructor), .object(constructor), .hidden)
        put(console, key("Console"), .object(constructor))
        for (name, stream) in [("_stdout", "stdout"), ("_stderr", "stderr")] {
            let getter = makeNative("get", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
                guard case .object(let process) = try machine.builtinExports("process") else { return .undefined }
                return try machine.get(process, machine.key(stream))
            }
            defineAccessor(console, key(name), getter: getter, setter: nil, .configurable)
        }
        arrangeListing(of: console, "console")
    }
}
