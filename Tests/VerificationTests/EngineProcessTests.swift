import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Engines

@Suite struct EngineProcessTests {
    @Test("More output than is asked for ends the process, and its beginning is kept")
    func flood() throws {
        let result = try EngineProcess.run("/bin/sh", ["-c", "while :; do echo line; done"], timeout: 60, outputLimit: 5_000)
        #expect(result.ending == .printedTooMuch)
        #expect(result.output.utf8.count == 5_000)
        #expect(result.output.hasPrefix("line\nline\n"))
        // Also of one that ends by itself, before anybody looks.
        let short = try EngineProcess.run("/bin/sh", ["-c", "echo line; echo line"], timeout: 60, outputLimit: 5)
        #expect(short.ending == .printedTooMuch)
        #expect(short.output == "line\n")
    }

    @Test("A program begins in its folder, keeps there what is temporary, and knows nothing of our surroundings but what is harmless")
    func surroundings() throws {
        let folder = try TemporaryFolder()
        let confined = try EngineSurroundings(in: folder, rights: .ownFolder)
        let result = try EngineProcess.run("/bin/sh", ["-c", "pwd -P; env"], surroundings: confined, timeout: 60)
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(lines.first == folder.path)
        #expect(lines.contains("HOME=\(folder.path)/home") && lines.contains("TMPDIR=\(folder.path)/tmp"))
        let names = Set(lines.dropFirst().map { String($0.prefix { $0 != "=" }) })
        let harmless: Set = [
            "HOME", "TMPDIR", "PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "NO_COLOR", "TLA_SIM_PROCESS",
            // Of the shell itself.
            "PWD", "OLDPWD", "SHLVL", "_",
        ]
        #expect(names.isSubset(of: harmless), "\(names.subtracting(harmless))")
    }

    @Test("With all rights it begins where we are, and knows what we know")
    func ownSurroundings() throws {
        let folder = try TemporaryFolder()
        let surroundings = try EngineSurroundings(in: folder, rights: .user)
        let result = try EngineProcess.run("/bin/sh", ["-c", "pwd -P; echo $HOME; echo $TMPDIR"], surroundings: surroundings, timeout: 60)
        let ours = FileManager.default.currentDirectoryPath
        let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
        #expect(result.output == "\(ours)\n\(home)\n\(folder.path)/tmp\n")
    }

    @Test(
        "Node.js is told in the words of its version what a program may do",
        arguments: [
            ("20.9.0", ["--experimental-permission", "--allow-fs-read=/f", "--no-addons"]),
            ("20.20.2", ["--experimental-permission", "--allow-fs-read=/f", "--no-addons", "--disable-warning=ExperimentalWarning"]),
            (
                "22.12.0",
                [
                    "--experimental-permission", "--allow-fs-read=/f", "--no-addons", "--no-experimental-sqlite",
                    "--disable-warning=ExperimentalWarning",
                ]
            ),
            ("22.13.0", ["--permission", "--allow-fs-read=/f", "--no-addons", "--no-experimental-sqlite"]),
            ("24.19.0", ["--permission", "--allow-fs-read=/f", "--no-addons", "--no-experimental-sqlite"]),
        ])
    func permissions(version: String, options: [String]) throws {
        let node = Engine(kind: .node, version: version, path: "/node")
        #expect(try node.arguments(running: "/f/a.mjs", reading: "/f", rights: .ownFolder) == options + ["/f/a.mjs"])
        #expect(try node.arguments(running: "/f/a.mjs", reading: "/f", rights: .user) == ["/f/a.mjs"])
    }

    @Test("Deno may read the program's folder, and with all rights anything")
    func denoRights() throws {
        let deno = Engine(kind: .deno, version: "2.9.8", path: "/deno")
        let confined = try deno.arguments(running: "/f/a.mjs", reading: "/f", rights: .ownFolder)
        #expect(confined.filter { $0.hasPrefix("--allow") } == ["--allow-read=/f"] && confined.contains("--no-prompt"))
        #expect(try deno.arguments(running: "/f/a.mjs", reading: "/f", rights: .user).contains("--allow-all"))
    }

    @Test("An engine that cannot keep a program from more is not taken for one that can")
    func noPermissions() throws {
        let node = Engine(kind: .node, version: "18.20.0", path: "/node")
        #expect(throws: Diagnostic.self) { try node.arguments(running: "/f/a.mjs", reading: "/f", rights: .ownFolder) }
        #expect(try node.arguments(running: "/f/a.mjs", reading: "/f", rights: .user) == ["/f/a.mjs"])
    }

    #if os(Linux)
    private static let hasSetsid = FileManager.default.isExecutableFile(atPath: "/usr/bin/setsid")

    @Test("What a program leaves behind in a session of its own is ended with it", .enabled(if: hasSetsid, "needs setsid"))
    func strays() throws {
        let folder = try ScratchFolder()
        // Its parent is gone, and so is nothing that leads to it but the environment.
        let script = "(setsid sh -c 'echo $$ > \(folder.path)/pid; exec sleep 600' &); until test -s \(folder.path)/pid; do :; done"
        #expect(try EngineProcess.run("/bin/sh", ["-c", script], timeout: 60).ending == .exited(0))
        let identifier = try #require(folder.text("pid").flatMap { pid_t($0.filter(\.isNumber)) })
        let state = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)
        // Ended, or only waited for by who takes over orphans.
        #expect(state == nil || state?.split(separator: ")").last?.hasPrefix(" Z") == true, "\(state ?? "")")
    }
    #endif
}
