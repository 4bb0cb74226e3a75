import Diagnostics
import JavaScript

/// Imports that parse and that no module can satisfy.
extension Machine {
    /// What may stand in an import but is not there yet, or never was.
    static func refuseUnknownRequests(of tree: borrowing SyntaxTree, names: borrowing NameTable) throws(Diagnostic) {
        for request in tree.requests {
            if request.phase == .source {
                throw tree.source.diagnostic(
                    .unsupported, "import source is not in tla-sim's subset", at: sourceWord(of: request, in: tree),
                    suggestion: "only WebAssembly modules have a source to import; leave 'source' out")
            }
            for attribute in request.attributes where attribute.key != .known(.type) || attribute.value != .known(.json) {
                // AllImportAttributesSupported: only `type: "json"` is.
                let key = names.string(attribute.key)
                let value = names.string(attribute.value)
                throw tree.source.diagnostic(
                    .syntax, "the import attribute '\(key): \"\(value)\"' is not supported", at: request.range,
                    suggestion: "write with { type: \"json\" } for a JSON module, and nothing for any other")
            }
        }
    }

    /// Where `source` stands, which is before the name that the import gives; the specifier where it is far away.
    private static func sourceWord(of request: ModuleRequest, in tree: borrowing SyntaxTree) -> SourceRange {
        let bytes = tree.source.bytes
        let (word, keyword) = (Array("source".utf8), Array("import".utf8))
        var start = Int(request.range.start) - word.count
        let limit = max(keyword.count + 1, start - 200)
        while start >= limit {
            defer { start -= 1 }
            guard bytes[start..<(start + word.count)].elementsEqual(word) else { continue }
            var end = start
            while end > limit - 1, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
            // A name may be `source` too.
            if end >= keyword.count, end < start, bytes[(end - keyword.count)..<end].elementsEqual(keyword) {
                return SourceRange(start: UInt32(start), end: UInt32(start + word.count))
            }
        }
        return request.range
    }

    /// Why a module cannot be what the import asks for; `nil` when it can. Hosts take JSON only where it is asked for.
    mutating func typeMismatch(_ target: ModuleID, wantsJSON: Bool) -> Int32? {
        let isJSON = graph[target].isJSON
        guard isJSON != wantsJSON else { return nil }
        let name = name(of: target)
        let message =
            isJSON
            ? "'\(name)' is a JSON module, and the import does not ask for one"
            : "'\(name)' is no JSON module, and the import asks for one"
        loading.failureReasons[Int32(loading.failures.count)] = isJSON ? .isJSON : .isNoJSON
        loading.failures.append([
            Diagnostic(.link, message, suggestion: isJSON ? "add with { type: \"json\" }" : "leave out with { type: \"json\" }")
        ])
        return Int32(loading.failures.count - 1)
    }
}
