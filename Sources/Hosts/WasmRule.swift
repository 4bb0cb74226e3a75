/// What a host does with a WebAssembly module. https://webassembly.github.io/esm-integration/js-api/
package enum WasmRule: Sendable, Equatable {
    /// It is a module like another, instantiated synchronously when it is its turn.
    ///
    /// - Parameter importsByName: whether a function that the other module does not export is missed when names are linked; it is missed when
    ///   the module is instantiated where not.
    case evaluated(importsByName: Bool)
    /// It is a file whose path is the default export, and is not run.
    case file
    /// It is no module for the host, whose error this is: `{path}`, `{specifier}`.
    case refused(ErrorWords)
}
