import Diagnostics
import JavaScript
import Scenario
import Text

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The modules on disk that an entry reaches by static imports and by `import()` of a literal.
struct DiskModules {
    /// The entry's folder, ending in `/`, or empty.
    let root: String
    private(set) var modules: [SourceModules.Module] = []
    /// By path.
    private(set) var indices: [ExactText: Int] = [:]
    private(set) var notes: [String] = []

    init(entry: String, allowsOutside: Bool) throws(DiagnosticList) {
        let slash = entry.lastIndex(of: "/").map { entry.index(after: $0) } ?? entry.startIndex
        root = Self.normalized(String(entry[..<slash])).map { $0.isEmpty || $0.hasSuffix("/") ? $0 : $0 + "/" } ?? ""
        let boundary = Self.realPath(root.isEmpty ? "." : root)
        var outside: [String] = []
        var pending = [root + entry[slash...]]
        indices[ExactText(pending[0])] = -1
        while let path = pending.popLast() {
            if !allowsOutside, path != root + entry[slash...], let real = Self.realPath(path), let boundary,
                boundary != "/", !real.hasPrefix(boundary + "/")
            {
                outside.append(path)
                indices[ExactText(path)] = nil
                continue
            }
            let bytes: [UInt8]
            do throws(Diagnostic) {
                bytes = try readFile(path: path, limit: ExportedProgram.fileLimit)
            } catch {
                if modules.isEmpty { throw DiagnosticList([error]) }
                // The engine will miss it as the simulator does.
                indices[ExactText(path)] = nil
                continue
            }
            let isJSON = path.hasSuffix(".json")
            let name = path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
            let source = SourceFile(name: path, bytes: bytes)
            indices[ExactText(path)] = modules.count
            modules.append(.init(name: name, isJSON: isJSON, source: source))
            if isJSON { continue }
            let found = ModuleText(source).specifiers.compactMap { Self.path(of: $0, from: path) }
            for target in found.reversed() where indices[ExactText(target)] == nil {
                indices[ExactText(target)] = -1
                pending.append(target)
            }
        }
        if !outside.isEmpty {
            notes.append(
                "left out, for lying outside the entry's folder: \(SourceModules.list(outside)); they are elsewhere than the program")
        }
    }

    /// The path that a specifier means; `nil` for a bare specifier, and for one that no path can carry.
    static func path(of specifier: String, from referrer: String) -> String? {
        guard !specifier.utf8.contains(0) else { return nil }
        if specifier.hasPrefix("/") { return normalized(specifier) }
        guard specifier.hasPrefix("./") || specifier.hasPrefix("../") else { return nil }
        let folder = referrer.lastIndex(of: "/").map { String(referrer[...$0]) } ?? ""
        return normalized(folder + specifier)
    }

    /// `.` and `..` worked out.
    private static func normalized(_ path: String) -> String? {
        var parts: [Substring] = []
        for part in path.split(separator: "/") {
            if part == "." { continue }
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !path.hasPrefix("/") {
                parts.append(part)
            }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }

    private static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
