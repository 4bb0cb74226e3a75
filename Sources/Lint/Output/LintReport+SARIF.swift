import Diagnostics
import Files
import Text

extension LintReport {
    /// The report as SARIF 2.1.0 (OASIS).
    ///
    /// - Parameter version: the tool's.
    public func sarif(version: String) -> JSONValue {
        let rules = Rule.all + [Rule.ignoreComment]
        var numbers: [String: Int] = [:]
        for (number, rule) in rules.enumerated() { numbers[rule.name] = number }
        let driver: JSONValue = .object([
            "name": .string("tla-sim"), "version": .string(version), "rules": .array(rules.map(Self.descriptor)),
        ])
        let invocation: JSONValue = .object([
            "executionSuccessful": .bool(problems.isEmpty),
            "toolExecutionNotifications": .array((problems + notes).map(Self.notification)),
        ])
        let run: JSONValue = .object([
            "tool": .object(["driver": driver]), "columnKind": .string("unicodeCodePoints"), "invocations": .array([invocation]),
            "results": .array(findings.map { Self.result($0, numbers[$0.rule]) }),
        ])
        return .object([
            "$schema": .string("https://json.schemastore.org/sarif-2.1.0.json"), "version": .string("2.1.0"), "runs": .array([run]),
        ])
    }

    private static func descriptor(of rule: Rule) -> JSONValue {
        let page = rule.page
        return .object([
            "id": .string(rule.name), "shortDescription": text(rule.sentence),
            "fullDescription": text(page?.why ?? rule.sentence),
            "help": text(page?.shortText ?? rule.sentence),
            "defaultConfiguration": .object(["level": .string(level(rule.severity))]),
        ])
    }

    private static func result(_ finding: LintFinding, _ number: Int?) -> JSONValue {
        let diagnostic = finding.diagnostic
        var message = visibleText(diagnostic.message)
        for help in [diagnostic.suggestion].compactMap(\.self) + diagnostic.alternatives { message += "\nhelp: " + visibleText(help) }
        if let command = finding.commandText { message += "\nsee: " + visibleText(command) }
        var members: [JSONValue.Member] = [.init("ruleId", .string(finding.rule))]
        if let number { members.append(.init("ruleIndex", .integer(number))) }
        members += [.init("level", .string(level(diagnostic.severity))), .init("message", text(message))]
        if let location = diagnostic.location {
            members.append(.init("locations", .array([.object(["physicalLocation": place(location, width: diagnostic.width)])])))
        }
        if !diagnostic.related.isEmpty {
            let related = diagnostic.related.enumerated().map { number, place in
                JSONValue.object([
                    "id": .integer(number + 1), "physicalLocation": Self.place(place.location, width: nil),
                    "message": text(visibleText(place.message)),
                ])
            }
            members.append(.init("relatedLocations", .array(related)))
        }
        members.append(.init("properties", .object(["certain": .bool(finding.isCertain)])))
        return .object(members)
    }

    private static func notification(_ note: Diagnostic) -> JSONValue {
        var message = visibleText(note.message)
        if let suggestion = note.suggestion { message += "\nhelp: " + visibleText(suggestion) }
        var members: [JSONValue.Member] = [.init("level", .string(level(note.severity))), .init("message", text(message))]
        let places = ([note.location] + note.related.map(\.location)).compactMap(\.self)
        if !places.isEmpty {
            members.append(.init("locations", .array(places.map { .object(["physicalLocation": place($0, width: nil)]) })))
        }
        return .object(members)
    }

    private static func place(_ location: SourceLocation, width: Int?) -> JSONValue {
        var region: [JSONValue.Member] = [
            .init("startLine", .integer(location.line)), .init("startColumn", .integer(location.column)),
        ]
        if let width { region.append(.init("endColumn", .integer(location.column + width))) }
        return .object(["artifactLocation": .object(["uri": .string(uri(of: location.file))]), "region": .object(region)])
    }

    /// A path as a reference: relative to where the command ran, or `file:` for an absolute one.
    private static func uri(of path: String) -> String {
        var result = path.hasPrefix("/") ? "file://" : ""
        for byte in path.utf8 {
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-._~/!$&'()*+,;=@".utf8.contains(byte)
            if isPlain {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.count == 1 ? "%0" + digits : "%" + digits
            }
        }
        return result
    }

    private static func text(_ text: String) -> JSONValue { .object(["text": .string(text)]) }

    private static func level(_ severity: Diagnostic.Severity) -> String { severity.rawValue }
}
