import Diagnostics
import Scenario

/// Something that can be run: a scenario document, or a tree of modules on disk.
public struct Program: Sendable {
    /// The scenario's title; for a module on disk its path as given.
    public var title: String
    /// The scenario's `about`; empty for a module on disk.
    public var about: String

    /// Reads what a command was given: a scenario document (`.yaml`, `.yml`, `.json`), or a module (`.mjs`, `.js`) whose imports are
    /// found on disk when they are loaded.
    ///
    /// - Throws: every problem found, never an empty list.
    public static func load(path: String) throws(DiagnosticList) -> Program {
        throw DiagnosticList([Diagnostic(.file, "not there yet")])
    }
}
