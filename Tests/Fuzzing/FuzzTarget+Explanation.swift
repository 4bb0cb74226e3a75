import Explanation
import Programs
import Simulator
import TestSupport
import Text

extension FuzzTarget {
    /// Tells the run in all forms: alike each time, harmless, and well formed. The text of the program stands in it only as text.
    func checkExplanation(of run: Run, _ program: Program) throws(Finding) {
        let explanation = Explanation(of: run, program)
        let findings = explanation.toldFindings(input: "input file.yaml", options: [])
        for level in Narrative.Level.allCases {
            let narrative = explanation.narrative(level)
            let text = narrative.text() + findings.map { $0.text() }.joined()
            try checkVisible(text, "the explanation")
            let markdown = narrative.markdown(of: findings)
            try checkVisible(markdown, "the explanation in Markdown")
            let json = narrative.json(of: findings, explanation.trace)
            try checkJSON(json, "the explanation in JSON")
            let other = Explanation(of: run, program)
            let again = other.narrative(level)
            let foundAgain = other.toldFindings(input: "input file.yaml", options: [])
            try expect(again.text() + foundAgain.map { $0.text() }.joined() == text, "the explanation is another when told again")
            try expect(again.markdown(of: foundAgain) == markdown, "the Markdown is another when written again")
            try expect(again.json(of: foundAgain, other.trace) == json, "the JSON of the explanation is another when written again")
        }
    }
}
