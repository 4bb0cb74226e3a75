/// Reads the calls of an expression from its text: `list.map(f).fiter(g)` calls `list.map` and `list.map(...).fiter`.
///
/// For messages only, at a throw: the interpreter keeps no syntax tree, and the text has been parsed before, so that it is known to be
/// well-formed. It gives up where an expression is longer than a message can show.
struct CalleeScanner {
    struct Callee {
        /// As V8 writes it, with `(...)` for the arguments of calls before it.
        var text: String
        /// The name of the property that is called, when it stands in the text; `nil` for a plain call and a computed key.
        var method: String?
        var isMethod: Bool
    }

    private let bytes: ArraySlice<UInt8>
    private var position: Int
    private(set) var callees: [Callee] = []

    private static let reach = 2_000

    /// - Parameter start: where the expression begins; a leading `new` is passed over.
    init(_ source: [UInt8], at start: Int) {
        let start = min(start, source.count)
        bytes = source[start..<min(source.count, start + Self.reach)]
        position = start
        scan()
    }

    private var byte: UInt8 { position < bytes.endIndex ? bytes[position] : 0 }

    private mutating func scan() {
        if word(at: position) == "new" {
            position += 3
            skipBlanks()
        }
        guard var text = primary() else { return }
        var method: String?
        var isMethod = false
        while true {
            skipBlanks()
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: "?"):
                let isOptional = byte == UInt8(ascii: "?")
                guard !isOptional || position + 1 < bytes.endIndex && bytes[position + 1] == UInt8(ascii: ".") else { return }
                position += isOptional ? 2 : 1
                skipBlanks()
                if isOptional { text += "?." }
                if isOptional, byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { continue }
                guard let name = word(at: position) else { return }
                position += name.utf8.count
                text += isOptional ? name : ".\(name)"
                (method, isMethod) = (name, true)
            case UInt8(ascii: "["):
                guard let inner = group() else { return }
                method = quoted(inner)
                isMethod = true
                text += method.map { ".\($0)" } ?? "[\(inner)]"
            case UInt8(ascii: "("):
                callees.append(Callee(text: text, method: method, isMethod: isMethod))
                guard group() != nil else { return }
                text += "(...)"
                (method, isMethod) = (nil, false)
            case UInt8(ascii: "`"):
                callees.append(Callee(text: text, method: method, isMethod: isMethod))
                return
            default:
                // `new x` needs no arguments.
                if callees.isEmpty { callees.append(Callee(text: text, method: method, isMethod: isMethod)) }
                return
            }
        }
    }

    /// What a chain begins with.
    private mutating func primary() -> String? {
        let start = position
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): if group() == nil { return nil }
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): skipString()
        default:
            guard let name = word(at: position) else { return nil }
            position += name.utf8.count
        }
        let text = Self.shown(String(decoding: bytes[start..<position], as: UTF8.self))
        return text.utf8.count > 60 || text.utf8.contains(0x0A) ? "(intermediate value)" : text
    }

    /// As V8 writes it: strings in double quotes, names and numbers without parentheses, and of functions and classes nothing.
    private static func shown(_ text: String) -> String {
        if text.hasPrefix("'") || text.hasPrefix("`") {
            return text.utf8.contains { [0x22, 0x24, 0x5C].contains($0) } ? text : "\"\(text.dropFirst().dropLast())\""
        }
        guard text.hasPrefix("("), text.hasSuffix(")") else { return text }
        let inner = text.dropFirst().dropLast().drop { $0 == " " }
        if inner.hasPrefix("{") { return inner == "{}" ? "{}" : "{(intermediate value)}" }
        if ["function", "class", "async"].contains(where: inner.hasPrefix) || inner.contains("=>") { return "(intermediate value)" }
        let isChain = inner.utf8.allSatisfy { unit in
            switch unit {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x24, 0x2E, 0x5F, 0x80...: true
            default: false
            }
        }
        return isChain && !inner.isEmpty ? String(inner) : text
    }

    private func word(at start: Int) -> String? {
        var end = start
        while end < bytes.endIndex {
            switch bytes[end] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "#"), UInt8(ascii: "\\"), 0x80...:
                end += 1
                continue
            default: break
            }
            break
        }
        return end == start ? nil : String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// Passes over a bracket and what it holds; gives that as text.
    private mutating func group() -> String? {
        let start = position
        var depth = 0
        while position < bytes.endIndex {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 {
                    position += 1
                    return String(decoding: bytes[(start + 1)..<(position - 1)], as: UTF8.self)
                }
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                skipString()
                continue
            default: break
            }
            position += 1
        }
        return nil
    }

    /// Passes over a string or template. A template within a substitution of another is read as two, which brackets do not notice as a rule.
    private mutating func skipString() {
        let quote = byte
        position += 1
        while position < bytes.endIndex, byte != quote { position += byte == UInt8(ascii: "\\") ? 2 : 1 }
        position = min(position + 1, bytes.endIndex)
    }

    private mutating func skipBlanks() {
        while position < bytes.endIndex {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            case UInt8(ascii: "/") where position + 1 < bytes.endIndex && bytes[position + 1] == UInt8(ascii: "/"):
                while position < bytes.endIndex, byte != 0x0A { position += 1 }
            case UInt8(ascii: "/") where position + 1 < bytes.endIndex && bytes[position + 1] == UInt8(ascii: "*"):
                position += 2
                while position + 1 < bytes.endIndex, !(byte == UInt8(ascii: "*") && bytes[position + 1] == UInt8(ascii: "/")) {
                    position += 1
                }
                position = min(position + 2, bytes.endIndex)
            default: return
            }
        }
    }

    /// The text of a key that is a plain string.
    private func quoted(_ key: String) -> String? {
        let units = Array(key.utf8)
        guard units.count > 2, units.first == units.last, units[0] == UInt8(ascii: "'") || units[0] == UInt8(ascii: "\"") else {
            return nil
        }
        let inner = String(decoding: units[1..<(units.count - 1)], as: UTF8.self)
        return inner.utf8.allSatisfy { $0 == 0x5F || $0 == 0x24 || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 } ? inner : nil
    }
}

extension Machine {
    /// The callee of the running call, as V8 writes it, when it turned out to be no function.
    ///
    /// - Parameter receiver: the call's `this`: it tells which of the calls of an expression it is.
    mutating func callee(receiver: Value) -> CalleeScanner.Callee? {
        guard let place = currentPlace() else { return nil }
        return callee(at: place, receiver: receiver)
    }

    mutating func callee(at place: Place, receiver: Value) -> CalleeScanner.Callee? {
        let callees = CalleeScanner(code.modules[Int(place.unit.index)].source.bytes, at: Int(place.offset)).callees
        let fitting = callees.filter { $0.isMethod == !receiver.isUndefined }
        // Of several methods it is the first that the receiver does not have.
        let missing = fitting.first { callee in callee.method.map { !hasMethod(receiver, $0) } ?? true }
        return missing ?? fitting.first ?? callees.first
    }

    private mutating func hasMethod(_ receiver: Value, _ name: String) -> Bool {
        var current: ObjectID
        switch receiver {
        case .object(let object): current = object
        case .string: current = realm.stringPrototype
        case .number: current = realm.numberPrototype
        default: return false
        }
        let key = key(name)
        while !current.isNone, heap[current].kind != .namespace {
            if let own = getOwn(current, key) { return isCallable(own.value) }
            current = heap[current].prototype
        }
        return false
    }
}
