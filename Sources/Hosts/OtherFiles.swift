/// What a host does with an imported file whose name says that it holds neither JavaScript nor JSON nor TypeScript, such as `style.css`.
package enum OtherFiles: Sendable, Equatable {
    /// It is read as JavaScript, as ECMA-262 has no names of files.
    case read
    /// An import of it fails, and so does an entry of a package of modules: `{ending}`, `{path}`.
    case refusedByEnding(ErrorWords)
    /// The same by the kinds that the host knows, by their endings; an entry of none of these is read: `{kind}`, `{url}`.
    case refusedByKind(ErrorWords, kinds: [String: String])
    /// An import of it fails by the type that a server gives it: `{type}`.
    case refusedByType(ErrorWords)
    /// It is a module of the host's own making, also for `require()`.
    case made

    /// The kind of a file whose ending the host does not know.
    package static let unknownKind = "Unknown"

    /// https://nodejs.org/api/errors.html#err_unknown_file_extension
    static let node = OtherFiles.refusedByEnding(
        ErrorWords("ERR_UNKNOWN_FILE_EXTENSION", "Unknown file extension \"{ending}\" for {path}", type: .typeError))

    /// Measured, each ending.
    static let deno = OtherFiles.refusedByKind(
        ErrorWords(
            "ERR_MODULE_NOT_FOUND",
            "Expected a JavaScript or TypeScript module, but identified a {kind} module. Importing these types of modules is currently not "
                + "supported.\n  Specifier: {url}",
            type: .typeError, showsCode: false),
        kinds: [".css": "Css", ".json5": "Json5", ".jsonc": "Jsonc", ".md": "Markdown", ".map": "SourceMap"])

    /// https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-single-module-script
    static let browser = OtherFiles.refusedByType(
        ErrorWords(
            "", "Failed to load module script: the server responded with a MIME type of \"{type}\"", type: .typeError, showsCode: false))

    /// The type that servers give a file by its ending.
    package static func type(ofEnding ending: String) -> String { types[ending] ?? "application/octet-stream" }

    private static let types = [
        ".css": "text/css", ".svg": "image/svg+xml", ".txt": "text/plain", ".html": "text/html", ".htm": "text/html",
        ".md": "text/markdown",
        ".csv": "text/csv", ".xml": "text/xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
        ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon", ".woff": "font/woff", ".woff2": "font/woff2",
        ".ttf": "font/ttf", ".mp3": "audio/mpeg", ".mp4": "video/mp4", ".webm": "video/webm", ".pdf": "application/pdf",
        ".wasm": "application/wasm", ".map": "application/json", ".yaml": "text/yaml", ".yml": "text/yaml",
    ]
}
