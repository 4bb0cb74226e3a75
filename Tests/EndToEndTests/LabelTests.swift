import Foundation
import TestSupport
import Testing

/// Pictures as a browser shows them that has other fonts.
@Suite("Labels in Chromium", .enabled(if: DrivenChromium.installed != nil, "needs chromium on the PATH"))
struct LabelTests {
    private static let script = CommandLineTool.packageFolder.appending(path: "Tests/Browser/measure-labels.sh").path

    @Test("No label of the gallery overflows its box in wider fonts")
    func gallery() throws {
        let output = CommandLineTool.packageFolder.appending(path: "Output").path
        let result = try CommandLineTool.shell("\"\(Self.script)\" \"\(output)\"/*/*.svg")
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.output.contains(/measured \d{4,} labels in \d{3,} pictures/))
    }

    @Test("What overflows, leaves the picture or covers another label is found")
    func faults() throws {
        let scratch = try ScratchFolder()
        func picture(_ content: String) -> String {
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"60\" viewBox=\"0 0 200 60\" font-size=\"10\">\(content)</svg>"
        }
        let box = "<g><polygon points=\"10,10 60,10 60,30 10,30\" fill=\"none\"/><text x=\"12\" y=\"24\">"
        try scratch.write("good.svg", picture(box + "short</text></g>"))
        try scratch.write("box.svg", picture(box + "much too long for it</text></g>"))
        try scratch.write("edge.svg", picture("<text x=\"150\" y=\"20\">out of the picture</text>"))
        try scratch.write("cover.svg", picture("<text x=\"10\" y=\"20\">one label</text><text x=\"30\" y=\"22\">another</text>"))
        func measure(_ name: String) throws -> CommandLineTool.Result {
            try CommandLineTool.shell("\"\(Self.script)\" \(name)", in: scratch.url)
        }
        #expect(try measure("good.svg").status == 0)
        for (name, words) in [("box.svg", "overflows its box"), ("edge.svg", "leaves the picture"), ("cover.svg", "covers")] {
            let result = try measure(name)
            #expect(result.status == 1, "\(name)")
            #expect(result.output.contains(words), "\(result.output)")
        }
    }
}
