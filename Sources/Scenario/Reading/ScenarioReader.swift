import Diagnostics
import Files
import JavaScript
import Text

extension Scenario {
    /// Reads a scenario document, YAML or JSON.
    ///
    /// - Parameters:
    ///   - path: the document; the paths in it start from its folder.
    ///   - allowOutside: whether `file:` may name files outside that folder.
    ///   - sourceLimit: the largest document that is read, in bytes.
    /// - Throws: every problem of the document, by position.
    public static func read(
        path: String, allowOutside: Bool = false, sourceLimit: Int = Limits().sourceBytes
    ) throws(DiagnosticList) -> Scenario {
        let folder = Paths.openableFolder(of: path)
        let bytes: [UInt8]
        // The document and its modules are of one folder, whatever is exchanged meanwhile.
        let held = try? HeldFolder(folder)
        do throws(FileProblem) {
            var room = ReadingRoom()
            bytes = try readNamedFile(
                path: path, from: held == nil ? 0 : Paths.folder(of: path).utf8.count, in: held, limit: sourceLimit,
                advice: Limit.source.advice(Int64(sourceLimit)), room: &room)
        } catch {
            throw DiagnosticList([error.diagnostic])
        }
        var scenario = try read(bytes: bytes, name: path, folder: folder, allowOutside: allowOutside, sourceLimit: sourceLimit)
        if scenario.modules.contains(where: \.isFile) { scenario.heldFolder = held }
        return scenario
    }

    /// Reads a scenario document from memory.
    ///
    /// - Parameters:
    ///   - bytes: the document, UTF-8.
    ///   - name: what messages call it.
    ///   - folder: what `file:` paths start from.
    ///   - allowOutside: whether `file:` may name files outside the folder.
    ///   - sourceLimit: the largest document that is read, in bytes.
    /// - Throws: every problem of the document, by position.
    public static func read(
        bytes: [UInt8], name: String, folder: String, allowOutside: Bool = false, sourceLimit: Int = Limits().sourceBytes
    ) throws(DiagnosticList) -> Scenario {
        guard bytes.count <= sourceLimit else {
            let problem = FileProblem(tooLarge: name, limit: sourceLimit, advice: Limit.source.advice(Int64(sourceLimit)))
            throw DiagnosticList([problem.diagnostic])
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let content = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
        let positions = DocumentPositions(file: name, bytes: content)
        if let problem = encodingProblem(positions) { throw DiagnosticList([problem]) }
        var reader = ScenarioReader(positions, folder: folder, allowsOutside: allowOutside)
        let root = try tree(of: positions, &reader.problems)
        return try reader.read(root)
    }

    /// The tree of a document that is JSON or YAML.
    ///
    /// - Parameter problems: what the format leaves out of YAML.
    private static func tree(of positions: DocumentPositions, _ problems: inout [Diagnostic]) throws(DiagnosticList) -> YAMLNode {
        var jsonProblem: Diagnostic?
        if JSONComposer.isMeant(positions) {
            do throws(Diagnostic) {
                return try JSONComposer.compose(positions)
            } catch {
                jsonProblem = error
            }
        }
        // Flow style, which has comments and texts without quotes, may begin alike.
        var composer = YAMLComposer(positions)
        if let root = composer.compose() {
            // What is missing here may stand in the other document.
            if composer.hasSecondDocument { throw DiagnosticList(composer.problems).sortedByPosition() }
            problems = composer.problems
            return root
        }
        if let jsonProblem, positions.file.hasSuffix(".json") { throw DiagnosticList([jsonProblem]) }
        throw DiagnosticList(composer.problems).sortedByPosition()
    }

    private static func encodingProblem(_ positions: DocumentPositions) -> Diagnostic? {
        if positions.bytes.starts(with: [0xFF, 0xFE, 0, 0]) || positions.bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
            return Diagnostic(.file, "cannot read \(positions.file): it is UTF-32", suggestion: "save it as UTF-8")
        }
        if positions.bytes.starts(with: [0xFF, 0xFE]) || positions.bytes.starts(with: [0xFE, 0xFF]) {
            return Diagnostic(.file, "cannot read \(positions.file): it is UTF-16", suggestion: "save it as UTF-8")
        }
        guard let offset = firstInvalidUTF8(positions.bytes) else { return nil }
        return positions.problem("the document is not valid UTF-8 from here", at: offset..<offset, suggestion: "save it as UTF-8")
    }
}

/// Turns the tree of a document into a ``Scenario``.
///
/// The shape is checked first, and all that breaks it is reported there; what follows takes what has the right shape,
/// passes over the rest in silence, and reports what the shape cannot say.
struct ScenarioReader {
    /// How many problems of one kind are collected.
    static let problemLimit = 200

    let positions: DocumentPositions
    let folder: String
    let allowsOutside: Bool
    var problems: [Diagnostic] = []
    var scanner = SourceScan.Scanner()
    /// Whether there is a module at all; where there is none, that was told, and not for every name that leads to none.
    private var hasModules = false
    /// The number of the inline script of a page that was named last.
    var inlineScriptCount = 0
    /// Names that stand beside 'modules', where they were told.
    private var strayNames: Set<String> = []

    init(_ positions: DocumentPositions, folder: String, allowsOutside: Bool) {
        self.positions = positions
        self.folder = folder
        self.allowsOutside = allowsOutside
    }

    mutating func report(_ message: String, _ node: YAMLNode, _ path: String, suggestion: String? = nil) {
        guard problems.count < Self.problemLimit else { return }
        problems.append(positions.problem(message, at: node.range, keyPath: path, suggestion: suggestion))
    }

    mutating func read(_ root: YAMLNode) throws(DiagnosticList) -> Scenario {
        var check = ShapeCheck(positions)
        check.check(root, .object(Format.document), "")
        problems += check.problems
        strayNames = check.strayNames
        let root = root.renamingKeys(check.corrections)
        var modules = readModules(root["modules"])
        modules += readScripts(root["scripts"], beside: modules)
        let page = readPage(root["page"], root, &modules)
        var scenario = Scenario(
            title: text(root["title"]) ?? defaultTitle, about: text(root["about"]) ?? "", host: readHost(root["host"]),
            entries: [], page: page, modules: modules, network: readNetwork(root["network"]), resources: readResources(root["resources"]),
            limits: readLimits(root["limits"], until: root["until"]), expect: Expectations(), see: texts(root["see"]),
            document: SourceFile(name: positions.file, bytes: positions.bytes), folder: folder,
            allowsOutside: allowsOutside, moduleIndices: [:])
        for (index, module) in modules.enumerated() where scenario.index(ofModule: module.name) == nil {
            scenario.moduleIndices[ExactText(module.name)] = index
        }
        for (index, resource) in scenario.resources.enumerated() where scenario.resource(at: resource.url) == nil {
            scenario.resourceIndices[ExactText(resource.url)] = index
        }
        hasModules = !modules.isEmpty
        scenario.preloads = (root["preload"]?.elements ?? []).compactMap { element in
            if let name = text(element["require"]) { return ScenarioPreload(.require, name) }
            return text(element["import"]).map { ScenarioPreload(.import, $0) }
        }
        for pair in root["stubs"]?.pairs ?? [] {
            if let name = pair.key.scalarText { scenario.stubs.append((name: name, load: duration(pair.value))) }
        }
        if let page {
            var seen: Set<ExactText> = []
            for case .script(let script) in page.items.map(\.kind) where seen.insert(ExactText(script.name)).inserted {
                scenario.entries.append(script.name)
            }
        } else {
            scenario.entries = readModuleNames(root["entry"], "entry", in: scenario)
        }
        scenario.service = readService(root)
        scenario.proposals = texts(root["proposals"]).compactMap { Proposal(rawValue: $0) }
        scenario.checkpointsBetweenModules = text(root["checkpoints"]) == Format.betweenModules
        scenario.expect = readExpectations(root["expect"], in: scenario)
        guard problems.isEmpty else { throw DiagnosticList(problems).sortedByPosition() }
        return scenario
    }

    private var defaultTitle: String {
        let name = positions.file.split(separator: "/").last.map(String.init) ?? positions.file
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    // MARK: Values

    func location(_ node: YAMLNode) -> SourceLocation { positions.location(of: node.range.lowerBound) }

    func text(_ node: YAMLNode?) -> String? { node?.scalarText }

    /// Whether it says that something is so, in any of YAML's spellings; false where it is not there.
    func flag(_ node: YAMLNode?) -> Bool { node?.scalarText.map { ScalarType($0, .plain) == .bool(true) } ?? false }

    /// One text, or a list of them.
    func texts(_ node: YAMLNode?) -> [String] { scalars(node).compactMap(\.scalarText) }

    /// One scalar, or a list of them.
    func scalars(_ node: YAMLNode?) -> [YAMLNode] {
        guard let node else { return [] }
        if let elements = node.elements { return elements.filter { $0.scalarText != nil } }
        return node.scalarText == nil ? [] : [node]
    }

    func duration(_ node: YAMLNode?) -> VirtualDuration? { node?.scalarText.flatMap { try? VirtualDuration(parsing: $0) } }

    func integer(_ node: YAMLNode?) -> Int64? { node?.scalarText.flatMap { Int64($0) } }

    /// Names of modules that the scenario must have, `./` taken off.
    mutating func readModuleNames(_ node: YAMLNode?, _ path: String, in scenario: Scenario) -> [String] {
        var names: [String] = []
        for (index, element) in scalars(node).enumerated() {
            guard let text = element.scalarText, !element.isMissing else { continue }
            let name = Self.normalizedName(text) ?? text
            names.append(name)
            if hasModules, scenario.index(ofModule: name) == nil, !strayNames.contains(name), problems.count < Self.problemLimit {
                let near = nearModule(name, in: scenario)
                let elementPath = node?.elements == nil ? path : keyPath(path, index: index)
                report(
                    "no module is called '\(shortened(text))'", element, elementPath,
                    suggestion: near.map { "did you mean '\($0)'?" } ?? moduleList(scenario))
            }
        }
        return names
    }

    /// The module whose name is near, or differs by its ending alone.
    private func nearModule(_ name: String, in scenario: Scenario) -> String? {
        func stem(_ name: String) -> Substring {
            [".mjs", ".js", ".cjs", ".mts", ".ts", ".json"].first { name.hasSuffix($0) }.map { name.dropLast($0.count) } ?? name[...]
        }
        let names = scenario.modules.map(\.name)
        return names.first { stem($0) == stem(name) } ?? nearestName(to: name, among: names)
    }

    private func moduleList(_ scenario: Scenario) -> String? {
        guard !scenario.modules.isEmpty, scenario.modules.count <= 12 else { return nil }
        if scenario.modules.count == 1 { return "the only module is \(scenario.modules[0].name)" }
        return "the modules are \(scenario.modules.map(\.name).joined(separator: ", "))"
    }

    // MARK: Small parts

    private func readHost(_ node: YAMLNode?) -> HostSelection? {
        guard let node else { return nil }
        if let name = node.scalarText { return HostSelection(name: name, options: [], location: location(node)) }
        guard let pairs = node.pairs, let nameNode = node["name"], let name = nameNode.scalarText else { return nil }
        return HostSelection(name: name, options: members(pairs).filter { $0.key != "name" }, location: location(nameNode))
    }

    private func members(_ pairs: [YAMLNode.Pair]) -> [DocumentValue.Member] {
        pairs.compactMap { pair in
            guard let key = pair.key.scalarText else { return nil }
            return DocumentValue.Member(key: key, value: value(pair.value), location: location(pair.key))
        }
    }

    private func value(_ node: YAMLNode) -> DocumentValue {
        switch node.content {
        case .scalar(let text, let style):
            switch ScalarType(text, style) {
            case .null: .null
            case .bool(let value): .bool(value)
            case .number: .number(text)
            case .text: .text(text)
            }
        case .sequence(let elements): .list(elements.map(value))
        case .mapping(let pairs): .mapping(members(pairs))
        case .refused: .null
        }
    }

    /// A size may have the right shape and still be out of its range: that is said here.
    private mutating func readLimits(_ node: YAMLNode?, until: YAMLNode?) -> LimitSettings {
        var settings = LimitSettings()
        settings.until = until?.scalarText.flatMap { try? RunUntil(parsing: $0) }
        for limit in Limit.allCases {
            guard let value = node?[limit.rawValue], let text = value.scalarText else { continue }
            do throws(Limit.ValueError) {
                settings[limit] = try limit.scenarioValue(parsing: text)
            } catch {
                guard limit.unit == .size, parseSize(text) != nil else { continue }
                report(error.message, value, keyPath("limits", key: limit.rawValue), suggestion: error.suggestion)
            }
        }
        return settings
    }

    private mutating func readResources(_ node: YAMLNode?) -> [ScenarioResource] {
        var resources: [ScenarioResource] = []
        for pair in node?.pairs ?? [] {
            guard let url = pair.key.scalarText else { continue }
            let path = keyPath("resources", key: url)
            if url.isEmpty { report("a URL cannot be empty", pair.key, path) }
            let answer: ScenarioResource.Answer
            if let message = text(pair.value["fails"]) {
                answer = .failure(message)
            } else {
                var body = text(pair.value["text"]) ?? ""
                if let json = pair.value["json"] { body = jsonValue(json, keyPath(path, key: "json")).text() }
                answer = .response(status: Int(integer(pair.value["status"]) ?? 200), body: body)
            }
            resources.append(
                ScenarioResource(
                    url: url, after: duration(pair.value["after"]) ?? VirtualDuration(nanoseconds: 0), answer: answer,
                    location: location(pair.key)))
        }
        return resources
    }

    /// The value as JSON; what JSON cannot hold is reported.
    mutating func jsonValue(_ node: YAMLNode, _ path: String) -> JSONValue {
        switch node.content {
        case .refused:
            return .null
        case .scalar(let text, let style):
            switch ScalarType(text, style) {
            case .null: return .null
            case .bool(let value): return .bool(value)
            case .text: return .string(text)
            case .number:
                if !ScalarType.isJSONNumber(text) {
                    report(
                        "'\(text)' is not a number in JSON", node, path,
                        suggestion: "write it in decimal, or put it in quotes for text")
                }
                return .number(text)
            }
        case .sequence(let elements):
            var values: [JSONValue] = []
            for (index, element) in elements.enumerated() { values.append(jsonValue(element, keyPath(path, index: index))) }
            return .array(values)
        case .mapping(let pairs):
            var members: [JSONValue.Member] = []
            for pair in pairs {
                guard let key = pair.key.scalarText else { continue }
                members.append(.init(key, jsonValue(pair.value, keyPath(path, key: key))))
            }
            return .object(members)
        }
    }
}
