import Text

/// The names of one scope of a text that is being made, no two alike.
///
/// Take the names of what stands in the scope with ``claim(_:)``, after ``reserve(_:)`` for those that must keep their meaning there, such as the
/// ``Bindings/freeNames`` of every module that goes into it.
public struct UniqueNames: Sendable {
    private var taken: Set<ExactText> = []
    /// The number to try next, by the name that was asked for.
    private var numbers: [ExactText: Int] = [:]

    private let separator: String
    private let first: Int

    /// - Parameters:
    ///   - separator: what stands between a name and the number that sets it apart.
    ///   - first: the first number.
    public init(separator: String = "$", first: Int = 1) {
        self.separator = separator
        self.first = first
    }

    /// Keeps names from being given out.
    public mutating func reserve(_ names: some Sequence<String>) {
        for name in names { taken.insert(ExactText(name)) }
    }

    public func contains(_ name: String) -> Bool { taken.contains(ExactText(name)) || Self.isReservedWord(name) }

    /// A name that nobody has: the one asked for, or that with a separator and a number behind.
    ///
    /// - Complexity: constant, as a rule.
    public mutating func claim(_ name: String) -> String {
        let wanted = ExactText(name)
        if !Self.isReservedWord(name), taken.insert(wanted).inserted { return name }
        var number = numbers[wanted] ?? first
        while !taken.insert(ExactText("\(name)\(separator)\(number)")).inserted { number += 1 }
        numbers[wanted] = number + 1
        return "\(name)\(separator)\(number)"
    }

    /// An identifier that reminds of a text, such as a module's path: the last part of it, without its extension.
    public static func identifier(for path: String) -> String {
        let file = path.split(separator: "/").last ?? ""
        let stem = file.lastIndex(of: ".").map { $0 == file.startIndex ? file : file[..<$0] } ?? file
        var name = ""
        for scalar in stem.unicodeScalars {
            if Lexer.isIdentifierPart(scalar.value) { name.unicodeScalars.append(scalar) } else if !name.hasSuffix("_") { name += "_" }
        }
        guard let first = name.unicodeScalars.first, Lexer.isIdentifierStart(first.value) else { return "_" + name }
        return name
    }

    /// Whether a text may stand behind a dot, and before the colon of a property.
    public static func isIdentifierName(_ text: String) -> Bool { !text.isEmpty && Printer.isIdentifierName(text) }

    /// Whether a name must not be declared in a module, or would hide a value that every program counts on.
    static func isReservedWord(_ name: String) -> Bool { reserved.contains(name) }

    private static let reserved: Set<String> = {
        let words = WellKnownName.allCases.filter {
            $0.rawValue >= WellKnownName.break.rawValue && $0.rawValue <= WellKnownName.public.rawValue
        }
        return Set(words.map(\.text) + ["arguments", "eval", "undefined", "NaN", "Infinity"])
    }()
}
