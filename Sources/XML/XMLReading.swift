import CExpat

/// What is told of an XML document while it is read, in its order.
public protocol XMLHandler: AnyObject {
    func start(_ name: XMLName, _ attributes: XMLAttributes)
    func end(_ name: XMLName)
    /// A part of a text, entities resolved; the parts of one text follow each other.
    func text(_ part: UnsafeBufferPointer<UInt8>)
}

/// The document is not well-formed.
public struct XMLError: Error, Equatable, Sendable, CustomStringConvertible {
    public var message: String
    /// From 1.
    public var line: Int
    public var description: String { "\(message) in line \(line)" }
}

/// Reads a document of UTF-8, by Expat: each element and text goes to the handler as soon as it is read. Comments, instructions and the
/// document type are passed over, and nothing outside the document is looked for.
///
/// - Throws: ``XMLError`` when it is not well-formed XML 1.0; the handler has had what stands before the place.
public func readXML(_ bytes: UnsafeBufferPointer<UInt8>, _ handler: some XMLHandler) throws(XMLError) {
    guard let size = Int32(exactly: bytes.count), let parser = XML_ParserCreate("UTF-8") else {
        throw XMLError(message: "too large to be read", line: 1)
    }
    defer { XML_ParserFree(parser) }
    // What Expat calls back gets this box: a pointer holds no existential.
    let box = HandlerBox(handler)
    let isRead = withExtendedLifetime(box) {
        XML_SetUserData(parser, Unmanaged.passUnretained(box).toOpaque())
        XML_SetElementHandler(
            parser,
            { box, name, attributes in
                guard let box, let name, let attributes else { return }
                HandlerBox.of(box).start(XMLName(pointer: name), XMLAttributes(pointer: attributes))
            },
            { box, name in
                guard let box, let name else { return }
                HandlerBox.of(box).end(XMLName(pointer: name))
            })
        XML_SetCharacterDataHandler(parser) { box, start, count in
            guard let box, let start else { return }
            start.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
                HandlerBox.of(box).text(UnsafeBufferPointer(start: $0, count: Int(count)))
            }
        }
        return bytes.withMemoryRebound(to: CChar.self) { XML_Parse(parser, $0.baseAddress, size, 1) } == XML_STATUS_OK
    }
    guard isRead else {
        let words = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "not well-formed"
        throw XMLError(message: words, line: Int(XML_GetCurrentLineNumber(parser)))
    }
}

/// ``readXML(_:_:)`` for a text.
public func readXML(_ text: String, _ handler: some XMLHandler) throws(XMLError) {
    let bytes = Array(text.utf8)
    let result: Result<Void, XMLError> = bytes.withUnsafeBufferPointer { bytes in
        do throws(XMLError) {
            return .success(try readXML(bytes, handler))
        } catch {
            return .failure(error)
        }
    }
    try result.get()
}

private final class HandlerBox {
    let start: (XMLName, XMLAttributes) -> Void
    let end: (XMLName) -> Void
    let text: (UnsafeBufferPointer<UInt8>) -> Void

    init(_ handler: some XMLHandler) {
        start = handler.start
        end = handler.end
        text = handler.text
    }

    static func of(_ pointer: UnsafeMutableRawPointer) -> HandlerBox { Unmanaged.fromOpaque(pointer).takeUnretainedValue() }
}
