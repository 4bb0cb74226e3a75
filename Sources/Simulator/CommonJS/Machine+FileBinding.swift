import JavaScript
import Programs

/// What `node:fs` and `node:url` need of the simulator. Files are read where modules may be, and nowhere else.
extension Machine {
    mutating func installFileBinding(_ binding: ObjectID) {
        define(binding, "kindOf", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let path = try machine.toText(machine.argument(arguments, 0))
            try machine.afford(Self.fileSteps(path))
            let kind = machine.program.kind(ofFile: path, reader: &machine.loading.files)
            if kind == "outside", machine.reports.outsidePaths.count < Self.reportLimit { machine.reports.outsidePaths.insert(path) }
            return machine.string(kind)
        }
        define(binding, "sizeOf", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            .number(Double(try machine.bytes(ofFile: machine.toText(machine.argument(arguments, 0))).count))
        }
        define(binding, "readFile", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let path = try machine.toText(machine.argument(arguments, 0))
            let bytes = try machine.bytes(ofFile: path)
            try machine.afford(bytes.count)
            return .object(try machine.makeBytes(bytes))
        }
        define(binding, "noteWritten", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let path = try machine.toText(machine.argument(arguments, 0))
            try machine.afford(Self.entrySteps + path.utf8.count)
            machine.reports.writtenFiles.note(path, isThere: !machine.argument(arguments, 1).isUndefined)
            return .undefined
        }
        // What a folder has, sorted; folders end in `/`.
        define(binding, "listFolder", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let path = try machine.toText(machine.argument(arguments, 0))
            let names = machine.program.names(inFolder: path, reader: &machine.loading.files)
            try machine.afford(Self.fileSteps(path) + names.count * 45)
            return .object(machine.makeArray(names.map { machine.string($0) }))
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
    }

    /// What it takes to find a file and to ask the system for it: each name of the path is a text of its own.
    private static func fileSteps(_ path: String) -> Int {
        resolveSteps + 100 + path.utf8.count + path.utf8.count { $0 == UInt8(ascii: "/") } * lookupSteps
    }

    private mutating func bytes(ofFile path: String) throws(Abrupt) -> [UInt8] {
        try afford(Self.fileSteps(path))
        do throws(LoadProblem) {
            return try program.bytes(ofFile: path, reader: &loading.files)
        } catch {
            throw .thrown(.object(makeError(realm.errorPrototype, error.diagnostic.message)))
        }
    }
}
