import Diagnostics
import Files
import Text

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension DiskModules {
    private static let extensions = [".mjs", ".js", ".json", ".ts", ".mts"]

    func nearest(to specifier: String, from referrer: ModuleKey) -> String? {
        let base = Paths.folder(of: referrer.path)
        // A bare specifier may have lost its './'.
        let isBare = !specifier.hasPrefix("./") && !specifier.hasPrefix("../") && !specifier.hasPrefix("/")
        let relative = isBare ? "./" + specifier : specifier
        for candidate in Self.spellings(of: relative) where candidate != specifier {
            if Self.isFile(Self.join(base, candidate)) { return candidate }
        }
        if isBare { return nil }
        let up = "../" + relative.dropFirst(relative.hasPrefix("./") ? 2 : 0)
        if relative.hasPrefix("./"), Self.isFile(Self.join(base, up)) { return up }
        if let near = Self.nearestEntry(to: relative, in: base, wantsFile: true) { return near }
        // The folder may be the one that is misspelt.
        let folder = String(Paths.folder(of: relative).dropLast())
        if !folder.isEmpty, folder != ".", folder != "..", let near = Self.nearestEntry(to: folder, in: base, wantsFile: false) {
            let candidate = near + relative.dropFirst(folder.count)
            if Self.isFile(Self.join(base, candidate)) { return candidate }
        }
        return nil
    }

    private static func join(_ folder: String, _ path: String) -> String { Paths.normalized(path, from: folder, top: .isOpen) }

    /// The same module with its extension, with another, or as the index of a folder.
    private static func spellings(of specifier: String) -> [String] {
        var result = [specifier] + extensions.map { specifier + $0 }
        let trimmed = specifier.hasSuffix("/") ? String(specifier.dropLast()) : specifier
        result += extensions.map { trimmed + "/index" + $0 }
        for ending in [".mjs", ".js", ".cjs", ".mts", ".ts"] where specifier.hasSuffix(ending) {
            result += extensions.map { specifier.dropLast(ending.count) + $0 }
        }
        return result
    }

    /// The entry of the specifier's folder whose name is nearest.
    private static func nearestEntry(to specifier: String, in base: String, wantsFile: Bool) -> String? {
        let folderOfSpecifier = Paths.folder(of: specifier)
        let path = join(base, folderOfSpecifier)
        let folderPath = path.isEmpty || path.hasSuffix("/") ? path : path + "/"
        guard let folder = opendir(path.isEmpty ? "." : path) else { return nil }
        defer { closedir(folder) }
        var names: [String] = []
        while names.count < 5_000, let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            if !wantsFile || extensions.contains(where: name.hasSuffix) { names.append(name) }
        }
        // The operating system lists a folder in no order.
        let file = String(specifier.dropFirst(folderOfSpecifier.count))
        let near = nearestName(to: file, among: names.sorted())
        guard let near, !wantsFile || isFile(folderPath + near) else { return nil }
        return folderOfSpecifier + near
    }

    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}
