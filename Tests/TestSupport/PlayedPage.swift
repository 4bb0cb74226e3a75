import Text

/// The runs in a page of `tla-sim play`, played as the page's script plays them: by patches, and knowing nothing else.
public struct PlayedPage {
    public struct Fault: Error, CustomStringConvertible {
        public var description: String
    }

    public struct Run {
        public var data: JSONValue
        public var start: JSONValue
        public var steps: [[JSONValue]]
    }

    public let page: WellFormedHTML
    public private(set) var runs: [Run] = []

    public init(_ text: String) throws {
        page = try WellFormedHTML(text)
        guard let data = try Self.block("play-data", in: page), case .array(let runs)? = data["runs"] else {
            throw Fault(description: "the page has no runs")
        }
        for (number, run) in runs.enumerated() {
            var steps: [[JSONValue]] = []
            if case .array(let listed)? = run["steps"] { steps = listed.compactMap(\.arrayElements) }
            var chunk = 0
            while let block = try Self.block("play-steps-\(number)-\(chunk)", in: page) {
                steps += (block.arrayElements ?? []).compactMap(\.arrayElements)
                chunk += 1
            }
            if case .number(let count)? = run["stepCount"], Int(count) != steps.count { throw Fault(description: "steps are missing") }
            guard let start = run["start"], steps.allSatisfy({ $0.count >= 11 }) else { throw Fault(description: "a run is not whole") }
            self.runs.append(Run(data: run, start: start, steps: steps))
        }
    }

    private static func block(_ id: String, in page: WellFormedHTML) throws -> JSONValue? {
        guard let element = page.elements.first(where: { $0.attributes["id"] == id }) else { return nil }
        guard element.name == "script", element.attributes["type"] == "application/json" else {
            throw Fault(description: "\(id) is no block of data")
        }
        if element.text.contains("<") { throw Fault(description: "\(id) has a < in it") }
        try WellFormedJSON.check(Array(element.text.utf8))
        guard let value = JSONReader.value(of: element.text.utf8) else { throw Fault(description: "\(id) is no JSON") }
        return value
    }

    /// Plays a run to its end and back.
    ///
    /// - Returns: the state at the end.
    /// - Throws: when a patch does not fit, or the way back leads elsewhere.
    public static func play(_ run: Run) throws -> JSONValue {
        var state = run.start
        for step in run.steps { for operation in step[10].arrayElements ?? [] { try apply(operation, to: &state, isBack: false) } }
        let end = state
        for step in run.steps.reversed() {
            for operation in (step[10].arrayElements ?? []).reversed() { try apply(operation, to: &state, isBack: true) }
        }
        guard state == run.start else { throw Fault(description: "the way back leads to another state") }
        return end
    }

    private static func apply(_ operation: JSONValue, to state: inout JSONValue, isBack: Bool) throws {
        guard let parts = operation.arrayElements, parts.count == 3 || parts.count == 4, let path = parts[0].arrayElements else {
            throw Fault(description: "an operation that is none: \(operation.text())")
        }
        if parts.count == 3 {
            try change(&state, path[...]) { value in
                guard value == parts[isBack ? 2 : 1] else { throw Fault(description: "another value stood there: \(operation.text())") }
                value = parts[isBack ? 1 : 2]
            }
            return
        }
        guard case .number(let text) = parts[1], let index = Int(text), let removed = parts[isBack ? 3 : 2].arrayElements,
            let added = parts[isBack ? 2 : 3].arrayElements
        else { throw Fault(description: "an operation that is none: \(operation.text())") }
        try change(&state, path[...]) { value in
            guard var list = value.arrayElements, index >= 0, index + removed.count <= list.count,
                Array(list[index..<(index + removed.count)]) == removed
            else { throw Fault(description: "the list has something else: \(operation.text())") }
            list.replaceSubrange(index..<(index + removed.count), with: added)
            value = .array(list)
        }
    }

    private static func change(_ value: inout JSONValue, _ path: ArraySlice<JSONValue>, _ body: (inout JSONValue) throws -> Void) throws {
        guard let first = path.first else { return try body(&value) }
        switch (value, first) {
        case (.object(var members), .string(let key)):
            guard let index = members.firstIndex(where: { $0.key == key }) else { throw Fault(description: "no member '\(key)'") }
            value = .null
            try change(&members[index].value, path.dropFirst(), body)
            value = .object(members)
        case (.array(var elements), .number(let text)):
            guard let index = Int(text), elements.indices.contains(index) else { throw Fault(description: "no element \(text)") }
            value = .null
            try change(&elements[index], path.dropFirst(), body)
            value = .array(elements)
        default: throw Fault(description: "a path that leads nowhere")
        }
    }
}

extension JSONValue {
    /// The elements of an array; `nil` for other values.
    public var arrayElements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
}
