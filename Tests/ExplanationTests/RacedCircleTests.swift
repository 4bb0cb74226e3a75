import Testing

@testable import Explanation

/// A Promise.race that something else decides hides that its `import()` waits for the module that races it.
@Suite struct RacedCircleTests {
    private static func modules(_ wait: String) -> ExplainedModules {
        [
            "main.mjs": "export const base = 1;\nconst timeout = () => sleep(50);\n\(wait)\nconsole.log('on');",
            "plugin.mjs": "import { base } from './main.mjs';\nexport const name = base;",
            "other.mjs": "await sleep(100);",
        ]
    }

    @Test(arguments: [
        "await Promise.race([import('./plugin.mjs'), timeout()]);",
        "const plugin = import('./plugin.mjs');\nawait Promise.race([plugin, timeout()]);",
        "const within = (work) => Promise.race([work, timeout()]);\nawait within(import('./plugin.mjs'));",
        "await Promise.any([import('./plugin.mjs').then((m) => m.name), timeout()]);",
    ])
    func `the circle is told although the run goes on`(wait: String) throws {
        let explanation = try Self.modules(wait).explained()
        let problem = try #require(explanation.outcomeDiagnostics.first)
        #expect(problem.severity == .warning)
        #expect(
            problem.message
                == "import('./plugin.mjs') could not come before this await was over: 'plugin.mjs' waits for 'main.mjs', which stands at it"
        )
        #expect(
            problem.stack.map(\.name) == [
                "main.mjs awaits import('./plugin.mjs'), among others", "plugin.mjs has not begun: it imports main.mjs",
            ])
        #expect(problem.suggestion == "move what plugin.mjs imports from main.mjs to a module of its own")
        #expect(explanation.trace.console.map(\.text) == ["on"])
    }

    /// The module is only slow, nobody waits for it, or it had come.
    @Test(arguments: [
        "await Promise.race([import('./other.mjs'), timeout()]);",
        "import('./plugin.mjs');\nawait timeout();",
        "await timeout();\nimport('./plugin.mjs');",
    ])
    func `no circle, no words`(wait: String) throws { #expect(try Self.modules(wait).explained().outcomeDiagnostics.isEmpty) }
}
