import Testing

@testable import Awaits

@Suite("Awaits")
struct AwaitsTests {}
