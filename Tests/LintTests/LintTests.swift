import Testing

@testable import Lint

@Suite("Lint")
struct LintTests {}
