import Testing

@testable import WhatIf

@Suite("WhatIf")
struct WhatIfTests {}
