import Diagnostics
import JavaScript
import Scenario
import Text

/// Makes the JavaScript that the modules of a scenario document stand for.
///
/// Every place in it leads back to the document that a person edits, down to the line and column of an expression.
struct Desugaring {
    private let resolution: ScenarioResolution
    private var scanner = SourceScan.Scanner()
    private var builder = SourceBuilder()
    /// The module that is being made.
    private var module = ModuleKey("")
    /// Whether it is CommonJS, which has a `require` of its own.
    private var requires = false

    init(_ scenario: Scenario) { resolution = ScenarioResolution(scenario: scenario) }

    private var document: SourceFile { resolution.scenario.document }

    /// The text of a module: JavaScript, or JSON where ``ScenarioModule/isJSON`` says so; `nil` for one in a file.
    mutating func text(of module: ScenarioModule) -> SourceFile? {
        switch module.form {
        case .code(let text):
            return SourceFile(name: document.name, bytes: Array(text.text.utf8), segments: text.segments)
        case .json(let text):
            let segment = SourceFile.Segment(start: 0, location: module.location, isVerbatim: false)
            return SourceFile(name: document.name, bytes: Array(text.utf8), segments: [segment])
        case .declarative(let imports, let steps):
            builder = SourceBuilder()
            self.module = ModuleKey(module.name)
            requires = module.isCommonJS
            if !requires, let step = steps.first(where: Self.requires) {
                builder.line("import { createRequire } from \"node:module\";", at: step.location)
            }
            for entry in imports { write(entry) }
            if !requires, let step = steps.first(where: Self.requires) {
                builder.line("const require = createRequire(import.meta.url);", at: step.location)
            }
            if !imports.isEmpty, !steps.isEmpty { builder.generated("\n", at: steps[0].location) }
            for step in steps { write(step) }
            return SourceFile(name: document.name, bytes: builder.bytes, segments: builder.segments)
        case .wasm(let description):
            return text(of: description, module, importsByName: true)
        case .commonJS(let text):
            return SourceFile(name: document.name, bytes: Array(text.text.utf8), segments: text.segments)
        case .commonJSSteps(let steps):
            builder = SourceBuilder()
            self.module = ModuleKey(module.name)
            requires = true
            for step in steps { write(step) }
            return SourceFile(name: document.name, bytes: builder.bytes, segments: builder.segments)
        case .file:
            return nil
        }
    }

    // MARK: WebAssembly

    /// A WebAssembly module as JavaScript that does the same: what it imports must be functions, its start function calls one, and its exports
    /// give numbers.
    ///
    /// - Parameter importsByName: whether it imports names, which are missed when it is linked, or namespaces that it looks into.
    mutating func text(of wasm: ScenarioWasm, _ module: ScenarioModule, importsByName: Bool) -> SourceFile {
        builder = SourceBuilder()
        self.module = ModuleKey(module.name)
        // No name of a function that is imported is the name of one that is exported.
        var locals: [(place: String, text: String, location: SourceLocation)] = []
        var start: String?
        for (index, entry) in wasm.imports.enumerated() {
            let specifier = jsonStringLiteral(entry.specifier)
            let names = entry.names.enumerated().map { offset, name in
                importsByName ? "$\(index)_\(offset)" : "$\(index)[\(jsonStringLiteral(name))]"
            }
            if importsByName {
                let list = zip(entry.names, names).map { "\(jsonStringLiteral($0)) as \($1)" }
                builder.line("import { \(list.joined(separator: ", ")) } from \(specifier);", at: entry.location)
            } else {
                builder.line("import * as $\(index) from \(specifier);", at: entry.location)
            }
            for (name, local) in zip(entry.names, names) {
                if name == wasm.start, start == nil { start = local }
                locals.append((local, "\(specifier) \(jsonStringLiteral(name))", entry.location))
            }
        }
        if wasm.isAsync { builder.line("await sleep(\(wasm.compile.milliseconds));", at: module.location) }
        for (index, local) in locals.enumerated() {
            let message = "WebAssembly.Instance(): Import #\(index) \(local.text): function import requires a callable"
            builder.line(
                "if (typeof \(local.place) !== \"function\") throw Object.assign(new Error(\(jsonStringLiteral(message))), { name: \"LinkError\" });",
                at: local.location)
        }
        if let start { builder.line("(0, \(start))();", at: module.location) }
        for export in wasm.exports {
            builder.line("export function \(export.name)() { return \(export.result); }", at: module.location)
        }
        return SourceFile(name: document.name, bytes: builder.bytes, segments: builder.segments)
    }

    // MARK: Imports

    private mutating func write(_ entry: ScenarioImport) {
        let specifier = jsonStringLiteral(entry.specifier)
        let phase = entry.isDeferred ? "defer " : ""
        if entry.isSource, case .namespace(let name) = entry.binding {
            builder.line("import source \(name) from \(specifier);", at: entry.location)
            return
        }
        let attributes = isJSON(entry.specifier) ? " with { type: \"json\" }" : ""
        let clause: String
        switch entry.binding {
        case .none: clause = ""
        case .namespace(let name): clause = "\(phase)* as \(name) from "
        case .names(let names):
            let list = names.map { $0.imported == $0.local ? $0.local : "\($0.imported) as \($0.local)" }
            clause = "{ \(list.joined(separator: ", ")) } from "
        }
        builder.line("import \(clause)\(specifier)\(attributes);", at: entry.location)
    }

    private func isJSON(_ specifier: String) -> Bool {
        resolution.module(Specifier(specifier), from: module).flatMap { resolution.scenario.module(named: $0.path) }?.isJSON == true
    }

    // MARK: Steps

    private mutating func write(_ step: ScenarioStep) {
        let location = step.location
        switch step.kind {
        case .log(let arguments):
            let list = arguments.map { argument in
                switch argument {
                case .text(let text): jsonStringLiteral(text)
                case .literal(let text): text
                }
            }
            builder.line("console.log(\(list.joined(separator: ", ")));", at: location)
        case .sleep(let duration):
            builder.line("await sleep(\(duration.milliseconds));", at: location)
        case .busy(let duration):
            builder.line("busy(\(duration.milliseconds));", at: location)
        case .await(let expression):
            let scan = scanner.scan(expression.text)
            statement("await ", expression, scan, inParentheses: !scan.isSimple, at: location)
        case .dynamicImport(let specifier, let isAwaited):
            let options = isJSON(specifier) ? ", { with: { type: \"json\" } }" : ""
            builder.line("\(isAwaited ? "await " : "")import(\(jsonStringLiteral(specifier))\(options));", at: location)
        case .require(let specifier):
            builder.line("require(\(jsonStringLiteral(specifier)));", at: location)
        case .export(let exports):
            for export in exports {
                let head = export.name == "default" ? "export default " : "export let \(export.name) = "
                let scan = scanner.scan(export.expression.text)
                // Without parentheses a comma would begin a second variable, and a line break could end the statement.
                let isLoose = scan.hasTopLevelComma || export.expression.text.trimmedOfEnd.contains("\n")
                statement(head, export.expression, scan, inParentheses: isLoose, at: location)
            }
        case .throw(let message):
            builder.line("throw new Error(\(jsonStringLiteral(message)));", at: location)
        case .microtask(let steps):
            builder.line("queueMicrotask(\(arrowHead(steps)) {", at: location)
            write(block: steps)
            builder.line("});", at: location)
        case .timeout(let duration, let steps):
            builder.line("setTimeout(\(arrowHead(steps)) {", at: location)
            write(block: steps)
            builder.line("}, \(duration.milliseconds));", at: location)
        case .attempt(let steps, let handler, let finalizer):
            builder.line("try {", at: location)
            write(block: steps)
            if let handler {
                builder.line("} catch (error) {", at: location)
                write(block: handler)
            }
            if let finalizer {
                builder.line("} finally {", at: location)
                write(block: finalizer)
            }
            builder.line("}", at: location)
        case .javaScript(let text):
            // Inside a template or a continued string, indentation would be content.
            builder.generated(builder.indentation, at: text.location)
            builder.verbatim(text, isIndented: !scanner.scan(text.text).hasMultilineString)
            builder.generated("\n", at: text.location)
        }
    }

    /// Whether a step, or one in it, calls `require()`.
    private static func requires(_ step: ScenarioStep) -> Bool {
        switch step.kind {
        case .require: true
        case .microtask(let steps), .timeout(_, let steps): steps.contains(where: requires)
        case .attempt(let steps, let handler, let finalizer):
            (steps + (handler ?? []) + (finalizer ?? [])).contains(where: requires)
        default: false
        }
    }

    private mutating func write(block steps: [ScenarioStep]) {
        builder.level += 1
        for step in steps { write(step) }
        builder.level -= 1
    }

    /// `head expression;`
    private mutating func statement(
        _ head: String, _ expression: DocumentText, _ scan: SourceScan, inParentheses: Bool, at location: SourceLocation
    ) {
        builder.generated(builder.indentation + head + (inParentheses ? "(" : ""), at: location)
        builder.verbatim(expression, isIndented: !scan.hasMultilineString)
        // A comment that runs to the end of its line would swallow what follows.
        let lineBreak = scan.endsInLineComment ? "\n" + builder.indentation : ""
        builder.generated(lineBreak + (inParentheses ? ");\n" : ";\n"), at: location)
    }

    /// The head of a callback: async when one of its steps awaits.
    private mutating func arrowHead(_ steps: [ScenarioStep]) -> String { awaits(steps) ? "async () =>" : "() =>" }

    /// Whether the steps' own code, and not that of a callback in it, may await.
    private mutating func awaits(_ steps: [ScenarioStep]) -> Bool {
        for step in steps {
            let awaits =
                switch step.kind {
                case .sleep, .await: true
                case .dynamicImport(_, let isAwaited): isAwaited
                case .attempt(let steps, let handler, let finalizer): self.awaits(steps + (handler ?? []) + (finalizer ?? []))
                case .javaScript(let text): scanner.scan(text.text).mentionsAwait
                case .log, .busy, .require, .export, .throw, .microtask, .timeout: false
                }
            if awaits { return true }
        }
        return false
    }
}

extension String {
    /// Without blanks and line breaks at the end.
    fileprivate var trimmedOfEnd: Substring {
        guard let last = utf8.lastIndex(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }) else { return "" }
        return self[...last]
    }
}
