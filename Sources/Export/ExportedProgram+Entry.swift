import Text

/// What stands around the modules.
extension ExportedProgram {
    /// The file that imports the prelude and the entries, and so is the program: for an engine that has loaded it already, or that need not.
    public var startFile: String { hasDynamicImport ? Self.programFile : Self.entryFile }

    /// The files by which the program is begun, whose entries and modules are known.
    var startFiles: [File] {
        let program = Array(programText().utf8)
        guard hasDynamicImport else { return [File(path: Self.entryFile, bytes: program)] }
        return [
            File(path: Self.entryFile, bytes: Array(Self.loadingEntryText.utf8)), File(path: Self.programFile, bytes: program),
        ] + LoadFirst.files(for: modules)
    }

    /// Without it engines take `.js` for scripts of the older kind.
    static let packageFile = File(path: "package.json", bytes: Array("{\"private\":true,\"type\":\"module\"}\n".utf8))

    private static let loadingEntryText = """
        // Runs the program when all that it may ask for while it runs is loaded: reading a file then would let other things run meanwhile.
        await import("./\(LoadFirst.file)");
        await import("./\(programFile)");

        """

    private func programText() -> String {
        var text = "// Runs the program: first what tla-sim's host gives, then the program's own entry.\n"
        text += "import \"./\(Self.preludeFile)\";\n"
        for entry in entries {
            let attributes = modules.contains { $0.file == entry && $0.isJSON } ? " with { type: \"json\" }" : ""
            text += "import \(jsonStringLiteral("./" + entry))\(attributes);\n"
        }
        return text
    }

    func pageText() -> String {
        var text = "<!doctype html>\n<meta charset=\"utf-8\">\n<title>\(markupText(visibleText(title)))</title>\n"
        let scripts = ([Self.preludeFile] + entries).map { "./\($0)" }
        guard hasDynamicImport else {
            for script in scripts { text += "<script type=\"module\" src=\"\(markupText(script))\"></script>\n" }
            return text
        }
        text += """
            <script type="module">
            await import("./\(LoadFirst.file)");
            for (const src of \(JSONValue.array(scripts.map { .string($0) }).text())) {
              document.head.append(Object.assign(document.createElement("script"), { type: "module", async: false, src }));
            }
            </script>

            """
        return text
    }
}
