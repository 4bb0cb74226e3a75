import Testing

@testable import Hosts

@Suite("Host profiles")
struct HostProfileTests {
    @Test("Each has a name of its own, a line for the help, and says what it was measured on")
    func names() {
        let names = HostProfile.all.map(\.name)
        #expect(Set(names).count == names.count)
        for host in HostProfile.all {
            #expect(!host.summary.isEmpty && !host.summary.contains("\n"), "\(host.name)")
            #expect(!host.evidence.isEmpty, "\(host.name)")
            #expect(HostProfile.named(host.name) == host)
        }
        #expect(HostProfile.named("node@24")?.name == "node")
        #expect(HostProfile.named("nod") == nil)
    }

    @Test(
        "An engine is stood for by the profile of its version",
        arguments: [("node", 20, "node@20"), ("node", 21, "node@20"), ("node", 22, "node"), ("node", 26, "node"), ("deno", 2, "deno")])
    func engines(engine: String, majorVersion: Int, name: String) {
        #expect(HostProfile.standing(for: engine, majorVersion: majorVersion)?.name == name)
    }

    @Test("No two profiles stand for the same engine")
    func enginesAreDistinct() {
        for engine in ["node", "deno", "chromium", "firefox"] {
            for version in 0..<200 {
                let standing = HostProfile.all.filter { $0.engine?.name == engine && $0.engine?.majorVersions.contains(version) == true }
                #expect(standing.count == 1, "\(engine) \(version)")
            }
        }
        #expect(HostProfile.standing(for: "safari", majorVersion: 26) == nil)
    }

    /// Measured on Node.js 20.20.2, Node.js 24.19.0 and Deno 2.9.8 with a module that sets `process.exitCode` and awaits a promise that nobody settles.
    @Test(
        "The status of an entry that never settles, by the one that the program has set",
        arguments: [
            ("node@20", [13, 0, 5]), ("node", [13, 13, 5]), ("deno", [1, 1, 1]),
        ])
    func unsettledStatus(host: String, statuses: [Int32]) throws {
        let exit = try #require(HostProfile.named(host)).exit
        #expect([nil, 0, 5].map { exit.unsettled(own: $0) } == statuses)
    }

    @Test("Words are filled in once: braces in what is filled in mean nothing, and a name that is not given stays")
    func words() {
        let words = ErrorWords("E", "Cannot find '{path}' {importer} {other} {")
        #expect(words.text(["path": "{importer}", "importer": "from a"]) == "Cannot find '{importer}' from a {other} {")
        #expect(ErrorWords("E", "plain").text([:]) == "plain")
    }
}
