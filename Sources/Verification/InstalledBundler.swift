import Diagnostics
import Engines
import Text

/// A bundler that is installed, which a model stands for.
public struct InstalledBundler: Sendable {
    public enum Tool: String, Sendable, CaseIterable { case esbuild, rollup, webpack, bun, rolldown, vite }

    public let tool: Tool
    /// As the program tells it: `3.15.0`.
    public let version: String
    /// The program.
    let path: String
    /// The model's name.
    public let model: String

    /// The tool and its version: `rollup 3.15.0`.
    public var label: String { "\(tool.rawValue) \(version)" }

    /// What a model stands for.
    private struct Cover {
        var model: String
        var tool: Tool
        /// The versions, in words.
        var versions: String
        var holds: @Sendable (_ major: Int, _ minor: Int) -> Bool
    }

    private static let covers: [Cover] = [
        Cover(model: "rollup", tool: .rollup, versions: "rollup 4") { major, _ in major == 4 },
        Cover(model: "rollup@3", tool: .rollup, versions: "rollup 3") { major, _ in major == 3 },
        Cover(model: "esbuild", tool: .esbuild, versions: "esbuild 0") { major, _ in major == 0 },
        Cover(model: "esbuild-lazy", tool: .esbuild, versions: "esbuild 0.28") { major, minor in major == 0 && minor >= 28 },
        Cover(model: "bun", tool: .bun, versions: "bun 1") { major, _ in major == 1 },
        Cover(model: "bun-lazy", tool: .bun, versions: "bun 1") { major, _ in major == 1 },
        Cover(model: "webpack", tool: .webpack, versions: "webpack 5 from 5.88 on") { major, minor in major == 5 && minor >= 88 },
        Cover(model: "webpack@5.75", tool: .webpack, versions: "webpack 5 up to 5.87") { major, minor in major == 5 && minor < 88 },
        Cover(model: "rolldown", tool: .rolldown, versions: "rolldown 1") { major, _ in major == 1 },
        Cover(model: "rolldown-strict", tool: .rolldown, versions: "rolldown 1") { major, _ in major == 1 },
        Cover(model: "vite", tool: .vite, versions: "vite 8") { major, _ in major == 8 },
    ]

    /// The models that stand for a tool that can be run, in the order of ``Tool``.
    public static var models: [String] { covers.map(\.model) }

    /// Finds the tool that a model stands for, and sees whether it stands for its version.
    ///
    /// - Throws: that there is none, or that its version is another model's, or nobody's.
    public static func standing(for model: String, in search: ProgramSearch = .ofEnvironment) throws(Diagnostic) -> InstalledBundler {
        guard let cover = covers.first(where: { $0.model == model }) else {
            throw Diagnostic(
                .usage, "no bundler that could be run stands behind '\(model)'",
                suggestion: "--real is for \(models.joined(separator: ", "))")
        }
        let name = cover.tool.rawValue
        guard let path = search.path(of: name) else {
            throw Diagnostic(
                .file, "\(name) is not installed: no program of that name is on the PATH",
                suggestion: "install it, or leave --real out: then the model's own output runs on the engine")
        }
        let result: EngineProcess.Result
        do throws(Diagnostic) {
            result = try asked(cover.tool, path)
        } catch {
            throw Diagnostic(.file, "cannot start \(path): \(error.message)")
        }
        guard result.ending == .exited(0), let version = version(in: result.output, of: name) else {
            let line = result.output.split(separator: "\n").first.map(String.init) ?? ""
            throw Diagnostic(.file, "\(path) does not tell its version: it says '\(visibleText(String(line.prefix(60))))'")
        }
        let parts = version.split(separator: ".").map { Int($0) ?? 0 }
        guard cover.holds(parts[0], parts[1]) else {
            let other = covers.first { $0.tool == cover.tool && $0.holds(parts[0], parts[1]) }
            throw Diagnostic(
                .usage, "'\(model)' stands for \(cover.versions), and \(path) is \(name) \(version)",
                suggestion: other.map { "write --bundler \($0.model), which stands for \($0.versions)" } ?? "no model stands for it")
        }
        return InstalledBundler(tool: cover.tool, version: version, path: path, model: model)
    }

    /// Asks a tool for its version. webpack tells it only where it lies beside a package, but to a plugin always.
    private static func asked(_ tool: Tool, _ path: String) throws(Diagnostic) -> EngineProcess.Result {
        guard tool == .webpack else { return try EngineProcess.run(path, ["--version"], timeout: 30) }
        let folder = try TemporaryFolder()
        try folder.write(
            "version.config.cjs",
            """
            const apply = ({ webpack }) => {
              console.log(`webpack ${webpack.version}`);
              process.exit(0);
            };
            module.exports = { entry: {}, plugins: [{ apply }] };

            """)
        return try EngineProcess.run(
            path, ["--config", "version.config.cjs"], surroundings: try EngineSurroundings(in: folder, rights: .ownFolder), timeout: 30)
    }

    /// The version in what a tool says of itself: `0.28.2`, `rollup v3.15.0`, `webpack: 5.75.0` among other lines, `vite/8.0.0 linux-x64`.
    static func version(in text: String, of name: String) -> String? {
        let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
        let own = lines.first { line in line.hasPrefix(name) && line.dropFirst(name.count).first.map { " :/".contains($0) } ?? false }
        guard let line = own ?? lines.first else { return nil }
        let rest = own == nil ? line[...] : line.dropFirst(name.count)
        let start = rest.drop { !($0.isASCII && $0.isNumber) }
        let version = start.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let parts = version.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count >= 2 && parts.allSatisfy { !$0.isEmpty } ? String(version) : nil
    }

    /// What whoever asks for it is to know before it is started.
    public var notice: Diagnostic {
        Diagnostic(
            .engine, "\(label) bundles for real, with all your rights, in a folder of its own; it runs nothing of the program",
            suggestion: "what it makes runs on the engine", severity: .note)
    }
}
