import Diagnostics
import Files
import Scenario
import Text

/// What a specifier means among the modules of a scenario, whose names are specifiers themselves.
struct ScenarioResolution: Sendable {
    let scenario: Scenario

    /// The module that a specifier means; `nil` when the scenario has none.
    ///
    /// A module may be named with a query or a percent-encoding in its name. Where none is, the query or fragment makes a module of its own of the
    /// text that stands under the name without it, as a server or a file system would.
    func module(_ specifier: Specifier, from referrer: ModuleKey) -> ModuleKey? {
        let name = Self.name(of: specifier.text, from: referrer.path)
        if has(name) { return ModuleKey(name) }
        guard !specifier.hasEncodedSlash, let (path, suffix) = Self.urlName(of: specifier, from: referrer.path) else { return nil }
        let decoded = Specifier.decoded(path)
        if let whole = [path, decoded].first(where: { has($0 + suffix) }) { return ModuleKey(whole + suffix) }
        return [path, decoded].first(where: has).map { ModuleKey($0, suffix: suffix) }
    }

    private func has(_ name: String) -> Bool { scenario.index(ofModule: name) != nil }

    /// The name that a specifier says: `./` and `../` are taken from the referrer's name and `/` from the root, as for URLs, which go no higher than
    /// the root; any other specifier is a name as it stands.
    static func name(of specifier: String, from referrer: String) -> String {
        guard Specifier(specifier).isRelative else { return specifier }
        let (origin, path) = splitOrigin(referrer)
        let end = specifier.firstIndex { $0 == "?" || $0 == "#" } ?? specifier.endIndex
        let folder = Paths.folder(of: String(path.prefix { $0 != "?" && $0 != "#" }))
        let resolved = Paths.normalized(String(specifier[..<end]), from: folder, top: .isRoot)
        return origin + (resolved.hasPrefix("/") ? String(resolved.dropFirst()) : resolved) + specifier[end...]
    }

    /// The name and what stands behind it in the URL that a specifier is; `nil` for a bare one.
    static func urlName(of specifier: Specifier, from referrer: String) -> (path: String, suffix: String)? {
        switch specifier.form {
        case .bare: return nil
        case .relative, .rooted: return (name(of: specifier.path, from: referrer), specifier.suffix)
        case .file: return (String(Paths.normalized(specifier.path, top: .isRoot).dropFirst()), specifier.suffix)
        case .url:
            let end = specifier.text.firstIndex { $0 == "?" || $0 == "#" } ?? specifier.text.endIndex
            return (String(specifier.text[..<end]), String(specifier.text[end...]))
        }
    }

    /// `https://host/` and what follows; names without an origin stand below the scenario's root.
    private static func splitOrigin(_ name: String) -> (origin: String, path: Substring) {
        guard case .url = Specifier(name).form, let slashes = name.firstRange(of: "://") else { return ("", name[...]) }
        guard let slash = name[slashes.upperBound...].firstIndex(of: "/") else { return (name + "/", "") }
        return (String(name[...slash]), name[name.index(after: slash)...])
    }
}

extension ScenarioModules {
    func resolve(
        _ specifier: String, from referrer: ModuleKey, _ rules: ResolutionRules, _ reader: inout ModuleReader
    ) throws(Diagnostic) -> ModuleKey {
        let parts = Specifier(specifier)
        if let key = resolution.module(parts, from: referrer) { return key }
        if let key = try inPackages(parts, from: referrer, rules, &reader) { return key }
        let hint =
            parts.form == .file
            ? "a scenario imports its own modules only: add one with 'file: PATH' under 'modules', and import it by its name"
            : "add it under 'modules'"
        var near: String?
        if reader.packages.looksForNames > 0 {
            reader.packages.looksForNames -= 1
            // The letters of a name are compared with those of each module.
            reader.work += min(scenario.modules.count, Self.mostNames) * (1 + min(specifier.utf8.count, 64))
            near = nearest(to: specifier, from: referrer)
        }
        throw Diagnostic(
            .link, "there is no module '\(specifier)' in this scenario", suggestion: near.map { "did you mean '\($0)'?" } ?? hint)
    }

    func place(of specifier: Specifier, from referrer: ModuleKey) -> ModuleKey? {
        if let key = resolution.module(specifier, from: referrer) { return key }
        return ScenarioResolution.urlName(of: specifier, from: referrer.path).map { ModuleKey($0.path, suffix: $0.suffix) }
    }

    /// Among how many modules it is looked for one of a similar name.
    private static var mostNames: Int { 20_000 }

    func nearest(to specifier: String, from referrer: ModuleKey) -> String? {
        func has(_ specifier: String) -> Bool {
            scenario.index(ofModule: ScenarioResolution.name(of: specifier, from: referrer.path)) != nil
        }
        func hasName(_ name: String) -> Bool { scenario.index(ofModule: name) != nil }
        let isRelative = Specifier(specifier).isRelative
        // The same text with or without `./`, or with an extension: closer than letters can tell.
        let extensions = ["", ".mjs", ".js", ".json", "/index.mjs", "/index.js"]
        for prefix in isRelative ? [""] : ["", "./", "../"] {
            for ending in extensions where has(prefix + specifier + ending) { return prefix + specifier + ending }
        }
        if specifier.hasPrefix("./"), hasName(String(specifier.dropFirst(2))) { return String(specifier.dropFirst(2)) }
        // Without its extension, or with another.
        for ending in [".mjs", ".js", ".cjs", ".mts", ".ts", ".cts", ".json"] where specifier.hasSuffix(ending) {
            let stem = String(specifier.dropLast(ending.count))
            if let near = extensions.map({ stem + $0 }).first(where: has) { return near }
            if stem.hasPrefix("./"), hasName(String(stem.dropFirst(2))) { return String(stem.dropFirst(2)) }
        }
        guard scenario.modules.count <= Self.mostNames else { return nil }
        if isRelative {
            return nearestName(to: specifier, among: scenario.modules.map { Self.relativeSpecifier(of: $0.name, from: referrer.path) })
        }
        return nearestName(to: specifier, among: scenario.modules.map(\.name))
    }

    /// How a module is named relative to another.
    private static func relativeSpecifier(of name: String, from referrer: String) -> String {
        let way = Paths.relative("/" + name, to: "/" + Paths.folder(of: referrer))
        return way.hasPrefix("../") ? way : "./" + way
    }
}
