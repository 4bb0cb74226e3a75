import Foundation
import Testing

/// A process that runs and draws for ever must not grow: measured in a process of its own, since tests beside this one allocate as
/// they like.
@Suite("Growth", .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/statm"), "only Linux tells what a process holds"))
struct GrowthTests {
    // The first tenth of the runs warms the process up. What is let pass after it is the allocator's own coming and going, which does
    // not depend on the number of runs: a tenth of a KiB a run, when it adds up, is found by 10,000 runs.
    #if DEBUG
    static let runs = 300
    static let slackKiB = 512
    #else
    static let runs = 10_000
    static let slackKiB = 1_024
    #endif

    @Test("runs with both pictures in one process do not grow it")
    func growth() throws {
        let process = Process()
        process.executableURL = try Self.binary
        process.arguments = ["growth", "--runs", "\(Self.runs)", "--slack", "\(Self.slackKiB)"]
        process.currentDirectoryURL = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0, "\(text)")
        #expect(text.contains("\(Self.runs) runs"))
    }

    struct NotBuilt: Error {}

    /// The binary lies beside the test bundle, which one of the process's own paths leads to.
    private static var binary: URL {
        get throws {
            let places = CommandLine.arguments.filter { $0.contains("/") } + [Bundle.main.bundlePath, Bundle.main.executablePath ?? ""]
            for place in places {
                var folder = URL(filePath: place)
                while folder.path.count > 1 {
                    folder.deleteLastPathComponent()
                    let candidate = folder.appending(path: "tla-sim-fuzz")
                    var isFolder: ObjCBool = false
                    let exists = FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder)
                    if exists, !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
                }
            }
            throw NotBuilt()
        }
    }
}
