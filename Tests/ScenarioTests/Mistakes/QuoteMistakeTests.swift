import Testing

@testable import Scenario

/// Quotes, brackets, and the characters that YAML uses.
@Suite struct QuoteMistakeTests {
    /// What people write who write their first scenario, and all that is said of it.
    // swift-format-ignore: messages are compared whole
    static let mistakes: [Mistake] = [
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  outcome: rejected: Error: boom\n",
            "5:12 the text holds ': ', which YAML takes for the end of a key (write {rejected: \"Error: boom\"}, or put it in quotes: \"rejected: Error: boom\")"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  outcome: 'rejected: Error: boom'\n",
            "5:12 expect.outcome: 'rejected: Error: boom' is not known here, expected one of fulfilled, running, exited, rejected, unsettled, link error, load error, blocked (write {rejected: \"Error: boom\"})"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  outcome: {rejected: Error: boom}\n",
            "5:23 the text holds ': ', which YAML takes for the end of a key (put it in quotes: \"Error: boom\")"
        ),
        .init(
            "entry: main\nmodules:\n  a: x()\n  main:\n    imports: [a\n    steps:\n      - log: A\n",
            "5:16 ']' is missing: the '[' is not closed (write ']' behind 'a') [the '[' is here: 5:14]"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  trace: [A, B\n  outcome: fulfilled\n",
            "5:15 ']' is missing: the '[' is not closed (write ']' behind 'B') [the '[' is here: 5:10]"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps: [{log: A}, {sleep: 1s]\n  a: x()\n",
            "4:33 '}' is missing: the '{' is closed by ']' (write '}' before the ']', or in its place) [the '{' is here: 4:23]"
        ),
        .init(
            "entry: main\nmodules:\n  main: {steps: [{log: A}]\n",
            "3:27 '}' is missing: the '{' is not closed (write '}' behind 'A}]') [the '{' is here: 3:9]"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps: [{log: A}\n",
            "4:21 ']' is missing: the '[' is not closed (write ']' behind 'A}') [the '[' is here: 4:12]"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps: [{log: A}]]\n",
            "4:22 the ']' closes nothing (leave it out)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps: [{log: A]}\n",
            "4:20 '}' is missing: the '{' is closed by ']' (write '}' before the ']', or in its place) [the '{' is here: 4:13]"
        ),
        .init(
            "entry: main\ntitle: \"hello\nmodules:\n  main: x()\n",
            "2:8 the text in quotes is not closed (write \" where the text ends)"
        ),
        .init(
            "entry: main\ntitle: 'hello\nmodules:\n  main: x()\n",
            "2:8 the text in quotes is not closed (write ' where the text ends)"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  trace: [\"A, B]\n",
            "5:11 the text in quotes is not closed (write \" where the text ends)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log: \"A\n      - log: \"B\"\n",
            "5:14 the text in quotes is not closed on its line, but on line 6 (write \" where the text ends)"
        ),
        .init(
            "entry: main\ntitle: 'it's here'\nmodules:\n  main: x()\n",
            "2:11 the apostrophe ends the text in single quotes (put the text in double quotes: \"it's here\")"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log: \"A\" B\n",
            "5:18 text goes on behind the closing quote (put it in quotes: '\"A\" B')"
        ),
        .init(
            "title: Note: two modules\nentry: main\nmodules:\n  main: x()\n",
            "1:8 the text holds ': ', which YAML takes for the end of a key (put it in quotes: \"Note: two modules\")"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log: a: b\n",
            "5:14 the text holds ': ', which YAML takes for the end of a key (put it in quotes: \"a: b\")"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - throw: Error: no\n",
            "5:16 the text holds ': ', which YAML takes for the end of a key (put it in quotes: \"Error: no\")"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  trace:\n    - a: 1\n    - b\n",
            "6:7 expect.trace[0]: expected text, found a mapping (put it in quotes: \"a: 1\")"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  trace:\n    - #1\n    - b\n",
            "6:6 expect.trace[0]: the value is missing, expected text (what begins with '#' is a comment; put text in quotes: \"#1\")"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  trace: [#1, b]\n",
            "5:11 YAML takes the rest of the line for a comment, since it begins with '#' (put the text in quotes: \"#1\")"
        ),
        .init(
            "entry: main\nmodules:\n  main: null\n",
            "3:9 modules.main: expected text, or a module (with code, file, imports, steps, json, load, …), found null (write \"\" for empty text)"
        ),
        .init(
            "entry: null\nmodules:\n  main: x()\n",
            "1:8 entry: no module is called 'null' (the only module is main)"
        ),
        .init(
            "{\n  \"entry\": \"main\"\n  \"modules\": {\n    \"main\": \"x()\"\n  }\n}\n",
            "2:18 ',' is missing (write ',' behind '\"main\"')"
        ),
        .init(
            "{\n  // comment\n  \"entry\": \"main\",\n  \"modules\": {\"main\": \"x()\"}\n}\n",
            "2:3 '//' begins no comment here (leave it out, or begin it with '# ')"
        ),
        .init(
            "{\n  \"entry\": \"main\",\n  \"modules\": {\n    \"main\": \"x()\"\n  }\n",
            "5:4 '}' is missing: the '{' is not closed (write '}' here) [the '{' is here: 1:1]"
        ),
        .init(
            "{\n  \"entry\": \"main,\n  \"modules\": {\n    \"main\": \"x()\"\n  }\n}\n",
            "2:12 the text in quotes is not closed on its line, but on line 3 (write \" where the text ends)"
        ),
        .init(
            "{\"entry\" \"main\", \"modules\": {\"main\": \"x()\"}}",
            "1:9 ':' is missing (write ':' behind '\"entry\"')"
        ),
        .init(
            "entry: main\nmodules:\n  main: const a = {b: 1};\n",
            "3:9 the text holds ': ', which YAML takes for the end of a key (put it in quotes: \"const a = {b: 1};\", or in a block after '|')"
        ),
        .init(
            "entry: main\nmodules:\n  main: `a`\n",
            "3:9 a text cannot begin with '`' (put it in quotes: \"`a`\")"
        ),
        .init(
            "entry: main\nmodules:\n  main: @dec class A {}\n",
            "3:9 a text cannot begin with '@' (put it in quotes: \"@dec class A {}\", or in a block after '|')"
        ),
        .init(
            "entry: main\nmodules:\n  main: *a\n",
            "3:9 modules.main: aliases are not part of the scenario format (repeat the value here, or put text in quotes)"
        ),
        .init(
            "entry: main\nmodules:\n  main: 'use strict'; x()\n",
            "3:21 text goes on behind the closing quote (put it in quotes: \"'use strict'; x()\", or in a block after '|')"
        ),
        .init(
            "entry: main\nmodules:\n  main: \"use strict\"; x()\n",
            "3:21 text goes on behind the closing quote (put it in quotes: '\"use strict\"; x()', or in a block after '|')"
        ),
        .init(
            "entry: main\nmodules:\n  main: [1,2].forEach(x => console.log(x))\n",
            "3:9 text goes on behind the closing bracket, and YAML takes a text that begins with '[' for a list (put it in quotes: \"[1,2].forEach(x => console.log(x))\", or in a block after '|')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log: %d\n",
            "5:14 a text cannot begin with '%' (put it in quotes: \"%d\")"
        ),
        .init(
            "entry: '@a'\nmodules:\n  @a: x()\n",
            "3:3 a text cannot begin with '@' (put it in quotes: \"@a\")"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    imports: [@a/b]\n  '@a/b': x()\n",
            "4:15 a text cannot begin with '@' (put it in quotes: \"@a/b\")"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log: `A`\n",
            "5:14 a text cannot begin with '`' (put it in quotes: \"`A`\")"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - await: ? x\n",
            "5:16 a text cannot begin with '?' (put it in quotes: \"? x\")"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log: !important\n",
            "5:14 modules.main.steps[0].log: tags are not part of the scenario format (leave out the '!…', or put text in quotes)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log: &amp\n",
            "5:14 modules.main.steps[0].log: anchors are not part of the scenario format (leave out the '&name', or put text in quotes)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log: \"a\\d\"\n",
            "5:16 '\\d' is no escape of a text in double quotes (write \\\\ for a backslash, or put the text in single quotes)"
        ),
        .init(
            "entry: main\nmodules:\n  main: {file: \"src\\main.mjs\"}\n",
            "3:20 '\\m' is no escape of a text in double quotes (write \\\\ for a backslash, or put the text in single quotes)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps: [{log: A} {sleep: 1s}]\n",
            "4:21 ',' is missing (write ',' behind 'A}')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps: [{log: a: b}]\n",
            "4:19 the text holds ': ', which YAML takes for the end of a key (put it in quotes: \"a: b\")"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps: [{await: f(1, 2)}]\n",
            "4:22 modules.main.steps[0].await: the expression has no ')' for a '('",
            "4:26 modules.main.steps[0][\"2)\"]: unknown key '2)' in a step (a ',' ends a text in brackets, so put all of it in quotes: \"f(1, 2)\")"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps: [{js: if (x) { y() }}]\n",
            "4:18 the text holds '{' (put it in quotes: \"if (x) { y() }\", or in a block after '|')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - await: f({a: 1})\n",
            "5:16 the text holds ': ', which YAML takes for the end of a key (put it in quotes: \"f({a: 1})\", or in a block after '|')"
        ),
        .init(
            "```yaml\nentry: main\nmodules:\n  main: x()\n```\n",
            "1:1 a Markdown fence is no part of a scenario (leave out the lines that begin with ```)"
        ),
        .init(
            "entry: ma\u{0}in\nmodules:\n  main: x()\n",
            "1:10 the document holds the character U+0000, which YAML does not allow (remove it; a text in double quotes can hold it as \\u0000)"
        ),
        .init(
            "entry: \u{1B}[31mmain\nmodules:\n  main: x()\n",
            "1:8 the document holds the character U+001B, which YAML does not allow (remove it; a text in double quotes can hold it as \\u001B)"
        ),
        .init(
            "entry: main\ntitle: \"a\\xzz\"\nmodules:\n  main: x()\n",
            "2:10 '\\x' needs 2 hexadecimal digits (write \\\\ for a backslash, or put the text in single quotes)"
        ),
    ]

    @Test("The mistake is told where it is", arguments: mistakes)
    func message(mistake: Mistake) {
        #expect(problems(mistake.document) == mistake.problems)
    }
}
