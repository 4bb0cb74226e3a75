import Foundation
import TestSupport
import Testing

/// The rules of axe-core, in the Chromium that is installed. Skipped, and said to be, where one of the two is missing: `pip install
/// axe-playwright-python` brings axe-core, or `AXE_CORE` names its `axe.min.js`.
@Suite(
    .serialized, .enabled(if: DrivenChromium.installed != nil && AxeCore.script != nil, "needs chromium on the PATH, and axe-core")
)
struct AccessibilityTests {
    private func browser(_ address: String, isDark: Bool) throws -> DrivenChromium {
        let browser = try DrivenChromium()
        try browser.open(address)
        let scheme = ["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]
        // What moves has come to rest before its colours are looked at.
        try browser.call("Emulation.setEmulatedMedia", ["features": [scheme, ["name": "prefers-reduced-motion", "value": "reduce"]]])
        return browser
    }

    /// What axe-core finds, each with the elements that it is about.
    private func findings(_ browser: DrivenChromium) throws -> [String] {
        try browser.value("\(AxeCore.script ?? "");0")
        let found = try browser.value(
            """
            axe.run(document, { resultTypes: ["violations"], iframes: false }).then(({ violations }) =>
              violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`)))
            """)
        return found as? [String] ?? ["axe-core gave no result"]
    }

    @Test("The bench, with each view and dialog", arguments: [false, true])
    func bench(isDark: Bool) throws {
        let bench = try RunningBench()
        let browser = try browser(bench.address.absoluteString, isDark: isDark)
        let outcome = "document.querySelector('#outcome-words').textContent"
        try browser.wait("\(outcome).includes('fulfilled')")
        for view in ["run", "timeline", "graph", "explain"] {
            try browser.value("document.querySelector('#tab-\(view)').click()")
            #expect(try findings(browser) == [], "\(view)")
        }
        for dialog in ["open", "help"] {
            try browser.value("document.querySelector('#\(dialog)').click()")
            #expect(try findings(browser) == [], "\(dialog)")
            try browser.value("document.querySelector('dialog[open]').close()")
        }
        try browser.value("const area = document.querySelector('#text'); area.focus(); area.select();")
        try browser.type("entry: x\nmodules: {x: 'let y = ;', 'z")
        try browser.wait("document.querySelector('#problem-list .error')")
        #expect(try findings(browser) == [], "problems")
    }

    @Test("A page that plays one run, or two, and asks what comes next", arguments: [false, true])
    func play(isDark: Bool) throws {
        let scratch = try ScratchFolder()
        for hosts in [["node"], ["node", "deno"]] {
            let page = scratch.path("\(hosts.count).html")
            let options = hosts.flatMap { ["--host", $0] }
            #expect(try CommandLineTool.run(["play", "Scenarios/hello/siblings.yaml", "-o", page] + options).status == 0)
            let browser = try browser(URL(filePath: page).absoluteString, isDark: isDark)
            try browser.wait("document.readyState === 'complete'")
            #expect(try findings(browser) == [], "\(hosts)")
            for _ in 0..<6 { try browser.press("ArrowRight", code: 39) }
            #expect(try findings(browser) == [], "\(hosts), stepped")
            try browser.press("p", code: 80)
            #expect(try findings(browser) == [], "\(hosts), asked")
        }
    }
}

/// The engine of rules, as some package of this machine has it.
private enum AxeCore {
    static let script: String? = {
        if let path = ProcessInfo.processInfo.environment["AXE_CORE"] { return try? String(contentsOfFile: path, encoding: .utf8) }
        guard let python = installedProgram("python3") else { return nil }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: python)
        process.arguments = [
            "-c", "import importlib.util as u; print(next(iter(u.find_spec('axe_playwright_python').submodule_search_locations)))",
        ]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let folder = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return try? String(contentsOfFile: folder.trimmingCharacters(in: .whitespacesAndNewlines) + "/axe.min.js", encoding: .utf8)
    }()
}
