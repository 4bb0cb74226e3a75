import Text

/// Modules in one text: the first is `main.mjs`, the others stand below lines `//// name`.
public struct ModuleTexts: Sendable {
    public var modules: [(name: String, text: String)]

    private static let mark = "//// "

    public init(_ modules: [(name: String, text: String)]) { self.modules = modules }

    public init(parsing bytes: [UInt8]) {
        modules = [("main.mjs", "")]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix(Self.mark) {
                let name = String(line.dropFirst(Self.mark.count))
                // Two of one name are no program; the second is as good under another.
                modules.append((modules.contains { $0.name == name } ? "\(name)\(modules.count)" : name, ""))
            } else {
                modules[modules.count - 1].text += line + "\n"
            }
        }
    }

    /// The text that ``init(parsing:)`` reads.
    public var text: String {
        modules.enumerated().map { ($0.offset == 0 ? "" : "\(Self.mark)\($0.element.name)\n") + $0.element.text }.joined()
    }

    /// A scenario that runs the modules.
    public var document: String {
        let members = modules.map { JSONValue.Member($0.name, .string($0.text)) }
        return JSONValue.object(["entry": .string("main.mjs"), "modules": .object(members)]).text()
    }
}
