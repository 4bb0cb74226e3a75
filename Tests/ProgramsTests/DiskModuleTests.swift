import Diagnostics
import Files
import Foundation
import TestSupport
import Testing

@testable import Programs

@Suite struct DiskModuleTests {
    let folder: ScratchFolder
    init() throws {
        folder = try ScratchFolder()
        try folder.write("app/main.mjs", "")
        try folder.write("app/lib/x.mjs", "")
    }

    private func program(_ path: String) throws -> Program { try Program.load(path: path, allowOutside: true) }

    @Test(
        "However a file is named, it is one module",
        arguments: [
            "./lib/x.mjs", "./lib/../lib/./x.mjs", "./lib//x.mjs", "../app/lib/x.mjs", "./%6Cib/x.mjs", "./lib\\x.mjs", "./lib/x.mjs?",
            "./lib/x.mjs#",
            "./lib/x.mjs ", "./li\tb/x.\nmjs", "./no/%2e%2E/lib/x.mjs", "FOLDER/app/lib/x.mjs", "/..FOLDER/app/lib/x.mjs",
            "file://FOLDER/app/lib/x.mjs",
            "file:FOLDER/app/lib/x.mjs", "File://LocalHost/FOLDER/app/lib/x.mjs",
            "../../../../../../../../../../../../FOLDER/app/lib/x.mjs",
        ])
    func oneModule(specifier: String) throws {
        let specifier = specifier.replacing("FOLDER", with: folder.path)
        // Node.js knows them all for one; measured on Node.js 20.20 and 24.19.
        for path in [folder.path + "/app/main.mjs", folder.path + "/app/./main.mjs", relativePath("app/main.mjs")] {
            let program = try program(path)
            let plain = try program.resolve("./lib/x.mjs", from: program.entries[0])
            #expect(try program.resolve(specifier, from: program.entries[0]) == plain)
            #expect(program.name(of: plain) == "lib/x.mjs")
            #expect(try program.resolve("../main.mjs", from: plain) == program.entries[0])
        }
    }

    @Test(arguments: [
        "./lib/x.mjs?1", "./lib/x.mjs#1", "./lib/x.mjs?a b", "file://FOLDER/app/lib/x.mjs?q#f", "./lib/x.mjs/", "./lib/%78%3F.mjs",
    ])
    func anotherModule(specifier: String) throws {
        let program = try program(relativePath("app/main.mjs"))
        let plain = try program.resolve("./lib/x.mjs", from: program.entries[0])
        #expect(try program.resolve(specifier.replacing("FOLDER", with: folder.path), from: program.entries[0]) != plain)
    }

    @Test func aQueryAndAFragmentAreThoseOfTheURL() throws {
        let program = try program(folder.path + "/app/main.mjs")
        let key = try program.resolve("./lib/x.mjs?a b'\"<>`#c d'\"<>`", from: program.entries[0])
        // As Node.js and Deno write them.
        #expect(key.suffix == "?a%20b%27%22%3C%3E`#c%20d'%22%3C%3E%60")
        #expect(program.name(of: key) == "lib/x.mjs" + key.suffix)
        #expect(program.url(of: key) == "file://" + folder.path + "/app/lib/x.mjs" + key.suffix)
        #expect(program.filePath(of: key) == folder.path + "/app/lib/x.mjs")
    }

    @Test(arguments: ["main.mjs", "a b%c^d|e{f}[g]'h\"é~!@$&*()=+,;<>`.mjs", "m?q#.mjs", "100%.mjs", "%41.mjs"])
    func theURLOfAModuleFindsTheModule(name: String) throws {
        try folder.write("odd/" + name, "")
        for path in [folder.path + "/odd/" + name, relativePath("odd/" + name)] {
            let program = try program(path)
            let url = program.url(of: program.entries[0])
            #expect(try program.resolve(url, from: program.entries[0]) == program.entries[0])
            #expect(program.filePath(of: program.entries[0]) == folder.path + "/odd/" + name)
        }
    }

    @Test func aURLIsWrittenAsNodeWritesIt() throws {
        try folder.write("a b%c^d|e{f}[g]'h\"é~!@$&*()=+,;<>`/m?q#.mjs", "")
        let program = try program(folder.path + "/a b%c^d|e{f}[g]'h\"é~!@$&*()=+,;<>`/m?q#.mjs")
        #expect(
            program.url(of: program.entries[0])
                == "file://" + folder.path + "/a%20b%25c%5Ed%7Ce%7Bf%7D%5Bg%5D'h%22%C3%A9%7E!@$&*()=+,;%3C%3E%60/m%3Fq%23.mjs")
    }

    @Test(arguments: [
        ("left-pad", "there is no package 'left-pad'"),
        ("node:net", "cannot import 'node:net': the host has no such built-in module, or tla-sim does not know it"),
        ("https://a.test/x.mjs", "cannot import 'https://a.test/x.mjs': nothing is loaded from the network"),
        ("blob:x", "cannot import 'blob:x': modules in 'blob:' URLs are not in tla-sim's subset"),
        ("npm:left-pad", "cannot import 'npm:left-pad': nothing is loaded by 'npm:'"),
        ("file://elsewhere/x.mjs", "cannot import 'file://elsewhere/x.mjs': it is a file of another machine"),
        ("", "there is no package ''"), ("#x", "nothing is defined as '#x'"),
        (" ./lib/x.mjs", "there is no package ' .'"),
        ("./lib%2Fx.mjs", "the specifier './lib%2Fx.mjs' holds an encoded '/' or '\\'"),
        ("./lib%5cx.mjs", "the specifier './lib%5cx.mjs' holds an encoded '/' or '\\'"),
    ])
    func whatNamesNoFileIsRefused(specifier: String, message: String) throws {
        let program = try program(folder.path + "/app/main.mjs")
        let problem = try #require(throws: Diagnostic.self) { try program.resolve(specifier, from: program.entries[0]) }
        #expect(problem.message == message)
        #expect(problem.kind == .link)
        #expect(problem.suggestion != nil)
    }

    @Test func theEntryIsNamedAsItWasGiven() throws {
        #expect(try program(folder.path + "//app/./main.mjs").entries == [ModuleKey(folder.path + "/app/main.mjs")])
        #expect(try program(relativePath("app/main.mjs")).entries == [ModuleKey(relativePath("app/main.mjs"))])
        // `..` behind a link leads to where the link's end is.
        symlink(folder.path + "/app/lib", folder.path + "/link")
        #expect(try program(folder.path + "/link/../main.mjs").entries == [ModuleKey(folder.path + "/app/main.mjs")])
    }

    /// A path of the scratch folder from the current one.
    private func relativePath(_ path: String) -> String {
        Paths.relative(folder.path + "/" + path, to: Paths.currentFolder!)
    }
}
