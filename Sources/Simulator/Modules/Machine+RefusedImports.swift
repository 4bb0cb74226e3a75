import Diagnostics
import Hosts
import JavaScript
import Scenario

/// Imports that parse and that no module can satisfy.
extension Machine {
    /// What may stand in an import but is not there yet, or never was.
    static func refuseUnknownRequests(
        of tree: borrowing SyntaxTree, names: borrowing NameTable, _ proposals: [Proposal], refusesSource: Bool, isPage: Bool
    ) throws(Diagnostic) {
        if refusesSource, let request = tree.requests.first(where: { $0.phase == .source }) {
            throw tree.source.diagnostic(
                .syntax, "import source is no syntax of this host", at: request.range,
                suggestion: "instantiate the module in JavaScript, or choose a host that has it: node, deno")
        }
        if let range = tree.importSyncRange, !proposals.contains(.importSync) {
            throw tree.source.diagnostic(
                .syntax, "import.sync() is only proposed, and no host has it", at: range,
                suggestion: "allow it with --proposal import.sync, or with 'proposals: [import.sync]' in the scenario")
        }
        for request in tree.requests {
            for attribute in request.attributes where attribute.key != .known(.type) || attribute.value != .known(.json) {
                // AllImportAttributesSupported: only `type: "json"` is.
                let key = names.string(attribute.key)
                let value = names.string(attribute.value)
                // A style sheet is a module of browsers, and no text of a run is one: what comes is of another type.
                let isStyle = isPage && key == "type" && value == "css"
                throw tree.source.diagnostic(
                    isStyle ? .link : .syntax, "the import attribute '\(key): \"\(value)\"' is not supported", at: request.range,
                    suggestion: "write with { type: \"json\" } for a JSON module, and nothing for any other")
            }
        }
    }

    /// `using` declarations, on a host whose engine does not know them.
    static func refuseUsing(in tree: borrowing SyntaxTree, on host: HostProfile) throws(Diagnostic) {
        guard !host.globals.parsesUsing, let range = tree.firstUsing else { return }
        throw tree.source.diagnostic(
            .syntax, "\(host.summary) does not parse 'using' declarations", at: range,
            suggestion: "write try { … } finally { … }, or choose a host that has them, such as --host node")
    }

    /// Why a module cannot be what the import asks for; `nil` when it can. Hosts take JSON only where it is asked for.
    mutating func typeMismatch(_ target: ModuleID, wantsJSON: Bool) -> Int32? {
        let isJSON = graph[target].isJSON
        guard isJSON != wantsJSON, host.words.loading?.needsAttributes != false else { return nil }
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
