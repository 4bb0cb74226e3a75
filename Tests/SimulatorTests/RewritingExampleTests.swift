import Diagnostics
import Foundation
import JavaScript
import Simulator
import TestSupport
import Testing

// example
/// Puts modules, given in the order in which they run, into one scope, as a bundler does.
///
/// - Parameter target: the module that a request of another one means; both by number.
func concatenated(_ modules: [AnalysedModule], target: (_ module: Int, _ request: ModuleRequestID) -> Int) -> SourceFile {
    var names = UniqueNames()
    for module in modules { names.reserve(module.bindings.freeNames) }
    var rewritings = modules.map { Rewriting(of: $0) }
    // What a module declares gets a name that nothing else at the top has.
    for (number, module) in modules.enumerated() {
        (rewritings[number].omitsImports, rewritings[number].omitsExports) = (true, true)
        for id in module.bindings.bindings(in: .module) where !module.bindings[id].isImported {
            let isDefault = module.bindings[id].kind == .defaultExport
            let name = isDefault ? UniqueNames.identifier(for: module.source.name) : module.bindings[id].name
            rewritings[number].names[id] = .identifier(names.claim(name))
        }
    }
    // What it imports is called what it is called where it is declared.
    for (number, module) in modules.enumerated() {
        for entry in module.bindings.imports {
            let other = target(number, entry.request)
            let export = modules[other].bindings.exports.first { export in
                export.exported.map { modules[other].text($0) } == entry.imported.map { module.text($0) }
            }
            guard case .local(let id) = export?.kind else { continue }
            rewritings[number].names[entry.binding] = .identifier(rewritings[other].names.root(of: id))
        }
        // What would hide one of the names in a function or block moves.
        rewritings[number].names.settle()
    }
    var text = Fragment()
    for rewriting in rewritings { text.appendLine("\(rewriting)") }
    return text.printed(as: "bundle.mjs")
}
// end of example

@Suite("The example of a rewriting")
struct RewritingExampleTests {
    private static let sources: [(name: String, source: String)] = [
        (
            "main.mjs",
            "import start, { port } from './server.mjs';\nimport { log as print } from './log.mjs';\nconst log = 'main';\nprint(log, start(1), port);\n  missing();\n"
        ),
        (
            "server.mjs",
            """
            import { log } from './log.mjs';
            export let port = await Promise.resolve(80);
            export default (start) => { const port$1 = start; { let log$1 = port$1; return [log$1, port]; } };
            export { log };
            port++;
            """
        ),
        ("log.mjs", "export function log(...port) { console.log(...port); }\nlog('log');\n"),
    ]

    @Test("the modules in one scope print what they print apart, up to where one fails")
    func runsAlike() throws {
        let order = ["log.mjs", "server.mjs", "main.mjs"]
        let files = order.map { name in SourceFile(name: name, text: Self.sources.first { $0.name == name }?.source ?? "") }
        let modules = try AnalysedModule.all(files)
        let file = concatenated(modules) { module, request in
            let tree = modules[module].tree
            let name = modules[module].text(tree.requests[Int(request.index)].specifier)
            return order.firstIndex { "./" + $0 == name } ?? 0
        }
        let native = try Modules(Self.sources).run()
        let text = String(decoding: file.bytes, as: UTF8.self)
        let bundled = try Modules([("bundle.mjs", text)]).run()
        #expect(native.trace.lines == ["log", "main [ 1, 81 ] 81"])
        #expect(bundled.trace.lines == native.trace.lines)
        #expect(bundled.trace.outcome == native.trace.outcome)
        // The error points into the file that people wrote.
        let offset = try #require(text.range(of: "missing"))
        let place = file.location(at: UInt32(text.utf8.distance(from: text.startIndex, to: offset.lowerBound)))
        #expect(place.file == "main.mjs" && place.column == 3)
        if Node.isInstalled {
            let quiet = text.replacing("missing();", with: "")
            #expect(try Node.lines(of: [("bundle.mjs", quiet)]) == native.trace.lines)
        }
    }

    @Test("the page shows the example as it is compiled")
    func page() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/rewriting.md"), encoding: .utf8)
        let test = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
        let example = try #require(test.split(separator: "// end of example\n").first?.split(separator: "// example\n").last)
        #expect(page.contains("```swift\n\(example)```"))
    }
}
