import Diagnostics

extension Engine {
    /// The arguments with which an engine that runs files, which is Node.js, Deno or Bun, runs one.
    ///
    /// - Parameters:
    ///   - file: the module to run.
    ///   - first: a module to run to its end before; `nil` for none.
    ///   - folder: the folder that may be read.
    ///   - rights: whether it may do no more than that.
    ///   - arguments: what the module is given.
    /// - Throws: that the engine cannot keep a program from more.
    public func arguments(
        running file: String, after first: String? = nil, reading folder: String, rights: EngineRights, _ arguments: [String] = []
    ) throws(Diagnostic) -> [String] {
        switch kind {
        case .deno:
            let options = ["run", "--quiet", "--no-prompt", "--no-config", "--no-lock", "--no-remote", "--no-npm", "--no-check"]
            let allowed = rights == .user ? "--allow-all" : "--allow-read=\(folder)"
            return options + [allowed] + (first.map { ["--preload=\($0)"] } ?? []) + [file] + arguments
        case .bun:
            guard rights == .user else {
                throw Diagnostic(
                    .file, "\(label) cannot keep a program from your files: it has no permissions",
                    suggestion: "say --trust to run it with all your rights")
            }
            return ["--no-install"] + (first.map { ["--preload=\($0)"] } ?? []) + [file] + arguments
        case .node, .chromium, .firefox:
            let options = rights == .user ? [] : try nodePermissions(reading: folder)
            return options + (first.map { ["--import=\($0)"] } ?? []) + [file] + arguments
        }
    }

    /// By these Node.js reads a folder, and neither writes nor starts anything. From version 25 on it reaches no network either.
    private func nodePermissions(reading folder: String) throws(Diagnostic) -> [String] {
        let version = numbers
        guard version >= (20, 0) else {
            throw Diagnostic(
                .file, "\(label) cannot keep a program from your files: it has no permissions",
                suggestion: "take Node.js 20 or later, or say --trust to run it with all your rights")
        }
        var allowed = ["--allow-fs-read=\(folder)", "--no-addons"]
        // Its databases are files, and no permission is asked for them.
        if version >= (22, 5) { allowed.append("--no-experimental-sqlite") }
        if version >= (23, 5) || version.0 == 22 && version.1 >= 13 { return ["--permission"] + allowed }
        // Only that they are an experiment is not to be said each time.
        let knowsWarnings = version >= (21, 3) || version.0 == 20 && version.1 >= 11
        return ["--experimental-permission"] + allowed + (knowsWarnings ? ["--disable-warning=ExperimentalWarning"] : [])
    }

    private var numbers: (Int, Int) {
        let parts = version.split(separator: ".").map { Int($0) ?? 0 }
        return (parts.first ?? 0, parts.dropFirst().first ?? 0)
    }

    /// What whoever asks for it is to know before a program is run.
    public func notice(of rights: EngineRights) -> Diagnostic {
        let may: String
        switch (kind, rights) {
        case (.node, .user), (.deno, .user), (.bun, _): may = "with all your rights"
        case (.node, .ownFolder):
            may =
                "without the right to write files or to read others than its own"
                + (majorVersion >= 25 ? "" : "; the network is open to it")
        case (.deno, .ownFolder): may = "without rights but to read its own files"
        case (.chromium, _), (.firefox, _): may = "as a page"
        }
        let isOpen = rights == .user && !isBrowser
        return Diagnostic(
            .engine, "\(label) runs the program for real, \(may)",
            suggestion: isOpen ? nil : "an engine is no sandbox of ours: give it what you would run", severity: isOpen ? .warning : .note)
    }
}
