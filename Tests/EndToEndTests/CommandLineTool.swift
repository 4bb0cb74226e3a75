import Foundation
import TestSupport

/// The built `tla-sim`, run as a process of its own.
struct CommandLineTool {
    struct Result {
        var status: Int32
        /// Standard output and standard error.
        var output: String
        var errors: String
    }

    /// The folder with Package.swift.
    static let packageFolder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The binary lies beside the test bundle, which one of the process's own paths leads to.
    static let binary: URL = {
        let places = CommandLine.arguments.filter { $0.contains("/") } + [Bundle.main.bundlePath, Bundle.main.executablePath ?? ""]
        for place in places {
            var folder = URL(filePath: place)
            while folder.path.count > 1 {
                folder.deleteLastPathComponent()
                let candidate = folder.appending(path: "tla-sim")
                var isFolder: ObjCBool = false
                let exists = FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder)
                if exists, !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
            }
        }
        fatalError("tla-sim is not built: swift build --product tla-sim")
    }()

    static func run(_ arguments: String..., in folder: URL = packageFolder, environment: [String: String] = [:]) throws -> Result {
        try launch(binary, arguments, in: folder, environment: environment)
    }

    static func run(_ arguments: [String], in folder: URL = packageFolder) throws -> Result {
        try launch(binary, arguments, in: folder, environment: [:])
    }

    /// Runs a line of the shell in which `$TLA_SIM` is the binary.
    static func shell(_ line: String, in folder: URL = packageFolder) throws -> Result {
        try launch(URL(filePath: "/bin/sh"), ["-c", line], in: folder, environment: ["TLA_SIM": binary.path])
    }

    static func launch(_ executable: URL, _ arguments: [String], in folder: URL, environment: [String: String]) throws -> Result {
        // Files take any amount of output without anybody reading along.
        let streams = try ScratchFolder()
        let output = try streams.write("output", ""), errors = try streams.write("errors", "")
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return Result(
            // A process that a signal ended has no status of its own; as in a shell, such a one counts from 128.
            status: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}
