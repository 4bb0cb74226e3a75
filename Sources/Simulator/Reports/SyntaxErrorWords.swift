import JavaScript

/// What V8 says of a text that does not parse, by what our own parser says of it. Of what is in no table our own words stay.
enum SyntaxErrorWords {
    /// How our message begins, and V8's, in which `{}` stands for what our message has in its first quotes.
    private static let beginnings: [(ours: String, v8: String)] = [
        ("'await' stands", "await is only valid in async functions and the top level bodies of modules"),
        ("'return' stands", "Illegal return statement"), ("'new.target' stands", "new.target expression is not allowed here"),
        ("'break' without a label", "Illegal break statement"),
        ("'continue' stands", "Illegal continue statement: no surrounding iteration statement"),
        ("there is no label '", "Undefined label '{}'"), ("the label '", "Label '{}' has already been declared"),
        ("'super", "'super' keyword unexpected here"), ("'import.meta' stands", "Cannot use 'import.meta' outside a module"),
        ("'import' declarations stand", "Cannot use import statement outside a module"), ("'export' stands", "Unexpected token 'export'"),
        ("'with' statements", "Strict mode code may not include a with statement"),
        ("a number must not start with a superfluous 0", "Octal literals are not allowed in strict mode."),
        ("octal escapes", "Octal escape sequences are not allowed in strict mode."),
        ("'delete' must not", "Delete of an unqualified identifier in strict mode."),
        ("'arguments' must not stand in", "'arguments' is not allowed in class field initializer or static initialization block"),
        ("the private name '", "Private field '{}' must be declared in an enclosing class"),
        ("cannot assign to", "Invalid left-hand side in assignment"),
        ("expected '=' and a value for", "Missing initializer in const declaration"),
        ("expected '=' and a value to take", "Missing initializer in destructuring declaration"),
        ("a string is not closed", "Invalid or unexpected token"), ("a comment is not closed", "Invalid or unexpected token"),
        ("a regular expression is not closed", "Invalid regular expression: missing /"),
        ("'let' must not be the name", "let is disallowed as a lexically bound name"),
        ("'let' must not be declared directly", "Lexical declaration cannot appear in a single-statement context"),
        ("a class must not be declared directly", "Unexpected token 'class'"),
        ("a class has one constructor", "A class may only have one constructor"),
        ("a field must not be named", "Classes may not have a field named 'constructor'"),
        ("a static member of a class must not", "Classes may not have a static property named 'prototype'"),
        ("a default such as", "Invalid shorthand property initializer"),
        ("an object literal sets '__proto__' once", "Duplicate __proto__ fields are not allowed in object literals"),
        ("a getter has no parameters", "Getter must not have any formal parameters."),
        ("a setter has one parameter", "Setter must have exactly one formal parameter."),
        ("expected 'catch' or 'finally'", "Missing catch or finally after try"), ("a 'catch' without", "Unexpected token 'catch'"),
        ("a 'finally' without", "Unexpected token 'finally'"),
        ("an 'else' without", "Unexpected token 'else'"), ("'case' stands only", "Unexpected token 'case'"),
        ("'default' stands only", "Unexpected token 'default'"),
        ("a second 'default'", "More than one default clause in switch statement"),
        ("expected what to throw", "Illegal newline after throw"),
        ("a template must not be the tail", "Invalid tagged template on optional chain"),
        ("'new' must not be given an optional", "Invalid optional chain from new expression"),
        (
            "an operator such as",
            "Unary operator used immediately before exponentiation expression. "
                + "Parenthesis must be used to disambiguate operator precedence"
        ),
        ("a name or digit must not follow a number", "Invalid or unexpected token"), ("the character U+", "Invalid or unexpected token"),
        ("'use strict' must not stand", "Illegal 'use strict' directive in function with non-simple parameter list"),
        ("import() needs a specifier", "import() requires a specifier"),
    ]

    private static let reserved = Set(
        WellKnownName.allCases.filter { $0.rawValue > WellKnownName.empty.rawValue && $0.rawValue < WellKnownName.yield.rawValue }.map(
            \.text))

    static func v8(_ message: String) -> String {
        let quoted = message.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        let name = quoted.count == 3 ? String(quoted[1]) : ""
        if message.contains("' is already declared on line ") || message.hasSuffix("' is declared twice") {
            return "Identifier '\(name)' has already been declared"
        }
        if message.hasPrefix("'eval' must not be") || message.hasPrefix("'arguments' must not be"), message.hasSuffix(" in a module") {
            return "Unexpected eval or arguments in strict mode"
        }
        if message.hasSuffix("is a reserved word and cannot be a name") { return "Unexpected token '\(name)'" }
        if message.hasSuffix("is a reserved word in modules and cannot be a name") { return "Unexpected strict mode reserved word" }
        if let known = beginnings.first(where: { message.hasPrefix($0.ours) }) {
            return known.v8.split(separator: "{}", omittingEmptySubsequences: false).joined(separator: name)
        }
        guard let found = message.split(separator: ", found ", omittingEmptySubsequences: false).dropFirst().last else { return message }
        if message.hasPrefix("expected ')' to close the arguments") { return "missing ) after argument list" }
        return unexpected(found) ?? message
    }

    /// - Parameter found: the token that our message tells of, as it tells it.
    private static func unexpected(_ found: Substring) -> String? {
        switch found {
        case "the end of the module": return "Unexpected end of input"
        case "a string": return "Unexpected string"
        case "a template": return "Unexpected template string"
        default: break
        }
        if found.hasPrefix("the number ") { return "Unexpected number" }
        guard found.count > 2, found.first == "'", found.last == "'" else { return nil }
        let token = found.dropFirst().dropLast()
        let isName = token.first.map { $0.isLetter || $0 == "_" || $0 == "$" } == true && !reserved.contains(String(token))
        return "Unexpected \(isName ? "identifier" : "token") '\(token)'"
    }
}
