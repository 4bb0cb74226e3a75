import JavaScript

/// `URL` and `URLSearchParams`, as far as handlers look into what they were asked for. https://url.spec.whatwg.org
///
/// Deviation: the parts are data properties, nothing is percent-encoded, and only `scheme://host` URLs are known.
extension Machine {
    mutating func installURLs() {
        let prototype = makeLibraryObject()
        realm.service.urlPrototype = prototype
        defineTag(prototype, "URL")
        for name in ["toString", "toJSON"] {
            define(prototype, name, 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                guard case .object(let object) = arguments.thisValue else { throw machine.typeError("Illegal invocation") }
                return try machine.get(object, machine.key("href"))
            }
        }
        defineConstructor("URL", 1, prototype: prototype) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.requireNew(arguments, "URL")
            let text = try machine.toText(machine.argument(arguments, 0))
            let base = machine.argument(arguments, 1)
            let parts = URLParts(text, base: base.isUndefined ? nil : URLParts(try machine.toText(base), base: nil))
            guard let parts else { throw machine.typeError("Invalid URL string.") }
            return .object(machine.makeURL(parts))
        }
        let parameters = makeLibraryObject()
        realm.service.parametersPrototype = parameters
        defineTag(parameters, "URLSearchParams")
        for (name, missing) in [("get", Value.null), ("has", .boolean(false))] {
            define(parameters, name, 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                let map = try machine.thisCollection(arguments, .map, "URLSearchParams.prototype.\(name)")
                let key = machine.string(try machine.toText(machine.argument(arguments, 0)))
                guard let value = machine.collectionGet(map, key) else { return missing }
                return name == "has" ? .boolean(true) : value
            }
        }
        let entries = define(parameters, "entries", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            .object(
                machine.makeCollectionIterator(try machine.thisCollection(arguments, .map, "URLSearchParams.prototype.entries"), .entries))
        }
        put(parameters, .symbol(realm.symbolIterator), .object(entries), .hidden)
    }

    private mutating func makeURL(_ parts: URLParts) -> ObjectID {
        let object = heap.makeObject(.ordinary, prototype: realm.service.urlPrototype)
        let texts = [
            ("href", parts.href), ("origin", parts.origin), ("protocol", parts.scheme + ":"), ("host", parts.host),
            ("hostname", parts.hostname), ("port", parts.port), ("pathname", parts.path), ("search", parts.query), ("hash", parts.fragment),
        ]
        for (name, text) in texts { put(object, key(name), string(text)) }
        let map = makeCollection(.map, prototype: realm.service.parametersPrototype)
        for pair in parts.query.dropFirst().split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let name = string(halves[0])
            if !collectionContains(map, name) { collectionSet(map, name, string(halves.count > 1 ? halves[1] : "")) }
        }
        put(object, key("searchParams"), .object(map))
        return object
    }
}

/// The parts of `scheme://host:port/path?query#fragment`.
private struct URLParts {
    var scheme: String
    var host: String
    /// Begins with a slash.
    var path: String
    /// With its question mark; empty for none.
    var query = ""
    /// With its number sign; empty for none.
    var fragment = ""

    init?(_ text: String, base: URLParts?) {
        var rest = text[...]
        if let mark = rest.firstIndex(of: "#") {
            fragment = rest[mark...].count > 1 ? String(rest[mark...]) : ""
            rest = rest[..<mark]
        }
        if let mark = rest.firstIndex(of: "?") {
            query = rest[mark...].count > 1 ? String(rest[mark...]) : ""
            rest = rest[..<mark]
        }
        if let range = Self.schemeEnd(of: rest) {
            scheme = String(rest[..<range.lowerBound]).lowercased()
            let address = rest[range.upperBound...]
            let slash = address.firstIndex(of: "/") ?? address.endIndex
            host = String(address[..<slash]).lowercased()
            path = String(address[slash...])
            if host.isEmpty, scheme != "file" { return nil }
        } else {
            guard let base else { return nil }
            (scheme, host) = (base.scheme, base.host)
            if rest.isEmpty {
                path = base.path
                if query.isEmpty { query = base.query }
            } else if rest.hasPrefix("/") {
                path = String(rest)
            } else {
                let end = base.path.lastIndex(of: "/").map { base.path.index(after: $0) } ?? base.path.startIndex
                path = String(base.path[..<end]) + String(rest)
            }
        }
        path = Self.withoutDots(path)
    }

    private static func schemeEnd(of text: Substring) -> Range<Substring.Index>? {
        guard let colon = text.firstIndex(of: ":"), text[..<colon].first?.isLetter == true, text[colon...].hasPrefix("://") else {
            return nil
        }
        return colon..<text.index(colon, offsetBy: 3)
    }

    private static func withoutDots(_ path: String) -> String {
        var parts: [Substring] = []
        let all = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (index, part) in all.enumerated() {
            let isLast = index == all.count - 1
            switch part {
            case ".": if isLast { parts.append("") }
            case "..":
                if !parts.isEmpty { parts.removeLast() }
                if isLast { parts.append("") }
            default: parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }

    var origin: String { scheme == "file" ? "null" : scheme + "://" + host }
    var href: String { scheme + "://" + host + path + query + fragment }
    var hostname: String { host.lastIndex(of: ":").map { String(host[..<$0]) } ?? host }
    var port: String { host.lastIndex(of: ":").map { String(host[host.index(after: $0)...]) } ?? "" }
}
