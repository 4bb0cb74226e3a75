import Diagnostics
import Files

/// A module's text as it arrives.
public struct ModuleText: Sendable {
    /// JavaScript, or JSON.
    public var file: SourceFile
    public var format: ModuleFormat
    /// Of a WebAssembly module, which stands as JavaScript that does the same: how it reads where its imports are not linked by their names.
    public var wasm: SourceFile?
    /// How long the text takes to arrive; nanoseconds.
    public var load: Int64
    /// How long it takes to be parsed; nanoseconds.
    public var parse: Int64
    /// Whether ``load`` is said of the text itself, and not left to the network.
    public var hasOwnLoad: Bool
    /// Whether it stands in the page's document, and is there with it.
    public var isInDocument = false
    /// Its size in bytes, where that is not the text's own.
    public var size: Int64?
    /// Whether it is there from an earlier visit.
    public var isCached = false
    /// Why it cannot be parsed, where that is known before: TypeScript that is more than types, or no TypeScript.
    public var problem: Diagnostic?

    /// The ending of its file's name where that says that it holds no JavaScript: `.css`. What it is to an import, the host says.
    public var otherEnding: String?

    /// Whether it is a JSON module: synthetic, synchronous, with a default export.
    public var isJSON: Bool { format == .json }

    public init(file: SourceFile, isJSON: Bool = false, load: Int64 = 0, parse: Int64 = 0) {
        self.init(file: file, format: isJSON ? .json : .module, load: load, parse: parse)
    }

    public init(file: SourceFile, format: ModuleFormat, load: Int64 = 0, parse: Int64 = 0) {
        self.file = file
        self.format = format
        self.load = load
        self.parse = parse
        hasOwnLoad = load > 0
    }
}

/// Why a module's text cannot be had.
public struct LoadProblem: Error, Sendable {
    public var reason: FileProblem.Reason
    /// Located where the file is named in a scenario; without a place where only the import that asked for the module has one.
    public var diagnostic: Diagnostic

    public init(reason: FileProblem.Reason, diagnostic: Diagnostic) {
        self.reason = reason
        self.diagnostic = diagnostic
    }
}
