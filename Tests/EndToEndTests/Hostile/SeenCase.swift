import TestSupport
import Testing

/// A line of the tables in this folder: what somebody gives us, and what they see.
struct SeenCase: CustomTestStringConvertible, Sendable {
    var title: String
    /// The files that are there, by path. The first of them is the input unless ``line`` says more.
    var files: [(path: String, bytes: [UInt8])] = []
    /// A line of the shell that runs before.
    var preparation = ""
    /// What is run, with `$TLA_SIM` for the command.
    var line: String
    var status: Int32
    /// Standard output, whole; `nil` where it is long and not the point.
    var output: String?
    /// Standard error, whole.
    var errors: String

    var testDescription: String { title }

    /// `console` of one module.
    static func module(
        _ title: String, _ source: String, options: String = "", status: Int32, output: String? = "", errors: String
    ) -> SeenCase {
        SeenCase(
            title: title, files: [("input.mjs", Array(source.utf8))], line: "$TLA_SIM console input.mjs \(options)", status: status,
            output: output, errors: errors)
    }

    /// `console` of one scenario.
    static func scenario(
        _ title: String, _ bytes: [UInt8], options: String = "", status: Int32, output: String? = "", errors: String
    ) -> SeenCase {
        SeenCase(
            title: title, files: [("input.yaml", bytes)], line: "$TLA_SIM console input.yaml \(options)", status: status, output: output,
            errors: errors)
    }

    static func scenario(
        _ title: String, _ text: String, options: String = "", status: Int32, output: String? = "", errors: String
    ) -> SeenCase {
        scenario(title, Array(text.utf8), options: options, status: status, output: output, errors: errors)
    }

    /// Runs it and compares.
    ///
    /// - Returns: the folder, for what else there is to see.
    @discardableResult
    func check() throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        for file in files { try scratch.write(file.path, bytes: file.bytes) }
        if !preparation.isEmpty { try #require(CommandLineTool.shell(preparation, in: scratch.url).status == 0, "\(preparation)") }
        let before = try scratch.files()
        let result = try CommandLineTool.shell(line, in: scratch.url)
        #expect(result.status == status, "\(result.output.suffix(500))\(result.errors.suffix(2_000))")
        if let output { #expect(result.output == output) }
        #expect(result.errors == errors)
        let left = try scratch.files().filter { $0.hasSuffix(".part") && !before.contains($0) }
        #expect(left.isEmpty, "a half-written file is left")
        return scratch
    }
}
