import TestSupport
import Testing

@Suite("verify")
struct VerifyCommandTests {
    private static let hasNode = ((try? CommandLineTool.shell("node --version"))?.output.wholeMatch(of: /v(2\d|[3-9]\d)\..*\n/)) != nil

    @Test("Ended by a signal it leaves no process and no file", .enabled(if: hasNode, "needs node 20 or later on the PATH"))
    func nothingIsLeft() throws {
        let scratch = try ScratchFolder()
        try scratch.write("slow.yaml", "entry: a\nmodules:\n  a: 'await sleep(60000)'\n")
        let result = try CommandLineTool.shell(
            """
            mkdir tmp
            TMPDIR="$PWD/tmp" "$TLA_SIM" verify slow.yaml --engine node & ours=$!
            until ls tmp/*/program > /dev/null 2>&1; do sleep 0.05; done
            sleep 0.5
            kill -TERM $ours
            wait $ours
            echo "status $?"
            ls tmp
            ps -e -o args= | grep -F "$PWD/tmp" | grep -v grep || true
            """, in: scratch.url)
        #expect(result.output == "status 143\n", "\(result.output)\(result.errors)")
    }

    @Test("An engine that needs longer than it is given is told of", .enabled(if: hasNode, "needs node 20 or later on the PATH"))
    func tooSlow() throws {
        let scratch = try ScratchFolder()
        try scratch.write("slow.yaml", "entry: a\nmodules:\n  a: 'await sleep(60000)'\n")
        let result = try CommandLineTool.shell("\"$TLA_SIM\" verify slow.yaml --engine node --timeout 1", in: scratch.url)
        #expect(result.status == 1)
        #expect(result.output.contains("was ended after 1 s; give it longer with --timeout"), "\(result.output)")
    }

    @Test(
        "What the simulator refuses is no difference", .enabled(if: hasNode, "needs node 20 or later on the PATH"),
        arguments: ["console.log(1); console.table([])", "console.log(/x/)", "import \"./b.mjs\""])
    func refused(text: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("a.mjs", text)
        try scratch.write("b.mjs", "console.log(/x/)")
        let result = try CommandLineTool.shell("\"$TLA_SIM\" verify a.mjs --engine node", in: scratch.url)
        #expect(result.status == 2, "\(result.output)\(result.errors)")
        #expect(result.output == "0 same, 0 different, 1 not usable\n")
        #expect(result.errors.contains("subset"), "\(result.errors)")
    }

    @Test("A folder without scenarios is a mistake in the path")
    func emptyFolder() throws {
        let scratch = try ScratchFolder()
        try scratch.write("empty/notes.txt", "")
        try scratch.write("none.jsonl", "")
        let result = try CommandLineTool.shell("\"$TLA_SIM\" verify empty --replay none.jsonl", in: scratch.url)
        #expect(result.status == 2)
        #expect(result.errors.contains("there is no scenario in empty"), "\(result.errors)")
    }
}
