import Diagnostics
import Files
import Scenario

extension Program {
    /// Reads an input that is in no file: a page, a scenario document, or a module. What they name is found from the current folder.
    ///
    /// - Parameters:
    ///   - bytes: the input. Which of the latter two it is, the text itself tells; see ``Scenario/isDocument(_:)``.
    ///   - name: what messages and traces call it; that of a page ends as its file would.
    ///   - limits: what the command line sets; it comes before what the scenario sets.
    ///   - allowOutside: whether modules are read from outside the current folder.
    ///   - filesRead: where it is noted which files are read when the program is run.
    /// - Throws: every problem found, never an empty list.
    public static func load(
        text bytes: [UInt8], name: String, limits: LimitSettings = LimitSettings(), allowOutside: Bool = false, filesRead: FilesRead? = nil
    ) throws(DiagnosticList) -> Program {
        try requireCurrentFolder()
        var program = try read(text: bytes, name: name, limits: limits, allowOutside: allowOutside)
        program.filesRead = filesRead
        return program
    }

    private static func read(
        text bytes: [UInt8], name: String, limits: LimitSettings, allowOutside: Bool
    ) throws(DiagnosticList) -> Program {
        let sourceLimit = Limits(limits).sourceBytes
        guard bytes.count <= sourceLimit else {
            let problem = FileProblem(tooLarge: name, limit: sourceLimit, advice: Limits(limits).advice(.source))
            throw DiagnosticList([problem.diagnostic])
        }
        if isPage(name) {
            let modules = DiskModules(entryText: bytes, name: name, allowsOutside: allowOutside)
            return try page(SourceFile(name: name, bytes: bytes), among: modules, limits: limits)
        }
        if Scenario.isDocument(bytes) {
            return try Program(
                scenario: Scenario.read(bytes: bytes, name: name, folder: ".", allowOutside: allowOutside, sourceLimit: sourceLimit),
                limits: limits)
        }
        return Program(modulesOnDisk: DiskModules(entryText: bytes, name: name, allowsOutside: allowOutside), limits: limits)
    }
}
