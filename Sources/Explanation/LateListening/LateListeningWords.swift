import Analysis
import Diagnostics
import JavaScript
import Simulator
import Text
import Trace

/// What is said of a listener that came after its event: where that came, why the listener came later, and what to change.
struct LateListeningWords {
    let late: LateListening
    let finder: EarlyUseFinder
    /// How far modules were when the event came; `nil` where that is not known.
    private let moment: Moment?
    /// Whether the program ended at the event.
    private let isThrown: Bool

    init(_ late: LateListening, _ finder: EarlyUseFinder, isThrown: Bool = false) {
        self.late = late
        self.isThrown = isThrown
        self.finder = finder
        moment = Moment(of: finder.run.trace, eventCount: late.missed.eventCount)
    }

    private var event: String { "'\(late.event)'" }
    private func name(_ module: ModuleIndex) -> String { finder.trace[module].name }

    /// The module from whose top level the listener is attached.
    private var user: ModuleIndex? { late.listening.frames.last?.module }

    // MARK: Places

    var places: [RelatedPlace] {
        lines.compactMap { line in
            guard let module = line.module, let position = line.position else { return nil }
            return finder.texts.location(of: position, in: module).map { RelatedPlace(line.words, at: $0) }
        }
    }

    /// For text and picture alike.
    var lines: [WaitWords.Line] {
        var lines: [WaitWords.Line] = []
        let time = durationText(late.missed.time)
        if let emitting = late.missed.frames.first {
            let heard = late.missed.isHeard ? "for the last time" : "and nobody listens for it then"
            lines.append(line("\(event) is emitted here, at \(time), \(heard)", emitting.module, emitting.position))
        }
        if let place = late.place {
            let listened = isThrown ? "would be listened for" : "is listened for"
            let before = late.missed.frames.isEmpty ? ": \(event) came at \(time), before that" : ", which is too late"
            let words = "\(event) \(listened) here, from \(durationText(late.listening.time)) on\(before)"
            lines.append(line(words, place.module, place.position))
        }
        return lines + [reason].compactMap { $0 }
    }

    private func line(_ words: String, _ module: ModuleIndex, _ position: Position) -> WaitWords.Line {
        WaitWords.Line(words: words, module: module, position: position)
    }

    /// Where the module that listens stood when the event came.
    private var reason: WaitWords.Line? {
        guard let user, let moment else { return nil }
        switch moment[user] {
        case .waits(let position): return line("'\(name(user))' stood here when it came", user, position)
        case .notBegun, .waitsForImports: return reasonOfOrder(user, moment)
        case .runs, .ended, .failed: return nil
        }
    }

    private func reasonOfOrder(_ user: ModuleIndex, _ moment: Moment) -> WaitWords.Line? {
        let late = "'\(name(user))' had not begun when it came"
        if moment[user] == .waitsForImports, let waiting = finder.ways.first(from: user, where: { isStanding($0, moment) }),
            case .waits(let position) = moment[waiting]
        {
            return line("\(late): it waited for '\(name(waiting))', which stood here", waiting, position)
        }
        guard let emitter = self.late.missed.frames.last?.module, emitter != user,
            let first = finder.ways.firstImport(of: user, to: emitter, finder.ways.leading(to: emitter)),
            let location = finder.texts.location(ofRequest: first.request, of: user)
        else { return nil }
        let whose = first.module == emitter ? "'\(name(emitter))'" : "'\(name(first.module))', and with that '\(name(emitter))'"
        let position = Position(line: Int32(location.line), column: Int32(location.column))
        return line("\(late): it imports \(whose) here, which runs before it", user, position)
    }

    private func isStanding(_ module: ModuleIndex, _ moment: Moment) -> Bool {
        if case .waits = moment[module] { true } else { false }
    }

    // MARK: What to change

    var remedies: [String] {
        if late.isOfPage, let remedy = remedyOfPage { return [remedy] + [earlier].compactMap { $0 } }
        if let remedy = remedyOfSignal { return [remedy] + [earlier].compactMap { $0 } }
        let remedies = [earlier, kept].compactMap { $0 }
        return remedies.isEmpty ? ["listen for \(event) before it is emitted, or look first whether it has come"] : remedies
    }

    /// The same for an `error`, of which nobody wants a promise.
    var remediesOfError: [String] {
        guard let user, let (owner, emitter) = emitter, owner != user else {
            return [earlierListener ?? "listen for \(event) before it can be emitted"]
        }
        let made = "listen for 'error' in \(name(owner)), where \(emitter) is made: \(emitter).on('error', (error) => …)"
        return [earlierListener, made].compactMap { $0 }
    }

    private var earlierListener: String? {
        guard let user, let moment, case .waits(let position) = moment[user] else { return nil }
        return "in \(name(user)), listen before the await of line \(position.line)"
    }

    /// A page says how far it is.
    private var remedyOfPage: String? {
        switch late.event {
        case "DOMContentLoaded": "look at document.readyState first: unless it is 'loading', go on at once, and else listen"
        case "load": "look at document.readyState first: where it is 'complete', go on at once, and else listen"
        default: nil
        }
    }

    /// A signal says whether it was aborted.
    private var remedyOfSignal: String? {
        guard late.event == "abort", let (module, _, callee, _) = call, case .member(let object, let method, _) = module.tree[callee],
            module.text(method) == "addEventListener", let signal = module.written(object)
        else { return nil }
        return
            "in \(name(module.index)), look at \(signal).aborted before it listens: a signal is aborted once, and tells nobody who comes later"
    }

    /// The same listener, earlier in the module that has it.
    private var earlier: String? {
        guard let user, let moment else { return nil }
        switch moment[user] {
        case .waits(let position):
            return "in \(name(user)), listen before the await of line \(position.line), and await the promise of it behind that"
        case .runs:
            guard let frame = late.missed.frames.last(where: { $0.module == user }) else { return nil }
            return "in \(name(user)), listen before line \(frame.position.line), which emits it"
        case .notBegun, .waitsForImports, .ended, .failed: return nil
        }
    }

    /// A promise of the event where the emitter is made.
    private var kept: String? {
        guard let user, let (owner, emitter) = emitter, owner != user else { return nil }
        if isEmittedWhileMade(owner, emitter) {
            return "in \(name(owner)), emit \(event) in a later turn, as with setImmediate: nobody can listen while \(emitter) is made"
        }
        let isTarget = listens(with: ["addEventListener"])
        let promise =
            isTarget
            ? "new Promise((done) => \(emitter).addEventListener(\(event), done, { once: true }))" : "once(\(emitter), \(event))"
        return
            "in \(name(owner)), where \(emitter) is made, keep a promise of it: export const \(late.event.asName) = \(promise), and await that in \(name(user))"
    }

    /// Whether the event came while the variable that has the emitter got its value, as out of a constructor.
    private func isEmittedWhileMade(_ owner: ModuleIndex, _ emitter: String) -> Bool {
        guard let module = finder.read(owner), let frame = late.missed.frames.last(where: { $0.module == owner }),
            let offset = finder.offset(frame.position, in: owner)
        else { return false }
        return module.nodes { if case .declarator = $0 { true } else { false } }.contains { node in
            guard case .declarator(let target, let value) = module.tree[node], !value.isNone,
                case .identifier(let name) = module.tree[target]
            else { return false }
            let range = module.tree.range(of: value)
            return module.text(name) == emitter && range.start <= offset && offset < range.end
        }
    }

    private func listens(with names: Set<String>) -> Bool {
        call.map { module, _, callee, _ in
            if case .member(_, let name, _) = module.tree[callee] { names.contains(module.text(name)) } else { false }
        } ?? false
    }

    /// The call that listens.
    private var call: (module: ReadModule, node: NodeID, callee: NodeID, arguments: NodeList)? {
        guard let place = late.place else { return nil }
        return finder.call(at: place)
    }

    /// The module that has the object of the event, and the object's name there.
    private var emitter: (owner: ModuleIndex, name: String)? {
        guard let (module, _, callee, arguments) = call else { return nil }
        var object: NodeID?
        if case .member(let own, let name, _) = module.tree[callee] {
            if module.text(name) != "once" || isPlain(own, module) { object = own }
        }
        if case .identifier = module.tree[callee] { object = module.tree[arguments].first }
        return object.flatMap { finder.owner(of: $0, in: module) }
    }

    /// Whether it is not a namespace such as that of `events.once(bus, "ready")`.
    private func isPlain(_ node: NodeID, _ module: ReadModule) -> Bool {
        module.bindings.binding(of: node).map { module.bindings[$0].kind != .namespace } ?? false
    }
}

extension String {
    /// A name for a promise of the event that this is.
    fileprivate var asName: String {
        let isName = !isEmpty && utf8.allSatisfy { byte in (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
        return isName && !["default", "new", "delete", "import", "export"].contains(self) ? self : "seen"
    }
}

extension EarlyUseFinder {
    /// The outermost call that begins at a place.
    func call(at frame: UncaughtError.Frame) -> (module: ReadModule, node: NodeID, callee: NodeID, arguments: NodeList)? {
        guard let module = read(frame.module), let offset = offset(frame.position, in: frame.module),
            let call = module.calls(at: offset).first
        else { return nil }
        return (module, call.node, call.callee, call.arguments)
    }

    /// The module whose variable a name stands for, and what it is called there; `nil` for what no module's top level declares.
    func owner(of node: NodeID, in module: ReadModule) -> (owner: ModuleIndex, name: String)? {
        guard let id = module.bindings.binding(of: node), module.bindings[id].scope == .module else { return nil }
        guard module.bindings[id].isImported else { return (module.index, module.bindings[id].name) }
        guard let (owner, binding) = declaration(of: id, in: module), owner.bindings[binding].kind != .defaultExport else { return nil }
        return (owner.index, owner.bindings[binding].name)
    }
}
