import Testing

@testable import Scenario

/// Tabs, indentation, colons, dashes and blocks.
@Suite struct LayoutMistakeTests {
    /// What people write who write their first scenario, and all that is said of it.
    // swift-format-ignore: messages are compared whole
    static let mistakes: [Mistake] = [
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log:A\n      - sleep: 1s\n",
            "5:9 modules.main.steps[0]: expected a step (with log, sleep, await, busy, import, export, …), found the text 'log:A' (write 'log: A')"
        ),
        .init(
            "entry:main\nmodules:\n  main: console.log(1)\n",
            "1:6 a blank is missing behind ':' (write 'entry: main')"
        ),
        .init(
            "title:hello\nentry: main\nmodules:\n  main: console.log(1)\n",
            "1:6 a blank is missing behind ':' (write 'title: hello')"
        ),
        .init(
            "entry: main\nmodules\n  main: console.log(1)\n",
            "2:1 ':' is missing behind 'modules' (write 'modules:')"
        ),
        .init(
            "entry main\nmodules:\n  main: console.log(1)\n",
            "1:1 ':' is missing behind 'entry' (write 'entry: main')"
        ),
        .init(
            "entry: main\nmodules:\n  main\n    steps:\n      - log: A\n",
            "3:3 ':' is missing behind 'main' (write 'main:')"
        ),
        .init(
            "entry: main\nmodules:\n  a: x()\n  main:\n    imports [a]\n    steps:\n      - log: A\n",
            "5:5 ':' is missing behind 'imports' (write 'imports: [a]')"
        ),
        .init(
            "entry: main\nmodules:\n\tmain: x()\n",
            "3:1 the line is indented with a tab, and YAML takes only blanks (write blanks, two for each level)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n\t  steps:\n      - log: A\n",
            "4:1 the line is indented with a tab, and YAML takes only blanks (write blanks, two for each level)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n    \t- log: A\n",
            "5:5 the line is indented with a tab, and YAML takes only blanks (write blanks, two for each level)"
        ),
        .init(
            "entry: main\nmodules:\n  main: |\n\tconsole.log(1)\n",
            "4:1 the line is indented with a tab, and YAML takes only blanks (write blanks, two for each level)"
        ),
        .init(
            "entry: main\nmodules:\n\tmain:\n\t\tsteps:\n\t\t\t- log: A\n",
            "3:1 the line is indented with a tab, and YAML takes only blanks (write blanks, two for each level)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n\t- log: A\n",
            "5:1 the line is indented with a tab, and YAML takes only blanks (write blanks, two for each level)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log: A\n      sleep: 1s\n",
            "6:7 the line stands among the entries of a list, and does not begin with '- ' (write '- sleep: 1s', or indent it less if it is no entry)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      log: A\n      - sleep: 1s\n",
            "5:7 the line stands among the entries of a list, and does not begin with '- ' (write '- log: A') [this is an entry: 6:7]"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      -log: A\n      -sleep: 1s\n",
            "5:7 modules.main.steps: expected a list of steps, found a mapping (begin each entry with '- ', as in '- log: …')"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  trace:\n    -A\n    -B\n",
            "6:5 expect.trace: expected a list of texts, found the text '-A -B' (put a blank behind each '-')"
        ),
        .init(
            "entry: main\nmodules:\n  a: x()\n   main: x()\n",
            "4:4 the line is indented deeper than 'a' above it, and so goes on with its text, which cannot hold ': ' (indent it by 2, or write 'a: |' and the text on the lines below)"
        ),
        .init(
            "entry: main\nmodules:\n  a: x()\n main: x()\n",
            "4:2 the line is indented by 1 blank, as none above it (indent it by 2, as 'a: x()' on line 3)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log: A\n     - log: B\n",
            "6:6 the line is indented by 5 blanks, as none above it (indent it by 6, as '- log: A' on line 5)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log: A\n       - log: B\n",
            "6:8 the line is indented by 7 blanks, as none above it (indent it by 6, as '- log: A' on line 5)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log: A\n    imports: [a]\n  a: x()\n   b: y()\n",
            "8:4 the line is indented deeper than 'a' above it, and so goes on with its text, which cannot hold ': ' (indent it by 2, or write 'a: |' and the text on the lines below)"
        ),
        .init(
            "  entry: main\nmodules:\n  main: x()\n",
            "1:3 the first line is indented by 2 blanks, and line 2 by 0 (indent it by 0)"
        ),
        .init(
            "title: T\n entry: main\nmodules:\n  main: x()\n",
            "2:2 the line is indented deeper than 'title' above it, and so goes on with its text, which cannot hold ': ' (indent it by 0, or write 'title: |' and the text on the lines below)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - try:\n          - log: A\n          catch:\n            - log: B\n",
            "7:11 the line stands among the entries of a list, and does not begin with '- ' (write '- catch:', or indent it less if it is no entry)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    code: |\n",
            "4:11 modules.main.code: the block of text is empty (write the text on the lines below, indented deeper than its key, or \"\" for none)"
        ),
        .init(
            "entry: main\nmodules:\n  main: |\n  console.log(1);\n  console.log('a: b');\n",
            "4:3 the text of the block must be indented deeper than 'main' (indent it by 4 blanks)"
        ),
        .init(
            "entry: main\nmodules:\n  main: |\nconsole.log(1);\n",
            "4:1 the text of the block must be indented deeper than 'main' (indent it by 4 blanks)"
        ),
        .init(
            "entry: main\nmodules:\n  main: | console.log(1)\n",
            "3:11 the text of a block begins on the line below the '|' (move it there, or leave out the '|')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    console.log(1);\n    console.log('a: b');\n",
            "3:3 a text of several lines that holds ': ' must be a block (write 'main: |') [the ': ' is here: 5:19]"
        ),
        .init(
            "entry: main\nmodules:\n  main: |\n      console.log(1);\n    console.log(2);\n",
            "5:5 the line is indented by 4 blanks, and the text that it belongs to by 6 (indent it by 6 or more, or line 4 by 4)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    * log: A\n",
            "4:5 '* ' begins nothing in YAML (begin a list entry with '- ')"
        ),
        .init(
            "entry: main\nmodules:\n \u{A0}main: x()\n",
            "3:2 modules[\"\u{A0}main\"]: the key begins with the character U+00A0, which looks like a blank (write blanks before 'main')"
        ),
        .init(
            "entry:\u{A0}main\nmodules:\n  main: x()\n",
            "1:7 the character behind ':' is U+00A0, a no-break space, which looks like a blank (write a blank)"
        ),
        .init(
            "entry： main\nmodules:\n  main: x()\n",
            "1:6 this is the character U+FF1A, which looks like ':' (write ':' and a blank)"
        ),
        .init(
            "entry = main\nmodules:\n  main: x()\n",
            "1:1 ':' is missing behind 'entry' (write 'entry: main')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log: | x\n",
            "5:16 the text of a block begins on the line below the '|' (move it there, or leave out the '|')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log: > x\n",
            "5:16 the text of a block begins on the line below the '>' (move it there, or leave out the '>')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log: - x\n",
            "5:14 a list begins on the line below its key, and a text cannot begin with '- ' (begin the list on the next line, or put the text in quotes: \"- x\")"
        ),
        .init(
            "entry: main\nmodules:\n  main: {steps:[{log:A},{sleep:1s}]}\n",
            "3:15 a blank is missing behind ':' (write 'steps: ')"
        ),
        .init(
            "about:\n  First: this.\n  Second: that.\nentry: main\nmodules:\n  main: x()\n",
            "2:3 about: expected text, found a mapping (put the text in quotes, or in a block after '|')"
        ),
        .init(
            "about: First line\nsecond line\nentry: main\nmodules:\n  main: x()\n",
            "2:1 the line is no key, and not indented as a part of the text above it (indent it deeper than 'about' to go on with its text, or put ':' behind a key)"
        ),
        .init(
            "title: First line\n  of: two\nentry: main\nmodules:\n  main: x()\n",
            "2:3 the line is indented deeper than 'title' above it, and so goes on with its text, which cannot hold ': ' (indent it by 0, or write 'title: |' and the text on the lines below)"
        ),
    ]

    @Test("The mistake is told where it is", arguments: mistakes)
    func message(mistake: Mistake) {
        #expect(problems(mistake.document) == mistake.problems)
    }
}
