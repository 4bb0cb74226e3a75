import Foundation
import TestSupport
import Testing

/// A session at the bench, in the Chromium that is installed. Skipped, and said to be, where there is none.
@Suite(.serialized, .enabled(if: DrivenChromium.installed != nil, "needs chromium on the PATH"))
struct ServeBrowserTests {
    private static let outcome = "document.querySelector('#outcome-words').textContent"
    private static let told = "document.querySelector('#view-run').textContent"

    @Test("Edit, see the error, run, look at the pictures, share, reload")
    func session() throws {
        let scratch = try ScratchFolder()
        try scratch.write("main.mjs", "console.log('first');\n")
        try scratch.write("lib/helper.mjs", "export const help = 1;\n")
        let bench = try RunningBench(scratch.path)
        let browser = try DrivenChromium()
        try browser.open(bench.address.absoluteString)
        try browser.wait("\(Self.outcome).includes('fulfilled')")
        // The list has the files of the folder; what is opened is run.
        try browser.press("k", code: 75, control: true)
        try browser.wait("[...document.querySelectorAll('#document-list .name')].some((name) => name.textContent === 'main.mjs')")
        try browser.value("[...document.querySelectorAll('.entry')].find((entry) => entry.textContent === 'main.mjs').click()")
        try browser.wait("\(Self.told).includes('first')")
        // An error is marked in its line and told below.
        try browser.value("const area = document.querySelector('#text'); area.focus(); area.select();")
        try browser.type("console.log('second');\nconst x = ;\n")
        try browser.wait(
            "document.querySelector('#problem-list .error') && document.querySelector('.gutter .error').textContent.includes('2')")
        #expect(try browser.value("document.querySelector('#marks mark').textContent") as? String == ";")
        // The last text wins.
        try browser.value("area.focus(); area.select();")
        for text in ["con", "sole.log('thi", "rd'); await null;\nconsole.log('after');"] { try browser.type(text) }
        try browser.wait("\(Self.told).includes('third') && \(Self.told).includes('after') && document.querySelector('#problems').hidden")
        for view in ["timeline", "graph"] {
            try browser.value("document.querySelector('#tab-\(view)').click()")
            try browser.wait("document.querySelector('#view-\(view) img').naturalWidth > 0")
            #expect((try browser.value("document.querySelector('#view-\(view) img').alt") as? String)?.isEmpty == false)
        }
        try browser.value("document.querySelector('#tab-explain').click()")
        try browser.wait("document.querySelector('#view-explain').textContent.includes('The run ends well')")
        // Step through it.
        try browser.value("document.querySelector('#tab-play').click()")
        try browser.wait("document.querySelector('#view-play iframe')")
        // Another host.
        try browser.value("const host = document.querySelector('#host'); host.value = 'node'; host.dispatchEvent(new Event('change'))")
        try browser.wait("\(Self.outcome).includes('on node')")
        // Nothing is saved before it is asked for; a reload loses nothing.
        #expect(try String(contentsOf: scratch.url.appending(path: "main.mjs"), encoding: .utf8) == "console.log('first');\n")
        try browser.value("window.isBeforeReload = true")
        try browser.call("Page.reload")
        try browser.wait("!window.isBeforeReload && \(Self.told).includes('third') && \(Self.outcome).includes('on node')")
        try browser.press("s", code: 83, control: true)
        try browser.wait("document.querySelector('#unsaved').hidden")
        #expect(try String(contentsOf: scratch.url.appending(path: "main.mjs"), encoding: .utf8).contains("third"))
        // The link carries text and host to a page that knows nothing of this one.
        try browser.value("document.querySelector('#share').click()")
        try browser.wait("location.hash.startsWith('#zip=')")
        let link = try #require(try browser.value("location.href") as? String)
        try browser.open(link)
        try browser.wait("\(Self.told).includes('third') && \(Self.outcome).includes('on node')")
        #expect(browser.messages.isEmpty, "\(browser.messages)")
    }

    @Test("Keys of a scenario and names of modules are completed by the keyboard")
    func completion() throws {
        let bench = try RunningBench()
        let browser = try DrivenChromium()
        try browser.open(bench.address.absoluteString)
        try browser.wait("\(Self.outcome).includes('fulfilled')")
        try browser.value("const area = document.querySelector('#text'); area.focus(); area.select();")
        try browser.type("modules:\n  first: console.log(1)\nent")
        // A text that is put in at once is not typed: the list is asked for.
        try browser.press(" ", code: 32, control: true)
        try browser.wait("document.querySelector('#completions [aria-selected=true] .label').textContent === 'entry'")
        try browser.press("Enter", code: 13)
        try browser.wait("area.value.endsWith('entry: ')")
        try browser.press(" ", code: 32, control: true)
        try browser.wait("document.querySelector('#completions .label').textContent === 'first'")
        try browser.press("Enter", code: 13)
        try browser.wait("area.value.endsWith('entry: first') && \(Self.told).includes('printed 1')")
        #expect(browser.messages.isEmpty, "\(browser.messages)")
    }

    @Test("A hostile page on another origin gets nothing, and a hostile text nothing of the page")
    func hostile() throws {
        let bench = try RunningBench()
        let browser = try DrivenChromium()
        let own = bench.address.absoluteString
        try browser.open("data:text/html,<title>hostile</title>")
        for request in ["'\(own)'", "'\(own)', { mode: 'no-cors' }", "'\(own)run', { method: 'POST', body: '{}', mode: 'no-cors' }"] {
            let got = try browser.value("fetch(\(request)).then((answer) => answer.text(), () => '')") as? String
            #expect(got == "", "\(request)")
        }
        // Markup in names, texts and output stays text.
        try browser.open(own)
        try browser.wait("\(Self.outcome).includes('fulfilled')")
        try browser.value("const area = document.querySelector('#text'); area.focus(); area.select();")
        let markup = "</script><img src=x onerror=window.isBroken=1>"
        try browser.type(
            "title: \"\(markup)\"\nentry: a\nmodules:\n  a: |\n    console.log(\"\(markup)\\u2028\\u202e\");\n  \"\(markup)\": console.log(2)\n"
        )
        try browser.wait("\(Self.told).includes('onerror')")
        #expect(try browser.value("window.isBroken === undefined && !document.querySelector('#views img[src=x]')") as? Bool == true)
    }
}
