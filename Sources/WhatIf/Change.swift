import Programs

/// One thing that is changed in a program, to see what would become of it.
public enum Change: Hashable, Sendable {
    /// The module's awaits take this long, or the resource does; nanoseconds.
    case set(subject: String, nanoseconds: Int64)
    /// The awaits of the module's top level that do not depend on each other are waited for side by side.
    case parallel(module: String)
    /// The module is loaded when it is needed, by `import()`, and not with its importers.
    case `defer`(module: String)
    /// The `await` at this line, or the import there, is taken out.
    case cut(module: String, line: Int)

    /// The option that asks for it, as it is written on a command line, such as `--parallel config.mjs`; not quoted for a shell.
    public var arguments: [String] {
        switch self {
        case .set(let subject, let nanoseconds): ["--set", "\(subject)=\(nanoseconds)ns"]
        case .parallel(let module): ["--parallel", module]
        case .defer(let module): ["--defer", module]
        case .cut(let module, let line): ["--cut", "\(module):\(line)"]
        }
    }
}
