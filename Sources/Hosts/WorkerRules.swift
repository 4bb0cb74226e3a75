/// What a browser says of workers. `{interface}` stands for the constructor's name, `{url}` and `{value}` for what was given.
public struct WorkerRules: Sendable, Equatable {
    /// A `type` that there is not.
    package var unknownType: String
    /// An address that is no URL, of a worker's script and of what it imports.
    package var invalidURL: String
    package var invalidImportURL: String
    /// `importScripts()` of a module worker.
    package var importsOfModule: String
    /// What `importScripts()` is given is not there.
    package var missingImport: String
    /// How the message of a SyntaxError begins that `importScripts()` throws.
    package var unparsedImportPrefix: String
    /// Whether a classic script that does not parse is told to the page as an error that was thrown, and not as a script that is not there.
    package var tellsWhatDoesNotParse: Bool
    /// How long the code that runs goes on after `terminate()`, if it does not end before; nanoseconds.
    package var terminationDelay: Int64

    package static let chromium = WorkerRules(
        unknownType:
            "Failed to construct '{interface}': Failed to read the 'type' property from 'WorkerOptions': "
            + "The provided value '{value}' is not a valid enum value of type WorkerType.",
        invalidURL: "Failed to construct '{interface}': '{url}' is not a valid URL.",
        invalidImportURL: imports + "The URL '{url}' is invalid.",
        importsOfModule: imports + "Module scripts don't support importScripts().",
        missingImport: imports + "The script at '{url}' failed to load.", unparsedImportPrefix: imports, tellsWhatDoesNotParse: true,
        terminationDelay: 2_000_000_000)

    package static let firefox = WorkerRules(
        unknownType:
            "{interface} constructor: '{value}' (value of 'type' member of WorkerOptions) is not a valid value for enumeration WorkerType.",
        invalidURL: "{interface} constructor: Failed to load worker script at \"{url}\"",
        invalidImportURL: "WorkerGlobalScope.importScripts: Failed to load worker script at \"{url}\"",
        importsOfModule: "WorkerGlobalScope.importScripts: Using `ImportScripts` inside a Module Worker is disallowed.",
        missingImport: "A network error occurred.", unparsedImportPrefix: "", tellsWhatDoesNotParse: false,
        terminationDelay: 0)

    private static let imports = "Failed to execute 'importScripts' on 'WorkerGlobalScope': "
}
