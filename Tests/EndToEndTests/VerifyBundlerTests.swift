import Foundation
import TestSupport
import Testing

/// `verify --bundler`, with Node.js where it is installed, and a script in the place of a bundler.
@Suite(.enabled(if: nodeIsInstalled)) struct VerifyBundlerTests {
    private static let modules = """
        entry: main.mjs
        modules:
          x.mjs: {steps: [{log: X1}, {sleep: 10ms}, {log: X2}]}
          y.mjs: {steps: [{log: Y}]}
          main.mjs: {imports: [x.mjs, y.mjs], steps: [{log: Z}]}
        expect: {trace: [X1, Y, X2, Z], outcome: fulfilled}

        """

    /// A folder with a scenario, and a program in `bin` that takes the place of esbuild.
    private func scratch(_ script: String) throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        try scratch.write("s.yaml", Self.modules)
        let file = try scratch.write("bin/esbuild", "#!/bin/sh\ntest \"$1\" = --version && { echo 0.28.2; exit; }\n" + script)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        return scratch
    }

    private func verify(_ scratch: ScratchFolder, _ options: String) throws -> CommandLineTool.Result {
        try CommandLineTool.shell("PATH=\"$PWD/bin:$PATH\" \"$TLA_SIM\" verify s.yaml --engine node \(options)", in: scratch.url)
    }

    @Test func theModelsOutputRuns() throws {
        let scratch = try scratch("exit 1\n")
        for name in ["native", "rollup", "esbuild-lazy", "webpack"] {
            let result = try verify(scratch, "--bundler \(name)")
            #expect(result.status == 0 && result.output.hasPrefix("same: 5 events"), "\(name): \(result.output)\(result.errors)")
        }
    }

    /// What a bundler makes that keeps the row is the model's; what puts Y first is not.
    @Test func whatTheBundlerMakesIsComparedWithTheModel() throws {
        let row = "mkdir out; (cd source; cat x.mjs y.mjs main.mjs | grep -v '^import') > out/main.mjs\n"
        let good = try scratch(row)
        let result = try verify(good, "--bundler esbuild --real --record kept.jsonl")
        #expect(result.status == 0 && result.output.hasPrefix("same: 5 events"), "\(result.output)\(result.errors)")
        #expect(result.errors.contains("esbuild 0.28.2 bundles for real, with all your rights"))
        #expect(good.text("kept.jsonl")?.contains("esbuild (esbuild 0.28.2) on node ") == true)
        let replayed = try CommandLineTool.run("verify", "s.yaml", "--replay", "kept.jsonl", in: good.url)
        #expect(replayed.status == 0 && replayed.output.contains(", same\n"), "\(replayed.output)\(replayed.errors)")
        let other = try scratch(row.replacing("x.mjs y.mjs", with: "y.mjs x.mjs"))
        let wrong = try verify(other, "--bundler esbuild --real")
        #expect(wrong.status == 1 && wrong.output.hasPrefix("different: from line 1 on"), "\(wrong.output)\(wrong.errors)")
    }

    @Test func aRefusalThatNoModelMakesIsADifference() throws {
        let result = try verify(try scratch("echo 'cannot do that' >&2; exit 1\n"), "--bundler esbuild --real")
        #expect(result.status == 1)
        #expect(result.output.contains("esbuild 0.28.2 refuses it: cannot do that"), "\(result.output)\(result.errors)")
    }

    @Test(arguments: [
        ("--bundler promise-all --real", 64, "no bundler that could be run stands behind"),
        ("--real", 64, "--real is for a bundler"),
        ("--bundler esbuild --record x", 64, "only what it makes itself is recorded"),
        ("--bundler rolldwon", 64, "there is no bundler 'rolldwon'"),
    ])
    func wrongOptionsAreTold(options: String, status: Int32, text: String) throws {
        let result = try verify(try scratch(""), options)
        #expect(result.status == status)
        #expect(result.errors.contains(text), "\(result.errors)")
    }
}
