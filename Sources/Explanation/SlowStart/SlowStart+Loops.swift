import Analysis
import Awaits
import Diagnostics
import JavaScript
import Text
import Trace

extension SlowStart {
    /// Loops that await one thing after another, each with a value of its own, and that do not depend on each other.
    ///
    /// Whether they do is judged as for awaits in a row: by the module with two rounds in the place of the loop.
    func findSerialLoops() -> [Finding] {
        guard explanation.trace.bundler == nil else { return [] }
        return waitingModules.prefix(6).flatMap { findSerialLoops(in: $0) }
    }

    private func findSerialLoops(in module: ModuleIndex) -> [Finding] {
        guard let read = explanation.texts.read(module) else { return [] }
        var rounds: [Position: [Int64]] = [:]
        var order: [Position] = []
        for part in parts where part.module == module && part.activity == .awaits {
            for stretch in part.stretches {
                guard let position = position(of: stretch) else { continue }
                if rounds[position] == nil { order.append(position) }
                rounds[position, default: []].append(stretch.to - stretch.from)
            }
        }
        return order.compactMap { position in
            guard let times = rounds[position], times.count > 1, let longest = times.max(),
                pays(times.reduce(0, +) - longest), let offset = explanation.texts.offset(of: position, in: module),
                let loop = AwaitingLoop(at: offset, in: read), loop.isIndependent
            else { return nil }
            return finding(loop, times.count, saved: times.reduce(0, +) - longest, at: position, in: module)
        }
    }

    private func finding(_ loop: AwaitingLoop, _ count: Int, saved: Int64, at position: Position, in module: ModuleIndex) -> Finding {
        let message =
            "\(name(module)): the loop awaits \(loop.written) \(count) times, one after another, and they do not depend on each other, as far as their names tell: side by side they save up to \(durationText(saved)) of \(durationText(total)) (\(share(saved)))"
        let remedy = Finding.Remedy(
            "begin them together: await Promise.all(\(loop.list).map((\(loop.variable)) => \(loop.written))), and loop over what that gives",
            savedNanoseconds: saved)
        let diagnostic = explanation.texts.problem(.slow, message, at: position, in: module)
        return Finding(.serialAwaits, noted(diagnostic, remedy), remedies: [remedy])
    }
}

/// A `for … of` of a module's top level with one `await`, that of a call or an `import()`.
private struct AwaitingLoop {
    let variable: String
    /// What it loops over, and what it awaits, as written.
    let list: String
    let written: String
    private let module: ReadModule
    private let loop: NodeID
    private let operand: NodeID
    private let binding: BindingID
    /// A module with a longer text is left alone.
    private static let longestText = 200_000

    init?(at offset: UInt32, in module: ReadModule) {
        let tree = module.tree
        guard tree.source.bytes.count <= Self.longestText, let wait = module.await(at: offset),
            wait.function == nil, case .await(let operand) = tree[wait.node],
            let loop = module.ancestors(of: wait.node).first(where: { if case .forOf = tree[$0] { true } else { false } }),
            case .forOf(let left, let right, let body, isAwait: false) = tree[loop],
            case .variables(.const, let declarators) = tree[left], let declarator = tree[declarators].first,
            case .declarator(let target, _) = tree[declarator], let binding = module.bindings.binding(of: target),
            let list = module.written(right), let written = module.written(operand)
        else { return nil }
        switch tree[operand] {
        case .importCall: break
        case .call(let callee, _, _):
            guard case .identifier(let name) = tree[callee], module.text(name) != "sleep" else { return nil }
            // What is done for its effects, or only waits, may count on what came before; so may what another module does.
            let isForEffects = module.parents[wait.node].map { if case .expressionStatement = tree[$0] { true } else { false } } ?? true
            guard let called = module.bindings.binding(of: callee), !isForEffects, !module.bindings[called].isImported else { return nil }
        default: return nil
        }
        let range = tree.range(of: body)
        let inside = tree.nodes.indices.filter { range.start <= tree.ranges[$0].start && tree.ranges[$0].end <= range.end }
        let isPlain = inside.allSatisfy { index in
            switch tree.nodes[index] {
            case .await: NodeID(UInt32(index)) == wait.node
            case .break, .continue, .return, .throw, .if, .conditional, .logical, .switch, .try, .for, .forIn, .forOf, .while, .doWhile,
                .function, .functionDeclaration, .assignment, .compoundAssignment, .logicalAssignment, .update:
                false
            default: true
            }
        }
        guard isPlain else { return nil }
        self.module = module
        self.loop = loop
        self.operand = operand
        self.binding = binding
        self.list = list
        self.written = written
        variable = module.bindings[binding].name
    }

    /// Whether a second round could begin with the first.
    var isIndependent: Bool {
        let bytes = module.tree.source.bytes
        let range = module.tree.range(of: loop)
        let rounds =
            "const tlaFirst = \(list)[0], tlaSecond = \(list)[1]; const tlaGiven = await \(operand("tlaFirst")); const tlaOther = await \(operand("tlaSecond")); console.log(tlaGiven, tlaOther);"
        let text =
            String(decoding: bytes[..<Int(range.start)], as: UTF8.self) + rounds + String(decoding: bytes[Int(range.end)...], as: UTF8.self)
        guard let made = try? AnalysedModule(SourceFile(name: module.tree.source.name, bytes: Array(text.utf8)), nesting: 300) else {
            return false
        }
        let awaits = TopLevelAwaits(of: made)
        guard let other = awaits.awaits.firstIndex(where: { $0.names == ["tlaOther"] }) else { return false }
        return awaits.start(of: other) < other
    }

    /// The operand with another name for the loop's variable.
    private func operand(_ name: String) -> String {
        let range = module.tree.range(of: operand)
        let bytes = module.tree.source.bytes
        var text: [UInt8] = []
        var at = Int(range.start)
        let uses = module.bindings.references(to: binding).map { module.tree.range(of: $0.node) }.filter {
            range.start <= $0.start && $0.end <= range.end
        }.sorted { $0.start < $1.start }
        for use in uses {
            text += bytes[at..<Int(use.start)] + Array(name.utf8)
            at = Int(use.end)
        }
        return String(decoding: text + bytes[at..<Int(range.end)], as: UTF8.self)
    }
}
