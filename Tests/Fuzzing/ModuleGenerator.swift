/// Makes JavaScript modules by the grammar: they parse for the most part, and many run for a while.
struct ModuleGenerator {
    var random: FuzzRandom
    /// The modules that there are to import.
    var modules: [String]
    private var text = ""
    private var fuel = 60
    private(set) var depth = 0

    init(random: FuzzRandom, modules: [String] = Words.modules) {
        self.random = random
        self.modules = modules
    }

    /// A whole module.
    mutating func module() -> String {
        fuel = 10 + random.below(80)
        var lines: [String] = []
        for _ in 0..<random.below(4) { lines.append(importDeclaration()) }
        for _ in 0..<(1 + random.below(8)) { lines.append(random.chance(12) ? exportDeclaration() : statement()) }
        if random.chance(60) { lines.append("console.log(\(expression()));") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Several modules that import one another.
    mutating func program() -> ModuleTexts {
        let count = 1 + random.below(modules.count)
        modules = Array(modules.prefix(count))
        return ModuleTexts(modules.map { ($0, module()) })
    }

    /// Goes one level deeper unless it is time to come to an end.
    private mutating func nested(_ fallback: String, _ body: (inout Self) -> String) -> String {
        fuel -= 1
        guard fuel > 0, depth < 7 else { return fallback }
        depth += 1
        defer { depth -= 1 }
        return body(&self)
    }

    // MARK: Module items

    private mutating func specifier() -> String {
        random.chance(5) ? "\"\(random.pick(Words.strings))\"" : "\"./\(random.pick(modules))\""
    }

    private mutating func importDeclaration() -> String {
        let names = Array(Words.names.prefix(9))
        switch random.below(7) {
        case 0, 1: return "import \(specifier());"
        case 2: return "import \(random.pick(names)) from \(specifier());"
        case 3: return "import * as \(random.pick(names)) from \(specifier());"
        case 4: return "import defer * as \(random.pick(names)) from \(specifier());"
        case 5: return "import { \(random.pick(names)), \(random.pick(Words.names)) as \(random.pick(names)) } from \(specifier());"
        default: return "import { default as \(random.pick(names)) } from \(specifier()) with { type: \"json\" };"
        }
    }

    private mutating func exportDeclaration() -> String {
        let name = random.pick(Array(Words.names.prefix(10)))
        switch random.below(8) {
        case 0: return "export * from \(specifier());"
        case 1: return "export * as \(name) from \(specifier());"
        case 2: return "export { \(name) as \(random.pick(Words.names)) };"
        case 3: return "export { \(name) } from \(specifier());"
        case 4: return "export default \(expression());"
        case 5: return "export \(function(name))"
        case 6: return "export class \(name) \(classTail())"
        default: return "export \(random.pick(["let", "const", "var"])) \(name) = \(expression());"
        }
    }

    // MARK: Statements

    mutating func statement() -> String {
        nested("a;") { generator in
            let name = generator.random.pick(Array(Words.names.prefix(9)))
            switch generator.random.below(26) {
            case 0, 1: return "\(generator.random.pick(["let", "const", "var"])) \(generator.pattern()) = \(generator.expression());"
            case 2: return "if (\(generator.expression())) \(generator.block()) else \(generator.statement())"
            case 3: return "for (let \(name) = 0; \(name) < \(generator.random.below(4)); \(name)++) \(generator.block())"
            case 4: return "for (const \(generator.pattern()) of \(generator.expression())) \(generator.block())"
            case 5: return "for await (const \(generator.pattern()) of \(generator.expression())) \(generator.block())"
            case 6: return "for (var \(name) in \(generator.expression())) \(generator.block())"
            case 7: return "while (\(generator.expression())) { \(generator.statement()) break; }"
            case 8: return "do \(generator.block()) while (\(generator.random.pick(["false", "0", generator.expression()])));"
            case 9: return "\(name): { \(generator.statement()) break \(name); }"
            case 10:
                return "switch (\(generator.expression())) { case \(generator.expression()): \(generator.statement()) default: \(generator.statement()) }"
            case 11, 12: return "try \(generator.block()) catch (\(generator.pattern())) \(generator.block())"
            case 13: return "try \(generator.block()) finally \(generator.block())"
            case 14: return "throw \(generator.expression());"
            case 15: return generator.function(name)
            case 16: return "class \(name) \(generator.classTail())"
            case 17: return generator.block()
            case 18: return "await \(generator.expression());"
            case 19: return "setTimeout(\(generator.expression()), \(generator.random.pick(Words.numbers)));"
            case 20: return "queueMicrotask(\(generator.expression()));"
            case 21: return "console.log(\(generator.expression()), \(generator.expression()));"
            case 22: return "\(generator.target()) = \(generator.expression());"
            case 23: return "return \(generator.expression());"
            default: return "(\(generator.expression()));"
            }
        }
    }

    private mutating func block() -> String {
        var text = "{ "
        for _ in 0..<random.below(3) { text += statement() + " " }
        return text + "}"
    }

    // MARK: Functions, classes, patterns

    private mutating func parameters() -> String {
        var list: [String] = []
        for _ in 0..<random.below(3) { list.append(random.chance(25) ? "\(pattern()) = \(expression())" : pattern()) }
        if random.chance(15) { list.append("...\(pattern())") }
        return "(" + list.joined(separator: ", ") + ")"
    }

    private mutating func function(_ name: String) -> String {
        "\(random.pick(["", "", "async "]))function\(random.pick(["", "", "*"])) \(name)\(parameters()) \(block())"
    }

    private mutating func arrow() -> String {
        let head = random.pick(["", "async "]) + parameters() + " => "
        return head + (random.chance(50) ? block() : "(" + expression() + ")")
    }

    private mutating func memberKey() -> String {
        switch random.below(6) {
        case 0: return "[\(expression())]"
        case 1: return random.pick(Words.numbers.filter { $0.allSatisfy(\.isNumber) && ($0 == "0" || !$0.hasPrefix("0")) })
        case 2: return "\"\(random.pick(Words.strings))\""
        case 3: return "[Symbol.\(random.pick(["iterator", "asyncIterator", "toPrimitive", "toStringTag", "hasInstance", "species"]))]"
        default: return random.pick(Words.members)
        }
    }

    private mutating func classTail() -> String {
        var text = random.chance(30) ? "extends (\(expression())) { " : "{ "
        if random.chance(20) { text += "#a = \(expression()); " }
        for _ in 0..<random.below(3) {
            let prefix = random.chance(30) ? "static " : ""
            switch random.below(6) {
            case 0: text += "\(prefix)\(memberKey()) = \(expression()); "
            case 1: text += "\(prefix)get \(memberKey())() \(block()) "
            case 2: text += "\(prefix)set \(memberKey())(\(pattern())) \(block()) "
            case 3: text += "static \(block()) "
            case 4: text += "constructor\(parameters()) \(block()) "
            default: text += "\(prefix)\(random.pick(["", "async ", "*", "async *"]))\(memberKey())\(parameters()) \(block()) "
            }
        }
        return text + "}"
    }

    private mutating func pattern() -> String {
        let name = random.pick(Array(Words.names.prefix(9)))
        guard random.chance(25), depth < 6 else { return name }
        depth += 1
        defer { depth -= 1 }
        switch random.below(5) {
        case 0: return "[\(pattern()), , \(name) = \(expression())]"
        case 1: return "[...\(pattern())]"
        case 2: return "{ \(memberKey()): \(pattern()) }"
        case 3: return "{ \(name) = \(expression()) }"
        default: return "{ ...\(name) }"
        }
    }

    private mutating func target() -> String {
        random.chance(40) ? "(\(expression())).\(random.pick(Words.members))" : random.pick(Array(Words.names.prefix(9)))
    }

    // MARK: Expressions

    private mutating func atom() -> String {
        switch random.below(8) {
        case 0, 1: return random.pick(Array(Words.names.prefix(9)))
        case 2: return random.pick(Words.numbers)
        case 3: return "\"\(random.pick(Words.strings))\""
        case 4: return random.pick(["null", "true", "false", "this", "undefined", "import.meta", "[]", "{}", "({})"])
        default: return random.pick(Words.globals)
        }
    }

    private mutating func arguments() -> String {
        var list: [String] = []
        for _ in 0..<random.below(4) { list.append((random.chance(10) ? "..." : "") + expression()) }
        return "(" + list.joined(separator: ", ") + ")"
    }

    mutating func expression() -> String {
        guard random.chance(75) else { return atom() }
        return nested("a") { generator in
            switch generator.random.below(30) {
            case 0, 1: return "(\(generator.expression()) \(generator.random.pick(Words.operators.prefix(25).map { $0 })) \(generator.expression()))"
            case 2: return "\(generator.random.pick(["!", "-", "+", "~", "typeof ", "void ", "delete "]))(\(generator.expression()))"
            case 3: return "(\(generator.target()) \(generator.random.pick(["=", "+=", "**=", "&&=", "||=", "??="])) \(generator.expression()))"
            case 4: return "(\(generator.expression()) ? \(generator.expression()) : \(generator.expression()))"
            case 5, 6, 7: return "\(generator.random.pick(Words.globals)).\(generator.random.pick(Words.members))\(generator.arguments())"
            case 8, 9: return "(\(generator.expression())).\(generator.random.pick(Words.members))\(generator.arguments())"
            case 10: return "(\(generator.expression()))?.[\(generator.expression())]"
            case 11: return "new \(generator.random.pick(Words.globals))\(generator.arguments())"
            case 12: return "new (\(generator.expression()))\(generator.arguments())"
            case 13, 14, 15: return "(\(generator.arrow()))"
            case 16: return "(\(generator.function("")))"
            case 17: return "(class \(generator.classTail()))"
            case 18: return "[\(generator.expression()), ...\(generator.expression()), , \(generator.expression())]"
            case 19, 20: return "({ \(generator.memberKey()): \(generator.expression()), get \(generator.memberKey())() \(generator.block()), ...\(generator.expression()) })"
            case 21: return "`\(generator.random.pick(["", "x", "\\n"]))${\(generator.expression())}`"
            case 22: return "(\(generator.expression()))`a${\(generator.expression())}\\u0041`"
            case 23: return "(await \(generator.expression()))"
            case 24: return "import(\(generator.random.chance(70) ? generator.specifier() : generator.expression()))"
            case 25: return "new Promise((a, b) => \(generator.random.pick(["a", "b"]))(\(generator.expression())))"
            case 26: return "({ then(a, b) { \(generator.random.pick(["a", "b", "throw "]))(\(generator.expression())) } })"
            case 27: return "([\(generator.pattern())] = \(generator.expression()))"
            case 28: return "(\(generator.random.pick(Array(Words.names.prefix(9))))\(generator.random.pick(["++", "--"])))"
            default: return "\(generator.random.pick(Array(Words.names.prefix(9))))\(generator.arguments())"
            }
        }
    }
}
