import Diagnostics
import Scenario
import Text

/// An import map: what specifiers mean on a page. https://html.spec.whatwg.org/multipage/webappapis.html#import-maps
public struct ImportMap: Sendable {
    /// A specifier, or the beginning of some that ends in `/`, and the module that it means; `nil` where the map says that it means none.
    struct Rule: Sendable {
        var key: String
        var address: String?
    }

    struct Scope: Sendable {
        var prefix: String
        var rules: [Rule]
    }

    /// Longer keys first.
    private(set) var rules: [Rule] = []
    private(set) var scopes: [Scope] = []

    public init() {}

    /// What a specifier means by the map.
    public enum Meaning: Sendable, Equatable {
        case module(ModuleKey)
        /// The map says that it means nothing.
        case blocked
        /// The map says nothing of it.
        case unmapped
    }

    // MARK: Reading

    /// Parse an import map string. https://html.spec.whatwg.org/multipage/webappapis.html#parse-an-import-map-string
    ///
    /// - Throws: what is wrong with its JSON, or with the kinds of its values.
    public init(_ file: SourceFile, in program: Program, document: ModuleKey) throws(Diagnostic) {
        func problem(_ message: String) -> Diagnostic { Diagnostic(.syntax, message, at: file.location(at: 0)) }
        guard let root = JSONReader.value(of: file.bytes) else { throw problem("the import map is no JSON") }
        guard case .object(let members) = root else { throw problem("the import map must be an object") }
        for member in members {
            switch member.key {
            case "imports":
                guard case .object(let imports) = member.value else { throw problem("'imports' of the import map must be an object") }
                rules = Self.rules(imports, program, document)
            case "scopes":
                guard case .object(let list) = member.value else { throw problem("'scopes' of the import map must be an object") }
                for scope in list {
                    guard case .object(let imports) = scope.value else {
                        throw problem("the scope '\(shortened(scope.key))' of the import map must be an object")
                    }
                    guard let prefix = Self.address(scope.key, program, document) else { continue }
                    scopes.append(Scope(prefix: prefix, rules: Self.rules(imports, program, document)))
                }
                scopes.sort { $1.prefix.utf16.lexicographicallyPrecedes($0.prefix.utf16) }
            default: break
            }
        }
    }

    /// Sort and normalize a module specifier map.
    private static func rules(_ members: [JSONValue.Member], _ program: Program, _ document: ModuleKey) -> [Rule] {
        var rules: [Rule] = []
        var places: [ExactText: Int] = [:]
        for member in members where !member.key.isEmpty {
            let key = normalized(member.key, program, document)
            var address: String?
            if case .string(let text) = member.value, let place = Self.address(text, program, document),
                !key.hasSuffix("/") || place.hasSuffix("/")
            {
                address = place
            }
            // Of two keys that mean the same the last counts.
            if let known = places[ExactText(key)] {
                rules[known].address = address
            } else {
                places[ExactText(key)] = rules.count
                rules.append(Rule(key: key, address: address))
            }
        }
        return rules.sorted { $1.key.utf16.lexicographicallyPrecedes($0.key.utf16) }
    }

    /// The place that a URL-like text names, as text; `nil` for a bare name that is none.
    private static func address(_ text: String, _ program: Program, _ document: ModuleKey) -> String? {
        guard let key = program.place(of: text, from: document) else { return nil }
        let place = key.path + key.suffix
        return text.hasSuffix("/") && !place.hasSuffix("/") ? place + "/" : place
    }

    private static func normalized(_ specifier: String, _ program: Program, _ document: ModuleKey) -> String {
        Specifier(specifier).form == .bare ? specifier : address(specifier, program, document) ?? specifier
    }

    // MARK: Merging

    /// Merge existing and new import maps: what was resolved before keeps its meaning, and of two rules the older stays.
    /// https://html.spec.whatwg.org/multipage/webappapis.html#merge-existing-and-new-import-maps
    ///
    /// - Parameter resolved: the specifiers that were resolved before, as ``normalized(_:from:in:)`` has them.
    public mutating func merge(_ other: ImportMap, resolved: [String]) {
        let resolved = Set(resolved.map(ExactText.init))
        func isFree(_ rule: Rule) -> Bool {
            if resolved.contains(ExactText(rule.key)) { return false }
            return !rule.key.hasSuffix("/") || !resolved.contains { $0.text.hasPrefix(rule.key) }
        }
        rules = Self.merged(rules, other.rules.filter(isFree))
        var places: [ExactText: Int] = [:]
        for (index, scope) in scopes.enumerated() { places[ExactText(scope.prefix)] = index }
        for scope in other.scopes {
            let free = scope.rules.filter(isFree)
            if let known = places[ExactText(scope.prefix)] {
                scopes[known].rules = Self.merged(scopes[known].rules, free)
            } else {
                scopes.append(Scope(prefix: scope.prefix, rules: free))
            }
        }
        scopes.sort { $1.prefix.utf16.lexicographicallyPrecedes($0.prefix.utf16) }
    }

    /// Rules with those of another list that are not among them.
    private static func merged(_ rules: [Rule], _ others: [Rule]) -> [Rule] {
        let known = Set(rules.map { ExactText($0.key) })
        return (rules + others.filter { !known.contains(ExactText($0.key)) }).sorted {
            $1.key.utf16.lexicographicallyPrecedes($0.key.utf16)
        }
    }

    // MARK: Resolving

    public var isEmpty: Bool { rules.isEmpty && scopes.isEmpty }

    /// How many rules a specifier may be held against, for the count of work.
    public var ruleCount: Int { scopes.reduce(rules.count) { $0 + $1.rules.count + 1 } }

    /// A specifier as the map's keys are written: the place that it names, or the bare name itself.
    public static func normalized(_ specifier: String, from referrer: ModuleKey, in program: Program) -> String {
        guard Specifier(specifier).form != .bare, let key = program.place(of: specifier, from: referrer) else { return specifier }
        return key.path + key.suffix
    }

    /// Resolve a module specifier, as far as the map has a part in it.
    /// https://html.spec.whatwg.org/multipage/webappapis.html#resolve-a-module-specifier
    public func meaning(of specifier: String, from referrer: ModuleKey, in program: Program) -> Meaning {
        let normalized = Self.normalized(specifier, from: referrer, in: program)
        let base = referrer.path + referrer.suffix
        for scope in scopes where scope.prefix == base || (scope.prefix.hasSuffix("/") && base.hasPrefix(scope.prefix)) {
            if let found = Self.match(normalized, scope.rules) { return found }
        }
        // A scope of the root has the empty place.
        return Self.match(normalized, rules) ?? .unmapped
    }

    /// Resolve an imports match.
    private static func match(_ specifier: String, _ rules: [Rule]) -> Meaning? {
        for rule in rules {
            if ExactText(rule.key) == ExactText(specifier) { return rule.address.map { .module(key($0)) } ?? .blocked }
            guard rule.key.hasSuffix("/"), specifier.hasPrefix(rule.key) else { continue }
            guard let address = rule.address else { return .blocked }
            let rest = specifier.dropFirst(rule.key.count)
            // What goes up again would leave the place that the rule gives.
            if rest.split(separator: "/").contains("..") { return .blocked }
            return .module(key(address + rest))
        }
        return nil
    }

    private static func key(_ address: String) -> ModuleKey {
        let end = address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex
        return ModuleKey(String(address[..<end]), suffix: String(address[end...]))
    }
}
