import Files
import Foundation
import JavaScript
import TestSupport
import Testing

@testable import Programs

@Suite struct ModuleTableTests {
    @Test func aModuleOnDiskHasOneNumber() throws {
        let folder = try ScratchFolder()
        try folder.write("m?q.mjs", "")
        let program = try Program.load(path: folder.path + "/m?q.mjs", allowOutside: true)
        var names = NameTable()
        var table = ModuleTable()
        var reader = program.reader(sourceLimit: 1_000_000)
        func number(_ specifier: String, from referrer: ModuleNumber) throws -> ModuleNumber {
            try table.resolve(names.intern(specifier), from: referrer, in: program, reader: &reader, names: &names)
        }
        let entry = table.number(of: program.entries[0], in: program, names: &names)
        #expect(entry == 0)
        // Asked for by its name as it is, a query is meant.
        #expect(try number("./m?q.mjs", from: entry) == 1)
        #expect(table.keys[1] == ModuleKey(folder.path + "/m", suffix: "?q.mjs"))
        #expect(try number("./m%3Fq.mjs", from: entry) == entry)
        #expect(try number(program.url(of: program.entries[0]), from: entry) == entry)
        let sibling = try number("./x.mjs", from: entry)
        #expect(try number("./x.mjs", from: sibling) == sibling)
        #expect(try number("./lib/../x.mjs", from: entry) == sibling)
        #expect(table.number(of: ModuleKey(folder.path + "/x.mjs"), in: program, names: &names) == sibling)
        #expect(try number("./x.mjs?1", from: entry) == number(folder.path + "/x.mjs?1", from: sibling))
        let below = try number("./lib/x.mjs", from: entry)
        #expect(try number("./x.mjs", from: below) == below)
        #expect(try number("../x.mjs", from: below) == sibling)
        #expect(table.count == 5)
        // One that no import finds.
        #expect(table.add(ModuleKey(folder.path + "/x.mjs")) == 5)
        #expect(try number("./x.mjs", from: entry) == sibling)
    }

    @Test func aModuleOfAScenarioHasOneNumber() throws {
        let program = try program("entry: a\nmodules: {a: '', lib/b: '', lib/c: ''}")
        var names = NameTable()
        var table = ModuleTable()
        var reader = program.reader(sourceLimit: 1_000_000)
        let numbers = program.knownModules.map { table.number(of: $0, in: program, names: &names) }
        #expect(numbers == [0, 1, 2])
        let (b, c) = (names.intern("./b"), names.intern("/lib/../lib/c"))
        #expect(try table.resolve(b, from: 2, in: program, reader: &reader, names: &names) == 1)
        #expect(try table.resolve(c, from: 0, in: program, reader: &reader, names: &names) == 2)
        #expect(throws: (any Error).self) { try table.resolve(b, from: 0, in: program, reader: &reader, names: &names) }
        let query = names.intern("./b?1")
        #expect(try table.resolve(query, from: 1, in: program, reader: &reader, names: &names) == 3)
    }
}
