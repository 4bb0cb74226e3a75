import Diagnostics
import Testing

@testable import JavaScript

@Suite("Where printed text comes from")
struct OriginTests {
    /// Where a piece of a text leads to: `file:line:column`.
    private func origin(of piece: String, in file: SourceFile, occurrence: Int = 0) throws -> String {
        let text = String(decoding: file.bytes, as: UTF8.self)
        let ranges = text.ranges(of: piece)
        guard ranges.indices.contains(occurrence) else { throw NotThere(piece: piece) }
        let offset = text.utf8.distance(from: text.startIndex, to: ranges[occurrence].lowerBound)
        let location = file.location(at: UInt32(offset))
        return "\(location.file):\(location.line):\(location.column)"
    }

    struct NotThere: Error { var piece: String }

    private static let source = """
        import  { connect as open } from "./db.mjs";
        // a comment
        const   {  port } = await open( "x" ,
          settings . timeout);
        export   default   function serve ( ) { return ( port ) }
        """

    @Test("every token that was copied leads to itself, whatever it is called")
    func tokens() throws {
        let module = try AnalysedModule(SourceFile(name: "src/main.mjs", text: Self.source))
        var rewriting = Rewriting(of: module)
        for id in module.bindings.ids { rewriting.names[id] = .identifier("renamed_\(module.bindings[id].name)") }
        let file = rewriting.printed(as: "out.mjs")
        #expect(
            String(decoding: file.bytes, as: UTF8.self) == """
                import { connect as renamed_open } from "./db.mjs";
                const { port: renamed_port } = await renamed_open("x", settings.timeout);
                export default function renamed_serve() {
                  return renamed_port;
                }

                """)
        for (piece, occurrence, place) in [
            ("import", 0, "1:1"), ("connect", 0, "1:11"), ("renamed_open", 0, "1:22"), ("\"./db.mjs\"", 0, "1:34"), ("const", 0, "3:1"),
            ("port:", 0, "3:12"), ("renamed_port", 0, "3:12"), ("await", 0, "3:21"), ("renamed_open", 1, "3:27"), ("\"x\"", 0, "3:33"),
            ("settings", 0, "4:3"), ("timeout", 0, "4:14"), (");", 0, "4:21"), ("export", 0, "5:1"), ("renamed_serve", 0, "5:29"),
            ("return", 0, "5:41"), ("renamed_port", 1, "5:50"), ("}\n", 0, "5:57"),
        ] {
            #expect(try origin(of: piece, in: file, occurrence: occurrence) == "src/main.mjs:\(place)", "\(piece)")
        }
    }

    @Test("text made by hand leads to what it stands for, or to itself")
    func handmade() throws {
        let module = try AnalysedModule(SourceFile(name: "a.mjs", text: "\n  import('./b.mjs');\n  work();"))
        let other = try AnalysedModule(SourceFile(name: "b.mjs", text: "\n\n\n    export {};"))
        var rewriting = Rewriting(of: module)
        let items = Array(module.tree[module.tree.body])
        let call = try #require(module.tree.nodes.firstIndex { if case .importCall = $0 { true } else { false } })
        rewriting.replace(NodeID(UInt32(call)), with: "load(() => \(NodeID(UInt32(call))))", as: .member)
        let borrowed: Fragment = "ready();"
        rewriting.insert(borrowed.standing(for: Array(other.tree[other.tree.body])[0], of: other), before: items[1])
        rewriting.insert("done();", after: items[1])
        let text: Fragment = "var made;\n\(rewriting)\n\(SourceFile(name: "helper.js", text: "function helper() {\n  help;\n}"))\nvar last;"
        let file = text.printed(as: "bundle.mjs")
        for (piece, place) in [
            ("var made", "bundle.mjs:1:1"), ("load(", "a.mjs:2:3"), ("import(", "a.mjs:2:3"), ("\"./b.mjs\"", "a.mjs:2:10"),
            ("work", "a.mjs:3:3"),
            ("ready", "b.mjs:4:5"), ("done", "a.mjs:3:3"), ("help;", "helper.js:2:3"), ("var last", "bundle.mjs:9:1"),
        ] {
            #expect(try origin(of: piece, in: file) == place, "\(piece)")
        }
    }

    @Test("places lead on: through a text that was printed from a printed one, to a scenario's document")
    func composition() throws {
        let place = SourceLocation(file: "scenario.yaml", line: 7, column: 5)
        let text = "let a = 1;\nawait  a;"
        let source = SourceFile(
            name: "x", bytes: Array(text.utf8), segments: [.init(start: 0, location: place, isVerbatim: true, continuationColumn: 5)])
        var file = source
        for (round, name) in ["b", "c", "d"].enumerated() {
            let module = try AnalysedModule(file)
            var rewriting = Rewriting(of: module)
            for id in module.bindings.ids { rewriting.names[id] = .identifier(name) }
            if round == 1 { rewriting.insert("late();", before: Array(module.tree[module.tree.body])[1]) }
            file = rewriting.printed(as: "round \(round)")
        }
        #expect(String(decoding: file.bytes, as: UTF8.self) == "let d = 1;\nlate();\nawait d;\n")
        #expect(try origin(of: "d =", in: file) == "scenario.yaml:7:9")
        #expect(try origin(of: "late", in: file) == "scenario.yaml:8:5")
        #expect(try origin(of: "d;", in: file) == "scenario.yaml:8:12")
    }

    @Test("a problem in a printed text is shown in the user's own: line, place and width")
    func diagnostics() throws {
        let source = SourceFile(name: "a.mjs", text: "let first = 1;\n  let   second  =  first ( 1,  2 );\n")
        let module = try AnalysedModule(source)
        var rewriting = Rewriting(of: module)
        for id in module.bindings.ids { rewriting.names[id] = .identifier("a_much_longer_name_\(id.index)") }
        let file = rewriting.printed(as: "out.mjs")
        let printed = try AnalysedModule(file)
        func problem(_ node: (Node) -> Bool) throws -> Diagnostic {
            guard let index = printed.tree.nodes.lastIndex(where: node) else { throw NotThere(piece: "the node") }
            return file.diagnostic(.syntax, "here", at: printed.tree.ranges[index])
        }
        let call = try problem { if case .call = $0 { true } else { false } }
        #expect(call.location == SourceLocation(file: "a.mjs", line: 2, column: 20))
        #expect(call.width == 15)
        #expect(call.sourceLine == "  let   second  =  first ( 1,  2 );")
        let name = try problem { if case .identifier(let name) = $0 { printed.text(name) == "a_much_longer_name_0" } else { false } }
        #expect(name.location == SourceLocation(file: "a.mjs", line: 2, column: 20))
        #expect(name.width == 5)
        // A clash that the names brought is told at the user's own declaration.
        for id in module.bindings.ids { rewriting.names[id] = .identifier("same") }
        #expect {
            try AnalysedModule(rewriting.printed(as: "out.mjs"))
        } throws: { error in
            let problem = error as? Diagnostic
            return problem?.location == SourceLocation(file: "a.mjs", line: 2, column: 9) && problem?.width == 6
                && problem?.message == "'same' is already declared on line 1"
        }
    }

    @Test("a part of a text leads to a part of a source, and to none when its ends lead to unlike ones")
    func ranges() {
        let sources = [SourceFile(name: "a", text: "0123456789"), SourceFile(name: "b", text: "abcdef")]
        let origins = SourceOrigins(
            sources: sources,
            marks: [
                .init(start: 2, source: 0, range: SourceRange(start: 4, end: 7), isVerbatim: false),
                .init(start: 10, source: 0, range: SourceRange(start: 7, end: 9), isVerbatim: true),
                .init(start: 20, source: 1, range: SourceRange(start: 0, end: 6), isVerbatim: true),
                .init(start: 30, source: nil, range: SourceRange(start: 0, end: 0), isVerbatim: false),
            ])
        #expect(origins.place(of: 1) == nil && origins.place(of: 31) == nil)
        #expect(origins.place(of: 2)! == (0, 4) && origins.place(of: 9)! == (0, 4))
        #expect(origins.place(of: 11)! == (0, 8) && origins.place(of: 19)! == (0, 9))
        #expect(origins.place(of: 23)! == (1, 3))
        #expect(origins.range(of: SourceRange(start: 2, end: 10))! == (0, SourceRange(start: 4, end: 7)), "it is there to its end")
        #expect(origins.range(of: SourceRange(start: 2, end: 3))! == (0, SourceRange(start: 4, end: 5)), "it is a point")
        #expect(origins.range(of: SourceRange(start: 3, end: 11))! == (0, SourceRange(start: 4, end: 8)))
        #expect(origins.range(of: SourceRange(start: 3, end: 25)) == nil)
        #expect(origins.range(of: SourceRange(start: 21, end: 24))! == (1, SourceRange(start: 1, end: 4)))
        let file = SourceFile(name: "out", bytes: Array(repeating: 0x20, count: 40), origins: origins)
        #expect(file.location(at: 31) == SourceLocation(file: "out", line: 1, column: 32))
        #expect(file.width(of: SourceRange(start: 3, end: 25)) == 1)
        #expect(file.line(at: 23) == "abcdef")
    }

    @Test("printing ten thousand modules into one text takes a look at each, and its places are found by search")
    func manyModules() throws {
        let sources = (0..<10_000).map { SourceFile(name: "m\($0).mjs", text: "export let value = \($0);\nvalue + value;\n") }
        var names = UniqueNames()
        var text = Fragment()
        for module in try AnalysedModule.all(sources) {
            var rewriting = Rewriting(of: module)
            rewriting.omitsExports = true
            for id in module.bindings.ids { rewriting.names[id] = .identifier(names.claim(module.bindings[id].name)) }
            rewriting.names.settle()
            text.appendLine("\(rewriting)")
        }
        let file = text.printed(as: "bundle.mjs")
        #expect(file.origins?.sources.count == 10_000)
        #expect(try origin(of: "value$9999 + value$9999", in: file) == "m9999.mjs:2:1")
    }
}
