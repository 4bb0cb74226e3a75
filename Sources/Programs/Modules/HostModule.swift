import Diagnostics
import NodeModules
import Text

/// A module that comes with the host, as a bundle sees it.
///
/// Bundlers leave such an import where it stands. Nothing of its evaluation can be seen, so that it makes no difference when it runs: in what is made it is
/// a module that asks the host for the other. https://nodejs.org/api/process.html#processgetbuiltinmoduleid
enum HostModule {
    private static let scheme = "node:"

    /// The key of the module that a specifier names, with or without `node:`.
    static func key(for specifier: String) -> ModuleKey? { NodeModules.name(in: specifier).map { ModuleKey(scheme + $0) } }

    static func isOne(_ key: ModuleKey) -> Bool { key.path.hasPrefix(scheme) }

    /// All names of a module that a namespace of it has.
    static func names(of key: ModuleKey) -> [String] {
        NodeListings.entries(of: String(key.path.dropFirst(scheme.count)), isLatest: true).filter { !$0.isHidden }.map(\.name)
    }

    /// - Parameter names: what others ask for beside the default export.
    static func file(of key: ModuleKey, names: [String]) -> SourceFile {
        var lines = ["const builtin = process.getBuiltinModule(\"\(key.path)\");", "export default builtin;"]
        let exported = names.filter { $0 != "default" && $0 != "*" }
        let bound = exported.enumerated().map { (number, name) in (local: "builtin\(number)", name: name) }
        for (local, name) in bound { lines.append("const \(local) = builtin[\(jsonStringLiteral(name))];") }
        // A name may be any text.
        if !bound.isEmpty {
            lines.append("export { \(bound.map { "\($0.local) as \(jsonStringLiteral($0.name))" }.joined(separator: ", ")) };")
        }
        return SourceFile(name: key.path, text: lines.joined(separator: "\n") + "\n")
    }
}
