import Foundation
import TestSupport
import Testing

@Suite("fuzz")
struct FuzzCommandTests {
    @Test("Without the engine it says so, with a status of its own")
    func noEngine() throws {
        let result = try CommandLineTool.run("fuzz", "--against", "node", environment: ["PATH": "/nowhere"])
        #expect(result.status == 69)
        #expect(result.errors.contains("node is not installed"))
        #expect(result.errors.contains("install Node.js 20 or later"))
    }

    @Test(
        "An engine may be named by its path; a browser runs no files", .enabled(if: Node.isInstalled, "needs node 20 or later on the PATH"))
    func engineByPath() throws {
        let scratch = try ScratchFolder()
        try scratch.write("browser", "#!/bin/sh\necho Mozilla Firefox 153.0\n")
        let byPath = try CommandLineTool.shell(
            "\"$TLA_SIM\" fuzz --against \"$(command -v node)\" --cases 3 --families dag", in: scratch.url)
        #expect(byPath.output.hasPrefix("against node ") && byPath.output.hasSuffix("\n3 cases, 0 differences\n"), "\(byPath.output)")
        let browser = try CommandLineTool.shell("chmod +x browser; \"$TLA_SIM\" fuzz --against ./browser", in: scratch.url)
        #expect(browser.status == 64)
        #expect(browser.errors.contains("firefox 153.0 runs pages"), "\(browser.errors)")
    }

    @Test("It goes on where it stopped, and the shards are the whole", .enabled(if: Node.isInstalled, "needs node 20 or later on the PATH"))
    func resume() throws {
        let scratch = try ScratchFolder()
        func fuzz(_ more: String) throws -> CommandLineTool.Result {
            try CommandLineTool.shell("\"$TLA_SIM\" fuzz --against node --seed 1 --families dag,values -o found \(more)", in: scratch.url)
        }
        let whole = try fuzz("--cases 12 --resume")
        #expect(whole.status == 0)
        #expect(whole.output.hasSuffix("\n12 cases, 0 differences\n"), "\(whole.output)")
        #expect(whole.errors.contains("runs the program for real, without the right to write files"), "\(whole.errors)")
        #expect(whole.errors.split(separator: "\n").count == 2, "nothing else where nobody watches: \(whole.errors)")
        #expect(try scratch.files() == ["found/state.txt"])
        // Nothing is left to do.
        #expect(try fuzz("--cases 12 --resume").output == whole.output)
        // Another run's progress is not written over.
        let other = try fuzz("--cases 13 --resume")
        #expect(other.status == 64)
        #expect(other.errors.contains("state.txt tells of a run with other options"), "\(other.errors)")
        // Nor is what cannot be read.
        try scratch.write("broken/state.txt/file", "")
        let unreadable = try fuzz("--cases 12 --resume -o broken")
        #expect(unreadable.status == 2 && unreadable.output.isEmpty, "\(unreadable.output)")
        #expect(unreadable.errors.contains("cannot read broken/state.txt: it is a folder"), "\(unreadable.errors)")
        for (part, cases) in [("1/2", 3), ("2/2", 2)] {
            let result = try fuzz("--cases 5 --shard \(part)")
            #expect(result.output.hasSuffix("\n\(cases) cases, 0 differences\n"), "\(result.output)")
        }
    }
}
