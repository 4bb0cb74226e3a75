import Diagnostics
import Text

/// Makes the tree of a document that is JSON, in the form that a YAML document has.
///
/// JSON is YAML but for two things that a parser of YAML refuses: escapes of surrogates, by which JSON writes characters past U+FFFF, and keys of more than
/// 1,024 characters.
struct JSONComposer {
    private let positions: DocumentPositions
    private var scanner: JSONScanner
    private var nodeCount = 0

    private init(_ positions: DocumentPositions) {
        self.positions = positions
        scanner = JSONScanner(positions.bytes)
    }

    /// Whether a document begins as one of JSON does.
    static func isMeant(_ positions: DocumentPositions) -> Bool {
        positions.bytes.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "{")
    }

    /// - Throws: what keeps the document from being JSON. Flow style of YAML may look like it.
    static func compose(_ positions: DocumentPositions) throws(Diagnostic) -> YAMLNode {
        var composer = JSONComposer(positions)
        do throws(JSONProblem) {
            let root = try composer.value(depth: 1)
            composer.scanner.skipSpace()
            guard composer.scanner.next == nil else {
                throw JSONProblem("the document goes on behind its end", at: composer.scanner.index, length: 1)
            }
            return root
        } catch {
            throw positions.problem("not valid JSON: \(error.message)", at: error.offset..<error.offset + error.length)
        }
    }

    private mutating func value(depth: Int) throws(JSONProblem) -> YAMLNode {
        scanner.skipSpace()
        let start = scanner.index
        try count(at: start)
        let content: YAMLNode.Content
        switch scanner.next {
        case UInt8(ascii: "{"): content = .mapping(try pairs(depth))
        case UInt8(ascii: "["): content = .sequence(try elements(depth))
        case UInt8(ascii: "\""): content = .scalar(try scanner.string(replacingHalves: false), .doubleQuoted)
        default: content = .scalar(try scanner.word(), .plain)
        }
        return YAMLNode(content: content, range: start..<scanner.index)
    }

    private mutating func count(at offset: Int) throws(JSONProblem) {
        nodeCount += 1
        if nodeCount > YAMLComposer.nodeLimit {
            throw JSONProblem("the document holds more than \(YAMLComposer.nodeLimit) values", at: offset)
        }
    }

    private func checkDepth(_ depth: Int) throws(JSONProblem) {
        guard depth > YAMLComposer.depthLimit else { return }
        throw JSONProblem("the document is nested more than \(YAMLComposer.depthLimit) levels deep", at: scanner.index, length: 1)
    }

    private mutating func pairs(_ depth: Int) throws(JSONProblem) -> [YAMLNode.Pair] {
        try checkDepth(depth)
        let opening = scanner.index
        _ = scanner.consume("{")
        var pairs: [YAMLNode.Pair] = []
        if scanner.consume("}") { return pairs }
        repeat {
            scanner.skipSpace()
            let start = scanner.index
            try count(at: start)
            guard scanner.next == UInt8(ascii: "\"") else { throw JSONProblem("expected a key in double quotes", at: start) }
            let text = try scanner.string(replacingHalves: false)
            let key = YAMLNode(content: .scalar(text, .doubleQuoted), range: start..<scanner.index)
            guard scanner.consume(":") else { throw JSONProblem("expected ':' behind the key", at: scanner.index) }
            pairs.append(YAMLNode.Pair(key: key, value: try value(depth: depth + 1)))
        } while scanner.consume(",")
        guard scanner.consume("}") else { throw expected("'}'", since: opening) }
        return pairs
    }

    private mutating func elements(_ depth: Int) throws(JSONProblem) -> [YAMLNode] {
        try checkDepth(depth)
        let opening = scanner.index
        _ = scanner.consume("[")
        var elements: [YAMLNode] = []
        if scanner.consume("]") { return elements }
        repeat { elements.append(try value(depth: depth + 1)) } while scanner.consume(",")
        guard scanner.consume("]") else { throw expected("']'", since: opening) }
        return elements
    }

    private func expected(_ closing: String, since opening: Int) -> JSONProblem {
        guard scanner.next == nil else { return JSONProblem("expected ',' or \(closing)", at: scanner.index, length: 1) }
        return JSONProblem("this bracket has no \(closing)", at: opening, length: 1)
    }
}
