import Foundation
import TestSupport
import Testing

@Suite("fuzz --bundlers")
struct CampaignCommandTests {
    private func fuzz(_ arguments: String, in scratch: ScratchFolder) throws -> CommandLineTool.Result {
        try CommandLineTool.shell("\"$TLA_SIM\" fuzz \(arguments)", in: scratch.url)
    }

    @Test("The table has a row for each bundler, and native keeps everything")
    func table() throws {
        let scratch = try ScratchFolder()
        let result = try fuzz("--bundlers native,rollup --graphs 30 --seed 4 --jobs 2", in: scratch)
        #expect(result.status == 0)
        let lines = result.output.split(separator: "\n")
        #expect(lines[0] == "Percent of graphs whose trace is native's: 30 graphs of seed 4")
        #expect(lines[2].hasPrefix("native  100.0 ") && lines[3].hasPrefix("rollup "), "\(result.output)")
        #expect(lines[2].matches(of: /100\.0/).count == 5)
        #expect(lines.count == 4)
        #expect(result.errors == "", "nothing else where nobody watches")
        let markdown = try fuzz("--bundlers native --graphs 5 --format markdown", in: scratch).output
        #expect(markdown.contains("| native | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 | · |"), "\(markdown)")
        let all = try fuzz("--bundlers all --graphs 1 --format json", in: scratch).output
        let names = try CommandLineTool.run("bundlers").output.split(separator: "\n").compactMap { $0.split(separator: " ").first }
        for name in names { #expect(all.contains("\"name\": \"\(name)\""), "\(name)") }
    }

    @Test("Shards merge to the result of one run, to the byte, and so do their counterexamples")
    func shards() throws {
        let scratch = try ScratchFolder()
        let options = "--bundlers native,rollup --graphs 41 --seed 3"
        let whole = try fuzz("\(options) -o whole", in: scratch)
        #expect(whole.status == 0, "\(whole.errors)")
        for part in ["3/3", "1/3", "2/3"] {
            let result = try fuzz("\(options) --shard \(part) -o parts", in: scratch)
            #expect(result.status == 0 && result.output.hasSuffix("wrote parts/shard-\(part.replacing("/", with: "-of-")).json\n"))
            #expect(result.output.contains(", shard \(part) of 41\n"), "\(result.output)")
        }
        #expect(try scratch.files().filter { $0.hasPrefix("parts/") }.count == 3, "shards leave counterexamples to the merge")
        let merged = try fuzz("--merge parts/*.json -o merged", in: scratch)
        #expect(merged.status == 0, "\(merged.errors)")
        #expect(merged.output == whole.output.replacing("whole", with: "merged"))
        let diff = try CommandLineTool.shell("diff -r whole merged", in: scratch.url)
        #expect(diff.status == 0, "\(diff.output)")

        let missing = try fuzz("--merge parts/shard-1-of-3.json parts/shard-3-of-3.json", in: scratch)
        #expect(missing.status == 2 && missing.errors.contains("shards are missing: 2 of 3"), "\(missing.errors)")
        let twice = try fuzz("--merge parts/*.json parts/shard-1-of-3.json", in: scratch)
        #expect(twice.status == 2 && twice.errors.contains("are the same shard 1/3"), "\(twice.errors)")
    }

    @Test("A shard whose result is there is not run again, and one that is damaged is")
    func resume() throws {
        let scratch = try ScratchFolder()
        let command = "--bundlers native --graphs 20 --shard 1/2 -o parts --resume"
        #expect(try fuzz(command, in: scratch).output.contains("wrote parts/shard-1-of-2.json"))
        #expect(try fuzz(command, in: scratch).output == "parts/shard-1-of-2.json is there\n")
        #expect(try fuzz(command.replacing("20", with: "22"), in: scratch).output.contains("wrote parts/shard-1-of-2.json"))
        _ = try CommandLineTool.shell("head -c 100 parts/shard-1-of-2.json > cut && cp cut parts/shard-1-of-2.json", in: scratch.url)
        let damaged = try fuzz("--merge parts/shard-1-of-2.json", in: scratch)
        #expect(
            damaged.status == 2 && damaged.errors.contains("is no result of 'tla-sim fuzz --bundlers', or is damaged"), "\(damaged.errors)")
        #expect(try fuzz(command, in: scratch).output.contains("wrote parts/shard-1-of-2.json"))
    }

    @Test("Counterexamples and cases are scenarios that check agrees with")
    func scenarios() throws {
        let scratch = try ScratchFolder()
        let found = try fuzz("--bundlers rollup,esbuild-lazy --graphs 60 -o found", in: scratch)
        #expect(found.status == 0, "\(found.errors)")
        #expect(try scratch.files().contains("found/rollup-trailing-order.yaml"), "\(found.output)")
        for number in 0..<5 {
            let written = try fuzz("--bundlers all --seed 2 --case \(number) -o found", in: scratch)
            #expect(written.output == "wrote found/seed-2-case-\(number).yaml\n", "\(written.errors)")
        }
        let check = try CommandLineTool.shell("\"$TLA_SIM\" check found", in: scratch.url)
        #expect(check.status == 0, "\(check.output)\(check.errors)")
    }

    @Test("Names stand in a list with or without blanks, each once, and all may be among them")
    func lists() throws {
        func rows(_ list: String) throws -> [String] {
            let result = try fuzz("--bundlers '\(list)' --graphs 1 --format markdown", in: try ScratchFolder())
            return result.output.split(separator: "\n").dropFirst(3).map { String($0.split(separator: " ")[1]) }
        }
        #expect(try rows("webpack, rollup,webpack") == ["webpack", "rollup"])
        #expect(try rows("rollup, all") == rows("all"))
    }

    @Test(
        "What cannot be meant is told",
        arguments: [
            ("", "say what the graphs are for"),
            ("--against node --bundlers all", "--against and --bundlers are two things"),
            ("--bundlers rolup", "there is no bundler 'rolup'   help: did you mean 'rollup'?"),
            ("--bundlers ,", "--bundlers names no bundler"),
            ("--bundlers all --cases 5", "--cases goes with --against, and not with --bundlers   help: write --graphs"),
            ("--against node --graphs 5", "--graphs goes with --bundlers, and not with --against   help: write --cases"),
            ("--bundlers all --graphs 0", "--graphs takes a positive number"),
            ("--bundlers all --shard 5/4", "is a part and how many there are, such as 1/4"),
            ("--bundlers all --jobs 0", "--jobs takes a number from 1 to 1024"),
            ("--bundlers all --resume", "--resume looks for results in a folder"),
            ("--bundlers all --case 3 --graphs 9", "--case shows one graph: leave --graphs out"),
            ("--bundlers all result.json", "results go with --merge"),
            ("--merge", "--merge takes the results of all shards"),
            ("--merge --seed 3 a.json", "--seed goes with --against or --bundlers, and not with --merge"),
        ])
    func messages(arguments: String, message: String) throws {
        let result = try fuzz(arguments, in: try ScratchFolder())
        #expect(result.status == 64)
        #expect(result.errors.replacing("\n", with: " ").contains(message), "\(result.errors)")
    }
}
