import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct WatchTests {
    /// A watch that runs, and what it has printed.
    private final class Watch {
        let process = Process()
        private let output: URL

        /// - Parameter prefix: a program that becomes the watch, and its arguments.
        init(_ arguments: [String], in scratch: ScratchFolder, by prefix: [String] = []) throws {
            output = try scratch.write("printed.txt", "")
            let handle = try FileHandle(forWritingTo: output)
            let words = prefix + [CommandLineTool.binary.path] + arguments + ["--watch"]
            process.executableURL = URL(filePath: words[0])
            process.arguments = Array(words.dropFirst())
            process.currentDirectoryURL = scratch.url
            process.standardInput = FileHandle.nullDevice
            (process.standardOutput, process.standardError) = (handle, handle)
            try process.run()
        }

        var printed: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }

        /// Waits until that was printed so often.
        func wait(_ words: String, _ times: Int = 1) throws {
            try waitUntil(seconds: 30, orFail: "'\(words)' does not come \(times) times in:\n\(printed)") {
                printed.components(separatedBy: words).count > times
            }
        }

        func end(_ signal: Int32) -> Int32 {
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    @Test("A module is run again when it, or what it imports, has changed; an error ends nothing")
    func run() throws {
        let scratch = try ScratchFolder()
        try scratch.write("main.mjs", "console.log('one');\n")
        let watch = try Watch(["run", "main.mjs", "--no-pictures"], in: scratch)
        try watch.wait("printed one")
        try watch.wait("watching 1 file;")
        // A file that is not there yet is waited for too.
        try scratch.write("main.mjs", "import './lib/new.mjs'; console.log('two');\n")
        try watch.wait("main.mjs changed")
        try watch.wait("error:")
        try watch.wait("watching 2 files;")
        try scratch.write("lib/new.mjs", "console.log('from new');\n")
        try watch.wait("printed from new, two")
        try scratch.write("lib/new.mjs", "console.log('newer');\n")
        try watch.wait("printed newer, two")
        try scratch.write("main.mjs", "console.log(\n")
        try watch.wait("error:", 2)
        #expect(watch.end(SIGINT) == 130)
    }

    @Test("A signal that whoever started it wants ignored ends nothing")
    func ignored() throws {
        let scratch = try ScratchFolder()
        try scratch.write("main.mjs", "console.log('one');\n")
        let watch = try Watch(["run", "main.mjs", "--no-pictures"], in: scratch, by: ["/bin/sh", "-c", "trap '' HUP; exec \"$0\" \"$@\""])
        try watch.wait("watching 1 file;")
        kill(watch.process.processIdentifier, SIGHUP)
        try scratch.write("main.mjs", "console.log('two');\n")
        try watch.wait("printed two")
        #expect(watch.end(SIGTERM) == 143)
    }

    @Test("A folder is watched with files that come and go")
    func check() throws {
        let scratch = try ScratchFolder()
        try scratch.write("all/a.yaml", "entry: a\nmodules: {a: console.log(1)}\nexpect: {trace: [1]}\n")
        let watch = try Watch(["check", "all"], in: scratch)
        try watch.wait("1 passed, 0 failed")
        try scratch.write("all/b.yaml", "entry: a\nmodules: {a: console.log(1)}\nexpect: {trace: [2]}\n")
        try watch.wait("1 passed, 1 failed")
        try FileManager.default.removeItem(at: scratch.url.appending(path: "all/b.yaml"))
        try watch.wait("1 passed, 0 failed", 2)
        #expect(watch.end(SIGTERM) == 143)
    }

    @Test("draw writes its picture again, and lint looks again")
    func others() throws {
        let scratch = try ScratchFolder()
        try scratch.write("src/main.mjs", "console.log(1);\n")
        let draw = try Watch(["draw", "src/main.mjs", "-o", "picture.svg"], in: scratch)
        try draw.wait("watching 1 file;")
        let before = try Data(contentsOf: scratch.url.appending(path: "picture.svg"))
        try scratch.write("src/main.mjs", "await 1; console.log('longer');\n")
        try draw.wait("watching 1 file;", 2)
        #expect(try Data(contentsOf: scratch.url.appending(path: "picture.svg")) != before)
        #expect(draw.end(SIGINT) == 130)
        let lint = try Watch(["lint", "src"], in: scratch)
        try lint.wait("watching 1 file;")
        try scratch.write("src/other.mjs", "export const x = 1;\n")
        try lint.wait("src/other.mjs changed")
        try lint.wait("watching 2 files;")
        #expect(lint.end(SIGINT) == 130)
    }

    @Test("Standard input cannot be watched")
    func input() throws {
        let result = try CommandLineTool.run("run", "-", "--watch")
        #expect(result.status == 64 && result.errors.contains("standard input"))
    }
}
