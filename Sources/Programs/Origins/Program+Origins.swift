import Diagnostics
import Files

extension Program {
    /// Where the parts of a module's text come from, if a bundler wrote it.
    ///
    /// A source map stands in the text itself, or in a file beside it, which is read as modules are.
    public func origins(of text: SourceFile) -> BundleOrigins {
        guard isOnDisk, text.origins == nil, let address = Self.mapAddress(in: text.bytes) else { return BundleOrigins(of: text) }
        let folder = Paths.folder(of: text.name)
        if address.hasPrefix("data:") {
            return BundleOrigins(of: text, map: (try? DataURL.text(of: address))?.file.bytes, folder: folder)
        }
        guard !address.contains(where: { "/\\:?#%".contains($0) }) else { return BundleOrigins(of: text) }
        var reader = reader(sourceLimit: max(effectiveLimits.sourceBytes, Self.mapLimit))
        return BundleOrigins(of: text, map: try? reader.read(folder + address), folder: folder)
    }

    /// A map has the texts of all modules in it.
    private static let mapLimit = 64 << 20

    /// What the last comment `//# sourceMappingURL=` names. https://tc39.es/ecma426/#sec-JavaScriptExtractSourceMapURL
    private static func mapAddress(in bytes: [UInt8]) -> String? {
        let mark = Array("//# sourceMappingURL=".utf8)
        var end = bytes.count
        // Behind it stand comments and empty lines at most.
        for _ in 0..<8 {
            let start = bytes[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            if bytes[start..<end].starts(with: mark) {
                let address = bytes[start..<end].dropFirst(mark.count).filter { $0 > 0x20 }
                return String(decoding: address, as: UTF8.self)
            }
            if start == 0 { return nil }
            end = start - 1
        }
        return nil
    }
}
