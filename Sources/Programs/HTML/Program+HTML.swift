import Diagnostics
import Files
import Hosts
import Scenario

extension Program {
    /// Whether a file of that name is a page.
    static func isPage(_ name: String) -> Bool { name.hasSuffix(".html") || name.hasSuffix(".htm") }

    /// Reads an HTML document, whose scripts are run as a page's.
    ///
    /// - Parameters: as ``load(path:limits:allowOutside:filesRead:)``.
    /// - Throws: that it cannot be read, or has no script.
    static func loadPage(path: String, limits: LimitSettings, allowOutside: Bool) throws(DiagnosticList) -> Program {
        let bytes: [UInt8]
        do throws(Diagnostic) {
            bytes = try readFile(path: path, limit: Limits(limits).sourceBytes, advice: Limits(limits).advice(.source))
        } catch {
            throw DiagnosticList([error])
        }
        return try page(SourceFile(name: path, bytes: bytes), among: DiskModules(entry: path, allowsOutside: allowOutside), limits: limits)
    }

    /// The page that a document is.
    ///
    /// - Parameter modules: what it lies among.
    /// - Throws: that it has no script, or holds too much.
    static func page(_ file: SourceFile, among modules: DiskModules, limits: LimitSettings) throws(DiagnosticList) -> Program {
        let key = ModuleKey(modules.entries[0])
        let page: HTMLPage
        do throws(Diagnostic) {
            page = try HTMLPage(file, key: key, modules: modules)
        } catch {
            throw DiagnosticList([error])
        }
        var document = PageDocument(
            items: page.items, listens: [.domContentLoaded, .load], key: page.baseKey,
            name: Paths.name(of: file.name) ?? file.name)
        document.warnings = page.warnings
        guard document.scripts.contains(where: { !$0.hasNoAddress }) else {
            throw DiagnosticList([
                Diagnostic(
                    .file, "the page '\(file.name)' has no script", at: SourceLocation(file: file.name, line: 1, column: 1),
                    suggestion: "add <script type=\"module\" src=\"main.mjs\"></script>")
            ])
        }
        return Program(page: document, PageModules(modules, document: key, inlineTexts: page.inlineTexts), modules, limits: limits)
    }
}
