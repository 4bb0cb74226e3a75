import Diagnostics

/// Parses the text of one module. https://tc39.es/ecma262/#sec-parsemodule
///
/// - Parameters:
///   - source: the module's text, UTF-8.
///   - names: the table that identifiers, strings and specifiers are interned into.
/// - Returns: the tree.
/// - Throws: the first ``Diagnostic``: `.syntax` for a syntax or early error, `.unsupported` for a feature of the
///   language that is not in the subset.
public func parseModule(_ source: SourceFile, names: inout NameTable) throws(Diagnostic) -> SyntaxTree {
    throw Diagnostic(.unsupported, "the parser is missing")
}
