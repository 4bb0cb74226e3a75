import Text

/// Gives each module a file of its own: its name where every file system can carry it, a near one where not.
///
/// A name never leaves the folder, and no two files fall together, also where case or Unicode form make no difference.
struct FileNames {
    /// Files and folders that an export holds beside the modules.
    static let reserved = [
        ExportedProgram.entryFile, ExportedProgram.programFile, ExportedProgram.preludeFile, ExportedProgram.manifestFile, LoadFirst.file,
        LoadFirst.folder, "index.html", "package.json",
    ]
    /// Where specifiers lead that lead nowhere in the program: nothing is ever there.
    static let nowhere = "not-in-the-program"

    /// The file of each module, by the module's index; `/` between folders.
    private(set) var files: [String] = []
    private var takenFiles: Set<String> = []
    private var takenFolders: Set<String> = []
    /// The number that a path which is taken is tried with next: thousands may fall together.
    private var next: [String: Int] = [:]

    /// - Parameter modules: names that are all unlike, and whether the module is JSON.
    init(_ modules: [(name: String, isJSON: Bool)]) {
        for name in Self.reserved { takenFiles.insert(Self.folded(name)) }
        takenFiles.insert(Self.folded(Self.nowhere))
        let wished = modules.map { Self.wishedPath(for: $0.name, isJSON: $0.isJSON) }
        files = [String](repeating: "", count: modules.count)
        // A name that needs no change goes before one that came to be the same.
        for index in modules.indices where wished[index] == modules[index].name { take(wished[index], for: index) }
        for index in modules.indices where files[index].isEmpty { take(wished[index], for: index) }
    }

    private mutating func take(_ path: String, for index: Int) {
        var candidate = path
        let wished = Self.folded(path)
        var number = next[wished] ?? 2
        while !isFree(candidate) {
            candidate = Self.numbered(path, number)
            number += 1
        }
        next[wished] = number
        takenFiles.insert(Self.folded(candidate))
        for folder in Self.folders(above: candidate) { takenFolders.insert(Self.folded(folder)) }
        files[index] = candidate
    }

    private func isFree(_ path: String) -> Bool {
        let key = Self.folded(path)
        return !takenFiles.contains(key) && !takenFolders.contains(key)
            && Self.folders(above: path).allSatisfy { !takenFiles.contains(Self.folded($0)) }
    }

    /// `lib/a-2.mjs` for `lib/a.mjs`. Where a folder is what is taken, the whole path gets a folder of its own.
    private static func numbered(_ path: String, _ number: Int) -> String {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        guard number < 50, let dot = path[slash...].lastIndex(of: "."), dot > slash else { return "_\(number)/\(path)" }
        return "\(path[..<dot])-\(number)\(path[dot...])"
    }

    /// `a` and `a/b` for `a/b/c.mjs`.
    private static func folders(above path: String) -> [String] {
        path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
    }

    /// What a file system that is least exact keeps of a path. Strings compare by canonical equivalence.
    private static func folded(_ path: String) -> String { path.uppercased().lowercased() }

    // MARK: One name

    /// The longest part of a path, and the longest path, in bytes.
    private static let partLimit = 96
    private static let pathLimit = 200

    static func wishedPath(for name: String, isJSON: Bool) -> String {
        var parts = name.split(separator: "/", omittingEmptySubsequences: false).map { safePart(String($0)) }
        var path = withExtension(parts.joined(separator: "/"), isJSON: isJSON)
        if path.utf8.count > pathLimit || parts.count > 12 {
            parts = ["long-\(textDigest(name.utf8))", parts.last ?? "_"]
            path = withExtension(parts.joined(separator: "/"), isJSON: isJSON)
        }
        return path
    }

    private static func withExtension(_ path: String, isJSON: Bool) -> String {
        if isJSON { return path.hasSuffix(".json") ? path : path + ".json" }
        return path.hasSuffix(".mjs") || path.hasSuffix(".js") ? path : path + ".mjs"
    }

    /// Names that a system or an engine takes for something else, whatever stands behind their first dot for the first group.
    private static let devices: Set<String> = Set(
        ["con", "prn", "aux", "nul", "clock$"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] })
    private static let configurations: Set<String> = [
        "node_modules", "package.json", "deno.json", "deno.jsonc", "tsconfig.json", "jsconfig.json", "import_map.json",
    ]

    private static func safePart(_ part: String) -> String {
        var result = ""
        for scalar in part.unicodeScalars {
            let isSafe =
                scalar.isASCII
                ? scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "._-+@=,~".unicodeScalars.contains(scalar)
                : scalar.properties.isAlphabetic
            result.unicodeScalars.append(isSafe ? scalar : "_")
        }
        if result.utf8.count > partLimit {
            let ending = [".mjs", ".json", ".js"].first { result.hasSuffix($0) } ?? ""
            var head = result.unicodeScalars
            while head.count > 0, String(head).utf8.count > partLimit - 32 { head.removeLast(max(1, (head.count - partLimit) / 2)) }
            result = "\(String(head))-\(textDigest(part.utf8))\(ending)"
        }
        let lower = result.lowercased()
        let isTaken = devices.contains(String(lower.prefix { $0 != "." })) || configurations.contains(lower)
        if isTaken { result = "_" + result }
        if result.allSatisfy({ $0 == "." }) { result = String(repeating: "_", count: max(1, result.count)) }
        // Some systems drop a full stop at the end.
        if result.hasSuffix(".") { result += "_" }
        return result
    }
}
