import Diagnostics
import Trace

extension NarrativeWords {
    /// What goes wrong outside of a body.
    func failure(_ event: Event) -> Narrative.Step? {
        func step(_ kind: Narrative.Kind, _ event: Event, _ parts: [Part], place: SourceLocation? = nil) -> Narrative.Step {
            Narrative.Step(kind, event, in: trace, parts, place: place)
        }
        let who = event.module.map(name) ?? .words("The host")
        return switch event.kind {
        case .loadFailed(let error): step(.failure, event, [who, .words(" cannot be loaded: "), .output(trace[checked: error])])
        case .linkFailed(let error): step(.failure, event, [who, .words(" does not link: "), .output(trace[checked: error])])
        case .requestFailed(let specifier, let error):
            step(
                .failure, event,
                [
                    who, .words(" asks for "), .code(trace[checked: specifier]), .words(", which cannot be had: "),
                    .output(trace[checked: error]),
                ])
        case .failed(_, let source?):
            step(.failure, event, [who, .words(" fails with the same error, because it imports "), name(source)])
        case .importSettled(let number, _, false):
            step(
                .import, event, [.words("The import()")] + atCall(number) + [.words(" fails")],
                place: place(ofCall: number))
        case .unhandledRejection(_, let error):
            step(.failure, event, [.words("A promise is rejected, and nobody handles it: "), .output(trace[checked: error])])
        case .uncaught(let error): step(.failure, event, [.words("Nothing catches the error "), .output(trace[checked: error])])
        case .blocked(let reason, let position):
            step(
                .failure, event, [.words("The run is stopped: "), .words(Part.cut(trace[checked: reason], to: 160))],
                place: position.flatMap { place($0, in: event.module) })
        default: nil
        }
    }
}
