import Diagnostics
import Files
import Scenario
import Text

/// The modules and scripts of an HTML document on disk: files of its folder, and texts that stand in the document itself.
///
/// `/` is the folder of the document, as it is for the server of a site.
struct PageModules: ModuleSource {
    let document: ModuleKey
    private let disk: DiskModules
    private let inlineTexts: [ExactText: SourceFile]

    init(_ disk: DiskModules, document: ModuleKey, inlineTexts: [ExactText: SourceFile]) {
        (self.disk, self.document, self.inlineTexts) = (disk, document, inlineTexts)
    }

    /// Only the document knows of modules, and those are the entries.
    var knownModules: [ModuleKey] { [] }

    func reader(sourceLimit: Int) -> ModuleReader { disk.reader(sourceLimit: sourceLimit) }

    private func inlineText(_ key: ModuleKey) -> SourceFile? {
        ExactText(key.path) == ExactText(document.path) ? inlineTexts[ExactText(key.suffix)] : nil
    }

    func read(_ key: ModuleKey, reader: inout ModuleReader) throws(LoadProblem) -> ModuleText {
        guard let file = inlineText(key) else { return try disk.read(key, reader: &reader) }
        var text = ModuleText(file: file)
        text.isInDocument = true
        return text
    }

    /// A specifier with its `/` taken for the document's folder.
    private func rooted(_ specifier: String) -> (specifier: String, isRooted: Bool) {
        Specifier(specifier).form == .rooted ? ("." + specifier, true) : (specifier, false)
    }

    func resolve(
        _ specifier: String, from referrer: ModuleKey, _ rules: ResolutionRules, _ reader: inout ModuleReader
    ) throws(Diagnostic) -> ModuleKey {
        if Specifier(specifier).form == .bare {
            throw Diagnostic(
                .link, "cannot resolve the bare specifier '\(shortened(specifier))'",
                suggestion: "begin it with './', '../' or '/', or give it an address in an import map")
        }
        let (specifier, isRooted) = rooted(specifier)
        return try disk.resolve(specifier, from: isRooted ? document : referrer, rules, &reader)
    }

    func place(of specifier: Specifier, from referrer: ModuleKey) -> ModuleKey? {
        let (text, isRooted) = rooted(specifier.text)
        return disk.place(of: isRooted ? Specifier(text) : specifier, from: isRooted ? document : referrer)
    }

    func name(of key: ModuleKey) -> String { disk.name(of: key) }

    func url(of key: ModuleKey) -> String { inlineText(key) == nil ? disk.url(of: key) : disk.url(of: document) }

    func filePath(of key: ModuleKey) -> String? { inlineText(key) == nil ? disk.filePath(of: key) : nil }

    func nearest(to specifier: String, from referrer: ModuleKey) -> String? { disk.nearest(to: specifier, from: referrer) }

    func isFolder(_ path: String) -> Bool { disk.isFolder(path) }
}
