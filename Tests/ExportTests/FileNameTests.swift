import Testing

@testable import Export

@Suite struct FileNameTests {
    @Test(
        "A name that every file system can carry is kept, with an extension that engines know",
        arguments: [
            ("x", "x.mjs"), ("main.mjs", "main.mjs"), ("lib/db.mjs", "lib/db.mjs"), ("app.js", "app.js"), ("a.ts", "a.ts.mjs"),
            ("größe.mjs", "größe.mjs"), ("a+b@1.0", "a+b@1.0.mjs"),
        ])
    func keptNames(name: String, file: String) throws {
        #expect(try exported([name: ""]).file(of: name) == file)
    }

    /// Names that a file system, an engine or a shell takes for something else.
    static let hostile = [
        "/etc/x", "a/../../x", "a//b", "./a", "nul\u{0}", "line\nbreak", "entry.mjs", "Prelude.mjs", "manifest.json", "index.html",
        "package.json", "node_modules/x", "deno.json", "con", "LPT1.mjs", "aux.js", "a.", "...", "a\\b", "a:b", "<script>", "\"'`$(x)",
        "https://example.org/x.mjs", "x?y#z", "%2e%2e%2fx", "\u{202E}reversed", String(repeating: "n", count: 300),
        String(repeating: "d/", count: 60) + "x", "not-in-the-program", "-rf", "~", "X", "x", "x.mjs", "Ä", "a\u{308}b",
    ]

    @Test("Hostile names stay in the folder, and no two files fall together")
    func hostileNames() throws {
        var rows = "entry: main\nmodules:\n  main: ''\n"
        for name in Self.hostile where name != "./a" && name != "/etc/x" && name != "a/../../x" {
            let escaped = name.unicodeScalars.map { scalar in
                scalar.isASCII && scalar.value >= 0x20 && scalar != "\"" && scalar != "\\" ? String(scalar) : "\\U" + hex8(scalar.value)
            }.joined()
            rows += "  \"\(escaped)\": ''\n"
        }
        let program = try exported(rows)
        var seen: Set<String> = []
        for file in program.files {
            let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
            #expect(!file.path.isEmpty && !parts.contains("") && !parts.contains("..") && !parts.contains("."), "\(file.path)")
            #expect(parts.allSatisfy { $0.utf8.count <= 255 && !$0.hasSuffix(".") }, "\(file.path)")
            #expect(
                file.path.unicodeScalars.allSatisfy { $0.value >= 0x20 && !"\\:<>\"'`$?#%*|".unicodeScalars.contains($0) }, "\(file.path)")
            #expect(seen.insert(file.path.lowercased()).inserted, "\(file.path) is there twice where case makes no difference")
            let names = ["con", "nul", "aux", "lpt1", "node_modules", "deno"]
            #expect(!parts.contains { names.contains(String($0.lowercased().prefix { $0 != "." })) }, "\(file.path)")
        }
        for file in program.files {
            for other in program.files { #expect(!other.path.lowercased().hasPrefix(file.path.lowercased() + "/"), "a file and a folder") }
        }
        #expect(Set(program.modules.map(\.file)).count == program.modules.count)
    }

    @Test("As many names as a graph may have fall together, and each gets a file: nobody tries all numbers for each")
    func manyOfOneName() {
        // Box drawing, of which no file has anything.
        let names = (0..<20_000).map { "x\(Unicode.Scalar(0x2500 + $0 / 128)!)\(Unicode.Scalar(0x2500 + $0 % 128)!)" }
        let files = FileNames(names.map { ($0, false) }).files
        #expect(Set(files).count == names.count)
        #expect(files.prefix(3) == ["x__.mjs", "x__-2.mjs", "x__-3.mjs"])
    }

    @Test("A module called as one of ours gets another name, and is imported by it")
    func reserved() throws {
        let program = try exported(["entry.mjs": "import './prelude.mjs';", "prelude.mjs": "import './entry.mjs';"])
        #expect(program.file(of: "entry.mjs") == "entry-2.mjs")
        #expect(program.text(of: "entry.mjs") == "import \"./prelude-2.mjs\";")
        #expect(program.text(of: "prelude.mjs") == "import \"./entry-2.mjs\";")
        #expect(program.text(ofFile: "entry.mjs")?.hasSuffix("import \"./prelude.mjs\";\nimport \"./entry-2.mjs\";\n") == true)
    }

    private func hex8(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
