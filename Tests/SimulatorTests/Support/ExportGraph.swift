import Simulator

/// Modules that export names in every way, and what ECMA-262 finds for a name, step by step as it is written there.
struct ExportGraph: CustomStringConvertible {
    enum Item {
        /// `export { v0 as name }` of a variable of the module.
        case local(String, variable: Int)
        /// `export { imported as name } from`.
        case indirect(String, from: Int, imported: String)
        /// `import { imported as binding } from`, and the export of the binding.
        case importedBinding(String, from: Int, imported: String)
        /// `export * as name from`.
        case namespace(String, of: Int)
        /// `import * as binding from`, and the export of the binding.
        case importedNamespace(String, of: Int)
        /// `export * from`.
        case star(Int)
    }

    /// A ResolvedBinding Record, null, or ambiguous.
    enum Resolution: Equatable {
        case variable(module: Int, variable: Int)
        case namespace(of: Int)
        case null
        case ambiguous
    }

    var modules: [[Item]]
    /// The last module is JSON.
    var json: Int { modules.count - 1 }

    static let names = ["a", "b", "c", "d", "default"]
    /// Names that fewer modules have.
    static let moreNames = (0..<24).map { "n\($0)" }

    static func random(_ random: inout SplitMix64) -> ExportGraph {
        let count = Int.random(in: 2...9, using: &random)
        let starChance = Int.random(in: 10...80, using: &random)
        // Many names of a module are another way through the simulator, and so are many stars.
        let most = [2, 4, 8, 14, 40].randomElement(using: &random) ?? 8
        var modules: [[Item]] = []
        for _ in 0..<count - 1 {
            var items: [Item] = []
            var free = names.shuffled(using: &random)
            if Bool.random(using: &random) { free = (moreNames + free).shuffled(using: &random) }
            for _ in 0..<Int.random(in: 0...most, using: &random) {
                let target = Int.random(in: 0..<count, using: &random)
                if Int.random(in: 0..<100, using: &random) < starChance {
                    items.append(.star(target))
                    continue
                }
                guard let name = free.popLast() else { continue }
                let imported = names.randomElement(using: &random) ?? name
                switch Int.random(in: 0..<9, using: &random) {
                case 0..<3: items.append(.local(name, variable: Int.random(in: 0...1, using: &random)))
                case 3..<5: items.append(.indirect(name, from: target, imported: imported))
                case 5: items.append(.indirect(name, from: target, imported: name))
                case 6: items.append(.importedBinding(name, from: target, imported: imported))
                case 7: items.append(.namespace(name, of: target))
                default: items.append(.importedNamespace(name, of: target))
                }
            }
            modules.append(items)
        }
        return ExportGraph(modules: modules + [[]])
    }

    // MARK: The algorithms of ECMA-262

    private struct Asked: Hashable {
        var module: Int
        var name: String
    }

    func resolveExport(_ module: Int, _ name: String) -> Resolution {
        var resolveSet: [Asked] = []
        return resolveExport(module, name, &resolveSet)
    }

    /// https://tc39.es/ecma262/#sec-resolveexport
    private func resolveExport(_ module: Int, _ name: String, _ resolveSet: inout [Asked]) -> Resolution {
        if module == json { return name == "default" ? .variable(module: json, variable: 0) : .null }
        // Steps 2–3.
        let asked = Asked(module: module, name: name)
        if resolveSet.contains(asked) { return .null }
        resolveSet.append(asked)
        // Steps 4–6.
        for item in modules[module] {
            switch item {
            case .local(name, let variable): return .variable(module: module, variable: variable)
            case .namespace(name, let target), .importedNamespace(name, let target): return .namespace(of: target)
            case .indirect(name, let target, let imported), .importedBinding(name, let target, let imported):
                return resolveExport(target, imported, &resolveSet)
            default: continue
            }
        }
        // Step 7.
        if name == "default" { return .null }
        // Steps 8–9.
        var starResolution = Resolution.null
        for case .star(let target) in modules[module] {
            let resolution = resolveExport(target, name, &resolveSet)
            if resolution == .ambiguous { return .ambiguous }
            if resolution == .null { continue }
            if starResolution == .null {
                starResolution = resolution
            } else if starResolution != resolution {
                return .ambiguous
            }
        }
        return starResolution
    }

    /// https://tc39.es/ecma262/#sec-getexportednames
    func exportedNames(_ module: Int) -> [String] {
        var exportStarSet: [Int] = []
        return exportedNames(module, &exportStarSet)
    }

    private func exportedNames(_ module: Int, _ exportStarSet: inout [Int]) -> [String] {
        if module == json { return ["default"] }
        if exportStarSet.contains(module) { return [] }
        exportStarSet.append(module)
        var exported: [String] = []
        for item in modules[module] {
            switch item {
            case .local(let name, _), .indirect(let name, _, _), .importedBinding(let name, _, _), .namespace(let name, _),
                .importedNamespace(let name, _):
                exported.append(name)
            case .star: break
            }
        }
        for case .star(let target) in modules[module] {
            for name in exportedNames(target, &exportStarSet) where name != "default" && !exported.contains(name) { exported.append(name) }
        }
        return exported
    }

    /// [[Exports]] of a namespace. https://tc39.es/ecma262/#sec-getmodulenamespace
    func namespaceNames(_ module: Int) -> [String] {
        exportedNames(module).filter { ![.null, .ambiguous].contains(resolveExport(module, $0)) }.sorted {
            $0.utf16.lexicographicallyPrecedes($1.utf16)
        }
    }

    // MARK: Text

    func name(of module: Int) -> String { module == json ? "m\(module).json" : "m\(module)" }

    private func clause(_ target: Int) -> String {
        "from '\(name(of: target))'" + (target == json ? " with { type: 'json' };" : ";")
    }

    func source(of module: Int) -> String {
        if module == json { return "1" }
        let lines = modules[module].enumerated().map { index, item in
            switch item {
            case .local(let name, let variable): "export { v\(variable) as \(name) };"
            case .indirect(let name, let target, let imported): "export { \(imported) as \(name) } \(clause(target))"
            case .importedBinding(let name, let target, let imported):
                "import { \(imported) as i\(index) } \(clause(target)) export { i\(index) as \(name) };"
            case .namespace(let name, let target): "export * as \(name) \(clause(target))"
            case .importedNamespace(let name, let target): "import * as i\(index) \(clause(target)) export { i\(index) as \(name) };"
            case .star(let target): "export * \(clause(target))"
            }
        }
        return "let v0, v1;\n" + lines.joined(separator: "\n")
    }

    var description: String { modules.indices.map { "\(name(of: $0)):\n\(source(of: $0))" }.joined(separator: "\n\n") }
}
