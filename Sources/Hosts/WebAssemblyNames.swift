/// What the object `WebAssembly` of engines has, in the order in which they list it.
///
/// Of `Reflect.ownKeys(WebAssembly)` on Node.js 20.20.2 and 24.19.0, Deno 2.9.8 and Bun 1.4.4.
enum WebAssemblyNames {
    private static let interfaces = ["Module", "Instance", "Table", "Memory", "Global", "Tag"]
    private static let errors = ["CompileError", "LinkError", "RuntimeError"]
    private static let functions = ["compile", "validate", "instantiate"]
    private static let streaming = ["compileStreaming", "instantiateStreaming"]

    static let node20 = functions + streaming + interfaces + ["Exception"] + errors
    static let node = functions + interfaces + ["JSTag", "Exception"] + errors + streaming
    /// Of Deno, whose engine is Chromium's; other browsers are taken to have the same.
    static let deno = node + ["Suspending", "promising", "SuspendError"]
    static let bun =
        ["CompileError", "Exception", "Global", "Instance", "LinkError", "Memory", "Module", "RuntimeError", "Table", "Tag"]
        + ["compile", "instantiate", "validate"] + streaming + ["JSTag", "promising", "Suspending", "SuspendError"]
}
