import Diagnostics
import Files
import Text

/// Specifiers without the ending of a file, or of a folder with an index: bundlers find what they mean, and a look at their input has to.
extension DiskModules {
    private static let endings = [
        ".js", ".mjs", ".cjs", ".json", ".ts", ".mts", ".cts", "/index.js", "/index.mjs", "/index.cjs", "/index.ts", "/index.mts",
        "/index.cts",
    ]
    private static let moduleEndings = [".js", ".mjs", ".cjs", ".json", ".ts", ".mts", ".cts"]

    /// The module that a place is, or that it stands for with an ending.
    ///
    /// - Throws: that what is there is no JavaScript.
    func found(_ key: ModuleKey) throws(Diagnostic) -> ModuleKey {
        if isThere(key.path) { return try checked(key) }
        let base = key.path.hasSuffix("/") ? String(key.path.dropLast()) : key.path
        for ending in Self.endings where isThere(base + ending) && (ending.hasPrefix("/") || base == key.path) {
            return ModuleKey(base + ending, suffix: key.suffix)
        }
        // TypeScript's compiler has imports name what it will write.
        for (written, typed) in [(".js", ".ts"), (".mjs", ".mts"), (".cjs", ".cts")] where key.path.hasSuffix(written) {
            let path = String(key.path.dropLast(written.count)) + typed
            if isThere(path) { return ModuleKey(path, suffix: key.suffix) }
        }
        return try checked(key)
    }

    private func checked(_ key: ModuleKey) throws(Diagnostic) -> ModuleKey {
        let name = key.path.split(separator: "/").last ?? ""
        guard name.dropFirst().contains("."), !Self.moduleEndings.contains(where: name.hasSuffix),
            !(filesLookedAt?.contains(ExactText(key.path)) ?? true)
        else { return key }
        throw Diagnostic(.link, "'\(name)' is no JavaScript")
    }

    /// Whether a file is among those that are looked at, or lies beside them.
    private func isThere(_ path: String) -> Bool {
        if filesLookedAt?.contains(ExactText(path)) ?? false { return true }
        let folder = leavesOffEndings ? boundary.folder : root
        return path.utf8.starts(with: folder.utf8) && FileIdentity(filePath: path) != nil
    }
}
