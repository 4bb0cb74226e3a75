import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Whether bytes are a well-formed XML document, by a parser that is not ours.
enum XMLDocumentCheck {
    struct NotWellFormed: Error { var line: Int }

    static func parse(_ data: Data) throws {
        let parser = XMLParser(data: data)
        parser.shouldResolveExternalEntities = false
        if !parser.parse() { throw NotWellFormed(line: parser.lineNumber) }
    }
}
