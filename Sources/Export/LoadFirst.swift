import Text

/// The files by which an engine has every module of a program, loaded and linked, before the program runs.
///
/// An engine that reads a module's file only when `import()` asks for it takes as long as the disk does, and in the meantime other things
/// run. In the simulator the text is there at once, unless the scenario says how long it takes.
public enum LoadFirst {
    /// The module that has all loaded; it awaits that.
    public static let file = "load-first.mjs"
    static let folder = "load-first"

    private static let stopFile = "stop.mjs"

    /// - Parameter modules: the files to load, and whether they are JSON.
    public static func files(for modules: [ExportedProgram.Module]) -> [ExportedProgram.File] {
        var text = """
            // Loads and links every module that the program may ask for, and runs none: each is imported after a module that throws.

            const isThere = (loading) => loading.catch(() => {});

            """
        var files = [
            file("\(folder)/\(stopFile)", "// Ends the evaluation of who imports it, before what is imported next.\nthrow null;\n")
        ]
        for (number, module) in modules.enumerated() {
            let attributes = module.isJSON ? " with { type: \"json\" }" : ""
            let specifier = ExportedProgram.specifier(of: module.file, from: "\(folder)/0.mjs")
            files.append(
                file("\(folder)/\(number).mjs", "import \"./\(stopFile)\";\nimport \(jsonStringLiteral(specifier))\(attributes);\n"))
            text += "await isThere(import(\"./\(folder)/\(number).mjs\"));\n"
        }
        return [file(Self.file, text)] + files
    }

    private static func file(_ path: String, _ text: String) -> ExportedProgram.File { .init(path: path, bytes: Array(text.utf8)) }
}
