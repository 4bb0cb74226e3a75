/// The modules that come with Node.js, as far as start-up code uses them: JavaScript that we wrote, which the simulator runs.
///
/// Each text is the body of a CommonJS module; `require` finds the others, and `__dirname` holds what only the simulator itself can do. What touches the
/// outside of a simulated run is there by its name, and ends the run when it is called.
package enum NodeModules {
    private static let sources: [String: String] = [
        "assert": assert, "assert/strict": assertStrict, "async_hooks": asyncHooks, "buffer": buffer, "child_process": childProcess,
        "cluster": cluster, "console": console, "internal/console": internalConsole, "constants": constants, "crypto": crypto,
        "dgram": dgram,
        "diagnostics_channel": diagnosticsChannel, "dns": dns, "dns/promises": dnsPromises, "domain": domain, "events": events,
        "fs": fs, "fs/promises": fsPromises, "http": http, "http2": http2, "https": https, "inspector": inspector,
        "inspector/promises": inspectorPromises, "internal/assertions": internalAssertions, "internal/bindings": internalBindings,
        "internal/comparisons": internalComparisons, "internal/files": internalFiles, "internal/fileStreams": internalFileStreams,
        "internal/inspection": internalInspection,
        "internal/paths": internalPaths, "internal/ports": internalPorts, "internal/stdio": internalStdio,
        "internal/streamAdapters": internalStreamAdapters, "internal/tables": internalTables,
        "module": module, "net": net, "os": os, "path": path,
        "path/posix": pathPosix, "path/win32": pathWin32, "perf_hooks": perfHooks, "process": process, "punycode": punycode,
        "querystring": querystring, "readline": readline, "readline/promises": readlinePromises, "repl": repl, "sea": sea,
        "sqlite": sqlite, "stream": stream, "stream/consumers": streamConsumers, "stream/promises": streamPromises,
        "stream/web": streamWeb, "string_decoder": stringDecoder, "sys": sys, "test": test, "test/reporters": testReporters,
        "timers": timers, "timers/promises": timersPromises, "tls": tls, "trace_events": traceEvents, "tty": tty, "url": url,
        "util": util, "util/types": utilTypes, "v8": v8, "vm": vm, "wasi": wasi, "worker_threads": workerThreads, "zlib": zlib,
    ]

    /// `node:process`, which is the global of that name.
    private static let process = "module.exports = globalThis.process;"

    /// Those that a program finds with `node:` only.
    private static let prefixed: Set = ["sea", "sqlite", "test", "test/reporters"]

    /// The text of a module; `nil` for one that there is not.
    ///
    /// - Parameter name: without `node:`.
    package static func source(of name: String) -> String? { sources[name] }

    /// Their names, sorted, without `node:` and without those that need it.
    package static let names = sources.keys.filter { !$0.hasPrefix("internal/") && !prefixed.contains($0) }.sorted()

    /// `module.builtinModules`
    package static let listedNames = names + prefixed.sorted().map { "node:" + $0 }

    /// The module that a specifier names, with or without `node:`; `nil` where it names none.
    package static func name(in specifier: String) -> String? {
        let isPrefixed = specifier.hasPrefix("node:")
        let name = isPrefixed ? String(specifier.dropFirst("node:".count)) : specifier
        guard sources[name] != nil, !name.hasPrefix("internal/"), isPrefixed || !prefixed.contains(name) else { return nil }
        return name
    }

    /// Whether a program has more modules by it than its text asks for.
    package static func loadsFiles(_ name: String) -> Bool { name == "module" || name == "worker_threads" }
}
