import Diagnostics
import Scenario

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where a module is: its name in a scenario, or its path on disk.
typealias ModuleKey = String

/// The modules that a run may load.
struct ProgramInput: Sendable {
    enum Source: Sendable {
        case scenario(Scenario)
        /// Modules on disk. Names are shown relative to the root, the entry's folder, which ends in `/` or is empty, and only with
        /// `allowsOutside` are modules read from elsewhere.
        case disk(root: String, allowsOutside: Bool)
    }

    struct Text: Sendable {
        var file: SourceFile
        var isJSON: Bool
        /// Nanoseconds until the text is there, and until it is parsed.
        var load: Int64
        var parse: Int64
    }

    var title: String
    var about: String
    var entries: [ModuleKey]
    var source: Source
    /// Whether the entries are scripts; what they import are modules all the same.
    var entriesAreScripts = false
    /// A folder outside of which no module is read.
    struct Boundary: Sendable {
        var folder: String
        /// As messages call it.
        var name: String
    }

    /// For modules on disk another one than the root.
    var boundary: Boundary?
    /// What runs before the entries.
    var prelude: SourceFile?

    var isOnDisk: Bool { if case .disk = source { true } else { false } }

    /// The module that a specifier in `referrer` means.
    ///
    /// - Throws: a diagnostic without a place: the caller knows where the specifier stands.
    func resolve(_ specifier: String, from referrer: ModuleKey) throws(Diagnostic) -> ModuleKey {
        switch source {
        case .scenario(let scenario):
            if let name = scenario.resolve(specifier: specifier, from: referrer) { return name }
            let near = scenario.nearestSpecifier(to: specifier, from: referrer)
            throw Diagnostic(
                .link, "there is no module '\(specifier)' in this scenario",
                suggestion: near.map { "did you mean '\($0)'?" } ?? Self.missingHint(specifier))
        case .disk:
            if specifier.hasPrefix("./") || specifier.hasPrefix("../") {
                return Self.join(Self.folder(of: referrer), specifier)
            }
            if let path = Self.path(ofFileURL: specifier) ?? (specifier.hasPrefix("/") ? specifier : nil) { return Self.join("", path) }
            throw Diagnostic(
                .link, "cannot resolve the bare specifier '\(specifier)'",
                suggestion: "modules on disk are found by './', '../' or '/'; packages and built-in modules are not loaded")
        }
    }

    /// What to do about a module that a scenario has not.
    private static func missingHint(_ specifier: String) -> String {
        specifier.hasPrefix("file:")
            ? "a scenario imports its own modules only: add one with 'file: PATH' under 'modules', and import it by its name"
            : "add it under 'modules'"
    }

    /// What reads the modules' files.
    func moduleReader(sourceLimit: Int) -> ModuleFileReader {
        switch source {
        case .scenario(let scenario): scenario.moduleReader(sourceLimit: sourceLimit)
        case .disk(let root, let allowsOutside):
            ModuleFileReader(
                folder: boundary?.folder ?? root, called: boundary?.name ?? "the entry's folder", entry: entries[0],
                allowsOutside: allowsOutside, sourceLimit: sourceLimit)
        }
    }

    /// Reads a module.
    func read(_ key: ModuleKey, reader: inout ModuleFileReader) throws(DiagnosticList) -> Text {
        switch source {
        case .scenario(let scenario):
            guard let module = scenario.module(named: key) else {
                throw DiagnosticList([Diagnostic(.file, "there is no module '\(key)'")])
            }
            return Text(
                file: try scenario.source(of: module, reader: &reader), isJSON: module.isJSON, load: module.load?.nanoseconds ?? 0,
                parse: module.parse?.nanoseconds ?? 0)
        case .disk:
            do throws(Diagnostic) {
                let bytes = try reader.read(key)
                return Text(file: SourceFile(name: key, bytes: bytes), isJSON: key.hasSuffix(".json"), load: 0, parse: 0)
            } catch {
                throw DiagnosticList([error])
            }
        }
    }

    /// A module's name as the user knows it.
    func name(of key: ModuleKey) -> String {
        if case .disk(let root, _) = source, !root.isEmpty, key.hasPrefix(root) { return String(key.dropFirst(root.count)) }
        return key
    }

    /// `import.meta.url`.
    func url(of key: ModuleKey) -> String {
        switch source {
        case .scenario:
            return key.contains("://") ? key : "file:///" + key
        case .disk:
            if key.hasPrefix("/") { return "file://" + key }
            var buffer = [CChar](repeating: 0, count: 4096)
            guard getcwd(&buffer, buffer.count) != nil else { return "file:///" + key }
            let folder = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            return "file://" + Self.join(folder + "/", "./" + key)
        }
    }

    /// The absolute path that a `file:` URL of this machine names; `nil` for what is none.
    private static func path(ofFileURL specifier: String) -> String? {
        guard let prefix = ["file:///", "file://localhost/"].first(where: { specifier.lowercased().hasPrefix($0) }) else { return nil }
        var bytes: [UInt8] = [UInt8(ascii: "/")]
        var rest = specifier.utf8.dropFirst(prefix.utf8.count).prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count >= 2 {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: Paths

    /// The key of the module that a command was given: the path without what says nothing in it, so that the modules which name
    /// it again in their imports find the same.
    static func entryKey(_ path: String) -> ModuleKey {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true).filter { $0 != "." }
        // `..` behind a name means the folder above what the name leads to, which only the system knows.
        if let up = parts.lastIndex(of: ".."), parts[..<up].contains(where: { $0 != ".." }), let resolved = resolvedPath(path) {
            return resolved
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }

    static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(path[...slash])
    }

    /// A relative path from a folder (which ends in `/` or is empty), with `.` and `..` worked out.
    static func join(_ folder: String, _ relative: String) -> String {
        // Most specifiers are `./name`.
        if relative.hasPrefix("./") {
            let rest = relative.dropFirst(2)
            if !rest.utf8.contains(UInt8(ascii: "/")), rest != "..", rest != "." { return folder + rest }
        }
        var parts = folder.split(separator: "/", omittingEmptySubsequences: true)
        let isAbsolute = relative.hasPrefix("/") || folder.hasPrefix("/")
        if relative.hasPrefix("/") { parts = [] }
        for part in relative.split(separator: "/", omittingEmptySubsequences: true) {
            switch part {
            case ".": break
            case "..":
                if let last = parts.last, last != ".." {
                    parts.removeLast()
                } else if !isAbsolute {
                    parts.append("..")
                }
            default: parts.append(part)
            }
        }
        return (isAbsolute ? "/" : "") + parts.joined(separator: "/")
    }
}
