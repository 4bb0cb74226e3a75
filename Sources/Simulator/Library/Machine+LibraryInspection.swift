import JavaScript

/// How a console shows the objects of the library: each prototype may have a function that says it.
extension Machine {
    /// - Returns: `nil` for an object that is shown as any other.
    mutating func libraryText(of object: ObjectID, _ inspection: inout Inspection, _ level: Int) -> String? {
        guard let function = inspector(of: object), let shown = try? call(function, .undefined, .object(object)),
            case .object(let look) = shown
        else { return nil }
        var text: String
        if case .string(let whole)? = try? get(look, key("text")) {
            text = strings.text(whole)
        } else {
            guard let content = try? get(look, key("object")) else { return nil }
            // As Node does, an object that speaks for itself is shown as if nothing were around it.
            var inner = Inspection(rules: inspection.rules, options: inspection.options)
            inner.options.depth -= level
            inner.open = inspection.open + [object]
            text = inspect(content, &inner, 0)
            inspection.failure = inspection.failure ?? inner.failure
            if case .string(let name)? = try? get(look, key("name")) { text = strings.text(name) + " " + text }
        }
        return inspection.indented(text)
    }

    /// The function that says how an object of the library is shown; `nil` for any other object.
    mutating func inspector(of object: ObjectID) -> Value? {
        var hops = 0
        var current = heap[object].prototype
        while !current.isNone {
            if let own = lookup(current, .symbol(library.inspector)) { return own.value }
            current = nextPrototype(of: current, &hops)
        }
        return nil
    }
}
