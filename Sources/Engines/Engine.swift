import Diagnostics
import Text

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A JavaScript engine that is installed.
public struct Engine: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable { case node, deno, bun, chromium, firefox }

    public var kind: Kind
    /// As the engine tells it: `24.19.0`.
    public var version: String
    /// The program; absolute, for it is started in other folders.
    public var path: String

    /// The engine and its version: `node 24.19.0`.
    public var label: String { "\(kind.rawValue) \(version)" }

    public var majorVersion: Int { Int(version.prefix { $0 != "." }) ?? 0 }

    public var isBrowser: Bool { kind == .chromium || kind == .firefox }

    /// Under which names a kind of engine is looked for, the first that is there counts.
    private static let programs: [Kind: [String]] = [
        .node: ["node"], .deno: ["deno"], .bun: ["bun"],
        .chromium: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
        .firefox: ["firefox", "firefox-esr"],
    ]

    /// Finds an engine by its name, or by the path of its program.
    ///
    /// - Throws: that there is no such engine, or that the program is none that is known.
    public static func find(_ name: String, in search: ProgramSearch = .ofEnvironment) throws(Diagnostic) -> Engine {
        if name.contains("/") {
            guard ProgramSearch.isProgram(name) else {
                throw Diagnostic(.file, "there is no program at \(name)", suggestion: "name an engine, or the path of its program")
            }
            return try identify(name)
        }
        guard let kind = Kind(rawValue: name) else {
            let known = Kind.allCases.map(\.rawValue)
            throw Diagnostic(
                .usage, "there is no engine '\(name)'",
                suggestion: nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
                    ?? "known are \(known.joined(separator: ", ")), or the path of one of them")
        }
        for program in programs[kind] ?? [] {
            for path in search.paths(of: program) {
                let engine = try identify(path)
                if engine.kind == kind { return engine }
            }
        }
        throw Diagnostic(
            .file, "\(name) is not installed: no program of that name is on the PATH",
            suggestion: "install it, or give the path of its program to --engine")
    }

    /// Seconds in which an engine must tell its version; a browser on a busy machine needs some.
    private static let patience = 10.0

    private static func identify(_ path: String) throws(Diagnostic) -> Engine {
        let result: EngineProcess.Result
        do throws(Diagnostic) {
            result = try EngineProcess.run(path, ["--version"], timeout: patience)
        } catch {
            throw Diagnostic(.file, "cannot start \(path): \(error.message)")
        }
        if result.ending == .timedOut {
            throw Diagnostic(.file, "\(path) is no engine that is known: asked for its version it says nothing for \(Int(patience)) s")
        }
        guard result.ending == .exited(0), let (kind, version) = kindAndVersion(result.output) else {
            throw Diagnostic(
                .file,
                "\(path) is no engine that is known: asked for its version it says "
                    + "'\(visibleText(String(result.output.prefix { $0 != "\n" }.prefix(60))))'",
                suggestion: "known are \(Kind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return Engine(kind: kind, version: version, path: absolute(path))
    }

    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }

    /// Reads what an engine says when asked for its version.
    static func kindAndVersion(_ text: String) -> (Kind, String)? {
        for line in text.split(separator: "\n") {
            if line.hasPrefix("v"), let version = version(in: line.dropFirst()) { return (.node, version) }
            // Bun tells nothing but the version.
            if let version = version(in: line), version.count == line.count { return (.bun, version) }
            for (prefix, kind) in [
                ("deno ", Kind.deno), ("Chromium ", .chromium), ("Google Chrome ", .chromium), ("Mozilla Firefox ", .firefox),
            ] where line.hasPrefix(prefix) {
                if let version = version(in: line.dropFirst(prefix.count)) { return (kind, version) }
            }
        }
        return nil
    }

    private static func version(in text: Substring) -> String? {
        let version = text.prefix { $0 == "." || $0.isWholeNumber && $0.isASCII }
        return version.contains(".") && version.first != "." ? String(version) : nil
    }
}
