import Diagnostics
import Programs
import Text

/// The times that were set: each once, since of two nobody could say which counts.
struct Settings {
    enum Subject: Hashable {
        case load(ModuleNumber)
        case parse(ModuleNumber)
        case resource(ExactText)
        /// All awaits of the module's top level.
        case topLevel(ModuleNumber)
        /// The await at a place of a file.
        case await(file: String, line: Int, column: Int)
    }

    private var changes: [Subject: Change] = [:]
    /// By module: the first change that set one of its awaits by the line.
    private var single: [ModuleNumber: Change] = [:]

    /// The earlier change that set the same; `nil` where this is the first.
    mutating func add(_ subject: Subject, _ change: Change) -> Change? {
        if let earlier = changes[subject] { return earlier }
        changes[subject] = change
        return nil
    }

    /// Notes that an await of the module's top level is set, and finds what sets all of them.
    mutating func addSingle(of module: ModuleNumber, _ change: Change) -> Change? {
        single[module] = single[module] ?? change
        return changes[.topLevel(module)]
    }

    /// The earlier change that set one of the module's awaits.
    func single(of module: ModuleNumber) -> Change? { single[module] }
}

extension Work {
    /// Refuses what is set twice.
    mutating func claim(_ subject: Settings.Subject, _ change: Change) throws(Diagnostic) {
        guard let earlier = settings.add(subject, change) else { return }
        throw twice(earlier, change)
    }

    func twice(_ earlier: Change, _ change: Change) -> Diagnostic {
        problem(
            change, "its time is set already, by \(visibleText(earlier.words))", "set each time once: of two nobody could say which counts")
    }
}
