import Foundation
import Testing

/// A process that runs and draws for ever must not grow: measured in a process of its own, since tests beside this one allocate as
/// they like.
@Suite("Growth", .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/statm"), "only Linux tells what a process holds"))
struct GrowthTests {
    #if DEBUG
    static let runs = 300
    #else
    static let runs = 10_000
    #endif

    @Test("runs with both pictures in one process do not grow it: 2 MiB are let pass for the allocator's own changes")
    func growth() throws {
        let process = Process()
        process.executableURL = try Self.binary
        process.arguments = ["growth", "--runs", "\(Self.runs)", "--slack", "2048"]
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
