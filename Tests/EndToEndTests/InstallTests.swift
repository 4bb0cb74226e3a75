import Foundation
import TestSupport
import Testing

/// What `make install` does once the program is built. `make check-dist` looks into whole packages.
@Suite("make install")
struct InstallTests {
    private static let hasStrip = (try? CommandLineTool.shell("command -v strip"))?.status == 0

    @Test("Everything goes below the prefix, the guide with all that it links to, and all of it goes again", .enabled(if: hasStrip))
    func installAndRemove() throws {
        let scratch = try ScratchFolder()
        let script = CommandLineTool.packageFolder.appending(path: "Packaging/install.sh").path
        let prefix = scratch.url.appending(path: "a prefix").path
        for _ in 1...2 {
            let installed = try CommandLineTool.shell("'\(script)' \"$TLA_SIM\" '\(prefix)'", in: scratch.url)
            #expect(
                installed.status == 0 && installed.output == "installed \(prefix)/bin/tla-sim\n", "\(installed.output)\(installed.errors)")
        }
        let files = try scratch.files().filter { !$0.contains("/doc/") }.sorted()
        #expect(
            files == [
                "a prefix/bin/tla-sim", "a prefix/share/bash-completion/completions/tla-sim",
                "a prefix/share/fish/vendor_completions.d/tla-sim.fish", "a prefix/share/man/man1/tla-sim.1",
                "a prefix/share/zsh/site-functions/_tla-sim",
            ])
        for file in files { #expect(try !scratch.data(file).isEmpty, "\(file)") }
        let version = try CommandLineTool.run("--version").output
        #expect(try CommandLineTool.shell("'\(prefix)/bin/tla-sim' --version").output == version)

        let guide = scratch.url.appending(path: "a prefix/share/doc/tla-sim")
        let page = try String(contentsOf: guide.appending(path: "README.md"), encoding: .utf8)
        for link in page.matches(of: /\]\(([^):#\s]+)[^):\s]*\)/).map({ String($0.1) }) {
            #expect(FileManager.default.fileExists(atPath: guide.appending(path: link).path), "\(link)")
        }
        // What somebody else has put there is not ours to take away.
        try scratch.write("a prefix/share/doc/tla-sim/docs/notes.md", "mine")
        let script2 = "'\(script)' --remove '\(prefix)'"
        #expect(try CommandLineTool.shell(script2, in: scratch.url).status == 0)
        #expect(try scratch.files() == ["a prefix/share/doc/tla-sim/docs/notes.md"])
        try FileManager.default.removeItem(at: guide.appending(path: "docs/notes.md"))
        let removed = try CommandLineTool.shell("'\(script)' --remove '\(prefix)'", in: scratch.url)
        #expect(removed.status == 0, "\(removed.errors)")
        #expect(try scratch.files().isEmpty)
    }
}
