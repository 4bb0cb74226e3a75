import XML

/// A document that an XML parser takes, and what is in it.
public struct WellFormedXML {
    /// The names of the elements, in document order.
    public private(set) var elements: [String] = []
    /// The values of all `id` attributes.
    public private(set) var ids: [String] = []
    /// The texts of the elements, each up to the next tag, but for those of spaces alone; entities resolved.
    public private(set) var texts: [(element: String, text: String)] = []

    /// - Throws: when it is not well-formed.
    public init(_ text: String) throws(XMLError) {
        let gathered = Gathered()
        try readXML(text, gathered)
        self = gathered.result
    }

    private init() {}

    private final class Gathered: XMLHandler {
        var result = WellFormedXML()
        private var open: [String] = []
        private var bytes: [UInt8] = []

        func start(_ name: XMLName, _ attributes: XMLAttributes) {
            endText()
            open.append(name.text)
            result.elements.append(name.text)
            if let id = attributes.value(of: "id") { result.ids.append(id.text) }
        }

        func end(_ name: XMLName) {
            endText()
            open.removeLast()
        }

        func text(_ part: UnsafeBufferPointer<UInt8>) { bytes += part }

        private func endText() {
            defer { bytes = [] }
            guard let element = open.last, bytes.contains(where: { $0 != 0x20 && $0 != 0x0A }) else { return }
            result.texts.append((element, String(decoding: bytes, as: UTF8.self)))
        }
    }
}
