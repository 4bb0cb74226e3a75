import TestSupport
import Testing

@testable import Programs

@Suite struct StubTests {
    @Test func names() throws {
        #expect(ModuleStub(parsing: "express") == ModuleStub("express"))
        #expect(ModuleStub(parsing: "pg=20ms") == ModuleStub("pg", load: 20_000_000))
        #expect(ModuleStub(parsing: "pg=soon") == nil)
        #expect(ModuleStub(parsing: "=20ms") == nil)
        #expect(ModuleStub(parsing: "") == nil)
    }

    @Test(arguments: [
        ("express", "express", true), ("express", "express/lib/router", true), ("express", "express-session", false),
        ("@aws-sdk/*", "@aws-sdk/client-s3", true), ("@aws-sdk/*", "@aws", false), ("*.node", "./build/Release/addon.node", true),
        ("a*b*c", "a1b2c", true), ("a*b*c", "abc", true), ("a*b*c", "acb", false), ("ab*ba", "aba", false), ("*", "anything", true),
    ])
    func matching(_ pattern: String, _ specifier: String, _ matches: Bool) {
        #expect(ModuleStub(pattern).matches(specifier) == matches)
    }

    /// All that is missing is found at once, in both kinds of modules and in packages too.
    @Test func whatIsMissing() throws {
        let folder = try ScratchFolder()
        try folder.write("package.json", "{}")
        try folder.write(
            "main.mjs", "import 'gone'; import './a.cjs'; import fs from 'fs'; import 'node:os'; import('@own/far/deep'); import 'there';")
        try folder.write(
            "a.cjs", "const x = require('missing/sub'); try { require('./addon.node') } catch {}; require('./b.json'); require('path')")
        try folder.write("b.json", "1")
        try folder.write("node_modules/there/package.json", #"{"main": "index.js"}"#)
        try folder.write("node_modules/there/index.js", "require('inner')")
        let program = try Program.load(path: folder.path("main.mjs"))
        let missing = MissingModules(of: program, conditions: ["node"], hostModules: ["fs", "path"])
        #expect(missing.names == ["./addon.node", "@own/far", "gone", "inner", "missing"])
        #expect(
            missing.advice
                == "to run without what is missing, add --stub ./addon.node --stub @own/far --stub gone --stub inner --stub missing")
    }

    @Test func packageNames() {
        #expect(PackageName(of: "lib/x")?.subpath == "./x")
        #expect(PackageName(of: "@scope/lib")?.name == "@scope/lib")
        #expect(PackageName(of: "@scope/lib")?.subpath == ".")
        #expect(PackageName(of: "@scope") == nil)
        #expect(PackageName(of: ".lib") == nil)
        #expect(PackageName(of: "a%b") == nil)
    }
}
