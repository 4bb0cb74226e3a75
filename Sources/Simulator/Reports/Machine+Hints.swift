import Diagnostics
import Hosts
import JavaScript
import Text

/// What to write instead, for errors whose reason the machine knows. The program sees nothing of it: the message of its error stays the
/// engines' own.
extension Machine {
    mutating func explain(_ reason: ErrorReason, of error: Value, _ problem: inout Diagnostic) {
        guard let place = place(ofError: error) else { return }
        switch reason {
        case .other, .exportDeadZone, .missing: break
        case .undeclared(let name):
            let text = strings.names.string(name)
            problem.width = text.unicodeScalars.count
            explainUndeclared(text, at: place, &problem)
        case .deadZone(let name): explainDeadZone(strings.names.string(name), at: place, &problem)
        case .importDeadZone(let module, let index): problem.width = importedName(module, index).unicodeScalars.count
        case .notCallable(let receiver, _): explainNotCallable(receiver, error, &problem)
        }
    }

    // MARK: Names

    private mutating func explainUndeclared(_ name: String, at place: Place, _ problem: inout Diagnostic) {
        if let hint = habitHint(name) {
            problem.suggestion = hint
            return
        }
        let source = code.modules[Int(place.unit.index)].source
        let declarations = visibleDeclarations(in: source, at: place.offset)
        let globals = ownKeys(realm.global).map { describe($0) }.sorted()
        guard let near = nearestName(to: name, among: declarations.map(\.name) + globals) else { return }
        problem.suggestion = "did you mean '\(near)'?"
        if let declared = declarations.first(where: { $0.name == near }) {
            problem.related.append(RelatedPlace("'\(near)' is declared here", at: source.location(at: declared.range.start)))
        }
    }

    /// Names that other surroundings of JavaScript have, and modules have not.
    private mutating func habitHint(_ name: String) -> String? {
        switch name {
        case "require": "a module has no require(): write import … from './x.mjs' at its top, or await import('./x.mjs')"
        case "module", "exports": "a module has no \(name): write export default …, or export const name = …"
        case "__dirname", "__filename":
            host.globals.hasProcess
                ? "a module has no \(name): write import.meta.\(name == "__dirname" ? "dirname" : "filename")"
                : "a module has no \(name): import.meta.url is its address"
        case "global", "window", "self": "write globalThis"
        case "document", "navigator", "location": "tla-sim has no page, on no host"
        case "process", "setImmediate", "Buffer": host.globals.hasProcess ? nil : "'\(name)' is Node's: choose --host node"
        case "Deno", "Bun": "tla-sim has nothing of \(name)'s own"
        default: nil
        }
    }

    private mutating func explainDeadZone(_ name: String, at place: Place, _ problem: inout Diagnostic) {
        let source = code.modules[Int(place.unit.index)].source
        guard let declared = visibleDeclarations(in: source, at: place.offset).first(where: { $0.name == name }) else { return }
        problem.width = name.unicodeScalars.count
        problem.related.append(RelatedPlace("'\(name)' is declared here", at: source.location(at: declared.range.start)))
        problem.suggestion = "move the declaration before its first use, or the use into a function that is called later"
    }

    // MARK: Calls

    /// A method that the receiver does not have: one with a name that is near.
    private mutating func explainNotCallable(_ receiver: Value, _ error: Value, _ problem: inout Diagnostic) {
        guard case .object(let object) = receiver else { return }
        guard let instruction = errorStack(of: error).flatMap({ calls(of: $0).first }), let callee = callee(of: instruction),
            let method = callee.method, callee.text.hasSuffix(method), let near = nearestName(to: method, among: methodNames(of: object))
        else { return }
        problem.suggestion = "did you mean '\(callee.text.dropLast(method.count))\(near)'?"
        // What is written may be longer or shorter than what is told of it.
        if let line = problem.sourceLine, let column = problem.location?.column,
            line.text.unicodeScalars.dropFirst(max(0, column - line.start)).starts(with: callee.text.unicodeScalars)
        {
            problem.width = callee.text.unicodeScalars.count
        }
    }

    /// The names of the functions that an object has, its own first. Runs no code of the program.
    private mutating func methodNames(of object: ObjectID) -> [String] {
        var names: [String] = []
        var current = object
        while !current.isNone, names.count < 1_000 {
            if heap[current].kind == .namespace {
                return names + namespaceKeys(current).dropLast().map { describe($0) }
            }
            for key in ownKeys(current) {
                guard case .name = key, let own = getOwn(current, key), isCallable(own.value) else { continue }
                names.append(describe(key))
            }
            current = heap[current].prototype
        }
        return names
    }
}
