import Diagnostics
import JavaScript
import Simulator
import Text
import Trace

/// An `error` that an emitter emitted when nobody listened for it, and so threw. https://nodejs.org/api/events.html#error-events
struct UnheardError {
    var emitting: UncaughtError.Frame
    /// The first listener that would have come later; `nil` where none would have.
    var late: LateListening?

    init?(_ error: UncaughtError, _ seen: [SeenEvent]) {
        for event in seen where event.name == "error" {
            guard let call = event.unheard.first(where: { Self.isMeant($0, error) }), let emitting = call.frames.first else { continue }
            self.emitting = emitting
            late = event.listenings.first { $0.call.eventCount >= call.eventCount && $0.missed != nil }.map {
                LateListening(event: event.name, isOfPage: event.isOfPage, missed: call, listening: $0.call)
            }
            return
        }
        return nil
    }

    /// Where an Error is emitted, that is thrown; anything else gets one made for it there.
    private static func isMeant(_ call: SeenEvent.Call, _ error: UncaughtError) -> Bool {
        let frames = call.errorFrames.isEmpty ? call.frames : call.errorFrames
        return !frames.isEmpty && frames == error.frames && call.eventCount >= error.eventCount
    }

    func tell(in problem: inout Diagnostic, _ finder: EarlyUseFinder) -> [Finding.Remedy] {
        var remedies: [String]
        let place = finder.texts.location(of: emitting.position, in: emitting.module)
        let emitted = place.map {
            RelatedPlace(
                "it is emitted here as 'error', at \(durationText(late?.missed.time ?? 0)), and thrown, since nobody listens for that",
                at: $0)
        }
        if let late {
            let words = LateListeningWords(late, finder, isThrown: true)
            problem.related.insert(contentsOf: [emitted].compactMap { $0 } + words.places.dropFirst(), at: 0)
            remedies = words.remediesOfError
        } else {
            if let place {
                problem.related.insert(
                    RelatedPlace("it is emitted here as 'error', and thrown, since nobody listens for that", at: place), at: 0)
            }
            remedies = [Self.listening(emitting, finder)]
        }
        return problem.suggest(remedies)
    }

    private static func listening(_ emitting: UncaughtError.Frame, _ finder: EarlyUseFinder) -> String {
        guard let (module, _, callee, _) = finder.call(at: emitting), case .member(let object, _, _) = module.tree[callee],
            let (owner, name) = finder.owner(of: object, in: module)
        else { return "listen for 'error' before it can be emitted: .on('error', (error) => …)" }
        return "listen for 'error' in \(finder.trace[owner].name), where \(name) is made: \(name).on('error', (error) => …)"
    }
}
