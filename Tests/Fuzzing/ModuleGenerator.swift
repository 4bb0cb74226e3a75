import Differential

/// Makes JavaScript modules by the grammar: they parse for the most part, and run for a while.
struct ModuleGenerator {
    var random: FuzzRandom
    /// The modules that there are to import.
    var modules: [String]
    /// How many more parts may be made.
    private var fuel = 60
    private var depth = 0
    /// What the place allows. Now and then it is not asked, so that the early errors are tried too.
    private var context = Context()

    private struct Context {
        var canAwait = true
        var canYield = false
        var canReturn = false
    }

    /// The variables that every module has, so that most uses of a name mean something.
    private static let variables = Array(Words.names.prefix(9))

    init(random: FuzzRandom, modules: [String] = Words.modules) {
        self.random = random
        self.modules = modules
    }

    /// A whole module.
    mutating func module() -> String {
        fuel = 10 + random.below(80)
        var lines: [String] = []
        for number in 0..<random.below(4) { lines.append(importDeclaration(number)) }
        if random.chance(percent: 90) { lines.append("var " + Self.variables.map { "\($0) = \(value())" }.joined(separator: ", ") + ";") }
        for _ in 0..<(1 + random.below(8)) {
            // What follows is reached although this throws.
            lines.append(random.chance(percent: 60) ? "try { \(statement()) } catch (e) { console.log(String(e)); }" : statement())
        }
        if random.chance(percent: 60) { lines.append("console.log(\(expression()));") }
        if random.chance(percent: 80) {
            lines.append("export { a as default, b, c as then\(random.chance(percent: 10) ? "" : "able"), d as x };")
        }
        if random.chance(percent: 10) { lines.append(exportDeclaration()) }
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
        random.chance(percent: 5) ? "\"\(random.pick(Words.strings))\"" : "\"./\(random.pick(modules))\""
    }

    private mutating func importDeclaration(_ number: Int) -> String {
        let local = random.chance(percent: 3) ? random.pick(Self.variables) : "i\(number)"
        switch random.below(40) {
        case 0...12: return "import \(specifier());"
        case 13...20: return "import \(local) from \(specifier());"
        case 21...27: return "import * as \(local) from \(specifier());"
        case 28: return "import defer * as \(local) from \(specifier());"
        case 29: return "import { default as \(local) } from \(specifier()) with { type: \"json\" };"
        default:
            return "import { \(random.pick(["b", "x", "default", "thenable", random.pick(Words.names)])) as \(local) } from \(specifier());"
        }
    }

    /// An expression that does not throw.
    private mutating func value() -> String {
        switch random.below(9) {
        case 0: return "(" + function("", depth: 5) + ")"
        case 1: return "{ \(random.pick(Words.members)): 1, then(f) { f(2); } }"
        case 2: return "[1, [2], \"3\", , null]"
        case 3: return "Promise.resolve(\(random.pick(Words.numbers.prefix(20).map { $0 })))"
        case 4: return "new Map([[1, 2]])"
        case 5: return "class { static a = 1; m() { return this; } }"
        case 6: return "\"\(random.pick(Words.strings))\""
        case 7: return "new \(random.pick(["Set", "Error", "Array", "WeakMap", "Date", "Object"]))()"
        default: return random.pick(Words.numbers.prefix(20).map { $0 })
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
            let name = generator.random.pick(Self.variables)
            switch generator.random.below(26) {
            case 0, 1: return "\(generator.random.pick(["let", "const", "var"])) \(generator.pattern()) = \(generator.expression());"
            case 2: return "if (\(generator.expression())) \(generator.block()) else \(generator.statement())"
            case 3: return "for (let \(name) = 0; \(name) < \(generator.random.below(4)); \(name)++) \(generator.block())"
            case 4: return "for (const \(generator.pattern()) of \(generator.expression())) \(generator.block())"
            case 5: return "for \(generator.await)(const \(generator.pattern()) of \(generator.expression())) \(generator.block())"
            case 6: return "for (var \(name) in \(generator.expression())) \(generator.block())"
            case 7: return "while (\(generator.expression())) { \(generator.statement()) break; }"
            case 8: return "do \(generator.block()) while (\(generator.random.pick(["false", "0", generator.expression()])));"
            case 9: return "\(name): { \(generator.statement()) break \(name); }"
            case 10:
                return
                    "switch (\(generator.expression())) { case \(generator.expression()): \(generator.statement()) default: \(generator.statement()) }"
            case 11, 12: return "try \(generator.block()) catch (\(generator.pattern())) \(generator.block())"
            case 13: return "try \(generator.block()) finally \(generator.block())"
            case 14: return "throw \(generator.expression());"
            case 15: return generator.function(name)
            case 16: return "class \(name) \(generator.classTail())"
            case 17: return generator.block()
            case 18: return "\(generator.await)\(generator.expression());"
            case 19: return "setTimeout(\(generator.expression()), \(generator.random.pick(Words.numbers)));"
            case 20: return "queueMicrotask(\(generator.expression()));"
            case 21: return "console.log(\(generator.expression()), \(generator.expression()));"
            case 22: return "\(generator.target()) = \(generator.expression());"
            case 23: return "\(generator.allows(\.canReturn) ? "return " : generator.yield)\(generator.expression());"
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
        for _ in 0..<random.below(3) { list.append(random.chance(percent: 25) ? "\(pattern()) = \(expression())" : pattern()) }
        if random.chance(percent: 15) { list.append("...\(pattern())") }
        return "(" + list.joined(separator: ", ") + ")"
    }

    private mutating func function(_ name: String, depth: Int = 0) -> String {
        self.depth += depth
        defer { self.depth -= depth }
        let (isAsync, isGenerator) = (random.chance(percent: 35), random.chance(percent: 30))
        let head = "\(isAsync ? "async " : "")function\(isGenerator ? "*" : "") \(name)"
        return head + inFunction(Context(canAwait: isAsync, canYield: isGenerator, canReturn: true)) { $0.parameters() + " " + $0.block() }
    }

    private mutating func arrow() -> String {
        let isAsync = random.chance(percent: 50)
        return (isAsync ? "async " : "")
            + inFunction(Context(canAwait: isAsync, canReturn: true)) {
                $0.parameters() + " => " + ($0.random.chance(percent: 50) ? $0.block() : "(" + $0.expression() + ")")
            }
    }

    private mutating func inFunction(_ inner: Context, _ body: (inout Self) -> String) -> String {
        let outer = context
        context = inner
        defer { context = outer }
        return body(&self)
    }

    private mutating func allows(_ what: KeyPath<Context, Bool>) -> Bool { context[keyPath: what] || random.chance(percent: 2) }

    /// `await ` where that may stand, else nothing; ``yield`` is alike.
    private var await: String {
        mutating get { allows(\.canAwait) ? "await " : "" }
    }

    private var yield: String {
        mutating get { allows(\.canYield) ? random.pick(["yield ", "yield ", "yield* "]) : "" }
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
        var text = random.chance(percent: 30) ? "extends (\(expression())) { " : "{ "
        if random.chance(percent: 20) { text += "#a = \(expression()); " }
        for _ in 0..<random.below(3) { text += classMember() }
        return text + "}"
    }

    /// A method or accessor of an object.
    private mutating func method() -> String {
        let head = random.pick(["", "get ", "async *", "async ", "*"])
        let inner = Context(canAwait: head.hasPrefix("async"), canYield: head.hasSuffix("*"), canReturn: true)
        return "\(head)\(memberKey())" + inFunction(inner) { "() " + $0.block() }
    }

    private mutating func classMember() -> String {
        let prefix = random.chance(percent: 30) ? "static " : ""
        let key = memberKey()
        let plain = Context(canAwait: false, canReturn: true)
        switch random.below(6) {
        case 0: return inFunction(Context(canAwait: false)) { "\(prefix)\(key) = \($0.expression()); " }
        case 1: return inFunction(plain) { "\(prefix)get \(key)() \($0.block()) " }
        case 2: return inFunction(plain) { "\(prefix)set \(key)(\($0.pattern())) \($0.block()) " }
        case 3: return inFunction(Context(canAwait: false)) { "static \($0.block()) " }
        case 4:
            return inFunction(plain) {
                "constructor\($0.parameters()) { \($0.random.chance(percent: 50) ? "super(); " : "")\($0.statement()) } "
            }
        default:
            let (isAsync, isGenerator) = (random.chance(percent: 40), random.chance(percent: 40))
            let head = "\(prefix)\(isAsync ? "async " : "")\(isGenerator ? "*" : "")\(key)"
            return head
                + inFunction(Context(canAwait: isAsync, canYield: isGenerator, canReturn: true)) {
                    $0.parameters() + " " + $0.block() + " "
                }
        }
    }

    private mutating func pattern() -> String {
        let name = random.pick(Self.variables)
        guard random.chance(percent: 25), depth < 6 else { return name }
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
        random.chance(percent: 40) ? "(\(expression())).\(random.pick(Words.members))" : random.pick(Self.variables)
    }

    // MARK: Expressions

    private mutating func atom() -> String {
        switch random.below(8) {
        case 0, 1: return random.pick(Self.variables)
        case 2: return random.pick(Words.numbers)
        case 3: return "\"\(random.pick(Words.strings))\""
        case 4: return random.pick(["null", "true", "false", "this", "undefined", "import.meta", "[]", "{}", "({})"])
        default: return random.pick(Words.globals)
        }
    }

    private mutating func arguments() -> String {
        var list: [String] = []
        for _ in 0..<random.below(4) { list.append((random.chance(percent: 10) ? "..." : "") + expression()) }
        return "(" + list.joined(separator: ", ") + ")"
    }

    mutating func expression() -> String {
        guard random.chance(percent: 75) else { return atom() }
        return nested("a") { generator in
            switch generator.random.below(30) {
            case 0, 1:
                return
                    "(\(generator.expression()) \(generator.random.pick(Words.operators.prefix(25).map { $0 })) \(generator.expression()))"
            case 2: return "\(generator.random.pick(["!", "-", "+", "~", "typeof ", "void ", "delete "]))(\(generator.expression()))"
            case 3:
                return "(\(generator.target()) \(generator.random.pick(["=", "+=", "**=", "&&=", "||=", "??="])) \(generator.expression()))"
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
            case 19, 20:
                return "({ \(generator.memberKey()): \(generator.expression()), ...\(generator.expression()), \(generator.method()) })"
            case 21: return "`\(generator.random.pick(["", "x", "\\n"]))${\(generator.expression())}`"
            case 22: return "(\(generator.expression()))`a${\(generator.expression())}\\u0041`"
            case 23: return "(\(generator.await)\(generator.expression()))"
            case 24: return "import(\(generator.random.chance(percent: 70) ? generator.specifier() : generator.expression()))"
            case 25:
                return generator.inFunction(Context(canAwait: false)) {
                    "new Promise((a, b) => \($0.random.pick(["a", "b"]))(\($0.expression())))"
                }
            case 26:
                return generator.inFunction(Context(canAwait: false, canReturn: true)) { generator in
                    "({ then(a, b) { \(generator.random.pick(["a", "b", "throw "]))(\(generator.expression())) } })"
                }
            case 27: return "([\(generator.pattern())] = \(generator.expression()))"
            case 28: return "(\(generator.random.pick(Self.variables))\(generator.random.pick(["++", "--"])))"
            default: return "\(generator.random.pick(Self.variables))\(generator.arguments())"
            }
        }
    }
}
