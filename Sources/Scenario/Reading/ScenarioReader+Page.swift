import Diagnostics
import Text

/// The page of a scenario, and how its files arrive.
extension ScenarioReader {
    /// Classic scripts, which share the names of the modules.
    mutating func readScripts(_ node: YAMLNode?, beside modules: [ScenarioModule]) -> [ScenarioModule] {
        var scripts = readModules(node, "scripts")
        let names = Set(modules.map { ExactText($0.name) })
        for index in scripts.indices {
            scripts[index].isClassic = true
            guard names.contains(ExactText(scripts[index].name)) else { continue }
            guard let pair = node?.pairs?.first(where: { $0.key.scalarText.flatMap(Self.normalizedName) == scripts[index].name }) else {
                continue
            }
            report(
                "'\(shortened(scripts[index].name))' is a module too", pair.key, keyPath("scripts", key: scripts[index].name),
                suggestion: "a file that is both stands under 'modules' alone")
        }
        return scripts
    }

    /// - Parameter modules: those of the document, to which the inline scripts of the page are added.
    mutating func readPage(_ node: YAMLNode?, _ root: YAMLNode, _ modules: inout [ScenarioModule]) -> ScenarioPage? {
        guard let node else {
            for key in ["listen", "scripts"] {
                guard let pair = root.pairs?.first(where: { $0.key.scalarText == key }) else { continue }
                report("'\(key)' needs a 'page' beside it", pair.key, key, suggestion: "a page stands in place of 'entry'")
            }
            return nil
        }
        if let entry = root.pairs?.first(where: { $0.key.scalarText == "entry" }) {
            report(
                "'entry' and 'page' cannot stand together", entry.key, "entry", suggestion: "write '- module: NAME' as an item of the page")
        }
        var names = Set(modules.map { ExactText($0.name) })
        var items: [ScenarioPageItem] = []
        var isHidden = false
        inlineScriptCount = 0
        for (index, element) in (node.elements ?? []).enumerated() {
            let path = keyPath("page", index: index)
            if let hidden = element["hidden"] { isHidden = flag(hidden) }
            if let item = readPageItem(element, path, &modules, &names) { items.append(item) }
        }
        let hasScript = items.contains { if case .script = $0.kind { true } else { false } }
        if !hasScript, problems.isEmpty { report("the page has no script", node, "page", suggestion: "add '- module: NAME'") }
        return ScenarioPage(
            items: items, listens: texts(root["listen"]).compactMap { PageSignal(rawValue: $0) }, isHidden: isHidden)
    }

    private mutating func readPageItem(
        _ node: YAMLNode, _ path: String, _ modules: inout [ScenarioModule], _ names: inout Set<ExactText>
    ) -> ScenarioPageItem? {
        func item(_ kind: ScenarioPageItem.Kind) -> ScenarioPageItem { ScenarioPageItem(kind: kind, location: location(node)) }
        for key in ["module", "classic"] {
            guard let value = node[key] else { continue }
            var script = ScenarioPageScript(
                name: "", isModule: key == "module", isInline: value.pairs != nil, isAsync: flag(node["async"]),
                isDeferred: flag(node["defer"]), isNoModule: flag(node["nomodule"]))
            if script.isInline {
                script.name = unusedName(among: names)
                names.insert(ExactText(script.name))
                guard let form = readForm(value, keyPath(path, key: key)) else { return nil }
                var module = ScenarioModule(
                    name: script.name, form: form, load: nil, parse: nil, size: nil, location: location(value),
                    keyPath: keyPath(path, key: key))
                module.isInline = true
                module.isClassic = !script.isModule
                modules.append(module)
                return item(.script(script))
            }
            guard let text = value.scalarText else { return nil }
            script.name = Self.normalizedName(text) ?? text
            if !flag(node["missing"]) { requireFile(script.name, value, keyPath(path, key: key), names, modules) }
            return item(.script(script))
        }
        if let map = node["importmap"] { return item(.importMap(jsonValue(map, keyPath(path, key: "importmap")).text())) }
        if let value = node["preload"], let text = value.scalarText {
            let name = Self.normalizedName(text) ?? text
            if !flag(node["missing"]) { requireFile(name, value, keyPath(path, key: "preload"), names, modules) }
            return item(.preload(name))
        }
        if let name = text(node["image"]) { return item(.image(name, load: duration(node["load"]))) }
        if node["content"] != nil { return item(.content) }
        return duration(node["pause"]).map { item(.pause($0)) }
    }

    /// A name that no file has, for an inline script.
    private mutating func unusedName(among names: Set<ExactText>) -> String {
        repeat { inlineScriptCount += 1 } while names.contains(ExactText("inline \(inlineScriptCount)"))
        return "inline \(inlineScriptCount)"
    }

    private mutating func requireFile(
        _ name: String, _ node: YAMLNode, _ path: String, _ names: Set<ExactText>, _ modules: [ScenarioModule]
    ) {
        // A query makes another module of the same file.
        let file = name.prefix { $0 != "?" && $0 != "#" }
        guard !names.contains(ExactText(name)), !names.contains(ExactText(String(file))), problems.count < Self.problemLimit else { return }
        let near = nearestName(to: name, among: modules.filter { !$0.isInline }.map(\.name))
        report(
            "no module or script is called '\(shortened(name))'", node, path,
            suggestion: near.map { "did you mean '\($0)'?" } ?? "add it under 'modules' or 'scripts', or write 'missing: true' beside it")
    }

    func readNetwork(_ node: YAMLNode?) -> ScenarioNetwork? {
        guard let node else { return nil }
        return ScenarioNetwork(
            latency: duration(node["latency"]), bandwidth: text(node["bandwidth"]).flatMap(parseSize),
            connections: integer(node["connections"]).map { Int($0) },
            protocol: text(node["protocol"]).flatMap { ScenarioNetwork.NetworkProtocol(rawValue: $0) } ?? .http1)
    }
}
