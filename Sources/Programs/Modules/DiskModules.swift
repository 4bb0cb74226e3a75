import Diagnostics
import Files
import Scenario
import Text

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Modules in files, found when they are asked for.
struct DiskModules: ModuleSource {
    /// The files that the user named.
    let entries: [String]
    /// The entry's folder, from which names are shown: ends in `/`, or is empty for the current folder.
    let root: String
    /// Whether modules are read from outside the folder.
    let allowsOutside: Bool
    /// The folder that modules are read from.
    private(set) var boundary: FolderBoundary
    /// Whether the entries are read from there too, and no others.
    private var confinesEntries = false
    /// Where paths start that are not absolute, ending in `/`.
    let currentFolder: String
    /// The entry's text where it is in no file.
    private let entryText: [UInt8]?
    /// The paths of the files for a look, where specifiers may leave off endings as they may for bundlers; `nil` for what is run.
    var filesLookedAt: Set<ExactText>?
    /// Whether specifiers may leave them off in what is bundled.
    var leavesOffEndings = false

    /// - Parameter path: as the user typed it.
    init(entry path: String, allowsOutside: Bool) {
        currentFolder = Paths.currentFolder ?? "/"
        let entry = Self.givenPath(path, currentFolder)
        entries = [entry]
        root = Paths.folder(of: entry)
        self.allowsOutside = allowsOutside
        if let project = Self.projectFolder(around: root, currentFolder) {
            boundary = FolderBoundary(folder: project, called: "the project's folder")
        } else {
            boundary = FolderBoundary(folder: root, called: "the entry's folder")
        }
        entryText = nil
    }

    /// Files of a folder, no other files than those of the folder and below it being read.
    ///
    /// - Parameters:
    ///   - files: paths below the folder, as the user would type them; at least one.
    ///   - folder: ends in `/`, or is empty for the current one.
    init(files: [String], in folder: String, called name: String, allowsOutside: Bool) {
        let currentFolder = Paths.currentFolder ?? "/"
        self.currentFolder = currentFolder
        entries = files.map { Self.givenPath($0, currentFolder) }
        let given = folder.isEmpty ? "" : Self.givenPath(folder, currentFolder)
        root = given.isEmpty || given.hasSuffix("/") ? given : given + "/"
        self.allowsOutside = allowsOutside
        boundary = FolderBoundary(folder: root, called: name)
        confinesEntries = true
        entryText = nil
        filesLookedAt = Set(entries.map(ExactText.init))
    }

    /// An entry that is in no file; what it imports is found from the current folder.
    ///
    /// - Parameter name: what it is called, which no file of the current folder should be.
    init(entryText: [UInt8], name: String, allowsOutside: Bool) {
        currentFolder = Paths.currentFolder ?? "/"
        entries = [name]
        root = ""
        self.allowsOutside = allowsOutside
        boundary = FolderBoundary(folder: root, called: "the current folder")
        self.entryText = entryText
    }

    /// Reads modules, and the entry itself, from another folder than the entry's.
    mutating func confine(to folder: String, called name: String) {
        boundary = FolderBoundary(folder: Self.givenPath(folder, currentFolder), called: name)
        confinesEntries = true
    }

    var knownModules: [ModuleKey] { entries.map { ModuleKey($0) } }

    func reader(sourceLimit: Int) -> ModuleReader {
        ModuleReader(boundary, entry: confinesEntries ? nil : entries[0], allowsOutside: allowsOutside, sourceLimit: sourceLimit)
    }

    func read(_ key: ModuleKey, reader: inout ModuleReader) throws(LoadProblem) -> ModuleText {
        if let entryText, key.path == entries[0] { return ModuleText(file: SourceFile(name: key.path, bytes: entryText)) }
        do throws(FileProblem) {
            // What ends in `/` is a folder, if it is anything.
            if key.path.hasSuffix("/"), reader.kind(of: key.path) == .folder { throw FileProblem(path: key.path, error: EISDIR) }
            let file = SourceFile(name: key.path, bytes: try reader.read(key.path))
            var text = ModuleText(file: file, format: reader.format(of: key.path, in: Paths.folder(of: key.path)))
            text.otherEnding = ModuleFormat.otherEnding(of: key.path)
            return text
        } catch {
            throw LoadProblem(reason: error.reason, diagnostic: error.diagnostic)
        }
    }

    // MARK: Resolution

    func resolve(
        _ specifier: String, from referrer: ModuleKey, _ rules: ResolutionRules, _ reader: inout ModuleReader
    ) throws(Diagnostic) -> ModuleKey {
        let parts = Specifier(specifier)
        if rules.manner == .require, parts.isRelative { return try required(parts, from: referrer, &reader) }
        if parts.form == .bare { return try inPackages(parts, from: referrer, rules, &reader) }
        guard let key = place(of: parts, from: referrer) else { throw Self.problem(ofNoFile: parts) }
        // https://nodejs.org/api/esm.html#resolution-algorithm-specification
        if parts.hasEncodedSlash {
            throw Diagnostic(
                .link, "the specifier '\(specifier)' holds an encoded '/' or '\\'",
                suggestion: "no file's name has one; write '/' between the names of a path")
        }
        // Node.js: "URI malformed".
        if !parts.isText {
            throw Diagnostic(
                .link, "the specifier '\(specifier)' is percent-encoded, and what it stands for is not UTF-8", suggestion: "rename the file"
            )
        }
        if filesLookedAt != nil || leavesOffEndings { return try found(key) }
        return key
    }

    /// Why a specifier that is no path of a file leads nowhere, and what to do.
    private static func problem(ofNoFile specifier: Specifier) -> Diagnostic {
        let text = shortened(specifier.text)
        guard case .url(let scheme) = specifier.form else { preconditionFailure("a package has its own problems") }
        switch scheme {
        case "http", "https":
            return Diagnostic(
                .link, "cannot import '\(text)': nothing is loaded from the network",
                suggestion: "put the file beside the module that imports it, and import './name.mjs'")
        case "blob":
            return Diagnostic(
                .link, "cannot import '\(text)': modules in '\(scheme):' URLs are not in tla-sim's subset",
                suggestion: "put its text into a file, and import './name.mjs'")
        case "node":
            return Diagnostic(
                .link, "cannot import '\(text)': the host has no such built-in module, or tla-sim does not know it",
                suggestion: "what a program needs of it goes into a module of its own, imported as './name.mjs'")
        case "file":
            return Diagnostic(
                .link, "cannot import '\(text)': it is a file of another machine", suggestion: "a file of this machine is 'file:///path'")
        default:
            return Diagnostic(
                .link, "cannot import '\(text)': nothing is loaded by '\(scheme):'",
                suggestion: "put the module into a file beside the one that imports it, and import './name.mjs'")
        }
    }

    func place(of specifier: Specifier, from referrer: ModuleKey) -> ModuleKey? {
        switch specifier.form {
        case .bare, .url: return nil
        case .relative, .rooted, .file:
            let path = Paths.normalized(specifier.decodedPath, from: Paths.folder(of: referrer.path), top: .isOpen)
            return ModuleKey(path.isEmpty ? "./" : knownPath(path), suffix: specifier.suffix)
        }
    }

    /// The path by which a file is known, of those that lead to it: an absolute one where the entry's is, else one from the current folder. So the
    /// file of an absolute path or a `file:` URL is the module that a relative specifier finds.
    func knownPath(_ path: String) -> String {
        root.hasPrefix("/") ? path : Self.fromCurrentFolder(path, currentFolder)
    }

    static func fromCurrentFolder(_ path: String, _ currentFolder: String) -> String {
        guard path.hasPrefix("/") || path.hasPrefix("../") else { return path }
        return Paths.relative(Paths.normalized(path, from: currentFolder, top: .isRoot), to: currentFolder)
    }

    /// A path that a command was given, without what says nothing in it.
    private static func givenPath(_ path: String, _ currentFolder: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true).filter { $0 != "." }
        var given = (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
        // `..` behind a name means the folder above what the name leads to, which only the system knows.
        if let up = parts.lastIndex(of: ".."), parts[..<up].contains(where: { $0 != ".." }), let resolved = Paths.resolved(path) {
            given = resolved
        }
        return path.hasPrefix("/") ? given : fromCurrentFolder(given, currentFolder)
    }

    // MARK: Names

    func name(of key: ModuleKey) -> String {
        (key.path.hasPrefix(root) ? String(key.path.dropFirst(root.count)) : key.path) + key.suffix
    }

    func filePath(of key: ModuleKey) -> String? { absolutePath(of: key) }

    func url(of key: ModuleKey) -> String { "file://" + Specifier.encodedPath(absolutePath(of: key)) + key.suffix }

    private func absolutePath(of key: ModuleKey) -> String { Paths.normalized(key.path, from: currentFolder, top: .isRoot) }

    func isFolder(_ path: String) -> Bool { false }
}
