/// How the host's console writes values. https://console.spec.whatwg.org leaves that to the host.
package struct ConsoleRules: Sendable, Equatable {
    /// How a text stands inside another value: in the first of three quotes that it does not hold.
    package enum Quotes: Sendable, Equatable {
        /// Single, double, backtick. https://nodejs.org/api/util.html#utilinspectobject-options
        case singleFirst
        /// Double, single, backtick. Hexadecimal escapes are in lower case, and lone surrogates have none.
        case doubleFirst
    }

    /// What directives of a first text, such as `%s`, make of a value.
    package enum Directives: Sendable, Equatable {
        /// `%s` inspects what has no text of its own, `%d` is ToNumber, `%o` shows what is hidden. https://nodejs.org/api/util.html#utilformatformat-args
        case inspect
        /// `%s` is String(), `%d` and `%i` are parseInt(), and `%o` is `%O`.
        case convert
    }

    /// Those of `util.inspect` of Node.js, in which its errors show values, too, and those of hosts that copy them.
    package static let util = ConsoleRules()

    package var quotes = Quotes.singleFirst
    package var directives = Directives.inspect
    /// Objects nested deeper than this are only named.
    package var depth = 2
    /// Whether a symbol that is a key stands in brackets.
    package var bracketsSymbolKeys = true
    /// Whether what buffers and views inherit and a console shows all the same stands in brackets, such as a `byteLength`.
    package var bracketsInheritedKeys = false
    /// Whether a symbol's description that is no name of letters, digits and dots stands in quotes.
    package var quotesDescriptions = false
    /// Whether a `Symbol.toStringTag` that is listed with the object's own properties stands before it, too.
    package var repeatsListedTags = false
    /// Whether a tag is left out that is a part of the name before it.
    package var namesHoldTags = false
    /// What begins the line of a failed `console.assert()` whose message is no text.
    package var assertion = "Assertion failed"
    /// Whether `console.dir()` writes a text as it is.
    package var dirShowsPlainText = false
    package var tables = Tables()
    /// Whether counters and timers that were never begun are told of.
    package var tellsOfMissingLabels = false

    /// How `console.table()` draws.
    package struct Tables: Sendable, Equatable {
        /// What stands above the column of keys, and above that of the numbers of a Map's or a Set's members.
        package var index = "(index)"
        package var iterationIndex = "(iteration index)"
        /// Whether columns of whole numbers stand to the right, and whether that of the keys does.
        package var alignsNumbers = false
        package var alignsIndex = false
        /// How texts stand in cells.
        package var texts = Texts.inspected

        package enum Texts: String, Sendable { case inspected, plain, quoted }
    }
}
