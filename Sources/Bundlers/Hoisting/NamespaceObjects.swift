import JavaScript
import Programs
import Text

/// Objects that stand for namespaces of modules that are modules no more.
extension ChunkScope {
    /// The statement, or statements, that make the namespace object of a module, with getters so that it shows values as they are.
    ///
    /// - Parameters:
    ///   - isUsedBefore: whether something may use the object before what it shows has got its values.
    ///   - declares: whether the name is declared too, and not only given its value.
    func namespaceObject(of module: ModuleNumber, isUsedBefore: Bool = true, declares: Bool = true) -> Fragment {
        let name = self.text(of: .namespace(module))
        let members = symbols.exports(of: module).map { (name: $0.name, text: self.text(of: $0.symbol), symbol: $0.symbol) }
        let start = declares ? "var \(name) = " : "\(name) = "
        let made: String
        switch symbols.style.namespaceForm {
        case .frozen(let tag, let keepsValues):
            var lines = ["__proto__: null"]
            for member in members {
                let isGetter = isUsedBefore || !keepsValues || symbols.isReassigned(member.symbol)
                let key = Self.key(member.name)
                lines.append(isGetter ? "get \(key) () { return \(member.text); }" : "\(key): \(member.text)")
            }
            let object = Self.object(lines)
            let tagged = tag ? "Object.defineProperty(\(object), Symbol.toStringTag, { value: 'Module' })" : object
            made = "\(start)Object.freeze(\(tagged));"
        case .defined(let helper):
            let object = Self.object(members.map { "\(Self.key($0.name)): () => \($0.text)" })
            made = declares ? "var \(name) = {};\n\(helper)(\(name), \(object));" : "\(helper)(\(name), \(object));"
        case .made(let helper): made = "\(start)\(helper)(\(Self.object(members.map { "\(Self.key($0.name)): () => \($0.text)" })));"
        }
        return Fragment(made)
    }

    /// A name as the key of a property; `__proto__` would set the prototype.
    static func key(_ name: String) -> String {
        if name == "__proto__" { return "[\"__proto__\"]" }
        return UniqueNames.isIdentifierName(name) ? name : jsonStringLiteral(name)
    }

    private static func object(_ lines: [String]) -> String {
        lines.isEmpty ? "{}" : "{\n  " + lines.joined(separator: ",\n  ") + "\n}"
    }
}

extension ProgramSymbols {
    /// The modules whose namespace objects are needed in a group of modules, with those that they show in turn, in the order in which they are met.
    ///
    /// - Parameter also: those that something else needs, such as `import()`.
    func namespaces(of modules: [ModuleNumber], also: [ModuleNumber] = []) -> [ModuleNumber] {
        var found: [ModuleNumber] = []
        var seen: Set<ModuleNumber> = []
        func add(_ symbol: ModuleSymbol) {
            if case .namespace(let module) = symbol, seen.insert(module).inserted { found.append(module) }
        }
        for module in modules { for symbol in self[module].symbols { add(symbol) } }
        for module in also { add(.namespace(module)) }
        var next = 0
        while next < found.count {
            for export in exports(of: found[next]) { add(export.symbol.owner) }
            // What an `export *` adds comes from the other's object.
            for star in graph.exports.addingStars(of: found[next]) where !graph.isCommonJS(star) { add(.namespace(star)) }
            next += 1
        }
        return found
    }

    /// All that a group of modules uses of others, with what the namespace objects show that are made in it; each once.
    func symbols(usedBy modules: [ModuleNumber], making namespaces: [ModuleNumber]) -> [ModuleSymbol] {
        var found: [ModuleSymbol] = []
        var seen: Set<ModuleSymbol> = []
        for module in modules { for symbol in self[module].symbols where seen.insert(symbol).inserted { found.append(symbol) } }
        for module in namespaces {
            for export in exports(of: module) where seen.insert(export.symbol.owner).inserted { found.append(export.symbol.owner) }
        }
        return found
    }
}
