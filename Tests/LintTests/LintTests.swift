import Diagnostics
import Files
import Lint
import Programs
import Text

/// What a rule finds in modules, the first of which is the entry.
func found(_ rule: String, in modules: KeyValuePairs<String, String>, settings: LintSettings = LintSettings()) -> [LintFinding] {
    found(rule, in: modules.map { ($0.key, $0.value) }, settings: settings)
}

func found(_ rule: String, in modules: [(name: String, text: String)], settings: LintSettings = LintSettings()) -> [LintFinding] {
    let program = Program(
        made: modules.map { MadeModule(name: $0.name, text: ModuleText(file: SourceFile(name: $0.name, text: $0.text))) },
        entries: [modules[0].name], title: "test")
    return lint(program, settings: settings, rules: Rule.all.filter { $0.name == rule }).findings.filter { $0.rule == rule }
}

/// What a rule finds in one module.
func found(_ rule: String, in text: String, settings: LintSettings = LintSettings()) -> [LintFinding] {
    found(rule, in: ["main.mjs": text], settings: settings)
}

/// The places of findings: `main.mjs:3:5`.
func places(_ findings: [LintFinding]) -> [String] { findings.map { $0.diagnostic.location?.text ?? "" } }
