import Diagnostics

/// Requests and bindings of a program that serves, and what it is to answer.
extension ScenarioReader {
    mutating func readService(_ root: YAMLNode) -> ScenarioService {
        var service = ScenarioService()
        service.location = [root["requests"], root["bindings"], root["isolates"]].compactMap { $0 }.first.map(location)
        if let count = integer(root["isolates"]) { service.isolates = Int(count) }
        for (index, element) in (root["requests"]?.elements ?? []).enumerated() {
            guard let url = text(element["url"]) else { continue }
            let path = keyPath("requests", index: index)
            let isolate = integer(element["isolate"]).map { Int($0) }
            if let isolate, let node = element["isolate"], isolate > service.isolates {
                report(
                    "there is no isolate \(isolate)", node, keyPath(path, key: "isolate"),
                    suggestion: service.isolates == 1
                        ? "write 'isolates: \(isolate)' beside 'requests'" : "the last one is \(service.isolates)")
            }
            var headers: [(name: String, value: String)] = []
            for pair in element["headers"]?.pairs ?? [] {
                if let name = pair.key.scalarText, let value = pair.value.scalarText { headers.append((name, value)) }
            }
            service.requests.append(
                ScenarioRequest(
                    at: duration(element["at"]) ?? VirtualDuration(nanoseconds: 0), url: url, method: text(element["method"]) ?? "GET",
                    headers: headers, body: text(element["body"]), isolate: isolate, location: location(element)))
        }
        for pair in root["bindings"]?.pairs ?? [] {
            guard let name = pair.key.scalarText else { continue }
            let value = readBinding(pair.value, keyPath("bindings", key: name))
            service.bindings.append(ScenarioBinding(name: name, value: value, location: location(pair.key)))
        }
        return service
    }

    private mutating func readBinding(_ node: YAMLNode, _ path: String) -> ScenarioBinding.Value {
        if let text = node.scalarText { return .text(text) }
        if let json = node["json"] { return .json(jsonValue(json, keyPath(path, key: "json")).text()) }
        if let key = node["cryptoKey"] { return .cryptoKey(algorithm: text(key["algorithm"]) ?? "HMAC") }
        if let store = node["store"] {
            let entries = (store.pairs ?? []).compactMap { pair in
                pair.key.scalarText.flatMap { key in pair.value.scalarText.map { (key: key, text: $0) } }
            }
            return .store(entries, after: duration(node["after"]) ?? VirtualDuration(nanoseconds: 0))
        }
        return .text(text(node["text"]) ?? "")
    }

    func readResponses(_ node: YAMLNode) -> [Expectation.Response] {
        (node.elements ?? []).map { element in
            Expectation.Response(
                status: integer(element["status"]).map { Int($0) }, text: text(element["text"]), at: duration(element["at"]),
                error: text(element["error"]))
        }
    }

    // MARK: WebAssembly

    mutating func readWasm(_ node: YAMLNode, _ path: String) -> ScenarioWasm {
        var description = ScenarioWasm(
            compile: duration(node["compile"]) ?? VirtualDuration(nanoseconds: 0), isAsync: flag(node["async"]), imports: [],
            start: text(node["start"]), exports: [])
        for element in node["imports"]?.elements ?? [] {
            guard let specifier = text(element["from"]) else { continue }
            let names = (element["names"]?.elements ?? []).compactMap(\.scalarText)
            description.imports.append(.init(specifier: specifier, names: names, location: location(element)))
        }
        if let start = description.start, let node = node["start"], !description.imports.contains(where: { $0.names.contains(start) }) {
            report(
                "'\(shortened(start))' is not imported", node, keyPath(path, key: "start"),
                suggestion: "name a function of 'imports', which is what the start function calls")
        }
        for pair in node["exports"]?.pairs ?? [] {
            guard let name = pair.key.scalarText, let result = pair.value.scalarText else { continue }
            if Double(result) == nil {
                report(
                    "a function of WebAssembly gives a number, found '\(shortened(result))'", pair.value,
                    keyPath(keyPath(path, key: "exports"), key: name))
            }
            checkIdentifier(name, pair.key, keyPath(keyPath(path, key: "exports"), key: name))
            description.exports.append(.init(name: name, result: result))
        }
        return description
    }
}
