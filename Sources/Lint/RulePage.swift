import Text

/// What docs/rules/NAME.md says of a rule, and `lint --explain NAME` in short. Its examples are linted by a test.
public struct RulePage: Sendable {
    /// A small program, and what it is linted for.
    public struct Example: Sendable {
        /// What to say before it; may be empty.
        public var words: String
        /// The modules by name, the first of which is the entry.
        public var modules: [(name: String, text: String)]
        public var settings: LintSettings

        public init(_ words: String = "", _ modules: KeyValuePairs<String, String>, settings: LintSettings = LintSettings()) {
            self.words = words
            self.modules = modules.map { ($0.key, $0.value) }
            self.settings = settings
        }

        /// An example of one module.
        public init(_ words: String = "", _ text: String, settings: LintSettings = LintSettings()) {
            self.init(words, ["main.mjs": text], settings: settings)
        }
    }

    /// What is found: paragraphs of Markdown.
    public var what: String
    /// Why that is wrong, and what happens.
    public var why: String
    /// Programs that the rule finds something in.
    public var wrong: [Example]
    /// Programs that it finds nothing in.
    public var right: [Example]
    /// When to ignore a finding.
    public var ignoring: String
    /// A scenario that shows the harm, by its path from the top of the repository; `nil` for none.
    public var scenario: String?

    public init(what: String, why: String, wrong: [Example], right: [Example], ignoring: String, scenario: String? = nil) {
        self.what = what
        self.why = why
        self.wrong = wrong
        self.right = right
        self.ignoring = ignoring
        self.scenario = scenario
    }

    /// What is wrong, why, and what to write, for a terminal.
    var shortText: String {
        var text = what + "\n\n" + why + "\n"
        if let example = wrong.first { text += "\nWrong:\n\n" + Self.indented(example) }
        if let example = right.first { text += "\nRight:\n\n" + Self.indented(example) }
        return text
    }

    private static func indented(_ example: Example) -> String {
        var lines: [String] = []
        if !example.words.isEmpty { lines += [example.words, ""] }
        for module in example.modules {
            if example.modules.count > 1 { lines.append("// \(module.name)") }
            lines += module.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
        return lines.map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
    }
}

extension Rule {
    /// The summary as a sentence.
    var sentence: String { summary.prefix(1).uppercased() + summary.dropFirst() + "." }

    /// What `lint --explain` says: the rule, what it finds, why, an example wrong and right, and where the page is.
    public var explanation: String {
        "\(name): \(sentence)\n\n" + (page.map { $0.shortText + "\n" } ?? "") + "More: docs/rules/\(name).md\n"
    }

    /// The rule's page, docs/rules/NAME.md.
    public var markdown: String {
        var text =
            "# \(name)\n\n\(sentence) A finding is \(severity == .error ? "an error" : "a warning") unless "
            + "[a configuration](../lint.md#the-configuration) says otherwise.\n"
        guard let page else { return text }
        text += "\n## What it finds\n\n\(page.what)\n\n## Why\n\n\(page.why)\n"
        if let scenario = page.scenario { text += "\n[`\(scenario)`](../../\(scenario)) shows it: `tla-sim explain \(scenario)`.\n" }
        text += "\n## Wrong\n" + page.wrong.map(Self.markdown).joined()
        text += "\n## Right\n" + page.right.map(Self.markdown).joined()
        text += "\n## When to ignore it\n\n\(page.ignoring)\n"
        text += "\n```js\n// tla-sim-ignore-next-line \(name): the reason\n```\n"
        return text
    }

    private static func markdown(of example: RulePage.Example) -> String {
        var text = "\n"
        if !example.words.isEmpty { text += example.words + "\n\n" }
        if !example.settings.hosts.isEmpty { text += "With `--host \(example.settings.hosts.joined(separator: " --host "))`:\n\n" }
        if !example.settings.bundlers.isEmpty {
            text += "With `--bundler \(example.settings.bundlers.joined(separator: " --bundler "))`:\n\n"
        }
        text += "```js\n"
        for (number, module) in example.modules.enumerated() {
            if number > 0 { text += "\n" }
            if example.modules.count > 1 { text += "// \(module.name)\n" }
            text += module.text + (module.text.hasSuffix("\n") ? "" : "\n")
        }
        return text + "```\n"
    }
}
