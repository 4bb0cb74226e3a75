import Diagnostics

extension ExportedProgram {
    /// The same program made of other files, as a bundler that is installed made them of its modules. What stands around the modules stays.
    ///
    /// - Parameters:
    ///   - files: by their paths in the export; those that end in `.mjs`, or in `.js`, are modules.
    ///   - entries: which of them are run, in order.
    public func made(of files: [File], entries: [String]) -> ExportedProgram {
        var program = self
        program.modules = files.filter { $0.path.hasSuffix(".mjs") || $0.path.hasSuffix(".js") }.map {
            Module(name: $0.path, file: $0.path, isJSON: false, isRewritten: true, source: SourceFile(name: $0.path, bytes: $0.bytes))
        }
        program.entries = entries
        // What is loaded first is never asked for late, whoever asks.
        program.hasDynamicImport = true
        program.hasDeferredImport = false
        program.files = self.files.filter { $0.path == Self.preludeFile } + program.startFiles + [Self.packageFile] + files
        return program
    }
}
