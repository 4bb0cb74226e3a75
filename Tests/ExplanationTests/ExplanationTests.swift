import Testing

@testable import Explanation

@Suite("Explanation")
struct ExplanationTests {}
