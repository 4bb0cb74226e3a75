import Foundation
import TestSupport
import Testing

@Suite("CONTRIBUTING.md")
struct RoomsTests {
    private static func text(_ file: String) throws -> String {
        try String(contentsOf: CommandLineTool.packageFolder.appending(path: file), encoding: .utf8)
    }

    /// The rooms of the package, below `Sources`, with those of them that each may import.
    private static func targets() throws -> [String: Set<String>] {
        let manifest = try text("Package.swift")
        let folders = try FileManager.default.contentsOfDirectory(atPath: CommandLineTool.packageFolder.appending(path: "Sources").path)
        var targets: [String: Set<String>] = [:]
        for match in manifest.matches(
            of: /\.(?:target|executableTarget|systemLibrary)\(\s*name: "([^"]+)"(?:,\s*dependencies: \[((?:[^\[\]]|\[[^\]]*\])*)\])?/)
        {
            let name = String(match.1)
            guard folders.contains(name) else { continue }
            let own = (match.2 ?? "").replacing(/\.product\([^)]*\)/, with: "")
            targets[name] = Set(own.matches(of: /"([^"]+)"/).map { String($0.1) })
        }
        return targets
    }

    @Test("The table of rooms has each room of the package, with what it imports")
    func rooms() throws {
        let targets = try Self.targets()
        #expect(targets.count > 15)
        var seen: Set<String> = []
        for line in try Self.text("CONTRIBUTING.md").split(separator: "\n") {
            guard let row = line.firstMatch(of: /^\| (`[^|]*) \|[^|]*\|([^|]*)\|$/) else { continue }
            let names = row.1.matches(of: /`([^`]+)`/).map { String($0.1) }
            guard names.allSatisfy({ targets[$0] != nil }) else { continue }
            seen.formUnion(names)
            let listed = row.2.trimmingCharacters(in: .whitespaces)
            if listed == "all" { continue }
            let imports = names.reduce(into: Set<String>()) { $0.formUnion(targets[$1] ?? []) }.subtracting(names)
            #expect(Set(listed.split(separator: ", ").map(String.init)) == imports, "\(names)")
        }
        #expect(Set(targets.keys).subtracting(seen).isEmpty)
    }
}
