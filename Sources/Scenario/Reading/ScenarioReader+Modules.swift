import Diagnostics
import Files
import Text

extension ScenarioReader {
    /// - Parameter key: the key of the document that holds them.
    mutating func readModules(_ node: YAMLNode?, _ key: String = "modules") -> [ScenarioModule] {
        let documentKey = key
        var modules: [ScenarioModule] = []
        var written: [ExactText: String] = [:]
        for pair in node?.pairs ?? [] {
            guard let key = pair.key.scalarText else { continue }
            let path = keyPath(documentKey, key: key)
            guard let name = Self.normalizedName(key), !name.isEmpty else {
                let why = key.isEmpty ? "a module's name cannot be empty" : "a module's name cannot leave the scenario's root"
                report(why, pair.key, path, suggestion: key.isEmpty ? nil : "name it as the scenario sees it, such as 'lib/db.mjs'")
                continue
            }
            // The very same key twice is reported with the shape.
            if let other = written[ExactText(name)], ExactText(other) != ExactText(key) {
                report(
                    "'\(shortened(key))' and '\(other)' name the same module, '\(name)'", pair.key, path,
                    suggestion: "remove one, or rename it")
            }
            written[ExactText(name)] = key
            // What is wrong with the module was reported; its name is known all the same.
            let form = readForm(pair.value, path) ?? .declarative(imports: [], steps: [])
            var module = ScenarioModule(
                name: name, form: form, load: duration(pair.value["load"]), parse: duration(pair.value["parse"]),
                size: text(pair.value["size"]).flatMap(parseSize), location: location(pair.key), keyPath: path)
            module.isCached = flag(pair.value["cached"])
            modules.append(module)
        }
        return modules
    }

    /// A module's name as specifiers reach it: without a leading `./` or `/`; `nil` for a name that would lie above the scenario's root.
    static func normalizedName(_ name: String) -> String? {
        if name == ".." || name.hasPrefix("../") { return nil }
        guard name == "." || name.hasPrefix("./") || name.hasPrefix("/") else { return name }
        let end = name.firstIndex { $0 == "?" || $0 == "#" } ?? name.endIndex
        let path = Paths.normalized(String(name[..<end]), top: .isRoot)
        return (path.hasPrefix("/") ? String(path.dropFirst()) : path) + name[end...]
    }

    mutating func readForm(_ node: YAMLNode, _ path: String) -> ScenarioModule.Form? {
        if let code = positions.text(of: node) {
            checkIsNoPath(code.text, node, path)
            return .code(code)
        }
        guard node.pairs != nil else { return nil }
        if let code = node["code"] { return positions.text(of: code).map { .code($0) } }
        if let file = node["file"] {
            guard let text = file.scalarText else { return nil }
            checkFilePath(text, file, keyPath(path, key: "file"))
            return .file(path: text, location: location(file))
        }
        if let wasm = node["wasm"] { return .wasm(readWasm(wasm, keyPath(path, key: "wasm"))) }
        if let body = node["commonjs"] {
            if body.elements != nil {
                return .commonJSSteps(readSteps(body, keyPath(path, key: "commonjs"), isTopLevel: false))
            }
            return positions.text(of: body).map { .commonJS($0) }
        }
        if let json = node["json"] { return .json(jsonValue(json, keyPath(path, key: "json")).text()) }
        var imports: [ScenarioImport] = []
        for (index, element) in (node["imports"]?.elements ?? []).enumerated() {
            let path = keyPath(keyPath(path, key: "imports"), index: index)
            if let entry = readImport(element, path) { imports.append(entry) }
        }
        return .declarative(imports: imports, steps: readSteps(node["steps"], keyPath(path, key: "steps"), isTopLevel: true))
    }

    /// A module's text is its source; a person may have written where that is.
    private mutating func checkIsNoPath(_ text: String, _ node: YAMLNode, _ path: String) {
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || "_-./@".unicodeScalars.contains($0)
        }
        let beginsAsPath = ["./", "../", "/"].contains { text.hasPrefix($0) }
        guard isPlain, beginsAsPath || [".mjs", ".js", ".json"].contains(where: { text.hasSuffix($0) }) else { return }
        report("expected JavaScript, found a path", node, path, suggestion: "write {file: \(shortened(text))}")
    }

    private mutating func checkFilePath(_ text: String, _ node: YAMLNode, _ path: String) {
        if text.isEmpty || text.hasSuffix("/") {
            report("expected the path of a file, found '\(shortened(text))'", node, path)
        } else if text.unicodeScalars.contains("\0") {
            report("a path cannot hold a NUL character", node, path)
        } else if text.hasPrefix("/"), !allowsOutside {
            report(
                "the path must start from the scenario's folder, found '\(shortened(text))'", node, path,
                suggestion: FileProblem.outsideAdvice)
        } else if !allowsOutside, Paths.normalized(text, top: .isOpen).hasPrefix("../") {
            report("the path '\(shortened(text))' leaves the scenario's folder", node, path, suggestion: FileProblem.outsideAdvice)
        }
    }

    // MARK: Imports

    private mutating func readImport(_ node: YAMLNode, _ path: String) -> ScenarioImport? {
        if let name = node.scalarText {
            checkIsNoStatement(name, node, path)
            return ScenarioImport(specifier: name, binding: .none, isDeferred: false, location: location(node))
        }
        guard let from = node["from"], let specifier = from.scalarText else { return nil }
        var binding = ScenarioImport.Binding.none
        if let names = node["names"] {
            let path = keyPath(path, key: "names")
            var pairs: [(imported: String, local: String)] = []
            for (index, element) in (names.elements ?? []).enumerated() {
                if let pair = readImportedName(element, keyPath(path, index: index)) { pairs.append(pair) }
            }
            binding = .names(pairs)
        } else if let namespace = node["as"], let name = namespace.scalarText {
            checkIdentifier(name, namespace, keyPath(path, key: "as"))
            binding = .namespace(name)
        }
        var isDeferred = false
        if let phase = node["phase"], phase.scalarText == "defer" {
            isDeferred = true
            if case .namespace = binding {
            } else {
                report(
                    "a deferred import gives a namespace, and so needs 'as'", phase, keyPath(path, key: "phase"),
                    suggestion: "write {from: \(specifier), as: name, phase: defer}")
            }
        }
        var entry = ScenarioImport(specifier: specifier, binding: binding, isDeferred: isDeferred, location: location(node))
        if let phase = node["phase"], phase.scalarText == "source" {
            entry.isSource = true
            if case .namespace = binding {
            } else {
                report(
                    "a source import gives one value, and so needs 'as'", phase, keyPath(path, key: "phase"),
                    suggestion: "write {from: \(specifier), as: name, phase: source}")
            }
        }
        return entry
    }

    /// An entry is what JavaScript writes in quotes; a person may have written the whole statement.
    private mutating func checkIsNoStatement(_ text: String, _ node: YAMLNode, _ path: String) {
        guard text.hasPrefix("import "), let quote = text.last(where: { $0 != ";" && $0 != " " }), quote == "'" || quote == "\"" else {
            return
        }
        let specifier = text.split(separator: quote, omittingEmptySubsequences: false).dropLast().last.map(String.init) ?? ""
        report("expected the name of a module, found a statement", node, path, suggestion: "write \(shortened(specifier))")
    }

    /// `a`, or `a as b`.
    private mutating func readImportedName(_ node: YAMLNode, _ path: String) -> (imported: String, local: String)? {
        guard let text = node.scalarText else { return nil }
        let words = text.split(separator: " ").map(String.init)
        let isRenamed = words.count == 3 && words[1] == "as"
        guard isRenamed || words.count == 1 else {
            report(
                "expected a name, or 'a as b', found '\(shortened(text))'", node, path)
            return nil
        }
        let imported = words[0]
        let local = words[words.count - 1]
        if !isRenamed, imported == "default" {
            report("'default' cannot be a variable's name", node, path, suggestion: "write 'default as name'")
        } else {
            if imported == "*" {
                report("'*' is no name", node, path, suggestion: "write 'as: name' in place of 'names' for the namespace")
                return nil
            }
            checkIdentifier(imported, node, path)
            if isRenamed { checkIdentifier(local, node, path) }
        }
        return (imported, local)
    }

    /// Whether the text can stand as a name in JavaScript; which words are reserved is the parser's matter.
    mutating func checkIdentifier(_ text: String, _ node: YAMLNode, _ path: String) {
        let scalars = text.unicodeScalars
        func isStart(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar == "$" || scalar.properties.isIDStart }
        let isName =
            scalars.first.map(isStart) == true
            && scalars.allSatisfy { isStart($0) || $0.properties.isIDContinue || $0.value == 0x200C || $0.value == 0x200D }
        if !isName { report("expected a JavaScript name, found '\(shortened(text))'", node, path) }
    }
}
