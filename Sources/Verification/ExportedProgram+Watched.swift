import Export

extension ExportedProgram {
    /// The program with a prelude that tells whoever watches it when it begins.
    var watched: ExportedProgram {
        var program = self
        for index in program.files.indices where program.files[index].path == Self.preludeFile {
            program.files[index].bytes += "\nglobalThis[Symbol.for(\"tla-sim.begin\")]?.();\n".utf8
        }
        return program
    }
}
