import Foundation
import TestSupport
import Testing

@Suite("gallery")
struct GalleryTests {
    @Test("What was drawn is current, until something changes")
    func staleness() throws {
        let scratch = try ScratchFolder()
        try scratch.write("all/first/hello.yaml", "title: One * two\nentry: a\nmodules:\n  a: console.log(\"| hello |\")\n")
        func gallery(_ more: String...) throws -> CommandLineTool.Result {
            try CommandLineTool.shell("\"$TLA_SIM\" gallery all -o out \(more.joined(separator: " "))", in: scratch.url)
        }
        #expect(try gallery("--check").status == 1, "Nothing is drawn yet")
        #expect(try gallery().status == 0)
        #expect(try gallery("--check").status == 0)
        let index = String(decoding: try scratch.data("out/README.md"), as: UTF8.self)
        #expect(index.contains(#"| [One \* two](first/README.md#hello) | &#124; hello &#124; |"#), "\(index)")

        try scratch.write("out/first/hello.graph.svg", "<svg/>")
        let changed = try gallery("--check")
        #expect(changed.status == 1)
        #expect(changed.output.contains("not current: out/first/hello.graph.svg\n"))
        let refused = try gallery()
        #expect(refused.status == 74, "It may be somebody's own")
        #expect(refused.errors.hasPrefix("error: will not write over out/first/hello.graph.svg: "), "\(refused.errors)")
        #expect(try gallery("--force").output.contains("wrote out/first/hello.graph.svg\n"))

        try scratch.write("out/first/gone.graph.svg", "<svg/>")
        let left = try gallery("--check")
        #expect(left.status == 1)
        #expect(left.output.contains("belongs to no scenario: out/first/gone.graph.svg\n"))
    }

    @Test("Names that mean something in Markdown, and scenarios of one name, do no harm")
    func hostileNames() throws {
        let scratch = try ScratchFolder()
        let text = #"{"title": "T", "entry": "a", "modules": {"a": "console.log(1)"}}"#
        for path in ["<i> [x].yaml", "same.yaml", "same.yml"] { try scratch.write("all/b|c/\(path)", text) }
        let result = try CommandLineTool.shell("\"$TLA_SIM\" gallery all -o out", in: scratch.url)
        #expect(result.status == 0, "\(result.errors)")
        let index = String(decoding: try scratch.data("out/README.md"), as: UTF8.self)
        #expect(index.contains("## [b&#124;c](b%7Cc/README.md)"), "\(index)")
        #expect(index.contains("(b%7Cc/README.md#%3Ci%3E%20%5Bx%5D)") && !index.contains("<i>"))
        let files = try scratch.files().filter { $0.hasPrefix("out/b|c/same") }.sorted()
        let kinds = ["graph", "timeline.narrow", "timeline"]
        #expect(files == ["yaml", "yml"].flatMap { name in kinds.map { "\(name).\($0)" } }.map { "out/b|c/same.\($0).svg" })
    }

    @Test("What a telephone cannot show has a narrow picture beside it, and what it can has none")
    func narrowPictures() throws {
        let scratch = try ScratchFolder()
        try scratch.write("all/t/small.yaml", Self.scenario)
        let modules = "  a: console.log(\"a line that takes some room\"); await sleep(10); console.log(\"and another one of them\");\n"
        try scratch.write(
            "all/t/wide.yaml", "title: T\nentry: b\nmodules:\n\(modules)  b: import \"a\"; console.log(\"the entry is up\");\n")
        let result = try CommandLineTool.run("gallery", "all", "-o", "out", in: scratch.url)
        #expect(result.status == 0, "\(result.errors)")
        let files = try scratch.files().filter { $0.hasPrefix("out/t/") }.map { $0.dropFirst("out/t/".count) }
        #expect(
            files.contains("wide.timeline.narrow.svg") && files.contains("small.graph.svg") && !files.contains("small.graph.narrow.svg"))
        let page = String(decoding: try scratch.data("out/t/README.md"), as: UTF8.self)
        #expect(page.contains("![Module graph](small.graph.svg)"), "\(page)")
        let narrow = "<source media=\"(max-width: 600px)\" srcset=\"wide.timeline.narrow.svg\">"
        #expect(page.contains("<picture>\n\(narrow)\n<img alt=\"Timeline\" src=\"wide.timeline.svg\">\n</picture>\n"), "\(page)")
        for file in files where file.hasSuffix(".svg") {
            let width = try #require(
                String(decoding: try scratch.data("out/t/\(file)"), as: UTF8.self).firstMatch(of: /viewBox="0 0 ([0-9.]+)/))
            #expect(try #require(Double(width.1)) <= (file.contains("narrow") || file == "small.graph.svg" ? 390 : 830), "\(file)")
        }
        #expect(try CommandLineTool.run("gallery", "all", "-o", "out", "--check", in: scratch.url).status == 0)
    }

    private static let scenario = "title: T\nentry: a\nmodules:\n  a: console.log(1)\n"

    @Test("Scenarios that lie directly in the folder are on the index, with and without topics")
    func directScenarios() throws {
        let scratch = try ScratchFolder()
        try scratch.write("all/one.yaml", "title: First\n" + Self.scenario.dropFirst("title: T\n".count))
        let alone = try CommandLineTool.run("gallery", "all", "-o", "out", in: scratch.url)
        #expect(alone.status == 0 && alone.output.hasSuffix("1 scenario, 4 files, 4 written\n"), "\(alone.output)\(alone.errors)")
        #expect(
            try scratch.files().filter { $0.hasPrefix("out/") }.sorted() == [
                "out/README.md", "out/one.graph.svg", "out/one.timeline.narrow.svg", "out/one.timeline.svg",
            ])
        let index = String(decoding: try scratch.data("out/README.md"), as: UTF8.self)
        #expect(index.contains("| [First](#one) | 1 | fulfilled at 0 ms |"), "\(index)")
        #expect(index.contains("<a id=\"one\"></a>\n\n## First\n") && index.contains("src=\"one.timeline.svg\""), "\(index)")
        #expect(!index.contains("make "), "it is in somebody's own folder")

        try scratch.write("all/topic/two.yaml", Self.scenario)
        #expect(try CommandLineTool.run("gallery", "all/", "-o", "out", in: scratch.url).status == 0)
        let both = String(decoding: try scratch.data("out/README.md"), as: UTF8.self)
        #expect(both.contains("(#one)") && both.contains("## [topic](topic/README.md)"), "\(both)")
        #expect(try CommandLineTool.run("gallery", "all", "-o", "out", "--check", in: scratch.url).status == 0)
    }

    @Test("A scenario that cannot be read is told, and the others are drawn")
    func brokenScenario() throws {
        let scratch = try ScratchFolder()
        try scratch.write("all/topic/good.yaml", Self.scenario)
        try scratch.write("all/topic/broken.yaml", "title: [\n")
        try scratch.write("all/wrong.yaml", "entry: b\nmodules:\n  a: 1\n")
        try scratch.write("out/topic/broken.graph.svg", "<svg/>")
        for check in [[], ["--check"]] {
            let result = try CommandLineTool.run(["gallery", "all", "-o", "out"] + check, in: scratch.url)
            #expect(result.status == 2)
            #expect(result.output.contains("not drawn: all/topic/broken.yaml\n") && result.output.contains("not drawn: all/wrong.yaml\n"))
            #expect(result.output.hasSuffix("2 scenarios not drawn\n"), "\(result.output)")
            #expect(!result.output.contains("belongs to no scenario"), "it is the last picture of one that was readable once")
            #expect(result.errors.contains("broken.yaml:1:") && result.errors.contains("wrong.yaml:"), "\(result.errors)")
        }
        let index = String(decoding: try scratch.data("out/README.md"), as: UTF8.self)
        #expect(index.contains("[T](topic/README.md#good)") && index.contains("`all/topic/broken.yaml`"), "\(index)")
        #expect(try scratch.files().contains("out/topic/good.timeline.svg"))
    }

    @Test("Lessons that cannot be read are told, and the scenarios are drawn")
    func brokenLessons() throws {
        let scratch = try ScratchFolder()
        try scratch.write("all/topic/good.yaml", Self.scenario)
        try scratch.write("all/lessons.txt", String(repeating: "#", count: 1_000_001))
        let result = try CommandLineTool.run("gallery", "all", "-o", "out", in: scratch.url)
        #expect(result.status == 2)
        #expect(result.output.contains("not drawn: all/lessons.txt\n"), "\(result.output)")
        #expect(result.errors.contains("cannot read all/lessons.txt: it is larger than 1MB"), "\(result.errors)")
        #expect(try scratch.files().contains("out/topic/good.timeline.svg"))
    }

    @Test("Where there is nothing to draw, that is said and nothing is written", arguments: ["empty", "gone", "file.yaml"])
    func nothing(folder: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("empty/notes.txt", "")
        try scratch.write("file.yaml", Self.scenario)
        let result = try CommandLineTool.run("gallery", folder, "-o", "out", in: scratch.url)
        #expect(result.status == 2)
        #expect(
            result.errors.contains(folder == "empty" ? "there is no scenario in empty" : "there is no folder \(folder)"), "\(result.errors)"
        )
        #expect(try scratch.files().filter { $0.hasPrefix("out") }.isEmpty)
    }
}
