import Diagnostics

/// How many inputs of `verify` came to what.
struct VerificationTally {
    private(set) var same = 0
    private(set) var different = 0
    private(set) var notCompared = 0
    private(set) var problems = 0

    /// Counts what was compared.
    mutating func count(isSame: Bool) {
        if isSame { same += 1 } else { different += 1 }
    }

    mutating func countNotCompared() { notCompared += 1 }

    /// Tells why an input cannot be used, and counts it.
    mutating func tell(_ problems: [Diagnostic]) {
        self.problems += 1
        report(problems)
    }

    mutating func tell(_ text: String) { tell([Diagnostic(.file, text)]) }

    /// The last line; `nil` where one input alone was compared, of which all is said.
    var text: String? {
        guard compared > 1 || problems > 0 else { return nil }
        var text = "\(same) same, \(different) different"
        if notCompared > 0 { text += ", \(notCompared) not compared" }
        if problems > 0 { text += ", \(problems) not usable" }
        return text + "\n"
    }

    private var compared: Int { same + different + notCompared }

    var status: Int32 { problems > 0 || compared == 0 ? ExitStatus.badInput : different > 0 ? ExitStatus.failed : 0 }
}
