import JavaScript
import Programs
import Text

/// A file in one scope, in which some modules are functions that run them when they are first asked for, and the others stand bare.
struct WrappedFile {
    let graph: LinkedGraph
    let style: WrapStyle
    let plan: WrapPlan
    let order: FileOrder
    private(set) var scope: ChunkScope
    /// The modules whose namespace objects the file makes.
    let namespaces: Set<ModuleNumber>
    /// By module: what its function is called.
    private var functions: [ModuleNumber: String] = [:]
    private let context: Context

    /// What a file has to do with others.
    struct Context {
        /// Modules whose namespace objects something else needs than the modules of the file.
        var namespaces: [ModuleNumber] = []
        /// What comes from other files.
        var imported: [ModuleSymbol] = []
        /// The wrapped modules of other files that the file runs.
        var calling: [ModuleNumber] = []
        /// The specifier of the file that a call of `import()` loads; `nil` where the module stands in the same file.
        var fileOfCall: (ModuleNumber) -> String? = { _ in nil }
        /// Whether the functions of the tool's own lie in one file for all.
        var sharesRuntime = false
    }

    /// - Parameter symbols: what the modules name of each other.
    init(_ symbols: ProgramSymbols, _ style: WrapStyle, _ plan: WrapPlan, _ order: FileOrder, _ context: Context = Context()) {
        self.context = context
        graph = symbols.graph
        self.style = style
        self.plan = plan
        self.order = order
        var called: [ModuleNumber] = []
        for module in order.modules {
            for call in WrappedCall.all(in: symbols.graph[module])
            where call.needsResult && plan.isWrapped(call.target) && context.fileOfCall(call.target) == nil {
                called.append(call.target)
            }
            called += symbols.graph[module].requires.map(\.target)
        }
        called.removeAll { plan.isCommonJS($0) }
        let namespaces = symbols.namespaces(of: order.modules, also: context.namespaces + called)
        let here = Set(order.modules)
        self.namespaces = Set(namespaces).intersection(here)
        scope = ChunkScope(
            symbols, modules: order.modules, namespaces: namespaces.filter(here.contains), imported: context.imported,
            reserved: [style.helper, WrapStyle.allHelper] + (style.writesUsingOut ? WrittenUsing.names : [])
                + (symbols.graph.hasCommonJS ? style.commonJS.names + ["createRequire"] : []))
        for module in order.wrapped + context.calling {
            let start = plan.isCommonJS(module) ? "require_" : "init_"
            functions[module] = scope.claim(start + UniqueNames.identifier(for: symbols.graph[module].name))
        }
    }

    /// What stands before the modules.
    var runtime: Fragment {
        var text = Fragment()
        if !context.sharesRuntime {
            var parts = RuntimeParts.of(order.modules, graph, style, plan, namespaces: namespaces)
            if order.modules.contains(where: { plan.isCommonJS($0) }) { parts.formUnion([.commonJS, .toModule]) }
            text.appendLine(parts.text(style))
        }
        if needsAllHelper { text.appendLine(Fragment(WrapRuntime.all(WrapStyle.allHelper))) }
        return text
    }

    // MARK: Calls

    /// What the function of a wrapped module is called in the file.
    func function(_ module: ModuleNumber) -> String { functions[module] ?? "undefined" }

    /// `init_x()`.
    func call(_ module: ModuleNumber) -> String { function(module) + "()" }

    /// `await init_x()`, or without a word for a synchronous module.
    func run(_ module: ModuleNumber) -> String { plan.isAsync(module) ? "await \(call(module))" : call(module) }

    /// What `import()` of a module of the same file becomes.
    ///
    /// - Parameter importer: the module that the call stands in; `nil` for a file of the tool's own.
    func importExpression(_ module: ModuleNumber, needsResult: Bool, from importer: ModuleNumber? = nil) -> String {
        if plan.isCommonJS(module) { return "Promise.resolve().then(() => \(object(of: module, for: importer)))" }
        let object = scope.text(of: .namespace(module))
        switch (plan.isAsync(module), needsResult) {
        case (true, true): return "\(call(module)).then(() => \(object))"
        case (true, false): return call(module)
        case (false, true): return "Promise.resolve().then(() => (\(call(module)), \(object)))"
        case (false, false): return "Promise.resolve().then(() => \(call(module)))"
        }
    }

    /// The statements that run what a module imports.
    private func runs(_ imports: [ImportStatement], of module: ModuleNumber) -> [Fragment] {
        let analysed = graph[module].analysed
        func line(_ text: String, _ statement: ImportStatement) -> Fragment { Fragment(text).standing(for: statement.node, of: analysed) }
        func inOrder(_ statement: ImportStatement) -> Fragment {
            if plan.isCommonJS(statement.target) { return line(commonJSImport(statement, of: module), statement) }
            let runs = statement.kind == .star && !style.awaitsStars ? call(statement.target) : run(statement.target)
            return line(
                runs + ";" + (statement.kind == .star ? addition(of: statement.target, to: module).map { " " + $0 } ?? "" : ""), statement)
        }
        guard style.gathersImports else { return imports.map(inOrder) }
        func isModule(_ statement: ImportStatement) -> Bool { !plan.isCommonJS(statement.target) || plan.isConverted(statement.target) }
        let stars = imports.filter { $0.kind == .star || !isModule($0) }
        let named = imports.filter { $0.kind != .star && isModule($0) }
        let waiting = named.filter { plan.isAsync($0.target) }
        var lines = named.filter { !plan.isAsync($0.target) }.map {
            plan.isConverted($0.target) ? inOrder($0) : line(call($0.target) + ";", $0)
        }
        if let first = waiting.first {
            let calls = waiting.map { call($0.target) }
            lines.append(
                line(calls.count == 1 ? "await \(calls[0]);" : "await \(WrapStyle.allHelper)([\(calls.joined(separator: ", "))]);", first))
        }
        return lines + stars.map(inOrder)
    }

    /// Whether the function that waits for several modules is there: bun brings it in for a wrapped module that asks for two asynchronous ones, also where it
    /// does so by `import()`, and leaves it out where only a bare module waits for several.
    private var needsAllHelper: Bool {
        style.gathersImports
            && order.wrapped.contains { module in
                let asked = graph.importStatements(of: module).map(\.target) + graph.calledModules(of: module)
                return asked.lazy.filter { plan.isAsync($0) }.prefix(2).count > 1
            }
    }

    // MARK: Modules

    func rewriting(of module: ModuleNumber, _ declarations: Rewriting.Declarations?) -> Rewriting {
        let linked = graph[module]
        let calls = WrappedCall.all(in: linked)
        var used = calls.isEmpty ? [] : WrapStyle.usedNames
        for target in calls.map(\.target) + linked.requires.map(\.target) where plan.isWrapped(target) {
            used.append(function(target))
            used.append(plan.isCommonJS(target) ? CommonJSRuntime.toModule : scope.text(of: .namespace(target)))
        }
        if linked.isCommonJS { used += [CommonJSRuntime.toCommonJS, CommonJSRuntime.require] }
        var rewriting = scope.rewriting(of: module, declarations: declarations, reserving: used)
        for call in calls {
            if call.target != module, let file = context.fileOfCall(call.target) {
                var loaded: Fragment = "import(\(literal: file))"
                if plan.isCommonJS(call.target), !style.importsRawCommonJS, !plan.isConverted(call.target) {
                    loaded.append(Fragment(".then((module) => \(CommonJSRuntime.toModule)(module.default\(nodeFlag(of: module))))"))
                }
                rewriting.replace(call.node, with: loaded, as: .member)
            } else if plan.isWrapped(call.target) {
                rewriting.replace(
                    call.node, with: Fragment(importExpression(call.target, needsResult: call.needsResult, from: module)), as: .member)
            } else {
                // A module that asks for itself where files are split: the tools print a name that nothing declares.
                let name = "require_" + UniqueNames.identifier(for: linked.name)
                rewriting.replace(call.node, with: Fragment("Promise.resolve().then(() => \(name)())"), as: .member)
            }
        }
        replaceRequires(in: &rewriting, of: module)
        if style.dropsDeadBranches { rewriting.remove(DeadBranches(of: linked.analysed.tree)) }
        return rewriting
    }

    /// The comment that says whose code follows.
    func heading(_ module: ModuleNumber) -> Fragment {
        let name = String(String.UnicodeScalarView(graph[module].name.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }))
        return Fragment("// \(visibleText(name))")
    }

    /// A module as a function, with its variables outside of it.
    func wrapped(_ module: ModuleNumber) -> Fragment {
        if plan.isCommonJS(module) { return commonJSFunction(of: module) }
        let outer = rewriting(of: module, .outside)
        var inner = outer
        var moved: [NodeID] = []
        var names = outer.hoistedNames
        var text = heading(module)
        if namespaces.contains(module) { text.appendLine(scope.namespaceObject(of: module)) }
        text.appendLine("\(statements: outer.hoistedFunctions, of: outer)")
        if style.movesConstants {
            let constants = MovableParts(in: outer)
            for declarator in constants.declarators { inner.replace(declarator, with: Fragment()) }
            for item in constants.items { inner.remove(item) }
            moved = constants.items
            let set = Set(constants.names)
            names.removeAll { set.contains($0) }
            if !constants.initialisers.isEmpty { text.appendLine(constants.initialisers) }
        }
        names += importedObjects(of: module)
        if !names.isEmpty { text.appendLine(Fragment("var \(names.joined(separator: ", "));")) }
        text.appendLine("\(statements: moved, of: outer)")
        let name = function(module)
        let word = plan.isAsync(module) ? "async () =>" : "() =>"
        if style.declaresFunctions {
            text.appendLine(Fragment("function \(name)() {\n  return (\(name) = \(style.helper)(\(word) {"))
        } else {
            text.appendLine(Fragment("var \(name) = \(style.helper)(\(word) {"))
        }
        let indent = style.declaresFunctions ? "    " : "  "
        for line in runs(graph.importStatements(of: module), of: module) { text.appendLine("\(indent)\(line)") }
        let written = style.writesUsingOut ? withUsing(inner) : WrittenUsing.forgotten(in: inner)
        text.appendLine("\(indent)\(written ?? "\(inner)")")
        text.appendLine(style.declaresFunctions ? "  }))();\n}" : "});")
        return text
    }

    /// A stretch of a module that is no function.
    func bare(_ stretch: FileOrder.Stretch) -> Fragment {
        var lines: [Fragment] = []
        if stretch.runsCommonJS { lines.append(Fragment(call(stretch.module) + ";")) }
        if stretch.beginsModule, namespaces.contains(stretch.module) { lines.append(scope.namespaceObject(of: stretch.module)) }
        lines += runs(stretch.imports, of: stretch.module)
        if stretch.hasBody {
            for star in graph.exports.addingStars(of: stretch.module) where !plan.isWrapped(star) {
                if let addition = addition(of: star, to: stretch.module) { lines.append(Fragment(addition)) }
            }
            lines.append(bareBody(of: stretch.module))
        }
        if lines.isEmpty { return Fragment() }
        var text = heading(stretch.module)
        for line in lines { text.appendLine(line) }
        return text
    }

    /// The statements of a module whose bindings are declared outside, with its `using` written out; `nil` where nothing is.
    private func withUsing(_ rewriting: Rewriting) -> Fragment? {
        let declarations = style.writesUsingOut ? WrittenUsing.declarations(in: rewriting.module) : []
        return declarations.isEmpty ? nil : WrittenUsing(declarations, in: rewriting, stack: usingStack).text
    }

    /// What no module can name.
    private var usingStack: String {
        var names = scope
        return names.claim("__stack")
    }

    private func bareBody(of module: ModuleNumber) -> Fragment {
        guard style.writesUsingOut, !WrittenUsing.declarations(in: graph[module].analysed).isEmpty else {
            return "\(rewriting(of: module, nil))"
        }
        let outer = rewriting(of: module, .outside)
        var text = Fragment()
        text.appendLine("\(statements: outer.hoistedFunctions, of: outer)")
        let names = outer.hoistedNames
        if !names.isEmpty { text.appendLine(Fragment("var \(names.joined(separator: ", "));")) }
        // A block of its own, so that many lists may have one name.
        text.appendLine("{")
        if let body = withUsing(outer) { text.appendLine("  \(body)") }
        text.appendLine("}")
        return text
    }

    /// All modules of the file: the wrapped ones, and then the bare ones as they run.
    func modules() -> Fragment {
        var text = Fragment()
        func add(_ part: Fragment) {
            if part.isEmpty { return }
            if !text.isEmpty { text.append("\n") }
            text.appendLine(part)
        }
        for module in order.wrapped { add(wrapped(module)) }
        for stretch in order.stretches { add(bare(stretch)) }
        return text
    }

    /// `export { name as exported };` for all that a module exports; empty where that is nothing.
    func exports(of module: ModuleNumber) -> Fragment {
        if plan.isCommonJS(module), !plan.isConverted(module) { return Fragment("export default \(call(module));") }
        var taken = scope
        var text = Fragment()
        if plan.isConverted(module) {
            for (number, name) in graph[module].analysed.namedExports.enumerated() {
                let variable = taken.claim("export_\(number)")
                text.appendLine(Fragment("var \(variable) = \(memberText(call(module), name));"))
                text.appendLine(
                    Fragment("export { \(variable) as \(UniqueNames.isIdentifierName(name) ? name : jsonStringLiteral(name)) };"))
            }
            return text
        }
        let exports = scope.symbols.exports(of: module).enumerated().map { (number, export) in
            var name = scope.text(of: export.symbol)
            if export.symbol.owner != export.symbol {
                // A member has no name that could be exported.
                let variable = taken.claim("export_\(number)")
                text.appendLine(Fragment("var \(variable) = \(name);"))
                name = variable
            }
            if ExactText(name) == ExactText(export.name) { return name }
            return "\(name) as \(UniqueNames.isIdentifierName(export.name) ? export.name : jsonStringLiteral(export.name))"
        }
        if !exports.isEmpty { text.appendLine(Fragment("export { \(exports.joined(separator: ", ")) };")) }
        return text
    }
}

/// A call of `import()` that names its module.
struct WrappedCall {
    var node: NodeID
    var target: ModuleNumber
    /// Whether anything can see what it gives.
    var needsResult: Bool

    /// The calls of a module, in the order of the text.
    static func all(in module: LinkedGraph.Module) -> [WrappedCall] {
        guard module.calls.contains(where: { $0.target != nil }) else { return [] }
        var unused: Set<NodeID> = []
        for node in module.analysed.tree.nodes { if case .expressionStatement(let value) = node { unused.insert(value) } }
        return module.calls.compactMap { call in
            call.target.map { WrappedCall(node: call.node, target: $0, needsResult: !unused.contains(call.node)) }
        }
    }
}
