import Diagnostics
import JavaScript

/// Files of TypeScript, which are run as Node.js does: without their types, and with nothing compiled. https://nodejs.org/api/typescript.html
public enum TypedFiles {
    /// The endings of modules, and of CommonJS.
    public static let endings = [".ts", ".mts", ".cts"]
    /// Those of files that are compiled before anything runs them.
    public static let compiledEndings = [".tsx", ".jsx"]

    public static func isTyped(_ path: String) -> Bool {
        endings.contains(where: path.hasSuffix) && !isDeclarations(path)
    }

    /// Whether a file only declares, and has nothing to run.
    public static func isDeclarations(_ path: String) -> Bool { [".d.ts", ".d.mts", ".d.cts"].contains(where: path.hasSuffix) }

    /// What is said of TypeScript that is more than types on a host that compiles it.
    ///
    /// - Parameter message: what Node.js says of it; `nil` where it says that of something else.
    package static func message(ofUncompiled message: String) -> String? {
        guard message.hasSuffix(" (ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX)") else { return nil }
        let what =
            message.firstRange(of: " is not supported in strip-only mode").map { String(message[..<$0.lowerBound]) } ?? "this TypeScript"
        return "\(what) is compiled by this host, and tla-sim only takes types out"
    }

    /// What to do with a file of JSX.
    public static let adviceForJSX =
        "JSX has to be compiled before it is run: with tsc --jsx react-jsx or esbuild, into a file that ends in .js or .mjs"
}

extension ModuleText {
    /// Takes the types out of the text of a module whose name says that it is TypeScript; what keeps it from being run is left in ``problem``.
    mutating func stripTypes(of key: ModuleKey, nesting: Int) {
        if isJSON { return }
        if TypedFiles.compiledEndings.contains(where: key.path.hasSuffix) {
            problem = Diagnostic(
                .unsupported, "JSX is not run, neither here nor by any host", at: file.location(at: 0), suggestion: TypedFiles.adviceForJSX)
            return
        }
        guard TypedFiles.isTyped(key.path) else { return }
        if key.path.hasPrefix("node_modules/") || key.path.contains("/node_modules/") {
            problem = Diagnostic(
                .unsupported,
                "Stripping types is currently unsupported for files under node_modules (ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING)",
                at: file.location(at: 0), suggestion: "packages have to hold JavaScript: build it, and import what was built")
            return
        }
        do throws(Diagnostic) {
            file = try withoutTypes(nesting: nesting)
        } catch {
            problem = error
        }
    }

    /// Types are read as in a module. What is none by its grammar is read as CommonJS, unless it has to be one.
    private func withoutTypes(nesting: Int) throws(Diagnostic) -> SourceFile {
        do throws(Diagnostic) {
            return try strippingTypes(from: file, goal: .module, nesting: nesting)
        } catch {
            guard format != .module, let sloppy = try? strippingTypes(from: file, goal: .commonJS, nesting: nesting) else { throw error }
            return sloppy
        }
    }
}
