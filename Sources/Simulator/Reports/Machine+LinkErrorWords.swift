import Hosts
import JavaScript

/// What engines tell a program of a name that does not link. Measured on Node.js 20 and 24, Deno 2.9, Bun 1.4, Chromium 156 and Firefox 153.
extension Machine {
    /// - Parameter exported: of an export, as what it would be exported.
    /// - Returns: `nil` where the simulator's own words are all that is known.
    mutating func toldWords(for failure: LinkFailure, exported: NameID?, of request: ModuleRequestID) -> String? {
        let name = strings.names.string(failure.name)
        let specifier = strings.names.string(code.request(request, of: graph[failure.module].unit).specifier)
        switch host.words.linking {
        case .own: return nil
        case .v8: return v8Words(name, specifier, failure)
        case .node:
            guard graph[failure.target].commonJS >= 0, !failure.isAmbiguous else { return v8Words(name, specifier, failure) }
            return wordsOnCommonJS(name, specifier, failure)
        case .deno:
            let source = code.modules[Int(graph[failure.module].unit.index)].source
            let place = source.location(at: failure.range.start)
            let url = program.url(of: graph.key(of: failure.module))
            return "\(v8Words(name, specifier, failure)) at \(url):\(place.line):\(place.column)"
        case .javaScriptCore:
            let key = graph.key(of: failure.target)
            let path = program.filePath(of: key) ?? program.url(of: key)
            if failure.isAmbiguous {
                return "Export named '\(name)' cannot be resolved due to ambiguous multiple bindings in module '\(path)'."
            }
            if let exported { return "export '\(strings.names.string(exported))' not found in '\(specifier)'" }
            return failure.name == .known(.default)
                ? "Missing 'default' export in module '\(path)'." : "Export named '\(name)' not found in module '\(path)'."
        case .spiderMonkey:
            let url = program.url(of: graph.key(of: failure.target))
            if failure.isAmbiguous {
                // The first two that are not the same.
                var owners: [ModuleID] = []
                stars(of: failure.target, giving: failure.name) { owner in
                    if !owners.contains(owner) { owners.append(owner) }
                    return owners.count < 2
                }
                let named = owners.map { "'\(program.url(of: graph.key(of: $0)))'" }.joined(separator: " and ")
                return "The requested module '\(url)' contains ambiguous star export: '\(name)' from \(named)"
            }
            return "The requested module '\(url)' doesn't provide an export named: '\(exported.map { strings.names.string($0) } ?? name)'"
        }
    }

    private func v8Words(_ name: String, _ specifier: String, _ failure: LinkFailure) -> String {
        "The requested module '\(specifier)' "
            + (failure.isAmbiguous ? "contains conflicting star exports for name '\(name)'" : "does not provide an export named '\(name)'")
    }

    /// Node.js shows how to take the names from the default instead, made of what stands in braces in the line.
    private func wordsOnCommonJS(_ name: String, _ specifier: String, _ failure: LinkFailure) -> String {
        let source = code.modules[Int(graph[failure.module].unit.index)].source
        let line = source.diagnostic(.link, "", at: failure.range).sourceLine?.text ?? ""
        var words =
            "Named export '\(name)' not found. The requested module '\(specifier)' is a CommonJS module, which may not support all module.exports as named exports.\n"
            + "CommonJS modules can always be imported via the default export, for example using:\n\nimport pkg from '\(specifier)';\n"
        if let start = line.firstIndex(of: "{"), let end = line.lastIndex(of: "}"), start < end {
            words += "const \(line[start...end].replacing(/\s+as\s+/, with: ": ")) = pkg;\n"
        }
        return words
    }
}
