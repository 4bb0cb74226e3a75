import Diagnostics
import Explanation
import Hosts
import Programs
import Simulator
import TestSupport

/// Modules in memory, run and explained. The first is the entry.
struct ExplainedModules: ExpressibleByDictionaryLiteral {
    var modules: [(name: String, source: String)]
    var bundled: (Program) throws -> Program = { $0 }

    init(dictionaryLiteral elements: (String, String)...) { modules = elements.map { ($0.0, $0.1) } }
    init(_ modules: [(name: String, source: String)]) { self.modules = modules }

    var program: Program {
        Program(
            made: modules.map { MadeModule(name: $0.name, text: ModuleText(file: SourceFile(name: $0.name, text: $0.source))) },
            entries: [modules[0].name], title: modules[0].name)
    }

    /// Runs the modules on a host, which is named as a user would, and tells of it.
    func explanation(_ host: String = "node", recordsEvents: Bool = true) throws -> Explanation {
        struct NoSuchHost: Error { var name: String }
        guard let profile = HostProfile.named(host) else { throw NoSuchHost(name: host) }
        let program = try bundled(program)
        return try onLargeStack {
            let options = RunOptions(host: profile, recordsEvents: recordsEvents, recordsModules: recordsEvents)
            let explanation = Explanation(of: program.run(options), program)
            _ = explanation.failures
            return explanation
        }
    }

    /// What a person reads.
    func text(_ host: String = "node") throws -> String {
        let diagnostics = try explanation(host).diagnostics
        return diagnostics.isEmpty ? "" : DiagnosticList(diagnostics).text(limit: 100)
    }
}
