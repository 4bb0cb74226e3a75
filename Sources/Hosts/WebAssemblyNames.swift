extension HostProfile {
    /// What the object `WebAssembly` of the host has, in the order in which the host lists it.
    ///
    /// Of `Reflect.ownKeys(WebAssembly)` on Node.js 20.20.2 and 24.19.0, Deno 2.9.8 and Bun 1.4.4; browsers as Deno, whose engine is Chromium's.
    package var webAssemblyNames: [String] {
        let interfaces = ["Module", "Instance", "Table", "Memory", "Global", "Tag"]
        let errors = ["CompileError", "LinkError", "RuntimeError"]
        let functions = ["compile", "validate", "instantiate"]
        let streaming = ["compileStreaming", "instantiateStreaming"]
        switch name {
        case "node@20": return functions + streaming + interfaces + ["Exception"] + errors
        case "bun":
            return ["CompileError", "Exception", "Global", "Instance", "LinkError", "Memory", "Module", "RuntimeError", "Table", "Tag"]
                + ["compile", "instantiate", "validate"] + streaming + ["JSTag", "promising", "Suspending", "SuspendError"]
        default:
            let all = functions + interfaces + ["JSTag", "Exception"] + errors + streaming
            return commonJS != nil && globals.portsAreEmitters ? all : all + ["Suspending", "promising", "SuspendError"]
        }
    }
}
