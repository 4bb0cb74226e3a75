import Text

/// What resolution needs of a `package.json`. https://nodejs.org/api/packages.html#nodejs-packagejson-field-definitions
public struct PackageManifest: Sendable {
    /// What the files of a package are that have no ending of their own for it.
    public enum Kind: Hashable, Sendable { case module, commonJS }

    public var name: String?
    public var main: String?
    /// `type`; `nil` where it says nothing, or something else.
    public var kind: Kind?
    public var exports: JSONValue?
    public var imports: JSONValue?

    /// - Returns: `nil` for what is no JSON object.
    public init?(json bytes: [UInt8]) {
        guard let value = JSONReader.value(of: bytes), case .object = value else { return nil }
        self.init(value)
    }

    init(_ value: JSONValue) {
        func text(_ key: String) -> String? {
            if case .string(let text)? = value[key] { return text }
            return nil
        }
        name = text("name")
        main = text("main")
        kind =
            switch text("type") {
            case "module": .module
            case "commonjs": .commonJS
            default: nil
            }
        exports = value["exports"]
        if case .null? = exports { exports = nil }
        imports = value["imports"]
    }
}
