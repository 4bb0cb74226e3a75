import Files
import Text

/// The modules that a folder's own files name as those that are started: its `package.json`, and its pages.
enum DeclaredEntries {
    /// How large such a file may be, in bytes.
    private static let sizeLimit = 4_000_000

    /// The files that a `package.json` names: `main`, `module`, `browser`, `bin`, and `exports` under every condition.
    ///
    /// - Parameter folder: ends in `/`, or is empty for the current one.
    /// - Returns: paths that begin with the folder's; not each need be there. Empty without a manifest that can be read.
    static func ofPackage(in folder: String) -> [String] {
        guard let bytes = try? readFile(path: folder + "package.json", limit: sizeLimit), let manifest = JSONReader.value(of: bytes) else {
            return []
        }
        var targets: [String] = []
        for key in ["main", "module", "browser", "bin", "exports"] {
            if let value = manifest[key] { collect(value, into: &targets) }
        }
        return targets.map { Paths.normalized($0, from: folder, top: .isOpen) }
    }

    /// The texts in a value, which is at most as deep as the reader reads.
    private static func collect(_ value: JSONValue, into targets: inout [String]) {
        switch value {
        case .string(let text): if !text.contains("*") { targets.append(text) }
        case .array(let elements): for element in elements { collect(element, into: &targets) }
        case .object(let members): for member in members { collect(member.value, into: &targets) }
        case .null, .bool, .number: break
        }
    }

    /// The module scripts of a page, by the paths of their files.
    ///
    /// - Parameter path: the page's; `/` at the start of an address means its folder.
    static func ofPage(_ path: String) -> [String] {
        guard let bytes = try? readFile(path: path, limit: sizeLimit) else { return [] }
        return scripts(of: bytes).map { address in
            let end = address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex
            let name = address[..<end].drop { $0 == "/" }
            return Paths.normalized(String(name), from: Paths.folder(of: path), top: .isOpen)
        }
    }

    /// The addresses of `<script type=module src=…>`, without those of other servers.
    static func scripts(of page: [UInt8]) -> [String] {
        var scanner = TagScanner(bytes: page)
        var addresses: [String] = []
        while let attributes = scanner.nextScript() {
            guard attributes.contains(where: { $0.name == "type" && $0.value.lowercased() == "module" }),
                let address = attributes.first(where: { $0.name == "src" })?.value, !address.contains("://"), !address.hasPrefix("//")
            else { continue }
            addresses.append(address)
        }
        return addresses
    }
}

/// Finds the script elements of a page. Comments are passed over; no more of HTML is known.
private struct TagScanner {
    let bytes: [UInt8]
    private var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func nextScript() -> [(name: String, value: String)]? {
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                index += 1
                continue
            }
            if begins("<!--") {
                index += 4
                while index < bytes.count, !begins("-->") { index += 1 }
                continue
            }
            index += 1
            guard begins("script") else { continue }
            index += 6
            if index < bytes.count, Self.isBlank(bytes[index]) || bytes[index] == UInt8(ascii: "/") { return attributes() }
        }
        return nil
    }

    private mutating func attributes() -> [(name: String, value: String)] {
        var result: [(name: String, value: String)] = []
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
            if Self.isBlank(bytes[index]) || bytes[index] == UInt8(ascii: "/") {
                index += 1
                continue
            }
            let name = take { !Self.isBlank($0) && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
            if name.isEmpty { index += 1 }
            _ = take(while: Self.isBlank)
            var value = ""
            if index < bytes.count, bytes[index] == UInt8(ascii: "=") {
                index += 1
                _ = take(while: Self.isBlank)
                value = self.value()
            }
            result.append((name.lowercased(), value))
        }
        return result
    }

    private mutating func value() -> String {
        guard index < bytes.count else { return "" }
        let quote = bytes[index]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            return take { !Self.isBlank($0) && $0 != UInt8(ascii: ">") }
        }
        index += 1
        let text = take { $0 != quote }
        index += 1
        return text
    }

    private mutating func take(while isPart: (UInt8) -> Bool) -> String {
        let start = index
        var end = index
        while end < bytes.count, isPart(bytes[end]) { end += 1 }
        index = end
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private func begins(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        // Names of elements are the same in capitals.
        return (0..<count).allSatisfy { offset in
            let byte = bytes[index + offset]
            let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            return lower == text.utf8Start[offset]
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}
