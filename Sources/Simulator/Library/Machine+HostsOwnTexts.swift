import Diagnostics
import Hosts
import JavaScript

/// What the texts of the library and those of the modules that come with a host have in common: each is JavaScript of our own.
extension Machine {
    /// Compiles such a text, which is CommonJS.
    ///
    /// - Parameters:
    ///   - text: `nil` where there is none of that name.
    ///   - name: what its file is called.
    mutating func compileHostsOwn(_ text: String?, name: String) throws(Diagnostic) -> UnitID {
        let file = SourceFile(name: name, bytes: Array((text ?? "").utf8))
        return try loading.compiler.compile(
            file, goal: .commonJS, names: &strings.names, into: &code, nesting: ParserLimits.nestingDepth,
            check: { _, _ throws(Diagnostic) in })
    }

    // MARK: What both are given in the place of `__dirname`

    /// The class of an error by its name.
    mutating func errorClass(_ name: Value) throws(Abrupt) -> ErrorWords.Class {
        switch try toText(name) {
        case "TypeError": .typeError
        case "RangeError": .rangeError
        default: .error
        }
    }

    /// `received(value)`: how Node's messages say what an argument was.
    mutating func defineReceived(_ binding: ObjectID) {
        define(binding, "received", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.string(machine.receivedText(machine.argument(arguments, 0)))
        }
    }

    /// A function that ends the run: what it is given names what lies outside a simulated one.
    mutating func defineRefusal(_ binding: ObjectID, _ name: String) {
        define(binding, name, 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.stop.outsideName = try machine.toText(machine.argument(arguments, 0))
            throw .blocked(.outsideSubset)
        }
    }
}
