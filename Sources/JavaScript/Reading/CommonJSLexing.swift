/// Names and specifiers that stand in a text as cjs-module-lexer looks for them, and merve after it: by its grammar, word for word, wherever they stand.
/// https://github.com/nodejs/cjs-module-lexer#grammar
struct CommonJSLexing {
    private let words: CommonJSWords
    /// Whether it is merve that looks: getters of a literal end it, and the names of what a property requires are exported too.
    private let isMerve: Bool
    /// The words of names of exports, and of specifiers, in order.
    private(set) var names: [Int] = []
    private(set) var reexports: [Int] = []
    /// The words of names that have a getter which may do more than give a name: these are no names of exports, whatever else stands there.
    private(set) var unsafe: [Int] = []
    /// What is required into a variable, by the variable's name.
    private var bound: [String: Int] = [:]

    /// - Complexity: linear in the number of words.
    init(_ words: CommonJSWords, isMerve: Bool) {
        self.words = words
        self.isMerve = isMerve
        for index in words.words.indices where words.words[index].kind == .name { read(index) }
    }

    private mutating func read(_ index: Int) {
        let isTop = words.words[index].depth == 0
        if isTop, words.is(index, "require") {
            if words.isKeyword(index), let specifier = required(index) { bind(specifier, before: index) }
        } else if isTop, words.is(index, "_interopRequireWildcard") {
            guard words.isKeyword(index), words.is(index + 1, "("), words.touchesNext(index), words.touchesNext(index + 1) else { return }
            if let specifier = required(index + 2) { bind(specifier, before: index) }
        } else if isTop, words.is(index, "__export") || words.is(index, "__exportStar") {
            guard words.is(index + 1, "("), words.touchesNext(index), words.touchesNext(index + 1) else { return }
            if let specifier = required(index + 2) { reexports.append(specifier) }
        } else if words.is(index, "exports"), words.isKeyword(index) {
            readAssignment(index, isWhole: false)
        } else if words.are(index, "module", ".", "exports"), words.isKeyword(index) {
            readAssignment(index + 2, isWhole: true)
        } else if words.are(index, "Object", "."), words.isKeyword(index) {
            if words.is(index + 2, "defineProperty") {
                readDefinition(index + 3)
            } else if isTop, words.is(index + 2, "keys"), let specifier = starSpecifier(index + 3) {
                reexports.append(specifier)
            }
        }
    }

    /// The word of the specifier in `require("…")`.
    private func required(_ index: Int) -> Int? {
        words.are(index, "require", "(") && words.isString(index + 2) && words.is(index + 3, ")") ? index + 2 : nil
    }

    /// `var name =` before what is required.
    private mutating func bind(_ specifier: Int, before index: Int) {
        guard words.is(index - 1, "="), words.isSpaced(index - 1), words.isName(index - 2), words.isSpaced(index - 2),
            words.isSpaced(index - 3), words.is(index - 3, "var") || words.is(index - 3, "let") || words.is(index - 3, "const")
        else { return }
        bound[words.text(index - 2)] = specifier
    }

    /// The index behind `exports` or `module.exports`.
    private func exportsEnd(_ index: Int) -> Int? {
        if words.is(index, "exports") { return index + 1 }
        return words.are(index, "module", ".", "exports") ? index + 3 : nil
    }

    // MARK: Assignments

    /// What follows `exports`.
    private mutating func readAssignment(_ index: Int, isWhole: Bool) {
        if words.is(index + 1, ".") {
            if words.isName(index + 2), words.is(index + 3, "=") { names.append(index + 2) }
        } else if words.is(index + 1, "[") {
            if words.isString(index + 2), words.are(index + 3, "]", "=") { names.append(index + 2) }
        } else if isWhole, words.is(index + 1, "=") {
            // What was exported again before is exported no more.
            reexports = []
            if words.is(index + 2, "{") {
                readLiteral(index + 3)
            } else if let specifier = required(index + 2) {
                reexports.append(specifier)
            }
        }
    }

    /// The properties of an object literal, up to the first whose value is more than a name.
    private mutating func readLiteral(_ start: Int) {
        var index = start
        while true {
            if words.isName(index) || words.isString(index) {
                let isNamed = words.is(index + 1, ":")
                guard isNamed || words.isName(index) else { return }
                if isNamed, !words.isName(index + 2) { return }
                if isMerve, words.is(index, "get"), words.isName(index + 1), words.is(index + 2, "(") { return }
                names.append(index)
                if isMerve, isNamed, let specifier = required(index + 2) {
                    reexports.append(specifier)
                    return
                }
                if isNamed, !words.touchesNext(index + 2) { return }
                index += isNamed ? 3 : 1
            } else if words.are(index, ".", ".", "."), words.touchesNext(index + 2) {
                index += 3
                if let specifier = required(index) {
                    reexports.append(specifier)
                    index += 4
                } else if words.isName(index) {
                    index += 1
                } else {
                    return
                }
            } else {
                return
            }
            guard words.is(index, ",") else { return }
            index += 1
        }
    }

    // MARK: Definitions

    /// What follows `Object.defineProperty`.
    private mutating func readDefinition(_ start: Int) {
        guard words.is(start, "("), let end = exportsEnd(start + 1), words.is(end, ","), words.isString(end + 1) else { return }
        if isReadable(end + 2) { names.append(end + 1) } else { unsafe.append(end + 1) }
    }

    /// Whether a descriptor has a value, or a getter that gives a name or a member of one.
    private func isReadable(_ start: Int) -> Bool {
        var index = start
        guard words.are(index, ",", "{") else { return false }
        index += 2
        if words.are(index, "enumerable", ":", "true", ",") { index += 4 }
        if words.are(index, "value", ":") { return true }
        guard let body = getterBody(index), words.isName(body) else { return false }
        index = body + 1
        if words.is(index, ".") {
            guard words.isName(index + 1) else { return false }
            index += 2
        } else if words.is(index, "[") {
            guard words.isString(index + 1), words.is(index + 2, "]") else { return false }
            index += 3
        }
        return getterEnd(index) != nil
    }

    /// The index behind `get: function () { return` and its like.
    private func getterBody(_ start: Int) -> Int? {
        guard words.is(start, "get") else { return nil }
        var index = start + 1
        if words.is(index, ":") {
            guard words.is(index + 1, "function") else { return nil }
            index += words.isName(index + 2) ? 3 : 2
        }
        return words.are(index, "(", ")", "{", "return") ? index + 4 : nil
    }

    /// The index behind `; }, })`.
    private func getterEnd(_ start: Int) -> Int? {
        var index = start
        if words.is(index, ";") { index += 1 }
        guard words.is(index, "}") else { return nil }
        index += words.is(index + 1, ",") ? 2 : 1
        return words.are(index, "}", ")") ? index + 2 : nil
    }

    // MARK: All names of another module

    /// The specifier of what is gone through, when what follows `Object.keys` exports each name of it.
    private func starSpecifier(_ start: Int) -> Int? {
        let whole = start + 1
        guard words.is(start, "("), words.isName(whole), words.are(start + 2, ")", ".", "forEach", "(", "function", "(") else { return nil }
        let name = start + 8
        guard words.isName(name), words.are(name + 1, ")", "{", "if", "("), words.isSame(name + 5, name) else { return nil }
        let index: Int?
        if words.are(name + 6, "=", "=", "=") {
            index = returnsEnd(name + 9, whole, name)
        } else if words.are(name + 6, "!", "=", "=") {
            index = conditionEnd(name + 9, name)
        } else {
            index = nil
        }
        guard let index, let end = givenEnd(index, whole, name), words.are(end, "}", ")") else { return nil }
        return bound[words.text(whole)]
    }

    private func isText(_ index: Int, _ text: String) -> Bool {
        words.isString(index) && words.text(index).dropFirst().dropLast() == text
    }

    /// `"default" || name === "__esModule") return;`, and further conditions under which nothing is done.
    private func returnsEnd(_ start: Int, _ whole: Int, _ name: Int) -> Int? {
        guard isText(start, "default"), words.are(start + 1, "|", "|"), words.isSame(start + 3, name),
            words.are(start + 4, "=", "=", "="), isText(start + 7, "__esModule"), words.are(start + 8, ")", "return")
        else { return nil }
        var index = start + 10 + (words.is(start + 10, ";") ? 1 : 0)
        if words.are(index, "if", "("), let end = ownEnd(index + 2, name) {
            guard words.are(end, ")", "return") else { return nil }
            index = end + 2 + (words.is(end + 2, ";") ? 1 : 0)
        }
        guard words.are(index, "if", "(") else { return index }
        index += 2
        guard words.isSame(index, name), words.is(index + 1, "in"), let first = exportsEnd(index + 2), words.are(first, "&", "&"),
            let second = exportsEnd(first + 2), words.is(second, "["), words.isSame(second + 1, name),
            words.are(second + 2, "]", "=", "=", "="), words.isSame(second + 6, whole), words.is(second + 7, "["),
            words.isSame(second + 8, name), words.are(second + 9, "]", ")", "return")
        else { return nil }
        return second + 12 + (words.is(second + 12, ";") ? 1 : 0)
    }

    /// `"default" && !exports.hasOwnProperty(name))`
    private func conditionEnd(_ start: Int, _ name: Int) -> Int? {
        guard isText(start, "default") else { return nil }
        var index = start + 1
        if words.are(index, "&", "&", "!") {
            index += 3
            if let end = ownEnd(index, name) {
                index = end
            } else {
                guard words.isName(index), words.are(index + 1, ".", "hasOwnProperty", "("), words.isSame(index + 4, name),
                    words.is(index + 5, ")")
                else { return nil }
                index += 6
            }
        }
        return words.is(index, ")") ? index + 1 : nil
    }

    /// `Object.prototype.hasOwnProperty.call(names, name)`
    private func ownEnd(_ start: Int, _ name: Int) -> Int? {
        guard words.are(start, "Object", ".") else { return nil }
        var index = start + 2
        if words.are(index, "prototype", ".") { index += 2 }
        guard words.are(index, "hasOwnProperty", ".", "call", "("), words.isName(index + 4), words.is(index + 5, ","),
            words.isSame(index + 6, name), words.is(index + 7, ")")
        else { return nil }
        return index + 8
    }

    /// `exports[name] = whole[name];`, or the same by a getter.
    private func givenEnd(_ start: Int, _ whole: Int, _ name: Int) -> Int? {
        if let target = exportsEnd(start) {
            guard words.is(target, "["), words.isSame(target + 1, name), words.are(target + 2, "]", "="),
                let end = memberEnd(target + 4, whole, name)
            else { return nil }
            return end + (words.is(end, ";") ? 1 : 0)
        }
        guard words.are(start, "Object", ".", "defineProperty", "("), let target = exportsEnd(start + 4), words.is(target, ","),
            words.isSame(target + 1, name), words.are(target + 2, ",", "{", "enumerable", ":", "true", ","),
            let body = getterBody(target + 8), let member = memberEnd(body, whole, name), let end = getterEnd(member)
        else { return nil }
        return end + (words.is(end, ";") ? 1 : 0)
    }

    /// `whole[name]`
    private func memberEnd(_ start: Int, _ whole: Int, _ name: Int) -> Int? {
        guard words.isSame(start, whole), words.is(start + 1, "["), words.isSame(start + 2, name), words.is(start + 3, "]") else {
            return nil
        }
        return start + 4
    }
}
