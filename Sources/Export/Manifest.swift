import Text

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
        let written = files.map { file in
            JSONValue.object(["file": .string(file.path), "digest": .string(textDigest(file.bytes))])
        }
        return JSONValue.object([
            "generator": .string(Self.generator), "version": .integer(2), "title": .string(title), "run": .string(Self.entryFile),
            "prelude": .string(Self.preludeFile), "entries": .array(entries.map { .string($0) }), "modules": .array(rows),
            "files": .array(written), "notCarried": .array(notes.map { .string($0) }),
        ]).text(isIndented: true) + "\n"
    }

    /// The digests of the files that a manifest names, by their paths; `nil` when it is none of ours.
    static func digests(ofManifest bytes: [UInt8]) -> [ExactText: String]? {
        guard let value = JSONReader.value(of: bytes), value["generator"] == .string(generator), case .array(let files)? = value["files"]
        else { return nil }
        var result: [ExactText: String] = [:]
        for file in files {
            guard case .string(let path)? = file["file"], case .string(let digest)? = file["digest"] else { return nil }
            result[ExactText(path)] = digest
        }
        return result
    }
}
