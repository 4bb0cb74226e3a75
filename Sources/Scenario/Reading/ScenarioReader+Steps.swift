import Diagnostics
import JavaScript

extension ScenarioReader {
    /// - Parameter isTopLevel: whether the steps are the module's own and not those of a callback or a `try`.
    mutating func readSteps(_ node: YAMLNode?, _ path: String, isTopLevel: Bool) -> [ScenarioStep] {
        var steps: [ScenarioStep] = []
        for (index, element) in (node?.elements ?? []).enumerated() {
            if let step = readStep(element, keyPath(path, index: index), isTopLevel: isTopLevel) { steps.append(step) }
        }
        return steps
    }

    private mutating func readStep(_ node: YAMLNode, _ path: String, isTopLevel: Bool) -> ScenarioStep? {
        let keys = Format.step.formKeys
        guard
            let pair = node.pairs?.first(where: {
                keys.contains($0.key.scalarText ?? "") && !["catch", "finally"].contains($0.key.scalarText)
            }),
            let name = pair.key.scalarText,
            let kind = readKind(name, pair, node, keyPath(path, key: name), isTopLevel: isTopLevel)
        else { return nil }
        return ScenarioStep(kind: kind, location: location(pair.key))
    }

    private mutating func readKind(
        _ name: String, _ pair: YAMLNode.Pair, _ node: YAMLNode, _ path: String, isTopLevel: Bool
    ) -> ScenarioStep.Kind? {
        let value = pair.value
        switch name {
        case "log": return .log(scalars(value).map(logArgument))
        case "sleep": return duration(value).map { .sleep($0) }
        case "busy": return duration(value).map { .busy($0) }
        case "await": return readExpression(value, path).map { .await($0) }
        case "throw": return value.scalarText.map { .throw(message: $0) }
        case "js":
            guard let text = positions.text(of: value) else { return nil }
            reportProblem(of: scanner.scan(text.text), "the JavaScript", text, path)
            return .javaScript(text)
        case "import":
            if let specifier = value.scalarText { return .dynamicImport(specifier: specifier, isAwaited: true) }
            guard let specifier = value["module"]?.scalarText else { return nil }
            return .dynamicImport(specifier: specifier, isAwaited: value["await"].map { flag($0) } ?? true)
        case "require": return value.scalarText.map { .require(specifier: $0) }
        case "export":
            if !isTopLevel {
                report(
                    "'export' stands only among the module's own steps", pair.key, path, suggestion: "move it out of the steps that hold it"
                )
            }
            return readExports(value, path)
        case "microtask":
            return .microtask(readSteps(value, path, isTopLevel: false))
        case "timeout":
            let steps = readSteps(value["do"], keyPath(path, key: "do"), isTopLevel: false)
            return duration(value["after"]).map { .timeout(after: $0, steps) }
        case "try":
            let parent = String(path.dropLast(".try".count))
            func part(_ name: String) -> [ScenarioStep]? {
                node[name].map { readSteps($0, keyPath(parent, key: name), isTopLevel: false) }
            }
            let steps = readSteps(value, path, isTopLevel: false)
            let (handler, finalizer) = (part("catch"), part("finally"))
            if handler == nil, finalizer == nil {
                report(
                    "'try' needs a 'catch' or a 'finally' beside it", pair.key, path,
                    suggestion: "write both in one entry, without '- ' between them")
            }
            return .attempt(steps, catch: handler, finally: finalizer)
        default:
            return nil
        }
    }

    private mutating func reportProblem(of scan: SourceScan, _ what: String, _ text: DocumentText, _ path: String) {
        guard let problem = scan.problem, problems.count < Self.problemLimit else { return }
        let location = text.location(at: scan.problemOffset)
        problems.append(
            Diagnostic(
                .scenario, "\(what) \(problem)", at: location, keyPath: path,
                sourceLine: positions.sourceLine(at: location)))
    }

    private func logArgument(_ node: YAMLNode) -> LogArgument {
        guard case .scalar(let text, let style) = node.content else { return .text("") }
        switch ScalarType(text, style) {
        case .null: return .literal("null")
        case .bool(let value): return .literal(value ? "true" : "false")
        case .number: return ScalarType.isJSONNumber(text) ? .literal(text) : .text(text)
        case .text: return .text(text)
        }
    }

    private mutating func readExports(_ node: YAMLNode, _ path: String) -> ScenarioStep.Kind? {
        guard let pairs = node.pairs else { return nil }
        var exports: [(name: String, expression: DocumentText)] = []
        for pair in pairs {
            guard let name = pair.key.scalarText else { continue }
            let path = keyPath(path, key: name)
            if name != "default" { checkIdentifier(name, pair.key, path) }
            if let expression = readExpression(pair.value, path) { exports.append((name, expression)) }
        }
        return .export(exports)
    }

    /// JavaScript that must be one expression: what surrounds it in the module made of it may not be closed or ended
    /// from inside.
    private mutating func readExpression(_ node: YAMLNode, _ path: String) -> DocumentText? {
        guard let text = positions.text(of: node) else { return nil }
        let scan = scanner.scan(text.text)
        if scan.isEmpty {
            report("expected a JavaScript expression, found nothing", node, path)
        } else if scan.problem != nil {
            reportProblem(of: scan, "the expression", text, path)
        } else if scan.hasTopLevelSemicolon {
            report("expected one expression, found a ';'", node, path, suggestion: "write statements in a 'js' step")
        }
        return text
    }
}
