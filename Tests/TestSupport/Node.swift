import Foundation

/// The real Node.js, where it is installed.
public enum Node {
    struct Failure: Error { var message: String }

    private static let path = installedProgram("node")

    /// The major version; `nil` when there is none.
    public static let majorVersion: Int? = {
        guard let text = try? output(of: ["--version"]).first, text.hasPrefix("v") else { return nil }
        return Int(text.dropFirst().prefix { $0 != "." })
    }()

    /// Whether it is one that has what the tests use.
    public static var isInstalled: Bool { (majorVersion ?? 0) >= 20 }

    /// What Node prints when it runs the first of the files.
    public static func lines(of files: [(name: String, source: String)]) throws -> [String] {
        let folder = try ScratchFolder()
        for file in files { try folder.write(file.name, file.source) }
        return try output(of: ["--unhandled-rejections=none", folder.path(files[0].name)])
    }

    private static func output(of arguments: [String]) throws -> [String] {
        guard let path else { throw Failure(message: "there is no node on the PATH") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(message: "node ended with status \(process.terminationStatus)") }
        return String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
}
