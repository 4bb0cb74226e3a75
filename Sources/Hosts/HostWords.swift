/// What the host says, and how.
package struct HostWords: Sendable, Equatable {
    package var uncaught = UncaughtWords.headlineFirst("Uncaught ")
    package var unsettled = UnsettledWords.nothing
    /// The errors of the host's own loader; `nil` where the simulator's are all that is known.
    package var loading: LoadingWords?
    /// What an import of a name that is not there is told.
    package var linking = LinkingWords.own
    /// The error for an argument of the wrong type.
    package var invalidArgument: ErrorWords?
    /// The error for an argument out of its range.
    package var outOfRange: ErrorWords?
    /// What a BigInt's exponent below 0 is told.
    package var negativeExponent = "Exponent must be positive"
    /// Whether the message of a JSON text that does not parse names line and column, and a reviver is told the source of what it gets.
    package var namesLinesOfJSON = true
    /// The command that is proposed, once, with an option that shows where warnings come from; `nil` where none is.
    package var tracesWarnings: String?
}

/// How an error is told that nothing caught.
package enum UncaughtWords: Sendable, Equatable {
    /// Such a beginning with the error behind it, and its stack below.
    case headlineFirst(String)
    /// The same with the line of source and a caret between them.
    case headlineAndSource(String)
    /// The place, the line with a caret, the error with its stack, and at the end the host's version.
    case placeFirst(version: String)
    /// The line, numbered, with a caret, the error with its stack, and at the end the host's version.
    case sourceFirst(version: String)
}

/// The words of an engine for a name that does not link.
package enum LinkingWords: Sendable, Equatable {
    /// The simulator's.
    case own
    /// Those of V8.
    case v8
    /// The same, with what to write where the other module is CommonJS.
    case node
    /// The same, with the place of the import.
    case deno
    case javaScriptCore
    case spiderMonkey
}

/// What is said when nothing is left to do and an entry still waits.
package enum UnsettledWords: Sendable, Equatable {
    case nothing
    /// Every await at which modules stand, each with its line and caret, and so many empty lines behind.
    case everyAwait(String, emptyLines: Int)
    /// The first of them, with its place in a stack; lines of source up to so many characters are shown.
    case firstAwait(String, sourceLimit: Int)
}

/// An error of the host: its class, its stable name, and its text.
package struct ErrorWords: Sendable, Equatable {
    package enum Class: Hashable, Sendable { case error, typeError, rangeError }

    package var type: Class
    /// `ERR_MODULE_NOT_FOUND`
    package var code: String
    /// With names in braces for what belongs there: `Cannot find module '{path}' {importer}`.
    package var text: String
    /// Whether the text of the error begins with `Error [CODE]`; otherwise the code is a property and no more.
    package var showsCode = true

    package init(_ code: String, _ text: String, type: Class = .error, showsCode: Bool = true) {
        self.type = type
        self.showsCode = showsCode
        self.code = code
        self.text = text
    }

    /// The text with what belongs into it.
    package func text(_ values: KeyValuePairs<String, String>) -> String {
        var result = ""
        var rest = text[...]
        // Once through, so that braces in what is filled in mean nothing.
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            result += rest[..<open]
            result += values.first { $0.key == name }?.value ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}

/// The errors of a loader that has its own.
package struct LoadingWords: Sendable, Equatable {
    /// `{path}` `{importer}`
    package var missingModule: ErrorWords
    /// `{path}` `{importer}`
    package var isFolder: ErrorWords
    /// `{package}` `{importer}`
    package var missingPackage: ErrorWords
    /// `{specifier}` `{importer}`
    package var invalidSpecifier: ErrorWords
    /// A path with a percent-encoded `/` or `\`: `{specifier}` `{importer}`
    package var encodedSlash: ErrorWords
    /// A name after `node:` that no module of the host has: `{specifier}`.
    package var unknownBuiltin = ErrorWords("ERR_UNKNOWN_BUILTIN_MODULE", "No such built-in module: {specifier}")
    /// A `file:` URL of another machine.
    package var foreignFile: ErrorWords
    /// `{specifier}` `{importer}`
    package var undefinedPackageImport: ErrorWords
    /// `{scheme}`
    package var unsupportedScheme: ErrorWords
    /// The same for `http:` and `https:`, where a host has other words for them.
    package var unsupportedNetworkScheme: ErrorWords?
    /// Schemes that are no error of the loader's.
    package var knownSchemes: [String]
    /// A JSON module, and the import asks for none: `{module}`.
    package var isJSON: ErrorWords
    /// No JSON module, and the import asks for one: `{module}`.
    package var isNoJSON: ErrorWords
    /// Whether a JSON module needs an attribute, and what that says counts.
    package var needsAttributes = true
    /// An attribute that is not known: `{key}` `{value}` `{module}`.
    package var unknownAttribute: ErrorWords
    /// A `type` that is not: the same.
    package var unknownType: ErrorWords

    // Packages: `{specifier}` `{path}` of the package.json, `{subpath}` `{target}` `{field}` `{importer}` with a blank before it
    package var notExported = ErrorWords(
        "ERR_PACKAGE_PATH_NOT_EXPORTED", "Package subpath '{subpath}' is not defined by \"exports\" in {path}{importer}")
    package var noMainExport = ErrorWords("ERR_PACKAGE_PATH_NOT_EXPORTED", "No \"exports\" main defined in {path}{importer}")
    package var undefinedImport = ErrorWords(
        "ERR_PACKAGE_IMPORT_NOT_DEFINED", "Package import specifier \"{specifier}\" is not defined{importer}", type: .typeError)
    package var undefinedImportOfPackage = ErrorWords(
        "ERR_PACKAGE_IMPORT_NOT_DEFINED", "Package import specifier \"{specifier}\" is not defined in package {path}{importer}",
        type: .typeError)
    package var invalidTarget = ErrorWords(
        "ERR_INVALID_PACKAGE_TARGET",
        "Invalid \"{field}\" target {target} defined for '{subpath}' in the package config {path}{importer}{hint}")
    package var invalidConfiguration = ErrorWords(
        "ERR_INVALID_PACKAGE_CONFIG", "Invalid package config {path} while importing \"{specifier}\" from {name}.")
    /// For `require()`.
    package var invalidRequiredConfiguration = ErrorWords("ERR_INVALID_PACKAGE_CONFIG", "Invalid package config {path}.")
    /// `{path}` of the file.
    package var missingMain = ErrorWords("ERR_MODULE_NOT_FOUND", "Cannot find package '{path}'{importer}")
    package var missingRequiredMain = ErrorWords(
        "MODULE_NOT_FOUND", "Cannot find module '{path}'. Please verify that the package.json has a valid \"main\" entry",
        showsCode: false)
    package var invalidImport = ErrorWords(
        "ERR_INVALID_MODULE_SPECIFIER", "Invalid module \"{specifier}\" is not a valid internal imports specifier name{importer}",
        type: .typeError)
    package var invalidSubpath = ErrorWords(
        "ERR_INVALID_MODULE_SPECIFIER",
        "Invalid module \"{subpath}\" request is not a valid match in pattern \"{target}\" for the \"{field}\" resolution of {path}{importer}",
        type: .typeError)
}
