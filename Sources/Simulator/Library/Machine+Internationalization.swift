import JavaScript
import Locales

/// What the language's own objects ask of the texts that are Intl, and what those ask of the machine. https://tc39.es/ecma402/
///
/// Where no locale and no option is given, they need no text: what the host's own language is, en-US, is written in place.
extension Machine {
    /// Whether a locale or an option is given, in two arguments from one on.
    mutating func namesLocale(_ arguments: Arguments, from first: Int32 = 0) -> Bool {
        !argument(arguments, first).isUndefined || !argument(arguments, first + 1).isUndefined
    }

    /// Calls a function of one of the texts with a value, the locales and options that a method was given, and what else it needs.
    mutating func internationalized(
        _ function: String, of text: String, _ value: Value, _ arguments: Arguments, _ others: [Value] = []
    ) throws(Abrupt) -> Value {
        try internationalized(function, of: text, [value, argument(arguments, 0), argument(arguments, 1)] + others)
    }

    mutating func internationalized(_ function: String, of text: String, _ values: [Value]) throws(Abrupt) -> Value {
        let exports = try libraryModule(text)
        return try call(getValue(exports, key(function)), .undefined, arguments: values)
    }

    /// Locales that a method is given, and that change nothing there: they must be well-formed.
    ///
    /// - Returns: the language of the first, if there is one.
    @discardableResult
    mutating func checkLocales(_ arguments: Arguments) throws(Abrupt) -> String? {
        let locales = argument(arguments, 0)
        if locales.isUndefined { return nil }
        guard case .object(let list) = try internationalized("canonicalList", of: "locales", [locales]),
            case .string(let first) = try get(list, .index(0))
        else { return nil }
        return strings.text(first).prefix { $0 != "-" }.lowercased()
    }

    /// Whether texts are of a language that has an i without and one with its dot.
    mutating func isTurkic(_ arguments: Arguments) throws(Abrupt) -> Bool {
        let language = try checkLocales(arguments)
        return language == "tr" || language == "az"
    }

    /// `compareWords(left, right, sensitivity, numeric, upperFirst, ignorePunctuation)`, and `graphemeEnds(text)`: where each character ends that
    /// a reader takes for one. https://unicode.org/reports/tr29/#Grapheme_Cluster_Boundaries
    mutating func addWords(to binding: ObjectID) {
        define(binding, "compareWords", 6) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let first = try machine.toString(machine.argument(arguments, 0))
            let second = try machine.toString(machine.argument(arguments, 1))
            let sensitivity = try machine.toText(machine.argument(arguments, 2))
            var order = WordOrder()
            order.ignoresMarks = sensitivity == "base" || sensitivity == "case"
            order.ignoresCase = sensitivity == "base" || sensitivity == "accent"
            order.readsNumbers = machine.toBoolean(machine.argument(arguments, 3))
            order.putsUpperCaseFirst = machine.toBoolean(machine.argument(arguments, 4))
            order.ignoresPunctuation = machine.toBoolean(machine.argument(arguments, 5))
            return Value(machine.compareWords(first, second, order))
        }
        define(binding, "graphemeEnds", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let text = try machine.toText(machine.argument(arguments, 0))
            let count = text.utf16.count
            try machine.afford(2 * count)
            try machine.affordBytes(count * MemoryLayout<Value>.stride * 2)
            var end = 0
            var ends: [Value] = []
            for character in text {
                end += character.utf16.count
                ends.append(Value(end))
            }
            return .object(machine.makeArray(ends))
        }
    }
}
