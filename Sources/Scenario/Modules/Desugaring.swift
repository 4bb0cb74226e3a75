import Diagnostics
import Text

extension Scenario {
    /// The JavaScript that a declarative module stands for.
    func javaScript(imports: [ScenarioImport], steps: [ScenarioStep], of module: ScenarioModule) -> SourceFile {
        var builder = SourceBuilder()
        for entry in imports { write(entry, of: module, to: &builder) }
        if !imports.isEmpty, !steps.isEmpty { builder.generated("\n", at: steps[0].location) }
        for step in steps { write(step, of: module, to: &builder) }
        return SourceFile(name: document.name, bytes: builder.bytes, segments: builder.segments)
    }

    // MARK: Imports

    private func write(_ entry: ScenarioImport, of module: ScenarioModule, to builder: inout SourceBuilder) {
        let specifier = jsonStringLiteral(entry.specifier)
        let phase = entry.isDeferred ? "defer " : ""
        let attributes = isJSON(entry.specifier, from: module) ? " with { type: \"json\" }" : ""
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

    private func isJSON(_ specifier: String, from referrer: ScenarioModule) -> Bool {
        resolve(specifier: specifier, from: referrer.name).flatMap(module(named:))?.isJSON == true
    }

    // MARK: Steps

    private func write(_ step: ScenarioStep, of module: ScenarioModule, to builder: inout SourceBuilder) {
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
            let scan = JavaScriptScan(expression.text)
            statement("await ", expression, inParentheses: !scan.isSimple, at: location, to: &builder)
        case .dynamicImport(let specifier, let isAwaited):
            let options = isJSON(specifier, from: module) ? ", { with: { type: \"json\" } }" : ""
            builder.line("\(isAwaited ? "await " : "")import(\(jsonStringLiteral(specifier))\(options));", at: location)
        case .export(let exports):
            for export in exports {
                let head = export.name == "default" ? "export default " : "export let \(export.name) = "
                let scan = JavaScriptScan(export.expression.text)
                // Without parentheses a comma would begin a second variable, and a line break could end the statement.
                let isLoose = scan.hasTopLevelComma || export.expression.text.trimmedOfEnd.contains("\n")
                statement(head, export.expression, inParentheses: isLoose, at: location, to: &builder)
            }
        case .throw(let message):
            builder.line("throw new Error(\(jsonStringLiteral(message)));", at: location)
        case .microtask(let steps):
            builder.line("queueMicrotask(\(Self.arrowHead(steps)) {", at: location)
            write(block: steps, of: module, to: &builder)
            builder.line("});", at: location)
        case .timeout(let duration, let steps):
            builder.line("setTimeout(\(Self.arrowHead(steps)) {", at: location)
            write(block: steps, of: module, to: &builder)
            builder.line("}, \(duration.milliseconds));", at: location)
        case .attempt(let steps, let handler, let finalizer):
            builder.line("try {", at: location)
            write(block: steps, of: module, to: &builder)
            if let handler {
                builder.line("} catch (error) {", at: location)
                write(block: handler, of: module, to: &builder)
            }
            if let finalizer {
                builder.line("} finally {", at: location)
                write(block: finalizer, of: module, to: &builder)
            }
            builder.line("}", at: location)
        case .javaScript(let text):
            // Inside a template or a continued string, indentation would be content.
            builder.generated(builder.indentation, at: text.location)
            builder.verbatim(text, isIndented: !JavaScriptScan(text.text).hasMultilineString)
            builder.generated("\n", at: text.location)
        }
    }

    private func write(block steps: [ScenarioStep], of module: ScenarioModule, to builder: inout SourceBuilder) {
        builder.level += 1
        for step in steps { write(step, of: module, to: &builder) }
        builder.level -= 1
    }

    /// `head expression;`
    private func statement(
        _ head: String, _ expression: DocumentText, inParentheses: Bool, at location: SourceLocation, to builder: inout SourceBuilder
    ) {
        let scan = JavaScriptScan(expression.text)
        builder.generated(builder.indentation + head + (inParentheses ? "(" : ""), at: location)
        builder.verbatim(expression, isIndented: !scan.hasMultilineString)
        // A comment that runs to the end of its line would swallow what follows.
        let lineBreak = scan.endsInLineComment ? "\n" + builder.indentation : ""
        builder.generated(lineBreak + (inParentheses ? ");\n" : ";\n"), at: location)
    }

    /// The head of a callback: async when one of its steps awaits.
    private static func arrowHead(_ steps: [ScenarioStep]) -> String {
        steps.contains(where: \.awaits) ? "async () =>" : "() =>"
    }
}

extension ScenarioStep {
    /// Whether the step's own code, and not that of a callback in it, may await.
    var awaits: Bool {
        switch kind {
        case .sleep, .await: true
        case .dynamicImport(_, let isAwaited): isAwaited
        case .attempt(let steps, let handler, let finalizer):
            (steps + (handler ?? []) + (finalizer ?? [])).contains(where: \.awaits)
        case .javaScript(let text): JavaScriptScan(text.text).mentionsAwait
        case .log, .busy, .export, .throw, .microtask, .timeout: false
        }
    }
}

extension String {
    /// Without blanks and line breaks at the end.
    fileprivate var trimmedOfEnd: Substring {
        guard let last = utf8.lastIndex(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }) else { return "" }
        return self[...last]
    }
}
