/// The modules that come with Node.js, as far as start-up code uses them: JavaScript that we wrote, which the simulator runs.
///
/// Each text is the body of a CommonJS module; `require` finds the others, and `__dirname` holds what only the simulator itself can do.
package enum NodeModules {
    private static let sources: [String: String] = [
        "module": module, "path": path, "path/posix": pathPosix, "process": process,
        "worker_threads": workerThreads,
    ]

    /// The text of a module; `nil` for one that there is not.
    ///
    /// - Parameter name: without `node:`.
    package static func source(of name: String) -> String? { sources[name] }
}
