import JavaScript

/// What stands around the parts of a printed object: `Map(2) {`, `[class A]`, `Foo {`.
extension Machine {
    struct InspectedLook {
        /// The whole text of an object without parts.
        var whole: String?
        /// How the object is named where it is nested too deep.
        var name: String
        /// What stands before the bracket.
        var base = ""
        var open: String
        var close: String
        var keys: [PropertyKey]
        /// Whether it has parts that are no properties.
        var hasContent = true
    }

    /// The name of the function that made an object: `nil` when there is none.
    mutating func constructorName(_ object: ObjectID) -> String? {
        var current = object
        var hops = 0
        // A chain of many, each with a constructor of its own, is looked at no further than the run may go.
        while !current.isNone, heap[current].kind != .namespace, stepCount <= limits.steps {
            if let own = getOwn(current, .known(.constructor)), case .object(let constructor) = own.value, heap[constructor].isCallable,
                let name = functionName(constructor), !name.isEmpty, isInstance(object, of: constructor)
            {
                return name
            }
            current = nextPrototype(of: current, &hops)
        }
        return nil
    }

    private mutating func functionName(_ function: ObjectID) -> String? {
        guard let own = getOwn(function, .known(.name)), case .string(let text) = own.value else { return nil }
        return strings.text(text)
    }

    private mutating func isInstance(_ object: ObjectID, of constructor: ObjectID) -> Bool {
        guard let own = getOwn(constructor, .known(.prototype)), case .object(let prototype) = own.value else { return false }
        return inherits(object, from: prototype)
    }

    private mutating func inherits(_ object: ObjectID, from prototype: ObjectID) -> Bool {
        var hops = 0
        var current = nextPrototype(of: object, &hops)
        while !current.isNone {
            if current == prototype { return true }
            current = nextPrototype(of: current, &hops)
        }
        return false
    }

    /// The name of the function that made an object, or of its prototypes where they lead to nothing: `Object <[Object: null prototype] {}>`.
    private mutating func shownConstructorName(_ object: ObjectID, _ level: Int, _ inspection: Inspection) -> String? {
        if let name = constructorName(object) { return name }
        let prototype = heap[object].prototype
        if prototype.isNone || heap[object].kind == .namespace { return nil }
        let own = kindName(of: object)
        if level > inspection.options.depth { return "\(own) <Complex prototype>" }
        if let name = shownConstructorName(prototype, level + 1, inspection) { return "\(own) <\(name)>" }
        return "\(own) <\(inspect(.object(prototype), inspection.rules, depth: -1, showsHidden: inspection.options.showsHidden))>"
    }

    /// The name of an object's own kind, whatever its prototype.
    private func kindName(of object: ObjectID) -> String {
        switch heap[object].kind {
        case .array: "Array"
        case .map: "Map"
        case .set: "Set"
        case .weakMap: "WeakMap"
        case .weakSet: "WeakSet"
        case .function: "Function"
        case .date: "Date"
        case .regularExpression: "RegExp"
        case .arrayBuffer: heap.buffers[heap[object].payload].isShared ? "SharedArrayBuffer" : "ArrayBuffer"
        case .typedArray: view(object).kind.name + "Array"
        case .dataView: "DataView"
        case .promise: "Promise"
        case .error: "Error"
        default: console.makers[heap[object].prototype] ?? "Object"
        }
    }

    /// The object's `Symbol.toStringTag`, unless the object lists it itself.
    ///
    /// Deviation: what a getter of it throws is dropped.
    private mutating func tag(of object: ObjectID, _ inspection: Inspection) -> String {
        let key = PropertyKey.symbol(realm.symbolToStringTag)
        if heap[object].kind == .namespace { return "" }
        if !inspection.rules.repeatsListedTags, let own = getOwn(object, key),
            inspection.options.showsHidden || own.attributes.contains(.enumerable)
        {
            return ""
        }
        guard let value = try? get(object, key), case .string(let text) = value else { return "" }
        return strings.text(text)
    }

    /// `Foo(2) [tag] `: empty parts are left out.
    private mutating func prefix(_ name: String?, _ tag: String, _ fallback: String, size: String = "") -> String {
        guard let name else {
            let end = tag.isEmpty || tag == fallback ? "" : "[\(tag)] "
            return "[\(fallback)\(size): null prototype] \(end)"
        }
        return tag.isEmpty || tag == name ? "\(name)\(size) " : "\(name)\(size) [\(tag)] "
    }

    /// - Parameter hasContent: whether an array's elements are shown apart.
    private mutating func visibleKeys(_ object: ObjectID, showsHidden: Bool, hasContent: Bool) -> [PropertyKey] {
        let kind = heap[object].kind
        if kind == .namespace { return [] }
        // Those of a boxed text are its characters.
        var hiddenIndices: UInt32 = kind == .array && hasContent || kind == .typedArray ? .max : 0
        if kind == .primitive, case .string(let text) = heap.primitives[Int(heap[object].payload)] {
            hiddenIndices = UInt32(strings.length(text))
        }
        return ownKeys(object).filter { key in
            if case .index(let index) = key, index < hiddenIndices { return false }
            return showsHidden || getOwn(object, key)?.attributes.contains(.enumerable) ?? false
        }
    }

    /// The names that a namespace shows. A deferred one has no `then`, and is not evaluated by being printed: Node's would be, but a trace
    /// that is looked at must not change the run.
    mutating func shownNames(ofNamespace object: ObjectID) -> [PropertyKey] {
        namespaceKeys(object).filter { key in
            if case .symbol = key { return false }
            return key != .known(.then) || !isDeferred(object)
        }
    }

    mutating func inspectedLook(_ object: ObjectID, _ level: Int, _ inspection: Inspection) -> InspectedLook {
        let record = heap[object]
        let name = shownConstructorName(object, level, inspection)
        var tag = tag(of: object, inspection)
        if inspection.rules.namesHoldTags, record.kind != .function, record.kind != .primitive, let name, name.contains(tag) { tag = "" }
        // A collection whose prototypes lead to no iterator is shown as any object.
        let isPlain =
            switch record.kind {
            case .array, .map, .set, .iterator, .typedArray:
                name != nil && !((try? hasProperty(object, .symbol(realm.symbolIterator))) ?? true)
            default: false
            }
        var look = InspectedLook(
            name: String(prefix(name, tag, "Object").dropLast()), open: "{", close: "}",
            keys: visibleKeys(object, showsHidden: inspection.options.showsHidden && record.kind != .error, hasContent: !isPlain),
            hasContent: !isPlain)
        let isBare = look.keys.isEmpty
        switch isPlain ? .ordinary : record.kind {
        case .array:
            let count = elementCount(object)
            look.open = name == "Array" && tag.isEmpty ? "[" : prefix(name, tag, "Array", size: "(\(count))") + "["
            look.close = "]"
            if count == 0, isBare { look.whole = look.open + "]" }
        case .arguments:
            look.open = "[Arguments] {"
            if isBare { look.whole = "[Arguments] {}" }
        case .map, .set:
            let count = collectionCount(object)
            look.open = prefix(name, tag, record.kind == .map ? "Map" : "Set", size: "(\(count))") + "{"
            if count == 0, isBare { look.whole = look.open + "}" }
        case .weakMap, .weakSet, .promise:
            let fallback = record.kind == .promise ? "Promise" : record.kind == .weakMap ? "WeakMap" : "WeakSet"
            look.open = prefix(name, tag, fallback) + "{"
        case .function:
            look.base = functionLook(object, name, tag)
            if isBare { look.whole = look.base }
        case .error: inspectedError(object, name, level, &look)
        case .date:
            let time = heap.dates[Int(record.payload)]
            let prefix = prefix(name, tag, "Date")
            look.base = (prefix == "Date " ? "" : prefix) + (time.isNaN ? "Invalid Date" : CivilTime(milliseconds: time).iso)
            if isBare { look.whole = look.base }
        case .typedArray:
            let kind = view(object).kind.name + "Array"
            look.open = prefix(name, tag, kind, size: "(\(typedLength(object)))") + "["
            look.close = "]"
            if typedLength(object) == 0, isBare { look.whole = look.open + "]" }
        case .textEncoder, .textDecoder:
            look.base = text(ofCoder: object)
            look.whole = look.base
        case .arrayBuffer, .dataView: look.open = prefix(name, tag, kindName(of: object)) + "{"
        case .regularExpression:
            let prefix = prefix(name, tag, "RegExp")
            look.base = (prefix == "RegExp " ? "" : prefix) + text(ofRegExp: object)
            if isBare { look.whole = look.base }
        case .primitive:
            // The prototypes themselves show nothing of the value in them.
            if [realm.stringPrototype, realm.numberPrototype, realm.booleanPrototype].contains(object) {
                if isBare { look.whole = "{}" }
                break
            }
            look.base = wrapperLook(heap.primitives[Int(record.payload)], name, tag, inspection)
            if isBare { look.whole = look.base }
        case .namespace:
            // Node has no such objects yet: a tag of their own stands where its tags stand.
            look.open = "[Module: null prototype] \(isDeferred(object) ? "[Deferred Module] " : ""){"
            look.name = "Module"
            if shownNames(ofNamespace: object).isEmpty { look.whole = look.open + (isDeferred(object) ? "}" : "  }") }
        case .iterator:
            let iterator = heap.iterators[Int(record.payload)]
            if iterator.kind == .map || iterator.kind == .set {
                let collection = iterator.kind == .map ? "Map" : "Set"
                look.open = "[\(collection) \(iterator.yields == .entries ? "Entries" : "Iterator")] {"
                look.whole = iterator.target.isObject ? nil : look.open + "  }"
            } else {
                look.open = prefix(name, tag, "Object") + "{"
                if isBare { look.whole = look.open + "}" }
            }
        case .event where !host.globals.web.shownOfEvents.isEmpty: look.open = prefix(name, tag, "Event") + "{"
        case .ordinary where inherits(object, from: realm.errorPrototype): inspectedError(object, name, level, &look)
        case .ordinary, .generator, .asyncGenerator, .response, .timer, .immediate, .event, .eventTarget, .proxy, .disposableStack,
            .asyncDisposableStack, .iteratorHelper, .wrappedIterator, .finalizationRegistry, .rawJSON:
            if name != "Object" || !tag.isEmpty { look.open = prefix(name, tag, name == nil ? listedTag(of: object, tag) : "Object") + "{" }
            if isBare { look.whole = look.open + "}" }
        }
        return look
    }

    /// What stands for the constructor of an object without a prototype: a tag that it lists itself, where that is not shown already.
    private mutating func listedTag(of object: ObjectID, _ tag: String) -> String {
        guard tag.isEmpty, let own = getOwn(object, .symbol(realm.symbolToStringTag)), case .string(let text) = own.value else {
            return "Object"
        }
        return strings.text(text)
    }

    private mutating func functionLook(_ function: ObjectID, _ constructor: String?, _ tag: String) -> String {
        let record = functionRecord(function)
        let flags = record.code >= 0 ? code.functions[Int(record.code)].flags : []
        if flags.contains(.isClassConstructor), looksLikeClass(function) { return classLook(function, constructor, tag) }
        if record.code < 0, record.isConstructor, Self.webClasses.contains(strings.text(record.name)) {
            return classLook(function, constructor, tag)
        }
        let isSpecial = !flags.contains(.isClassConstructor)
        let kind =
            (isSpecial && flags.contains(.isAsync) ? "Async" : "") + (isSpecial && flags.contains(.isGenerator) ? "Generator" : "")
            + "Function"
        var text = "[\(kind)\(constructor == nil ? " (null prototype)" : "")"
        switch getOwn(function, .known(.name))?.value {
        case .string(let name)?: text += strings.length(name) == 0 ? " (anonymous)" : ": \(strings.text(name))"
        case nil, .accessor?: text += " (anonymous)"
        case let value?: text += ": \(inspect(value))"
        }
        text += "]"
        if let constructor, constructor != kind, constructor != "Function" { text += " \(constructor)" }
        if !tag.isEmpty, tag != constructor { text += " [\(tag)]" }
        return text
    }

    /// Functions of the simulator's own that are classes in hosts.
    private static let webClasses: Set = [
        "DOMException", "Event", "EventTarget", "Headers", "Request", "Response", "TextEncoder", "TextDecoder",
    ]

    private mutating func classLook(_ function: ObjectID, _ constructor: String?, _ tag: String) -> String {
        var text = "class \(functionName(function).flatMap { $0.isEmpty ? nil : $0 } ?? "(anonymous)")"
        if let constructor, constructor != "Function" { text += " [\(constructor)]" }
        if !tag.isEmpty, tag != constructor { text += " [\(tag)]" }
        let parent = heap[function].prototype
        if constructor == nil {
            text += " extends [null prototype]"
        } else if !parent.isNone, parent != realm.functionPrototype, let name = dataProperty(parent, .known(.name)), !name.isEmpty {
            text += " extends \(name)"
        }
        return "[\(text)]"
    }

    /// Whether a class is told from a function by its text, as consoles do that have nothing else to go by: with a call before its body it
    /// is not. Comments do not count.
    private mutating func looksLikeClass(_ function: ObjectID) -> Bool {
        let code = code.functions[Int(functionRecord(function).code)]
        let text = self.code.modules[Int(code.unit.index)].source.bytes[Int(code.range.start)..<Int(code.range.end)]
        let (brace, parenthesis, slash, star) = (UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "/"), UInt8(ascii: "*"))
        let head = text.prefix { $0 != brace }
        budget.steps += head.count >> 4
        guard head.contains(parenthesis) else { return true }
        var rest = text
        while let byte = rest.popFirst(), byte != brace {
            budget.steps += 1
            if byte == parenthesis { return false }
            guard byte == slash, let next = rest.first, next == star || next == slash else { continue }
            let end: [UInt8] = next == star ? [star, slash] : [UInt8(ascii: "\n")]
            rest = rest[(rest.dropFirst().firstRange(of: end)?.upperBound ?? rest.endIndex)...]
        }
        return true
    }

    private mutating func wrapperLook(_ value: Value, _ constructor: String?, _ tag: String, _ inspection: Inspection) -> String {
        let kind: String
        switch value {
        case .number: kind = "Number"
        case .string: kind = "String"
        case .boolean: kind = "Boolean"
        case .bigInt: kind = "BigInt"
        default: kind = "Symbol"
        }
        let owner = constructor.map { $0 == kind ? "" : " (\($0))" } ?? " (null prototype)"
        let end = tag.isEmpty || tag == constructor ? "" : " [\(tag)]"
        return "[\(kind)\(owner): \(inspect(value, inspection.rules))]\(end)"
    }

    /// An error's name and message stand for its stack; inside another value they are bracketed, as an error without a stack is: so is what
    /// only inherits from one. A stack that the program wrote itself is shown.
    private mutating func inspectedError(_ object: ObjectID, _ constructor: String?, _ level: Int, _ look: inout InspectedLook) {
        let stack = console.showsStacks ? wholeStack(of: object) : shownStack(of: object)
        var text = stack.text
        let isBracketed = !stack.isThere || stack.isOwn && !text.contains("\n    at ")
        text = withClassName(text, of: object, constructor)
        look.base = level > 0 && !stack.isOwn || isBracketed ? "[\(text)]" : text
        look.keys.removeAll { key in
            guard key == .known(.name) || key == .known(.message) || key == .known(.stack) else { return false }
            return key == .known(.stack) || dataProperty(object, key).map { text.contains($0) } ?? true
        }
        for key in [PropertyKey.known(.cause), .known(.errors)] where !look.keys.contains(key) {
            if getOwn(object, key) != nil { look.keys.append(key) }
        }
        if look.keys.isEmpty { look.whole = look.base }
    }

    /// What is shown of an error's stack, whether it has one, and whether the program wrote it.
    private mutating func shownStack(of object: ObjectID) -> (text: String, isThere: Bool, isOwn: Bool) {
        if heap[object].kind == .error, heap[object].isLazy {
            let index = heap[object].payload
            return (errorText(of: object), index < 0 || !stackLines(of: .object(object)).isEmpty, false)
        }
        switch getOwn(object, .known(.stack))?.value {
        case .accessor?: return (errorText(of: object), true, false)
        case .string(let text)? where strings.length(text) > 0:
            let written = shownText(text)
            guard errors.preparation.given[object] == text else { return (written, true, true) }
            let end = written.firstRange(of: "\n    at ")?.lowerBound
            return (end.map { String(written[..<$0]) } ?? written, end != nil || heap[object].payload < 0, false)
        default: return (errorText(of: object), false, false)
        }
    }

    /// The stack as the host writes it, whoever has written it, without the lines that the cause has too.
    private mutating func wholeStack(of object: ObjectID) -> (text: String, isThere: Bool, isOwn: Bool) {
        guard var stack = stackString(of: object) else { return shownStack(of: object) }
        if case .object(let cause)? = getOwn(object, .known(.cause))?.value, let other = stackString(of: cause) {
            stack = Self.withoutLines(of: other, stack)
        }
        return (stack, true, true)
    }

    private mutating func stackString(of object: ObjectID) -> String? {
        if heap[object].kind == .error, heap[object].isLazy {
            return heap[object].payload < 0 ? errorText(of: object) : stackText(of: object)
        }
        guard case .string(let text)? = getOwn(object, .known(.stack))?.value, strings.length(text) > 0 else { return nil }
        return shownText(text)
    }

    /// The longest run of lines that a stack shares with that of its cause is told by its length, when that is more than three.
    private static func withoutLines(of cause: String, _ stack: String) -> String {
        guard let start = cause.firstRange(of: "\n    at")?.lowerBound else { return stack }
        let others = cause[start...].dropFirst().split(separator: "\n", omittingEmptySubsequences: false)
        var lines = stack.split(separator: "\n", omittingEmptySubsequences: false)
        var longest = (length: 0, offset: 0)
        // Both have as many lines as a stack has; what is longer is not compared.
        guard lines.count * others.count <= 10_000 else { return stack }
        for offset in lines.indices.dropLast(3) {
            guard let first = others.firstIndex(of: lines[offset]) else { continue }
            let rest = others.count - first
            var length = 1
            while length < rest, offset + length < lines.count, others[first + length] == lines[offset + length] { length += 1 }
            if length > 3, length > longest.length { longest = (length, offset) }
        }
        guard longest.length > 3 else { return stack }
        let skipped = longest.length - 2
        lines.replaceSubrange(
            longest.offset + 1..<longest.offset + 1 + skipped, with: ["    ... \(skipped) lines matching cause stack trace ..."])
        return lines.joined(separator: "\n")
    }

    /// An error whose name is that of one of the language's own types is named by its class too: `MyError: …`, `Oops [Error]: …`.
    private mutating func withClassName(_ text: String, of object: ObjectID, _ constructor: String?) -> String {
        let name = dataProperty(object, .known(.name)) ?? "Error"
        guard let constructor, constructor != name, name.hasSuffix("Error"), text.hasPrefix(name) else { return text }
        let rest = text.dropFirst(name.count)
        guard rest.isEmpty || rest.hasPrefix(":") || rest.hasPrefix("\n") else { return text }
        return constructor + (constructor.contains(name) ? "" : " [\(name)]") + rest
    }
}
