import Diagnostics
import JavaScript
import Simulator
import Trace

/// A property of a module's namespace that the module does not export at all: no order of modules would bring it.
struct MissingExport {
    var name: String
    var module: String
    /// What the module exports, the first of them, and where.
    var exported: [String]
    var place: SourceLocation

    private static let most = 6

    func tell(in problem: inout Diagnostic) -> [Finding.Remedy] {
        let names = exported.prefix(Self.most).map { "'\($0)'" }.joined(separator: ", ") + (exported.count > Self.most ? ", …" : "")
        problem.related.append(RelatedPlace("'\(module)' exports \(names), and nothing as '\(name)'", at: place))
        guard problem.suggestion == nil else { return [] }
        if exported.count == 1 {
            problem.suggestion = "take '\(exported[0])' in the place of '\(name)'"
            problem.alternatives = ["in \(module), export it as '\(name)' too"]
        } else {
            problem.suggestion = "take one of those that there are, or export '\(name)' in \(module)"
        }
        return ([problem.suggestion].compactMap { $0 } + problem.alternatives).map { Finding.Remedy($0) }
    }
}

extension EarlyUseFinder {
    /// The export that an error is for want of; `nil` where it is another error, and where the text does not tell all that the module exports.
    func missingExport(_ error: UncaughtError) -> MissingExport? {
        guard let failed = failedPlace(error), failed.missing == .undefined, let origin = failed.origin(followsImports: true),
            origin.member == nil, let module = read(origin.asked),
            let first = module.bindings.exports.first, let place = texts.location(at: first.range.start, in: origin.asked)
        else { return nil }
        let names = module.bindings.exports.map { $0.exported.map(module.text) }
        // What `export *` brings is not looked at.
        if names.contains(nil) || names.contains(origin.exported) { return nil }
        return MissingExport(name: origin.exported, module: trace[origin.asked].name, exported: names.compactMap { $0 }, place: place)
    }
}
