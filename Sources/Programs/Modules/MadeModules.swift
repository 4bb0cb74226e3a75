import Diagnostics
import Files
import Text

/// A module that was made, such as a file of a bundler's output.
public struct MadeModule: Sendable {
    /// Its path from the folder that the program lies in; imports of each other name it by that, after `./`.
    public var name: String
    public var text: ModuleText

    public init(name: String, text: ModuleText) {
        self.name = name
        self.text = text
    }
}

/// Modules that were made and stand in no document or file.
struct MadeModules: ModuleSource {
    private let modules: [MadeModule]
    private let places: [ExactText: Int]
    /// The URL of the folder that they lie in, with its `/`.
    private let baseURL: String
    /// The path of that folder on this machine.
    private let folder: String

    init(_ modules: [MadeModule], folder: String) {
        self.modules = modules
        self.folder = folder
        baseURL = "file://" + Specifier.encodedPath(folder)
        places = Dictionary(modules.enumerated().map { (ExactText($1.name), $0) }) { first, _ in first }
    }

    var knownModules: [ModuleKey] { modules.map { ModuleKey($0.name) } }

    private func key(_ specifier: Specifier, from referrer: ModuleKey) -> ModuleKey? {
        guard !specifier.hasEncodedSlash, let (path, suffix) = ScenarioResolution.urlName(of: specifier, from: referrer.path) else {
            return nil
        }
        return [path, Specifier.decoded(path)].first { places[ExactText($0)] != nil }.map { ModuleKey($0, suffix: suffix) }
    }

    func resolve(
        _ specifier: String, from referrer: ModuleKey, _ rules: ResolutionRules, _ reader: inout ModuleReader
    ) throws(Diagnostic) -> ModuleKey {
        if let key = key(Specifier(specifier), from: referrer) { return key }
        throw Diagnostic(
            .link, "there is no module '\(specifier)' among the files of the bundle",
            suggestion: nearest(to: specifier, from: referrer).map { "did you mean '\($0)'?" }
                ?? "a bundler takes what a constant specifier names; what the run computes, it cannot see")
    }

    func place(of specifier: Specifier, from referrer: ModuleKey) -> ModuleKey? {
        key(specifier, from: referrer)
            ?? ScenarioResolution.urlName(of: specifier, from: referrer.path).map { ModuleKey($0.path, suffix: $0.suffix) }
    }

    func reader(sourceLimit: Int) -> ModuleReader {
        ModuleReader(folder: "", called: "the bundle", allowsOutside: false, sourceLimit: sourceLimit)
    }

    func read(_ key: ModuleKey, reader: inout ModuleReader) throws(LoadProblem) -> ModuleText {
        guard let place = places[ExactText(key.path)] else {
            throw LoadProblem(reason: .notFound, diagnostic: Diagnostic(.file, "there is no module '\(key.path)'"))
        }
        return modules[place].text
    }

    func name(of key: ModuleKey) -> String { key.path + key.suffix }

    func url(of key: ModuleKey) -> String { baseURL + Specifier.encodedName(key.path) + key.suffix }

    func filePath(of key: ModuleKey) -> String? { folder + key.path }

    func nearest(to specifier: String, from referrer: ModuleKey) -> String? {
        guard modules.count <= 20_000 else { return nil }
        return nearestName(to: specifier, among: modules.map { "./" + $0.name })
    }

    func isFolder(_ path: String) -> Bool {
        let folder = path.hasSuffix("/") || path.isEmpty ? path : path + "/"
        return modules.contains { $0.name.hasPrefix(folder) }
    }
}
