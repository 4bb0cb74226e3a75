import Diagnostics
import JavaScript
import Programs
import Text

/// Prints chunks in forms that are no modules: CommonJS, and scripts that are one function.
///
/// Imports become members of what another file exports, so that they stay live; a name that the program assigns to is exported by a getter.
struct ScriptChunks: Sendable {
    let modules: ModuleChunks
    let format: BundleFormat
    /// The global variable that a script's exports go to.
    static let globalName = "bundle"

    private var chunks: ChunkGraph { modules.chunks }

    var files: [Bundle.File] {
        chunks.chunks.indices.map { number in
            let name = fileName(of: number)
            return Bundle.File(name: name, source: text(of: number).printed(as: name), modules: chunks.chunks[number].modules)
        }
    }

    var entries: [String] { chunks.entries.compactMap { chunks.facadeOf[$0] }.map(fileName) }

    private func fileName(of number: Int) -> String {
        let stem = String(chunks.chunks[number].fileName.dropLast(".mjs".count))
        return stem + (format == .cjs ? ".cjs" : ".js")
    }

    private func text(of number: Int) -> Fragment {
        let chunk = chunks.chunks[number]
        var scope = ChunkScope(
            chunks.symbols, modules: chunk.modules, namespaces: chunk.namespaces,
            reserved: ["exports", "module", "require", "define", "global", "factory", Self.globalName])
        var text = Fragment("'use strict';")
        text.appendLine("")
        for other in chunk.dependencies {
            let isNamed =
                chunk.imports.contains { chunks.chunkOf[Int($0.module)] == other }
                || chunk.exportNames.contains { chunks.chunkOf[Int($0.symbol.module)] == other }
            let call = "require(\(jsonStringLiteral("./" + fileName(of: other))))"
            guard isNamed else {
                text.appendLine(Fragment("\(call);"))
                continue
            }
            let stem = String(chunks.chunks[other].fileName.dropLast(".mjs".count))
            let object = scope.claim(UniqueNames.identifier(for: stem))
            text.appendLine(Fragment("var \(object) = \(call);"))
            for symbol in chunk.imports.elements + chunk.exportNames.map(\.symbol) where chunks.chunkOf[Int(symbol.module)] == other {
                if let key = chunks.chunks[other].exportNameOf[symbol] { scope.set(symbol, to: .member(of: object, key: key)) }
            }
        }
        let body = modules.body(of: number, scope) { call, name in
            let path = jsonStringLiteral("./" + fileName(of: call))
            let member = name.map { ".\($0)" } ?? ""
            return "Promise.resolve().then(function () { return require(\(path))\(member); })"
        }
        text.appendLine(body)
        for (name, symbol) in chunk.exportNames { text.appendLine(Fragment(exportLine(name, symbol, number, scope))) }
        return wrapped(text, hasExports: !chunk.exportNames.isEmpty)
    }

    private func exportLine(_ name: String, _ symbol: ModuleSymbol, _ number: Int, _ scope: ChunkScope) -> String {
        let isOwn = chunks.chunkOf[Int(symbol.module)] == number
        if isOwn, !chunks.symbols.isReassigned(symbol) {
            let member = UniqueNames.isIdentifierName(name) ? ".\(name)" : "[\(jsonStringLiteral(name))]"
            return "exports\(member) = \(scope.text(of: symbol));"
        }
        return
            "Object.defineProperty(exports, \(jsonStringLiteral(name)), { enumerable: true, get: function () { return \(scope.text(of: symbol)); } });"
    }

    /// The text in the function that the format has around it.
    private func wrapped(_ text: Fragment, hasExports: Bool) -> Fragment {
        let name = Self.globalName
        switch format {
        case .iife where hasExports: return "var \(name) = (function (exports) {\n  \(text)\n  return exports;\n})({});"
        case .iife: return "(function () {\n  \(text)\n})();"
        case .umd where hasExports:
            let start = """
                (function (global, factory) {
                  typeof exports === 'object' && typeof module !== 'undefined' ? factory(exports) :
                  typeof define === 'function' && define.amd ? define(['exports'], factory) :
                  factory((global || globalThis).\(name) = {});
                })(this, (function (exports) {
                """
            return "\(start)\n  \(text)\n}));"
        case .umd:
            return
                "(function (factory) {\n  typeof define === 'function' && define.amd ? define(factory) : factory();\n})((function () {\n  \(text)\n}));"
        case .esm, .cjs, .system: return text
        }
    }
}
