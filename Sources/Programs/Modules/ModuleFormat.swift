/// What a module's text is.
public enum ModuleFormat: Hashable, Sendable {
    /// A Source Text Module. https://tc39.es/ecma262/#sec-source-text-module-records
    case module
    /// A JSON module: synthetic, synchronous, with a default export.
    case json
    /// A CommonJS module, on hosts that have CommonJS; elsewhere a module like any other.
    case commonJS
    /// A module or CommonJS: neither its name nor the package.json of its folder says which. The host decides, and may look at the text.
    ///
    /// - Parameter isPackaged: whether it belongs to an installed package, one with a package.json.
    case undecided(isPackaged: Bool)

    /// What the ending of a file's name says; `nil` where a package.json has a say, as for `.js`, `.ts` and names without an ending.
    static func named(_ path: String) -> ModuleFormat? {
        let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map { Substring($0) } ?? ""
        if name.hasSuffix(".json") { return .json }
        if name.hasSuffix(".cjs") || name.hasSuffix(".cts") { return .commonJS }
        return name.hasSuffix(".mjs") || name.hasSuffix(".mts") ? .module : nil
    }

    /// The ending of a file's name that says that it holds neither JavaScript nor JSON nor TypeScript, with its dot; `nil` for others, and for names
    /// without an ending.
    static func otherEnding(of path: String) -> String? {
        let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map { Substring($0) } ?? ""
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return nil }
        let ending = String(name[dot...])
        return scriptEndings.contains(ending) ? nil : ending
    }

    private static let scriptEndings: Set = [".js", ".mjs", ".cjs", ".json", ".ts", ".mts", ".cts", ".jsx", ".tsx"]
}
