import Diagnostics
import Hosts
import JavaScript
import Programs

/// CommonJS modules as records: synthetic ones, whose evaluation calls the function around their text.
extension Machine {
    /// What a text is on the host.
    ///
    /// - Parameter isRequired: whether it is `require()` that asks for it.
    mutating func format(of id: ModuleID, _ text: ModuleText, isRequired: Bool) -> ModuleFormat {
        guard let rules = host.commonJS else { return text.format == .json ? .json : .module }
        // require() takes a file without an ending for CommonJS, whatever its package says.
        if isRequired, program.isOnDisk, text.format == .module, Self.hasNoEnding(graph.key(of: id).path) { return .commonJS }
        guard case .undecided(let isPackaged) = text.format else { return text.format }
        return rules.unmarked == .detected || isRequired || isPackaged ? text.format : .module
    }

    /// Whether the name of a file has no ending.
    private static func hasNoEnding(_ path: String) -> Bool {
        !(path.utf8.split(separator: UInt8(ascii: "/")).last?.contains(UInt8(ascii: ".")) ?? true)
    }

    /// Whether a text has what only modules have, so that it is none of CommonJS.
    static func hasModuleSyntax(_ tree: borrowing SyntaxTree, names: borrowing NameTable) -> Bool {
        if !tree.imports.isEmpty || !tree.exports.isEmpty || tree.hasTLA { return true }
        for node in tree.nodes {
            switch node {
            case .exportDeclaration, .exportDefault, .exportNames, .importMeta: return true
            default: break
            }
        }
        return declaresWrapperName(tree, names)
    }

    /// Whether a `let` or its like has a name that the function around CommonJS has for its parameters, which only a module may.
    /// https://nodejs.org/api/packages.html#syntax-detection
    private static func declaresWrapperName(_ tree: borrowing SyntaxTree, _ names: borrowing NameTable) -> Bool {
        var targets: [NodeID] = []
        for statement in tree[tree.body] {
            guard case .variables(let kind, let declarators) = tree[statement], kind == .let || kind == .const else { continue }
            for declarator in tree[declarators] {
                if case .declarator(let target, _) = tree[declarator] { tree.forEachTarget(in: target) { targets.append($0) } }
            }
        }
        for target in targets {
            guard case .identifier(let name) = tree[target] else { continue }
            if ["exports", "require", "module", "__filename", "__dirname"].contains(names.string(name)) { return true }
        }
        return false
    }

    /// Parses the text as CommonJS, and makes the record.
    ///
    /// - Returns: what is wrong with the text.
    mutating func parseCommonJS(_ id: ModuleID, _ file: SourceFile) -> Diagnostic? {
        var reading: CommonJSReading?
        let manner: CommonJSReading.Manner =
            switch host.commonJS?.naming {
            case .tree: .tree
            case .earlierWords: .earlierWords
            case .words, nil: .words
            }
        let host = host
        do throws(Diagnostic) {
            let unit = try loading.compiler.compile(
                file, goal: .commonJS, names: &strings.names, into: &code, nesting: limits.nesting,
                check: { tree, names throws(Diagnostic) in
                    try Self.refuseUsing(in: tree, on: host)
                    reading = CommonJSReading(of: tree, names: names, manner)
                })
            addCommonJS(id, unit, reading)
            return nil
        } catch {
            return error
        }
    }

    /// - Parameter reading: `nil` for a module of the host.
    mutating func addCommonJS(_ id: ModuleID, _ unit: UnitID, _ reading: CommonJSReading?) {
        prepareCommonJS()
        graph.moduleOfUnit.append(id)
        graph[id].unit = unit
        graph[id].cellBase = Int32(graph.cells.count)
        graph[id].importBase = Int32(graph.importTargets.count)
        graph[id].requestStart = Int32(graph.loadedModules.count)
        for _ in 0..<code.modules[Int(unit.index)].cellCount { graph.cells.append(.uninitialized) }
        graph[id].commonJS = Int32(commonJS.records.count)
        graph[id].status = .linked
        recordState(.status(.linked), module: id)
        graph[id].loading = .done
        commonJS.records.append(CommonJSModules.Record(module: id, reading: reading))
    }

    /// The function around the text of a module.
    mutating func wrapperFunction(of id: ModuleID) -> ObjectID { wrapperFunction(of: graph[id].unit) }

    /// The function around a text that is CommonJS, or that a program compiles.
    mutating func wrapperFunction(of unit: UnitID, context: Int32 = -1) -> ObjectID {
        makeClosure(code.hoisted[code.modules[Int(unit.index)].hoisted.lowerBound].code, context: context)
    }
}
