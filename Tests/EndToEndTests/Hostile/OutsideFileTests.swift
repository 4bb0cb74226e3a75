import Testing

/// Modules that are not what a file in the folder should be.
@Suite("Files outside, and files that are none")
struct OutsideFileTests {
    private static let help = "  help: say --allow-outside if you trust it to read other files\n"

    /// An entry in the folder `in` that imports one thing, and what is said of it.
    private static func importing(
        _ title: String, _ specifier: String, preparation: String = "", why: String, help: String = "", options: String = ""
    ) -> SeenCase {
        let line = "import '\(specifier)';"
        return SeenCase(
            title: title,
            files: [
                ("in/main.mjs", Array((line + "\n").utf8)), ("secret.mjs", Array("console.log('secret');\n".utf8)),
                ("in/near.mjs", Array("console.log('near');\n".utf8)),
            ], preparation: preparation.isEmpty ? "" : "cd in; " + preparation, line: "cd in; $TLA_SIM console main.mjs \(options)",
            status: 1,
            output: "",
            errors: "main.mjs:1:8: error: cannot load '\(specifier)': \(why)\n  1 | \(line)\n    |        "
                + String(repeating: "^", count: specifier.count + 2) + "\n" + help)
    }

    static let table: [SeenCase] = [
        importing("an import above the entry", "../secret.mjs", why: "it lies outside the entry's folder", help: help),
        importing(
            "an import of nothing above the entry is told the same", "../none.mjs", why: "it lies outside the entry's folder",
            help: help),
        importing("an import by an absolute path", "/etc/passwd", why: "it lies outside the entry's folder", help: help),
        importing(
            "a symbolic link that leads out", "./link.mjs", preparation: "ln -s ../secret.mjs link.mjs",
            why: "a symbolic link in it leads out of the entry's folder", help: help),
        importing(
            "a linked folder that leads out", "./up/secret.mjs", preparation: "ln -s .. up",
            why: "a symbolic link in it leads out of the entry's folder", help: help),
        importing(
            "a link to a device", "./zero.mjs", preparation: "ln -s /dev/zero zero.mjs",
            why: "a symbolic link in it leads out of the entry's folder", help: help),
        importing(
            "the same with --allow-outside", "./zero.mjs", preparation: "ln -s /dev/zero zero.mjs", why: "it is not a file",
            options: "--allow-outside"),
        importing(
            "links that form a loop", "./one.mjs", preparation: "ln -s two.mjs one.mjs; ln -s one.mjs two.mjs",
            why: "its symbolic links form a loop"),
        importing("a link to nothing", "./gone.mjs", preparation: "ln -s nowhere.mjs gone.mjs", why: "there is no such file"),
        importing("a module that is a folder", "./folder.mjs", preparation: "mkdir folder.mjs", why: "it is a folder"),
        importing("a module that is a pipe", "./pipe.mjs", preparation: "mkfifo pipe.mjs", why: "it is not a file"),
        importing(
            "a missing file", "./neer.mjs", why: "there is no such file", help: "  help: did you mean './near.mjs'?\n"),
        SeenCase(
            title: "a link that stays inside",
            files: [
                ("main.mjs", Array("import './link.mjs';\n".utf8)), ("lib/a.mjs", Array("import '../b.mjs';\n".utf8)),
                ("b.mjs", Array("console.log('b');\n".utf8)),
            ],
            preparation: "ln -s b.mjs link.mjs", line: "$TLA_SIM console main.mjs", status: 0, output: "b\n", errors: ""),
        SeenCase(
            title: "an entry that is a link itself is what the user asked for",
            files: [("out/real.mjs", Array("console.log('real');\n".utf8))], preparation: "mkdir in; ln -s ../out/real.mjs in/main.mjs",
            line: "$TLA_SIM console in/main.mjs", status: 0, output: "real\n", errors: ""),
        SeenCase(
            title: "--allow-outside",
            files: [("in/main.mjs", Array("import '../a.mjs';\n".utf8)), ("a.mjs", Array("console.log('a');\n".utf8))],
            line: "$TLA_SIM console in/main.mjs --allow-outside", status: 0, output: "a\n", errors: ""),
        SeenCase(
            title: "import() of what lies outside rejects, and tells nothing about it",
            files: [
                (
                    "in/main.mjs",
                    Array(
                        "for (const name of ['../a.mjs', '../none.mjs']) await import(name).catch((e) => console.log(e.name, e.message));\n"
                            .utf8)
                ), ("a.mjs", []),
            ], line: "cd in; $TLA_SIM console main.mjs", status: 0,
            output: """
                TypeError cannot read ../a.mjs: it lies outside the entry's folder
                TypeError cannot read ../none.mjs: it lies outside the entry's folder

                """, errors: ""),
        .scenario(
            "a scenario's file above its folder", "entry: a\nmodules:\n  a: {file: ../a.mjs}\n", status: 2,
            errors: """
                input.yaml:3:13: error: the path '../a.mjs' leaves the scenario's folder
                  3 |   a: {file: ../a.mjs}
                    |             ^^^^^^^^
                  in modules.a.file

                """ + help),
        .scenario(
            "a scenario's file by an absolute path", "entry: a\nmodules:\n  a: {file: /etc/passwd}\n", status: 2,
            errors: """
                input.yaml:3:13: error: the path must start from the scenario's folder, found '/etc/passwd'
                  3 |   a: {file: /etc/passwd}
                    |             ^^^^^^^^^^^
                  in modules.a.file

                """ + help),
        SeenCase(
            title: "a scenario's file that is a link out of its folder",
            files: [("in/input.yaml", Array("entry: a\nmodules:\n  a: {file: a.mjs}\n".utf8)), ("a.mjs", [])],
            preparation: "ln -s ../a.mjs in/a.mjs",
            line: "cd in; $TLA_SIM console input.yaml", status: 1, output: "",
            errors: """
                input.yaml:3:13: error: cannot read a.mjs: a symbolic link in it leads out of the scenario's folder
                  3 |   a: {file: a.mjs}
                    |             ^
                  in modules.a.file

                """ + help),
        SeenCase(
            title: "the same with --allow-outside",
            files: [
                ("in/input.yaml", Array("entry: a\nmodules:\n  a: {file: ../a.mjs}\n".utf8)), ("a.mjs", Array("console.log('a');\n".utf8)),
            ],
            line: "cd in; $TLA_SIM console input.yaml --allow-outside", status: 0, output: "a\n", errors: ""),
        SeenCase(
            title: "an input that is a folder", preparation: "mkdir input.mjs", line: "$TLA_SIM console input.mjs", status: 2, output: "",
            errors: "error: cannot read input.mjs: it is a folder\n"),
        SeenCase(
            title: "an input that is a pipe nobody writes to", preparation: "mkfifo input.yaml", line: "$TLA_SIM console input.yaml",
            status: 2, output: "",
            errors: "error: cannot read input.yaml: it is not a file\n"),
        SeenCase(
            title: "an input that is a device", line: "ln -s /dev/zero input.mjs; $TLA_SIM console input.mjs", status: 2, output: "",
            errors: "error: cannot read input.mjs: it is not a file\n"),
    ]

    @Test("are refused, or read where that was asked for", arguments: table)
    func cases(row: SeenCase) throws { try row.check() }
}
