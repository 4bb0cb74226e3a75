import Algorithms
import Diagnostics

extension Scenario {
    /// The problem with the line of the scenario document that it is about, when it is about the document.
    ///
    /// A problem found in JavaScript that was made from the document has its place there, and no line to show yet.
    public func located(_ problem: Diagnostic) -> Diagnostic {
        guard let location = problem.location, location.file == document.name else { return problem }
        var result = problem
        result.sourceLine = document.line(of: location)
        if result.keyPath == nil { result.keyPath = module(at: location)?.keyPath }
        return result
    }

    /// The module whose text holds a place of the document: the last one whose name stands before it.
    private func module(at location: SourceLocation) -> ScenarioModule? {
        // They stand in the order of the document.
        let index = modules.partitioningIndex {
            let place = $0.location
            return (place.line, place.column) > (location.line, location.column)
        }
        return index > 0 ? modules[index - 1] : nil
    }
}
