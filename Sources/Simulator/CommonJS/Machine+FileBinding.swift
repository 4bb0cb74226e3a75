import JavaScript
import Programs

/// What `node:fs` and `node:url` need of the simulator. Files are read where modules may be, and nowhere else.
extension Machine {
    mutating func installFileBinding(_ binding: ObjectID) {
        define(binding, "kindOf", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let path = try machine.toText(machine.argument(arguments, 0))
            try machine.afford(Self.resolveSteps + path.utf8.count)
            return machine.string(machine.program.kind(ofFile: path, reader: &machine.loading.files))
        }
        define(binding, "sizeOf", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            .number(Double(try machine.bytes(ofFile: machine.toText(machine.argument(arguments, 0))).count))
        }
        define(binding, "readFile", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let path = try machine.toText(machine.argument(arguments, 0))
            guard case .string(let encoding) = machine.argument(arguments, 1) else {
                machine.stop.outsideName = "fs.readFile without an encoding"
                throw .blocked(.outsideSubset)
            }
            let name = machine.strings.text(encoding).lowercased()
            let bytes = try machine.bytes(ofFile: path)
            try machine.afford(bytes.count)
            machine.budget.keptBytes += bytes.count
            switch name {
            case "utf8", "utf-8": return machine.string(String(decoding: bytes, as: UTF8.self))
            case "latin1", "binary": return machine.stringValue(bytes.map { UInt16($0) })
            case "ascii": return machine.stringValue(bytes.map { UInt16($0 & 0x7F) })
            default:
                machine.stop.outsideName = "the encoding \(name)"
                throw .blocked(.outsideSubset)
            }
        }
        define(binding, "filePath", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let specifier = Specifier(try machine.toText(machine.argument(arguments, 0)))
            return specifier.form == .file ? machine.string(specifier.decodedPath) : .undefined
        }
        define(binding, "fileURL", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.string("file://" + Specifier.encodedPath(try machine.toText(machine.argument(arguments, 0))))
        }
        define(binding, "withoutEscapes", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let text = Array(try machine.toText(machine.argument(arguments, 0)).utf16)
            try machine.afford(text.count)
            var result: [UInt16] = []
            var index = 0
            while index < text.count {
                guard text[index] == 0x1B, index + 1 < text.count, text[index + 1] == 0x5B else {
                    result.append(text[index])
                    index += 1
                    continue
                }
                index += 2
                while index < text.count, !(0x40...0x7E).contains(text[index]) { index += 1 }
                index += 1
            }
            return machine.stringValue(result)
        }
        define(binding, "outside", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = machine.argument(arguments, 0) else { return .undefined }
            let name = try machine.toText(machine.argument(arguments, 1))
            let label = try machine.toText(machine.argument(arguments, 2))
            machine.defineListed(object, name, 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
                machine.stop.outsideName = label
                throw .blocked(.outsideSubset)
            }
            return .undefined
        }
    }

    private mutating func bytes(ofFile path: String) throws(Abrupt) -> [UInt8] {
        try afford(Self.resolveSteps + path.utf8.count)
        do throws(LoadProblem) {
            return try program.bytes(ofFile: path, reader: &loading.files)
        } catch {
            throw .thrown(.object(makeError(realm.errorPrototype, error.diagnostic.message)))
        }
    }
}
