import Diagnostics

extension Scenario {
    /// The text of a module: JavaScript, or JSON where ``ScenarioModule/isJSON`` says so.
    ///
    /// Every place in it leads back to the file that a person edits: the scenario document, down to the line and column
    /// of an expression in it, or the module's own file.
    ///
    /// - Throws: why the module's file cannot be read.
    public func source(of module: ScenarioModule) throws(DiagnosticList) -> SourceFile {
        var reader = moduleReader(sourceLimit: Limits(limits).sourceBytes)
        return try source(of: module, reader: &reader)
    }

    /// What reads the files of ``source(of:reader:)``.
    public func moduleReader(sourceLimit: Int) -> ModuleFileReader {
        ModuleFileReader(folder: folder, called: "the scenario's folder", allowsOutside: allowsOutside, sourceLimit: sourceLimit)
    }

    /// The text of a module, for a caller that asks for many: the reader remembers which folders it has judged.
    public func source(of module: ScenarioModule, reader: inout ModuleFileReader) throws(DiagnosticList) -> SourceFile {
        switch module.form {
        case .code(let text):
            return SourceFile(name: document.name, bytes: Array(text.text.utf8), segments: text.segments)
        case .json(let text):
            let segment = SourceFile.Segment(start: 0, location: module.location, isVerbatim: false)
            return SourceFile(name: document.name, bytes: Array(text.utf8), segments: [segment])
        case .declarative(let imports, let steps):
            return javaScript(imports: imports, steps: steps, of: module)
        case .file(let path, let location):
            do throws(Diagnostic) {
                let joined = joinedPath(folder, path)
                return SourceFile(name: joined, bytes: try reader.read(joined))
            } catch {
                var problem = error
                problem.location = location
                problem.keyPath = keyPath(module.keyPath, key: "file")
                throw DiagnosticList([located(problem)])
            }
        }
    }

    /// The problem with the line of the scenario document that it is about, when it is about the document.
    ///
    /// A problem found in JavaScript that was made from the document has its place there, and no line to show yet.
    public func located(_ problem: Diagnostic) -> Diagnostic {
        guard let location = problem.location, location.file == document.name else { return problem }
        var result = problem
        let positions = DocumentPositions(file: document.name, bytes: document.bytes)
        result.sourceLine = positions.sourceLine(at: location)
        if result.keyPath == nil { result.keyPath = module(at: location)?.keyPath }
        return result
    }

    /// The module whose text holds a place of the document: the last one whose name stands before it.
    private func module(at location: SourceLocation) -> ScenarioModule? {
        modules.last { ($0.location.line, $0.location.column) <= (location.line, location.column) }
    }
}
