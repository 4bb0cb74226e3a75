import Diagnostics
import JavaScript
import Text
import Trace

/// Writes down what happens.
struct Recorder {
    /// Whether events are kept. The console always is.
    var isRecording: Bool
    var trace: Trace
    private var textIndices: [ExactText: TextIndex] = [:]
    /// Places that were looked up: finding a line means reading the text up to it.
    var positions: [Place: Position] = [:]
    /// The one that was looked up last: the next is most often behind it in the same text.
    var latestLocation: (place: Place, location: SourceLocation)?
    /// By instruction what a module awaits there.
    var awaitedTexts: [Int32: TextIndex] = [:]

    init(trace: Trace, isRecording: Bool) {
        self.trace = trace
        self.isRecording = isRecording
    }

    /// - Parameter limit: how many events are kept. The run goes on; its later steps are not.
    mutating func record(_ event: Event, limit: Int) {
        trace.events.append(event)
        if trace.events.count >= limit {
            isRecording = false
            trace.isTruncated = true
        }
    }

    mutating func text(_ string: String) -> TextIndex {
        if let known = textIndices[ExactText(string)] { return known }
        let index = TextIndex(rawValue: Int32(trace.texts.count))
        trace.texts.append(string)
        textIndices[ExactText(string)] = index
        return index
    }
}
