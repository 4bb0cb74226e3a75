import Diagnostics

extension ExportedProgram {
    public static let manifestFile = "manifest.json"
    /// What a manifest says of who wrote it; a folder that has such a one was written by an export.
    static let generator = "tla-sim export"

    /// The map from files back to modules, and what the files do not carry; ends with a line break.
    public var manifest: String {
        let rows = modules.map { module in
            JSONValue.object([
                "file": .string(module.file), "name": .string(module.name), "kind": .string(module.isJSON ? "json" : "module"),
                "rewritten": .bool(module.isRewritten),
            ])
        }
        return JSONValue.object([
            "generator": .string(Self.generator), "version": .integer(1), "title": .string(title), "run": .string(Self.entryFile),
            "prelude": .string(Self.preludeFile), "entries": .array(entries.map { .string($0) }), "modules": .array(rows),
            "files": .array((files.map(\.path) + [Self.manifestFile]).map { .string($0) }),
            "notCarried": .array(notes.map { .string($0) }),
        ]).text(isIndented: true) + "\n"
    }
}
