extension Engine {
    /// The arguments with which an engine that runs files, which is Node.js or Deno, runs one.
    ///
    /// - Parameters:
    ///   - file: the module to run.
    ///   - first: a module to run to its end before; `nil` for none.
    ///   - folder: the folder that may be read.
    ///   - arguments: what the module is given.
    public func arguments(running file: String, after first: String? = nil, reading folder: String, _ arguments: [String] = []) -> [String]
    {
        switch kind {
        case .deno:
            let options = [
                "run", "--quiet", "--no-prompt", "--no-config", "--no-lock", "--no-remote", "--no-npm", "--no-check",
                "--allow-read=\(folder)",
            ]
            return options + (first.map { ["--preload=\($0)"] } ?? []) + [file] + arguments
        case .node, .chromium, .firefox: return (first.map { ["--import=\($0)"] } ?? []) + [file] + arguments
        }
    }
}
