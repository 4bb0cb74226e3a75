// libyaml's events are read through Yams' own C target: the tree that Yams makes of them has no end positions, stops at
// the first duplicate key, and puts aliases in place unseen. This file is the only door to it.
internal import CYaml
import Diagnostics
import Text

/// Makes the tree of a YAML document, and reports what the format of scenarios leaves out of YAML: anchors, aliases,
/// tags, a second document.
struct YAMLComposer {
    /// Deeper nesting than any sensible scenario has; all that walks over a tree may recurse.
    static let depthLimit = 100
    /// So that a hostile document cannot fill the memory.
    static let nodeLimit = 1_000_000

    private struct Frame {
        var isMapping: Bool
        var start: Int
        var elements: [YAMLNode] = []
        var pairs: [YAMLNode.Pair] = []
        var key: YAMLNode?
        /// How the key path continues with this frame's container, without what is being read in it.
        var path: String
    }

    private let positions: DocumentPositions
    private var frames: [Frame] = []
    private var root: YAMLNode?
    private var nodeCount = 0
    private var documents = 0
    private var lastScalar: YAMLNode?
    private(set) var problems: [Diagnostic] = []

    init(_ positions: DocumentPositions) {
        self.positions = positions
    }

    /// - Returns: the tree; `nil` when the text is not YAML or holds no document, which ``problems`` then tells.
    mutating func compose() -> YAMLNode? {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else {
            problems.append(Diagnostic(.file, "not enough memory to read \(positions.file)"))
            return nil
        }
        defer { yaml_parser_delete(parser) }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        let isComplete = (SurrogatePair.rewritten(in: positions.bytes) ?? positions.bytes).withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
            return readEvents(parser)
        }
        if isComplete, root == nil {
            problems.append(positions.problem("the document is empty", at: 0..<0))
        }
        return isComplete ? root : nil
    }

    /// Whether a second document begins, at which reading ended.
    var hasSecondDocument: Bool { documents > 1 }

    /// - Returns: whether the stream came to its end.
    private mutating func readEvents(_ parser: UnsafeMutablePointer<yaml_parser_t>) -> Bool {
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(parser, &event) == 1 else {
                problems.append(syntaxProblem(parser.pointee))
                return false
            }
            defer { yaml_event_delete(&event) }
            let start = positions.byteOffset(ofScalar: event.start_mark.index)
            let end = max(start, positions.byteOffset(ofScalar: event.end_mark.index))
            switch event.type {
            case YAML_STREAM_END_EVENT:
                return true
            case YAML_DOCUMENT_START_EVENT:
                documents += 1
                if documents > 1 {
                    problems.append(
                        positions.problem(
                            "a second document begins here, and a file holds one scenario", at: start..<end,
                            suggestion: "put it in a file of its own, or leave out the '---'"))
                    return true
                }
            case YAML_ALIAS_EVENT:
                refuse(
                    "aliases are not part of the scenario format", start..<end, suggestion: "repeat the value here, or put text in quotes")
                add(YAMLNode(content: .refused, range: start..<end))
            case YAML_SCALAR_EVENT:
                let scalar = event.data.scalar
                refuseProperties(anchor: scalar.anchor, tag: scalar.tag, start..<end)
                let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
                let node = YAMLNode(content: .scalar(text, style(scalar.style)), range: start..<end)
                // The parser puts an empty value where none stands.
                if start < end { lastScalar = node }
                let isRefused = scalar.anchor != nil || scalar.tag != nil
                // Only what was refused stands there, and no value.
                add(isRefused && text.isEmpty ? YAMLNode(content: .refused, range: node.range) : node)
            case YAML_SEQUENCE_START_EVENT:
                refuseProperties(anchor: event.data.sequence_start.anchor, tag: event.data.sequence_start.tag, start..<end)
                frames.append(Frame(isMapping: false, start: start, path: path))
            case YAML_MAPPING_START_EVENT:
                refuseProperties(anchor: event.data.mapping_start.anchor, tag: event.data.mapping_start.tag, start..<end)
                frames.append(Frame(isMapping: true, start: start, path: path))
            case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
                let frame = frames.removeLast()
                let content: YAMLNode.Content = frame.isMapping ? .mapping(frame.pairs) : .sequence(frame.elements)
                add(YAMLNode(content: content, range: frame.start..<end))
            default:
                break
            }
            nodeCount += 1
            if frames.count > Self.depthLimit {
                refuse("the document is nested more than \(Self.depthLimit) levels deep", start..<end)
                return false
            }
            if nodeCount > Self.nodeLimit {
                refuse("the document holds more than \(Self.nodeLimit) values", start..<end)
                return false
            }
        }
    }

    private mutating func add(_ node: YAMLNode) {
        guard !frames.isEmpty else {
            root = node
            return
        }
        let last = frames.count - 1
        if !frames[last].isMapping {
            frames[last].elements.append(node)
        } else if let key = frames[last].key {
            frames[last].pairs.append(YAMLNode.Pair(key: key, value: node))
            frames[last].key = nil
        } else {
            frames[last].key = node
        }
    }

    /// The key path of the value that comes next.
    private var path: String {
        guard let frame = frames.last else { return "" }
        if !frame.isMapping { return keyPath(frame.path, index: frame.elements.count) }
        return frame.key.map { keyPath(frame.path, key: $0.scalarText ?? "?") } ?? frame.path
    }

    private mutating func refuse(_ message: String, _ range: Range<Int>, suggestion: String? = nil) {
        guard problems.count < ScenarioReader.problemLimit else { return }
        let path = path
        problems.append(positions.problem(message, at: range, keyPath: path.isEmpty ? nil : path, suggestion: suggestion))
    }

    private mutating func refuseProperties(
        anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?, _ range: Range<Int>
    ) {
        if anchor != nil {
            refuse("anchors are not part of the scenario format", range, suggestion: "leave out the '&name', or put text in quotes")
        }
        if tag != nil { refuse("tags are not part of the scenario format", range, suggestion: "leave out the '!…', or put text in quotes") }
    }

    private func style(_ style: yaml_scalar_style_t) -> YAMLNode.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }

    private func syntaxProblem(_ parser: yaml_parser_t) -> Diagnostic {
        let problem = parser.problem.map { String(cString: $0) } ?? "the text ends early"
        if parser.error == YAML_MEMORY_ERROR {
            return Diagnostic(.file, "not enough memory to read \(positions.file)")
        }
        if parser.error == YAML_READER_ERROR {
            let offset = min(parser.problem_offset, positions.bytes.count)
            guard problem == "control characters are not allowed", let character = Unicode.Scalar(UInt32(bitPattern: parser.problem_value))
            else { return positions.problem("not valid YAML: \(problem)", at: offset..<offset) }
            return positions.problem(
                "the document holds the character U+\(hexadecimal(character.value, digits: 4)), which YAML does not allow",
                at: offset..<offset,
                suggestion: "remove it; a text in double quotes can hold it as \\u\(hexadecimal(character.value, digits: 4))")
        }
        let offset = positions.byteOffset(ofScalar: parser.problem_mark.index)
        if problem.hasPrefix("Maximum nesting level") {
            // The parser's own limit comes before ours where brackets open without an end.
            return positions.problem("the document is nested more than \(Self.depthLimit) levels deep", at: offset..<offset)
        }
        var start: Int?
        if parser.context != nil, parser.context_mark.index != parser.problem_mark.index {
            start = positions.byteOffset(ofScalar: parser.context_mark.index)
        }
        let value = frames.last?.pairs.last?.value
        return SyntaxProblem(
            positions, problem: problem, context: parser.context.map { String(cString: $0) }, offset: offset, start: start,
            lastScalar: lastScalar, lacksValue: frames.last?.key == nil && value?.range.isEmpty == true && value?.scalarText == ""
        ).diagnostic
    }
}

/// The key path of a key in the mapping at `path`: a name as it is, anything else in brackets and quotes.
package func keyPath(_ path: String, key: String) -> String {
    let isName =
        !key.isEmpty
        && key.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        }
    if !isName { return path + "[\(jsonStringLiteral(key))]" }
    return path.isEmpty ? key : path + "." + key
}

/// The key path of an element of the list at `path`, counted from 0.
func keyPath(_ path: String, index: Int) -> String { path + "[\(index)]" }
