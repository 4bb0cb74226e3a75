import JavaScript
import Programs
import Text

/// CommonJS modules in a file of one scope: functions that give what the modules export.
extension WrappedFile {
    /// `, 1` where a module imports CommonJS as Node.js does.
    func nodeFlag(of importer: ModuleNumber) -> String { graph[importer].hasNodeImports ? ", 1" : "" }

    /// `__toESM(require_x(), 1)`
    func object(of module: ModuleNumber, for importer: ModuleNumber?) -> String {
        plan.isConverted(module)
            ? call(module) : "\(CommonJSRuntime.toModule)(\(call(module))\(importer.map { nodeFlag(of: $0) } ?? ", 1"))"
    }

    /// The objects that a module makes of the CommonJS that it imports, by the names that they have in the file.
    func importedObjects(of module: ModuleNumber) -> [String] {
        var seen: Set<ModuleNumber> = []
        return graph.importStatements(of: module).compactMap { statement in
            guard plan.isCommonJS(statement.target), statement.kind == .import || statement.kind == .reexport,
                seen.insert(statement.target).inserted
            else { return nil }
            return scope.text(of: .imported(statement.target, by: module))
        }
    }

    /// What an import of CommonJS becomes: it is run, and what it exports is kept for the importer.
    func commonJSImport(_ statement: ImportStatement, of module: ModuleNumber) -> String {
        switch statement.kind {
        case .bare: return call(statement.target) + ";"
        case .import, .reexport:
            let declares = plan.isWrapped(module) ? "" : "var "
            let name = scope.text(of: .imported(statement.target, by: module))
            return "\(declares)\(name) = \(object(of: statement.target, for: module));"
        case .star: return addition(of: statement.target, to: module) ?? call(statement.target) + ";"
        }
    }

    /// What puts the names of an `export *` into the namespace object of a module that only the run tells; `nil` where there is none.
    func addition(of star: ModuleNumber, to module: ModuleNumber) -> String? {
        guard namespaces.contains(module), graph.exports.addsNames(star) else { return nil }
        let from = plan.isCommonJS(star) ? object(of: star, for: module) : scope.text(of: .namespace(star))
        return "\(CommonJSRuntime.addExports)(\(scope.text(of: .namespace(module))), \(from));"
    }

    /// `require("./x")` becomes a call of what runs the module.
    func replaceRequires(in rewriting: inout Rewriting, of module: ModuleNumber) {
        let linked = graph[module]
        guard linked.isCommonJS else { return }
        for required in linked.requires {
            let run = call(required.target)
            if plan.isCommonJS(required.target) {
                rewriting.replace(required.node, with: Fragment(run), as: .member)
            } else {
                let exports = "\(CommonJSRuntime.toCommonJS)(\(scope.text(of: .namespace(required.target))))"
                rewriting.replace(required.node, with: Fragment("(\(run), \(exports))"), as: .member)
            }
        }
        if let parameter = linked.analysed.commonJSParameter("require") {
            rewriting.names[parameter] = .identifier(CommonJSRuntime.require)
        }
    }

    /// A CommonJS module as a function that runs it once and gives what it exports.
    func commonJSFunction(of module: ModuleNumber) -> Fragment {
        let linked = graph[module]
        let rewriting = rewriting(of: module, nil)
        var text = heading(module)
        text.appendLine(
            Fragment(
                "var \(function(module)) = \(plan.isConverted(module) ? style.commonJS.functionText : style.commonJS.helper)(function (exports, module) {"
            ))
        if linked.isCommonJS {
            if style.commonJS.hasFileNames { text.appendLine(Fragment(fileNames(of: module))) }
            text.appendLine("  \(statements: linked.analysed.commonJSStatements, of: rewriting)")
        } else if let item = linked.analysed.tree[linked.analysed.tree.body].first,
            case .exportDefault(let value) = linked.analysed.tree[item]
        {
            text.appendLine("  module.exports = \(value, of: rewriting, as: .assignment);")
        }
        text.appendLine("});")
        return text
    }

    /// The variables that tell a module where it lies, if it asks.
    private func fileNames(of module: ModuleNumber) -> String {
        let analysed = graph[module].analysed
        let path = "/" + graph[module].name
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        return [("__filename", path), ("__dirname", folder.isEmpty ? "/" : folder)].compactMap { name, value in
            analysed.commonJSUses(of: name).isEmpty
                ? nil : "  var \(name) = \(jsonStringLiteral(value));"
        }.joined(separator: "\n")
    }
}
