import Diagnostics

/// Where a program's modules come from: what a specifier means there, and what text a module has. One type a form.
protocol ModuleSource: Sendable {
    /// The modules that are known without reading any.
    var knownModules: [ModuleKey] { get }

    /// The module that a specifier means.
    ///
    /// - Parameter reader: what reads package.json files, and keeps why nothing was found, see ``ModuleReader/packages``.
    /// - Throws: a diagnostic of kind `.link` without a place: the caller knows where the specifier stands.
    func resolve(
        _ specifier: String, from referrer: ModuleKey, _ rules: ResolutionRules, _ reader: inout ModuleReader
    ) throws(Diagnostic) -> ModuleKey

    /// Where the module would be that a specifier means, whether or not it is there; `nil` for a bare specifier.
    func place(of specifier: Specifier, from referrer: ModuleKey) -> ModuleKey?

    /// What reads the modules' files.
    func reader(sourceLimit: Int) -> ModuleReader

    func read(_ key: ModuleKey, reader: inout ModuleReader) throws(LoadProblem) -> ModuleText

    /// A module's name as the user knows it.
    func name(of key: ModuleKey) -> String

    /// `import.meta.url`.
    func url(of key: ModuleKey) -> String

    /// `import.meta.filename`.
    func filePath(of key: ModuleKey) -> String?

    /// A specifier of a module that is there, and that one which was not found most likely meant, written so that it works in the referrer.
    func nearest(to specifier: String, from referrer: ModuleKey) -> String?

    /// Whether modules that are known lie in a folder of that path.
    func isFolder(_ path: String) -> Bool
}
