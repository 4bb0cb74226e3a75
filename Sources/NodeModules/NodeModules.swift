/// The modules that come with Node.js, as far as start-up code uses them: JavaScript that we wrote, which the simulator runs.
///
/// Each text is the body of a CommonJS module; `require` finds the others, and `__dirname` holds what only the simulator itself can do.
package enum NodeModules {
    private static let sources: [String: String] = [
        "assert": assert, "assert/strict": assertStrict, "events": events, "fs": fs, "fs/promises": fsPromises, "module": module, "os": os,
        "path": path, "path/posix": pathPosix, "perf_hooks": performanceHooks, "process": process, "querystring": querystring,
        "timers": timers, "timers/promises": timersPromises, "url": url, "util": util, "worker_threads": workerThreads,
    ]

    /// The text of a module; `nil` for one that there is not.
    ///
    /// - Parameter name: without `node:`.
    package static func source(of name: String) -> String? { sources[name] }

    /// Their names, sorted.
    package static let names = sources.keys.sorted()

    /// The module that a specifier names, with or without `node:`; `nil` where it names none.
    package static func name(in specifier: String) -> String? {
        let name = specifier.hasPrefix("node:") ? String(specifier.dropFirst("node:".count)) : specifier
        return sources[name] == nil ? nil : name
    }

    /// Whether a program has more modules by it than its text asks for.
    package static func loadsFiles(_ name: String) -> Bool { name == "module" || name == "worker_threads" }
}
