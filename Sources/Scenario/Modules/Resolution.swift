import Text

extension Scenario {
    /// The name of a module as specifiers reach it: without a leading `./` or `/`; `nil` for a name that would lie
    /// above the scenario's root.
    public static func normalizedName(_ name: String) -> String? {
        if name == ".." || name.hasPrefix("../") { return nil }
        return isRelative(name) ? resolvedName(of: name, from: "") : name
    }

    /// The module that a specifier means: `./` and `../` are taken from the referrer's name and `/` from the root, as
    /// for URLs, which go no higher than the root; any other specifier is a name as it stands.
    ///
    /// - Parameter referrer: the importing module's name; empty for the scenario itself.
    public static func resolvedName(of specifier: String, from referrer: String) -> String {
        guard isRelative(specifier) else { return specifier }
        let (origin, path) = splitOrigin(referrer)
        var segments: [Substring] = []
        if !specifier.hasPrefix("/") {
            let file = path.prefix { $0 != "?" && $0 != "#" }
            segments = file.split(separator: "/", omittingEmptySubsequences: true).dropLast(file.hasSuffix("/") ? 0 : 1)
        }
        let tail = specifier.firstIndex { $0 == "?" || $0 == "#" } ?? specifier.endIndex
        let parts = specifier[..<tail].split(separator: "/", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            switch part {
            case "." where index < parts.count - 1, "": break
            case ".": segments.append("")
            case "..":
                if !segments.isEmpty { segments.removeLast() }
                if index == parts.count - 1 { segments.append("") }
            default: segments.append(part)
            }
        }
        if specifier[..<tail].hasSuffix("/") { segments.append("") }
        return origin + segments.joined(separator: "/") + specifier[tail...]
    }

    /// The name of the module of this scenario that a specifier means; `nil` when it has none.
    public func resolve(specifier: String, from referrer: String) -> String? {
        let name = Self.resolvedName(of: specifier, from: referrer)
        return index(ofModule: name) == nil ? nil : name
    }

    /// What a specifier that resolves to nothing most likely meant, written so that it works in the referrer.
    public func nearestSpecifier(to specifier: String, from referrer: String) -> String? {
        // The same text with or without `./`, or with an extension: closer than letters can tell.
        let extensions = ["", ".mjs", ".js", ".json", "/index.mjs", "/index.js"]
        let prefixes = Self.isRelative(specifier) ? [""] : ["", "./", "../"]
        for prefix in prefixes {
            for ending in extensions where resolve(specifier: prefix + specifier + ending, from: referrer) != nil {
                return prefix + specifier + ending
            }
        }
        if specifier.hasPrefix("./"), index(ofModule: String(specifier.dropFirst(2))) != nil { return String(specifier.dropFirst(2)) }
        // Without its extension, or with another.
        for ending in [".mjs", ".js", ".cjs", ".mts", ".ts", ".json"] where specifier.hasSuffix(ending) {
            let stem = String(specifier.dropLast(ending.count))
            for candidate in extensions.map({ stem + $0 }) where resolve(specifier: candidate, from: referrer) != nil { return candidate }
            if stem.hasPrefix("./"), index(ofModule: String(stem.dropFirst(2))) != nil { return String(stem.dropFirst(2)) }
        }
        guard modules.count <= 20_000 else { return nil }
        if Self.isRelative(specifier) {
            return nearestName(to: specifier, among: modules.map { Self.relativeSpecifier(of: $0.name, from: referrer) })
        }
        return nearestName(to: specifier, among: modules.map(\.name))
    }

    static func isRelative(_ specifier: String) -> Bool {
        specifier == "." || specifier == ".." || specifier.hasPrefix("./") || specifier.hasPrefix("../") || specifier.hasPrefix("/")
    }

    /// `https://host/` and what follows; names without an origin stand below the scenario's root.
    private static func splitOrigin(_ name: String) -> (origin: String, path: Substring) {
        guard let colon = name.firstIndex(of: ":"), name[colon...].hasPrefix("://"),
            name[..<colon].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+" || $0 == "-" || $0 == ".") })
        else { return ("", name[...]) }
        let host = name.index(colon, offsetBy: 3)
        guard let slash = name[host...].firstIndex(of: "/") else { return (name + "/", "") }
        return (String(name[...slash]), name[name.index(after: slash)...])
    }

    /// How a module is named relative to another.
    private static func relativeSpecifier(of name: String, from referrer: String) -> String {
        var target = name.split(separator: "/", omittingEmptySubsequences: false)[...]
        var base = referrer.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        while target.count > 1, let first = base.first, first == target.first {
            target.removeFirst()
            base.removeFirst()
        }
        let up = base.isEmpty ? "./" : String(repeating: "../", count: base.count)
        return up + target.joined(separator: "/")
    }
}
