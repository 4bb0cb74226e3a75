import Diagnostics
import Testing

/// The window of a browser whose modules no document asks for, and what neither it nor a page has here.
struct WindowTests {
    @Test("It has what code alone needs", arguments: ["chromium", "firefox"])
    func window(host: String) throws {
        let source = """
            console.log(window === globalThis, self === window, typeof document, "document" in window);
            const { port1, port2 } = new MessageChannel();
            port2.onmessage = event => { console.log(event.data); port2.close(); };
            port1.postMessage("message");
            requestAnimationFrame(() => console.log("frame"));
            """
        let run = try Modules([("main.mjs", source)]).run(host)
        #expect(run.trace.lines.first == "true true undefined false")
        #expect(Set(run.trace.lines.dropFirst()) == ["message", "frame"])
        #expect(run.diagnostics.isEmpty)
    }

    @Test("What a document has asks for a page", arguments: ["document.title;", "addEventListener('load', () => {});"])
    func document(source: String) throws {
        let problem = try #require(try Modules([("main.mjs", source)]).run("chromium").diagnostics.first)
        #expect(problem.kind == .unsupported)
        #expect(problem.suggestion?.contains("'page:' in place of 'entry:'") == true)
        // Where there is none at all, there is no advice.
        #expect(try Modules([("main.mjs", source)]).run("node").diagnostics.first?.suggestion?.contains("page") != true)
    }
}
