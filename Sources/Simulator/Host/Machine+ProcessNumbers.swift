import BigInt
import JavaScript

/// Further functions of `process` that tell what is always the same. https://nodejs.org/api/process.html
extension Machine {
    mutating func installProcessNumbers(_ process: ObjectID) {
        if case .object(let hrtime)? = getOwn(process, key("hrtime"))?.value {
            let bigint = makeNative("hrtimeBigInt", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
                try machine.makeBigInt(BigInt(machine.seenTime))
            }
            put(hrtime, key("bigint"), .object(bigint))
        }
        let numbers: [(String, Double)] = [
            ("getuid", 1000), ("geteuid", 1000), ("getgid", 1000), ("getegid", 1000), ("umask", 18), ("constrainedMemory", 0),
            ("availableMemory", 4_294_967_296),
        ]
        for (name, number) in numbers {
            defineListed(process, name, 0) { (_: inout Machine, _: Arguments) throws(Abrupt) -> Value in .number(number) }
        }
        for name in ["cpuUsage", "threadCpuUsage"] {
            defineListed(process, name, 1) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
                let usage = machine.heap.makeObject(.ordinary, prototype: machine.realm.objectPrototype)
                for part in ["user", "system"] { machine.put(usage, machine.key(part), .number(0)) }
                return .object(usage)
            }
        }
        defineListed(process, "hasUncaughtExceptionCaptureCallback", 0) { (_: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            .boolean(false)
        }
        defineListed(process, "getActiveResourcesInfo", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            .object(machine.makeArray())
        }
        put(process, key("debugPort"), .number(9229))
        guard host.commonJS != nil else { return }
        defineListed(process, "getBuiltinModule", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let specifier = try machine.toText(machine.argument(arguments, 0))
            guard let name = machine.builtinName(specifier) else { return .undefined }
            return try machine.builtinExports(name)
        }
    }
}
