import Programs

/// One thing that is changed in a program, to see what would become of it.
public enum Change: Hashable, Sendable {
    /// Something takes another time; nanoseconds. The subject is one of
    /// - a module, `config.mjs`: the awaits of its top level take that long together, less what its code does between them;
    /// - a line of one, `config.mjs:3`: each await that stands there takes that long;
    /// - a URL of the scenario's `resources`: the answer to `fetch()` takes that long;
    /// - `load:config.mjs` or `parse:config.mjs`: the module takes that long to arrive, or to be parsed.
    case set(subject: String, nanoseconds: Int64)
    /// The awaits of the module's top level that do not depend on each other are waited for side by side. With lines, these are, as long as no name ties
    /// them; without, those that are independent as far as their names tell.
    case parallel(module: String, lines: [Int] = [])
    /// The module is no part of the start-up: modules that import it load it by `import()` when their own code has run, and do not wait for it.
    case `defer`(module: String)
    /// The `await` at this line, or the import there, is taken out; with a column, the one that stands there.
    case cut(module: String, line: Int, column: Int? = nil)
    /// The document of the page asks for the module by `<link rel=modulepreload>` before its first script.
    case preload(module: String)

    /// The option that asks for it, as it is written on a command line, such as `--parallel config.mjs`; not quoted for a shell.
    public var arguments: [String] {
        switch self {
        case .set(let subject, let nanoseconds): ["--set", "\(subject)=\(ChangeText.duration(nanoseconds))"]
        case .parallel(let module, let lines):
            ["--parallel", lines.isEmpty ? module : module + ":" + lines.map(String.init).joined(separator: ",")]
        case .defer(let module): ["--defer", module]
        case .preload(let module): ["--preload", module]
        case .cut(let module, let line, let column): ["--cut", "\(module):\(line)" + (column.map { ":\($0)" } ?? "")]
        }
    }

    /// The same in one text, for messages.
    public var words: String { arguments.joined(separator: " ") }
}
