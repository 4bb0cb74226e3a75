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
    }

    /// The name of the function that made an object: `nil` when there is none.
    mutating func constructorName(_ object: ObjectID) -> String? {
        var current = object
        while !current.isNone, heap[current].kind != .namespace {
            if let own = getOwn(current, .known(.constructor)), case .object(let constructor) = own.value, heap[constructor].isCallable,
                let name = functionName(constructor), !name.isEmpty, isInstance(object, of: constructor)
            {
                return name
            }
            current = heap[current].prototype
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
        var current = heap[object].prototype
        while !current.isNone {
            if current == prototype { return true }
            current = heap[current].prototype
        }
        return false
    }

    /// The object's `Symbol.toStringTag`, unless the object lists it itself.
    ///
    /// Deviation: what a getter of it throws is dropped.
    private mutating func tag(of object: ObjectID, showsHidden: Bool) -> String {
        let key = PropertyKey.symbol(realm.symbolToStringTag)
        if heap[object].kind == .namespace { return "" }
        if let own = getOwn(object, key), showsHidden || own.attributes.contains(.enumerable) { return "" }
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

    private mutating func visibleKeys(_ object: ObjectID, showsHidden: Bool) -> [PropertyKey] {
        let kind = heap[object].kind
        if kind == .namespace { return [] }
        return ownKeys(object).filter { key in
            if case .index = key, kind == .array || kind == .primitive { return false }
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

    mutating func inspectedLook(_ object: ObjectID, _ level: Int, showsHidden: Bool) -> InspectedLook {
        let record = heap[object]
        let name = constructorName(object)
        let tag = tag(of: object, showsHidden: showsHidden)
        var look = InspectedLook(
            name: String(prefix(name, tag, "Object").dropLast()), open: "{", close: "}",
            keys: visibleKeys(object, showsHidden: showsHidden && record.kind != .error))
        let isBare = look.keys.isEmpty
        switch record.kind {
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
            look.base = functionLook(object)
            if isBare { look.whole = look.base }
        case .error: inspectedError(object, name, level, &look)
        case .date:
            let time = heap.dates[Int(record.payload)]
            look.base = time.isNaN ? "Invalid Date" : CivilTime(milliseconds: time).iso
            if isBare { look.whole = look.base }
        case .primitive:
            look.base = wrapperLook(heap.primitives[Int(record.payload)])
            if isBare { look.whole = look.base }
        case .namespace:
            // Node has no such objects yet: a tag of their own stands where its tags stand.
            look.open = "[Module: null prototype] \(isDeferred(object) ? "[Deferred Module] " : ""){"
            look.name = "Module"
            if shownNames(ofNamespace: object).isEmpty { look.whole = look.open + "}" }
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
        case .ordinary where inherits(object, from: realm.errorPrototype): inspectedError(object, name, level, &look)
        case .ordinary, .generator, .asyncGenerator, .response, .timer, .immediate:
            if name != "Object" || !tag.isEmpty { look.open = prefix(name, tag, "Object") + "{" }
            if isBare { look.whole = look.open + "}" }
        }
        return look
    }

    private mutating func functionLook(_ function: ObjectID) -> String {
        let record = functionRecord(function)
        let name = functionName(function) ?? ""
        guard record.code >= 0 else { return name.isEmpty ? "[Function (anonymous)]" : "[Function: \(name)]" }
        let flags = code.functions[Int(record.code)].flags
        if flags.contains(.isClassConstructor) {
            var text = "class \(name.isEmpty ? "(anonymous)" : name)"
            let parent = heap[function].prototype
            if !parent.isNone, parent != realm.functionPrototype, let parentName = dataProperty(parent, .known(.name)),
                !parentName.isEmpty
            {
                text += " extends \(parentName)"
            }
            return "[\(text)]"
        }
        let kind = (flags.contains(.isAsync) ? "Async" : "") + (flags.contains(.isGenerator) ? "Generator" : "") + "Function"
        return name.isEmpty ? "[\(kind) (anonymous)]" : "[\(kind): \(name)]"
    }

    private mutating func wrapperLook(_ value: Value) -> String {
        let kind: String
        switch value {
        case .number: kind = "Number"
        case .string: kind = "String"
        case .boolean: kind = "Boolean"
        default: kind = "Symbol"
        }
        return "[\(kind): \(inspect(value))]"
    }

    /// An error's name and message stand for its stack; inside another value they are bracketed, as an error without a stack is: so is what
    /// only inherits from one. A stack that the program wrote itself is shown.
    private mutating func inspectedError(_ object: ObjectID, _ constructor: String?, _ level: Int, _ look: inout InspectedLook) {
        var text = errorText(of: object)
        var isBracketed = heap[object].kind != .error
        if !isBracketed, !heap[object].isLazy, let stack = getOwn(object, .known(.stack))?.value, case .string(let own) = stack {
            let written = strings.text(own)
            isBracketed = !written.hasPrefix(text) && !written.contains("\n    at ")
            if isBracketed { text = written }
        }
        text = withClassName(text, of: object, constructor)
        look.base = level > 0 || isBracketed ? "[\(text)]" : text
        look.keys.removeAll { key in
            guard key == .known(.name) || key == .known(.message) || key == .known(.stack) else { return false }
            return key == .known(.stack) || dataProperty(object, key).map { text.contains($0) } ?? false
        }
        for key in [PropertyKey.known(.cause), .known(.errors)] where !look.keys.contains(key) {
            if getOwn(object, key) != nil { look.keys.append(key) }
        }
        if look.keys.isEmpty { look.whole = look.base }
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
