import Engines
import Foundation
import TestSupport
import Testing

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

    @Test("Temporary files go where they are asked to go")
    func temporaryFolder() throws {
        let folder = try ScratchFolder()
        let process = try EngineProcess.start("/bin/sh", ["-c", "echo $TMPDIR"], temporaryFolder: folder.path)
        #expect(process.result(process.wait(timeout: 60, isOfSilence: false)).output == folder.path + "\n")
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
