import Diagnostics
import Files
import Hosts
import Scenario

extension Program {
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
        let modules = DiskModules(entry: path, allowsOutside: allowOutside)
        let key = ModuleKey(modules.entries[0])
        let file = SourceFile(name: path, bytes: bytes)
        let page = HTMLPage(file, key: key, modules: modules)
        let document = PageDocument(
            items: page.items, listens: [.domContentLoaded, .load], key: page.baseKey,
            name: String(path.dropFirst(Paths.folder(of: path).count)))
        guard document.scripts.contains(where: { !$0.hasNoAddress }) else {
            throw DiagnosticList([
                Diagnostic(
                    .file, "the page '\(path)' has no script", at: SourceLocation(file: path, line: 1, column: 1),
                    suggestion: "add <script type=\"module\" src=\"main.mjs\"></script>")
            ])
        }
        return Program(page: document, PageModules(modules, document: key, inlineTexts: page.inlineTexts), modules, limits: limits)
    }
}
