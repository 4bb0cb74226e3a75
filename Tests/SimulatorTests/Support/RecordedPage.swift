import Foundation
import Hosts
import Programs
import TestSupport
import Text
import Trace

@testable import Scenario
@testable import Simulator

/// A page that browsers ran, and what they printed.
///
/// Each line of the file is one, with its items, the files of its server, and the lines of each browser: `listen` names the events that became
/// lines beside those that always do.
struct RecordedPage: Sendable, CustomStringConvertible {
    var id: String
    private var value: JSONValue

    var description: String { id }

    static func read(_ name: String) throws -> [RecordedPage] {
        let path = #filePath.replacing("Support/RecordedPage.swift", with: "Recorded/pages/\(name)")
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        return lines.compactMap { line in
            guard let value = JSONReader.value(of: Array(line.utf8)), case .string(let id)? = value["id"] else { return nil }
            return RecordedPage(id: id, value: value)
        }
    }

    /// The lines that a browser printed in its runs.
    func recorded(_ host: String) -> [[String]] {
        guard let lines = value["traces"]?[host]?.list else { return [] }
        let runs = lines.first?.list == nil ? [lines.compactMap(\.textValue)] : lines.map { ($0.list ?? []).compactMap(\.textValue) }
        return runs.map { $0.map(Self.cut) }
    }

    /// What a browser asked for, by the file: when the request came to the server, and when its answer was sent; milliseconds from the first.
    func requests(_ host: String) -> [(name: String, start: Int, end: Int)] {
        (value["requests"]?[host]?.list ?? []).compactMap { request in
            guard let parts = request.list, parts.count == 3, let name = parts[0].textValue, let start = parts[1].wholeNumber,
                let end = parts[2].wholeNumber
            else { return nil }
            return (name, start, end)
        }
    }

    /// How long the server takes for a file; milliseconds.
    func delay(of name: String) -> Int { value["files"]?[name]?["delay"]?.wholeNumber ?? 0 }

    /// The lines with URLs cut to the file's name, as the recorded ones are; of a syntax error only its name, since engines word it in their own way.
    func printed(_ host: String) throws -> [String] { try run(host).console.map { Self.cut($0.text) } }

    private static func cut(_ line: String) -> String {
        let line = line.replacing(/[a-z]+:\/\/[^ ')]*\//, with: "")
        return line.hasPrefix("SyntaxError:") ? "SyntaxError" : line
    }

    func run(_ host: String) throws -> Trace {
        let bytes = Array(document().text().utf8)
        let scenario = try Scenario.read(bytes: bytes, name: "\(id).json", folder: "")
        guard let profile = HostProfile.named(host) else { throw Modules.NoSuchHost(name: host) }
        let program = try Program(scenario: scenario)
        return try onLargeStack { program.run(RunOptions(host: profile)) }.trace
    }

    // MARK: As a scenario

    private func document() -> JSONValue {
        var names: Set<String> = []
        var modules: [JSONValue.Member] = []
        for file in value["files"]?.pairs ?? [] {
            if file.key.hasSuffix(".wasm") {
                // What is in it no browser looks at.
                names.insert(file.key)
                let load = JSONValue.integer(file.value["delay"]?.wholeNumber ?? 0)
                modules.append(
                    .init(
                        file.key,
                        .object([.init("wasm", .object([.init("exports", .object([.init("f", .integer(42))]))])), .init("load", load)])))
                continue
            }
            guard let source = file.value["source"]?.textValue, file.value["mime"]?.textValue?.hasPrefix("image") != true else { continue }
            var module: [JSONValue.Member] = []
            if file.key.hasSuffix(".json"), let json = JSONReader.value(of: Array(source.utf8)) {
                module.append(.init("json", json))
            } else {
                module.append(.init("code", .string(source)))
            }
            if let delay = file.value["delay"]?.wholeNumber, delay > 0 { module.append(.init("load", .integer(delay))) }
            names.insert(file.key)
            modules.append(.init(file.key, .object(module)))
        }
        var signals = ["DOMContentLoaded", "load", "error", "unhandledrejection", "rejectionhandled", "element error"]
        if value["listen"]?.list?.contains(.string("element-load")) == true { signals.append("element load") }
        var members: [JSONValue.Member] = [
            .init("title", .string(id)), .init("host", .string("chromium")),
            .init("page", .array((value["page"]?.list ?? []).compactMap { item($0, names) })),
            .init("listen", .array(signals.map(JSONValue.string))),
        ]
        if !modules.isEmpty { members.append(.init("modules", .object(modules))) }
        return .object(members)
    }

    private func item(_ item: JSONValue, _ names: Set<String>) -> JSONValue? {
        func isMissing(_ name: String) -> Bool { !names.contains(String(name.prefix { $0 != "?" })) }
        if let pause = item["pause"] { return .object([.init("pause", pause)]) }
        if let html = item["html"]?.textValue {
            let parts = html.split(separator: "\"").map(String.init)
            guard html.contains("<img src=\""), parts.count > 1 else { return .object([.init("content", .string(html))]) }
            let load = value["files"]?[parts[1]]?["delay"] ?? .integer(1)
            return .object([.init("image", .string(parts[1])), .init("load", load)])
        }
        if let name = item["href"]?.textValue {
            return .object([.init("preload", .string(name)), .init("missing", .bool(isMissing(name)))])
        }
        guard let type = item["type"]?.textValue else { return nil }
        let inline = item["inline"]?.textValue ?? ""
        if type == "importmap" { return JSONReader.value(of: Array(inline.utf8)).map { .object([.init("importmap", $0)]) } }
        var members: [JSONValue.Member] = []
        if let name = item["src"]?.textValue {
            members.append(.init(type, .string(name)))
            if isMissing(name) { members.append(.init("missing", .bool(true))) }
        } else {
            members.append(.init(type, .object([.init("code", .string(inline))])))
        }
        for flag in ["async", "defer", "nomodule"] where item[flag] == .bool(true) { members.append(.init(flag, .bool(true))) }
        return .object(members)
    }
}

extension JSONValue {
    fileprivate var list: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
    fileprivate var pairs: [Member]? { if case .object(let members) = self { members } else { nil } }
    fileprivate var textValue: String? { if case .string(let text) = self { text } else { nil } }
    fileprivate var wholeNumber: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }
}
