import Diagnostics

/// What it takes to do something with the texts of a program beside running it, in the steps of a run: what a command does is bounded as a run is.
extension StaticGraph {
    /// For each word and sign: to read and link the modules, to print them anew, and to read that.
    private static let (linkingSteps, printingSteps, readingSteps) = (1, 2, 2)

    /// A name that no module before has, in words: it is kept, and looked up again and again.
    static var wordsOfName: Int { 6 }

    /// What reading the modules, and finding out what their names mean, took.
    public var stepsOfLinking: Int { wordCount * Self.linkingSteps + searchSteps }
    /// What it takes to print them as a bundle, or with a change.
    public var stepsOfPrinting: Int { wordCount * Self.printingSteps }
    /// What it takes to read what was printed.
    public var stepsOfReading: Int { wordCount * Self.readingSteps }
}

extension StaticGraph.Module {
    /// What its text counts before it is parsed, in words. A file that is not there was looked for.
    var wordsOfText: Int { isRead ? source.bytes.count >> 4 : 200 }
}

extension Program {
    /// That no steps are left for something that a command was asked for: the limit is that of all that it does with the program.
    ///
    /// - Parameter what: what is not done, such as `it is not bundled`.
    public func problem(ofTooMuch what: String) -> Diagnostic {
        Diagnostic(
            .blocked, "\(what): all that a command does with a program has \(effectiveLimits.words(.steps)) steps together",
            suggestion: effectiveLimits.advice(.steps))
    }
}
