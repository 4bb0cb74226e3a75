import Hosts
import JavaScript
import Text

/// Values as a console prints them, after Node's `util.inspect`. Of the program's code only a getter of `Symbol.toStringTag` runs
/// meanwhile, and where options ask for it the methods by which objects say how they are shown, and getters.
extension Machine {
    /// The text of a value as the host's console writes it inside another one: strings are quoted.
    mutating func inspect(_ value: Value) -> String { inspect(value, host.console) }

    /// - Parameters:
    ///   - rules: how values are written.
    ///   - depth: objects nested deeper are only named; `nil` for the depth of the rules.
    ///   - showsHidden: whether properties that are not enumerable are shown too.
    mutating func inspect(_ value: Value, _ rules: ConsoleRules, depth: Int? = nil, showsHidden: Bool = false) -> String {
        var inspection = Inspection(rules: rules, options: InspectOptions(depth: depth ?? rules.depth, showsHidden: showsHidden))
        return inspect(value, &inspection, 0)
    }

    /// The text of a value as the program itself asks for it, with a console or with `util.inspect`: objects say how they are shown.
    ///
    /// - Throws: what their methods throw.
    mutating func shown(_ value: Value, _ rules: ConsoleRules, _ options: InspectOptions) throws(Abrupt) -> String {
        var inspection = Inspection(rules: rules, options: options)
        let text = inspect(value, &inspection, 0)
        if let failure = inspection.failure { throw failure }
        return text
    }

    /// How `util.inspect` writes values: as the console where that is Node's own, and as Node's on hosts that have a console of their own.
    var inspectRules: ConsoleRules { host.console.quotes == .singleFirst ? host.console : .util }

    /// What the host's console asks for.
    var consoleOptions: InspectOptions {
        InspectOptions(depth: host.console.depth, asksObjects: host.commonJS != nil)
    }

    mutating func inspect(_ value: Value, _ inspection: inout Inspection, _ level: Int) -> String {
        // Nothing is thrown here: past the limit the rest stays out, and the next step stops the run.
        budget.steps += Self.lookupSteps
        if stepCount > limits.steps || inspection.failure != nil { return "…" }
        let options = inspection.options
        switch value {
        case .undefined, .accessor, .internal: return options.styled("undefined", .undefined)
        case .uninitialized: return "<uninitialized>"
        case .null: return options.styled("null", .null)
        case .boolean(let flag): return options.styled(flag ? "true" : "false", .boolean)
        case .number(let number):
            let text = signedText(number)
            return options.styled(options.separatesDigits ? separatedDigits(text) : text, .number)
        case .string(let text): return inspectString(text, inspection, level)
        case .symbol(let symbol): return options.styled(inspectSymbol(symbol, inspection), .symbol)
        case .bigInt(let id):
            let text = shownBigInt(id)
            return options.styled((options.separatesDigits ? separatedDigits(text) : text) + "n", .bigint)
        case .object(let given):
            if options.showsProxies, heap[given].kind == .proxy, running.nativeDepth < Self.nativeDepthLimit {
                running.nativeDepth += 1
                defer { running.nativeDepth -= 1 }
                return inspectProxy(given, &inspection, level)
            }
            guard let object = innermostTarget(given) else { return options.styled("<Revoked Proxy>", .special) }
            if inspection.options.asksObjects, let whole = bufferLook(object) { return whole }
            budget.steps += inspection.open.count >> 5
            if inspection.open.contains(object) {
                let number = inspection.references[object] ?? inspection.references.count + 1
                inspection.references[object] = number
                return options.styled("[Circular *\(number)]", .special)
            }
            if let text = customText(of: object, reachedAs: given, &inspection, level) { return text }
            // As Node does where its own calls are too many.
            guard running.nativeDepth < Self.nativeDepthLimit else {
                let name = constructorName(object) ?? "Object"
                return options.styled("[\(name): Inspection interrupted prematurely. Maximum call stack size exceeded.]", .special)
            }
            running.nativeDepth += 1
            defer { running.nativeDepth -= 1 }
            return inspectObject(object, &inspection, level)
        }
    }

    private mutating func inspectSymbol(_ symbol: SymbolID, _ inspection: Inspection) -> String {
        let text = describe(.symbol(symbol) as PropertyKey)
        guard inspection.rules.quotesDescriptions, let description = heap.symbols[Int(symbol.index)].description else { return text }
        let units = Array(strings.codeUnits(description))
        let isName =
            (units.first.map { Inspection.isNameUnit($0) && !(0x30...0x39).contains($0) && $0 != 0x2E } ?? false)
            && units.allSatisfy(Inspection.isNameUnit)
        return isName ? text : "Symbol(\(inspection.quoted(units)))"
    }

    /// A number's text with the sign of a zero.
    mutating func signedText(_ number: Double) -> String { number == 0 && number.sign == .minus ? "-0" : formatNumber(number) }

    private mutating func inspectString(_ text: StringID, _ inspection: Inspection, _ level: Int) -> String {
        let options = inspection.options
        let units = Array(strings.codeUnits(text).prefix(max(0, options.longestText)))
        // Quoting is slow beside copying, and a line is a text of its own.
        guard affords(units.count * 2 + units.count(where: { $0 == 0x0A }) * 16) else { return "" }
        let missing = strings.length(text) - units.count
        let rest = missing > 0 ? "... \(counted(missing, "more character"))" : ""
        guard options.compactness != .all, units.count > 16, units.count > options.breakLength - inspection.indentation - 4,
            units.contains(0x0A)
        else { return options.styled(inspection.quoted(units), .string) + rest }
        // A long text of several lines stands as a sum of them.
        var lines: [String] = []
        var line: [UInt16] = []
        for unit in units {
            line.append(unit)
            if unit == 0x0A {
                lines.append(options.styled(inspection.quoted(line), .string))
                line = []
            }
        }
        if !line.isEmpty { lines.append(options.styled(inspection.quoted(line), .string)) }
        return lines.joined(separator: " +\n" + String(repeating: " ", count: inspection.indentation + 2)) + rest
    }

    // MARK: Objects

    private mutating func inspectObject(_ object: ObjectID, _ inspection: inout Inspection, _ level: Int) -> String {
        budget.steps += Self.inspectionSteps
        if !library.modules.isEmpty, level <= inspection.options.depth, let text = libraryText(of: object, &inspection, level) {
            return text
        }
        var look = inspectedLook(object, level, inspection)
        if heap[object].kind == .error, inspection.indentation > 0, look.base.utf8.contains(0x0A) {
            // Further lines of a message stand below its first.
            let isWhole = look.whole != nil
            budget.countCloseWork(look.base.utf8.count)
            look.base = inspection.indented(look.base)
            if isWhole { look.whole = look.base }
        }
        let options = inspection.options
        if let style = InspectStyle(of: heap[object].kind) {
            look.base = options.styled(look.base, style)
            look.whole = look.whole.map { options.styled($0, style) }
        }
        if let whole = look.whole { return whole }
        if level > options.depth { return options.styled(look.name.hasPrefix("[") ? look.name : "[\(look.name)]", .special) }
        inspection.open.append(object)
        inspection.currentLevel = level + 1
        var parts = look.hasContent ? inspectContent(object, &inspection, level + 1) : []
        let isList = look.close == "]"
        let margin = options.compactness == .all && !isList ? 3 : 2
        var properties = look.keys.map { inspectProperty(object, $0, margin: margin, &inspection, level + 1) }
        if isList {
            sortParts(&properties, &inspection)
            parts += properties
        } else {
            parts += properties
            sortParts(&parts, &inspection)
        }
        inspection.open.removeLast()
        var prefix = look.base
        if let number = inspection.references[object] {
            let mark = options.styled("<ref *\(number)>", .special)
            prefix = prefix.isEmpty ? mark : "\(mark) \(prefix)"
        }
        let text = inspection.layOut(
            parts, prefix: prefix, open: look.open, close: look.close, level: level + 1, isList: isList,
            alignsRight: isList && hasOnlyNumbers(object, upTo: parts.count))
        // Each level copies what is in it, and looks through it more than once.
        budget.countWork(text.utf8.count)
        return text
    }

    /// Whether as many elements as a list has parts are numbers.
    private mutating func hasOnlyNumbers(_ object: ObjectID, upTo count: Int) -> Bool {
        if heap[object].kind == .typedArray { return count <= typedLength(object) }
        guard heap[object].kind == .array, count <= elementCount(object) else { return false }
        for index in 0..<count {
            switch element(object, index) {
            case .number, .bigInt: continue
            default: return false
            }
        }
        return true
    }

    /// `name: value`
    ///
    /// - Parameter margin: columns that further lines of the value stand to the right; with 3 a value that is too wide has lines of its own.
    private mutating func inspectProperty(
        _ object: ObjectID, _ key: PropertyKey, margin: Int, _ inspection: inout Inspection, _ level: Int
    ) -> String {
        budget.steps += Self.shownPropertySteps
        guard let own = getOwn(object, key) else { return "\(keyText(key, inspection)): undefined" }
        let name = own.attributes.contains(.enumerable) ? keyText(key, inspection) : "[\(inspection.escapedKey(describe(key)))]"
        if case .accessor(let index) = own.value, let text = getterText(index, of: object, &inspection, level) { return "\(name): \(text)" }
        let text = inspectPropertyValue(own.value, margin: margin, &inspection, level)
        guard margin == 3, Inspection.width(text) > inspection.options.breakLength else { return "\(name): \(text)" }
        return "\(name):\n\(String(repeating: " ", count: inspection.indentation + margin))\(text)"
    }

    /// `Proxy [ target, handler ]`
    private mutating func inspectProxy(_ proxy: ObjectID, _ inspection: inout Inspection, _ level: Int) -> String {
        budget.steps += Self.inspectionSteps
        guard let target = proxyTarget(proxy), let handler = proxyHandler(proxy) else {
            return inspection.options.styled("<Revoked Proxy>", .special)
        }
        if level > inspection.options.depth { return inspection.options.styled("Proxy [Array]", .special) }
        inspection.currentLevel = level + 1
        let parts = [target, handler].map { inspectPropertyValue(.object($0), &inspection, level + 1) }
        let text = inspection.layOut(parts, prefix: "", open: "Proxy [", close: "]", level: level + 1, isList: true, alignsRight: false)
        budget.countWork(text.utf8.count)
        return text
    }

    /// A number's text with a line between each three digits, from the point on.
    private func separatedDigits(_ text: String) -> String {
        guard !text.utf8.contains(UInt8(ascii: "e")), text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return text }
        let halves = text.split(separator: ".", maxSplits: 1).map { Array($0) }
        let sign = halves[0].first == "-" ? 1 : 0
        var result = ""
        for (index, digit) in halves[0].enumerated() {
            if index > sign, (halves[0].count - index) % 3 == 0 { result.append("_") }
            result.append(digit)
        }
        guard halves.count > 1 else { return result }
        result.append(".")
        for (index, digit) in halves[1].enumerated() {
            if index > 0, index % 3 == 0 { result.append("_") }
            result.append(digit)
        }
        return result
    }

    mutating func inspectPropertyValue(
        _ value: Value, margin: Int = 2, _ inspection: inout Inspection, _ level: Int
    ) -> String {
        if case .accessor(let index) = value {
            let pair = heap.accessors[Int(index)]
            let label = pair.setter.isNone ? "[Getter]" : pair.getter.isNone ? "[Setter]" : "[Getter/Setter]"
            return inspection.options.styled(label, .special)
        }
        inspection.indentation += margin
        defer { inspection.indentation -= margin }
        return inspect(value, &inspection, level)
    }

    mutating func keyText(_ key: PropertyKey, _ inspection: Inspection) -> String {
        switch key {
        case .symbol:
            let text = inspection.escapedKey(describe(key))
            return inspection.rules.bracketsSymbolKeys ? "[\(text)]" : text
        case .index(let index): return inspection.quoted(Array("\(index)".utf16))
        case .name(let name):
            let text = strings.names.string(name)
            if text == "__proto__" { return "['__proto__']" }
            if Inspection.isIdentifier(text) { return text }
            let units = Array(strings.names.codeUnits(of: name))
            // Quoting is slow beside copying.
            budget.steps += Self.lookupSteps + units.count * 2
            return inspection.quoted(units)
        }
    }
}
