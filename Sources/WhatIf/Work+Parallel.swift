import Awaits
import Diagnostics
import JavaScript
import Programs
import Text

/// `--parallel config.mjs`
extension Work {
    /// Lets awaits of a module's top level wait side by side.
    ///
    /// What an await waits for is begun before the first await that it does not depend on, by an async function whose promise is awaited where the await stands: so names get their values
    /// in the same order as before, an error is thrown where it was, and what stands between runs as before. What several begin is begun in the order of the text. Statements
    /// that only compute what an await reads move along with it.
    mutating func parallel(_ name: String, _ lines: [Int], _ change: Change) throws(Diagnostic) {
        let number = try module(name, change)
        let module = try analysed(number, change)
        let awaits = TopLevelAwaits(of: module)
        let places = Places(module)
        let chosen = try chosenAwaits(awaits, lines, places, number, change)
        var starts: [Int: [Int]] = [:]
        for index in awaits.awaits.indices where chosen.map({ $0.contains(index) }) ?? true {
            var first = awaits.start(of: index, trusting: chosen != nil)
            // Only what was named moves, and beside what was named.
            if let chosen { first = (first..<max(first, index)).first { chosen.contains($0) } ?? index }
            // The place is before a whole statement, where none before the first one is passed.
            while first < index, first > 0, awaits.awaits[first - 1].item == awaits.awaits[first].item { first += 1 }
            if first < index, !isSplit(awaits, first, index) { starts[first, default: []].append(index) }
        }
        guard !starts.isEmpty else { throw nothing(awaits, chosen, places, number, change) }
        replace(number, by: parallel(module, awaits, starts))
        tell(awaits, starts, places, module, number)
    }

    /// Whether a statement holds both an await that comes before the place and one behind: then nothing can stand between them.
    private func isSplit(_ awaits: TopLevelAwaits, _ first: Int, _ index: Int) -> Bool {
        first > 0 && awaits.awaits[first - 1].item == awaits.awaits[first].item && awaits.awaits[index].item == awaits.awaits[first].item
    }

    private func chosenAwaits(
        _ awaits: TopLevelAwaits, _ lines: [Int], _ places: Places, _ number: ModuleNumber, _ change: Change
    ) throws(Diagnostic) -> Set<Int>? {
        if lines.isEmpty { return nil }
        var chosen: Set<Int> = []
        for line in lines {
            let found = awaits.awaits.indices.filter {
                places.isAt(line, awaits.awaits[$0].awaitRange.start) || places.isAt(line, awaits.awaits[$0].range.start)
            }
            guard !found.isEmpty else {
                let known = awaits.awaits.map { String(places.line(at: $0.awaitRange.start)) }
                throw problem(
                    change, "no await of the top level of '\(name(number))' is in line \(line)",
                    known.isEmpty ? nil : "they are in \(known.count == 1 ? "line" : "lines") \(known.prefix(10).joined(separator: ", "))")
            }
            chosen.formUnion(found)
        }
        return chosen
    }

    // MARK: Rewriting

    private func parallel(_ module: AnalysedModule, _ awaits: TopLevelAwaits, _ starts: [Int: [Int]]) -> SourceFile {
        let tree = module.tree
        let base = Rewriting(of: module)
        var rewriting = base
        var unique = UniqueNames(separator: "_", first: 1)
        unique.reserve(module.bindings.freeNames)
        unique.reserve(module.bindings.all.map(\.name))
        // By item: what is to stand before it.
        var before: [NodeID: Fragment] = [:]
        var moved: Set<NodeID> = []
        var begun: Set<Int> = []
        let orderOfItem = Dictionary(tree[tree.body].enumerated().map { ($1, $0) }) { first, _ in first }

        func begin(_ index: Int, in text: inout Fragment) {
            guard begun.insert(index).inserted else { return }
            let wait = awaits.awaits[index]
            let variable = unique.claim(wait.names.first.map { "\($0)Begun" } ?? "begun")
            let body: Fragment
            switch wait.form {
            case .operand(let node):
                guard case .await(let operand) = tree[node] else { return }
                body = "const \(variable) = (async () => await \(operand, of: base, as: .unary))();"
                rewriting.replace(operand, with: Fragment(variable).standing(for: operand, of: module), as: .member)
            case .expression(let value):
                body = "const \(variable) = (async () => (\(value, of: base, as: .expression)))();"
                rewriting.replace(value, with: Fragment("await \(variable)").standing(for: value, of: module), as: .unary)
            case .statement(let item):
                body = "const \(variable) = (async () => { \(statements: [item], of: base) })();"
                rewriting.replace(item, with: Fragment("await \(variable);").standing(for: item, of: module))
            case .fixed: return
            }
            let node = wait.node ?? wait.item
            text.appendLine(body.standing(for: node, of: module))
            // Its own await hears an error; until then nobody else is told of it.
            text.appendLine(Fragment("\(variable).catch(() => {});").standing(for: node, of: module))
        }

        for first in starts.keys.sorted() {
            let place = awaits.awaits[first].item
            var text = before[place] ?? Fragment()
            let members = starts[first] ?? []
            // Statements that only compute come first, in their order.
            var pending = members.flatMap { awaits.awaits[$0].computations }
            var needed: Set<Int> = []
            while let number = pending.popLast() {
                let item = awaits.computations[number].item
                guard (orderOfItem[item] ?? 0) > (orderOfItem[place] ?? 0), needed.insert(number).inserted else { continue }
                pending += awaits.computations[number].computations
            }
            for number in needed.sorted() where moved.insert(awaits.computations[number].item).inserted {
                text.appendLine("\(statements: [awaits.computations[number].item], of: base)")
            }
            // The first one begins before the others, as it did.
            if awaits.awaits[first].form != .fixed { begin(first, in: &text) }
            for index in members { begin(index, in: &text) }
            before[place] = text
        }
        var whole = Fragment()
        for item in tree[tree.body] {
            if let text = before[item] { whole.appendLine(text) }
            if !moved.contains(item) { whole.appendLine("\(statements: [item], of: rewriting)") }
        }
        return whole.printed(as: module.source.name)
    }

    // MARK: Words

    private mutating func tell(
        _ awaits: TopLevelAwaits, _ starts: [Int: [Int]], _ places: Places, _ module: AnalysedModule, _ number: ModuleNumber
    ) {
        for first in starts.keys.sorted() {
            let group = [first] + (starts[first] ?? [])
            let locations = group.map { module.source.location(at: awaits.awaits[$0].awaitRange.start) }
            result.together.append(locations)
            result.done.append(
                "\(name(number)): \(Self.waits(group.map { awaits.awaits[$0].names.first }, locations.map(\.line))) side by side")
        }
    }

    /// `env, secrets and flags (lines 3, 5 and 8) wait`
    static func waits(_ names: [String?], _ lines: [Int]) -> String {
        var distinct: [Int] = []
        for line in lines where distinct.last != line { distinct.append(line) }
        func list(_ parts: [String]) -> String {
            parts.count > 8 ? parts.prefix(7).joined(separator: ", ") + " and \(parts.count - 7) more" : wordList(parts)
        }
        let places = "\(distinct.count == 1 ? "line" : "lines") \(list(distinct.map(String.init)))"
        let known = names.compactMap { $0 }
        return known.count == names.count ? "\(list(known)) (\(places)) wait" : "\(places) wait"
    }

    private func nothing(
        _ awaits: TopLevelAwaits, _ chosen: Set<Int>?, _ places: Places, _ number: ModuleNumber, _ change: Change
    ) -> Diagnostic {
        let all = awaits.awaits
        func line(_ index: Int) -> Int { places.line(at: all[index].awaitRange.start) }
        if all.isEmpty { return problem(change, "'\(name(number))' awaits nothing at its top level", "name a module that does") }
        if all.count == 1 {
            return problem(
                change, "'\(name(number))' has one await at its top level, line \(line(0)): there is nothing beside it",
                "name a module with several")
        }
        // The first one that only may depend: it can be tried by its line.
        if chosen == nil, let index = all.indices.first(where: { awaits.start(of: $0) == $0 && awaits.start(of: $0, trusting: true) < $0 })
        {
            let first = awaits.start(of: index, trusting: true)
            return problem(
                change,
                "no two awaits of '\(name(number))' are independent as far as their names tell: \(why(all[index].mayNeed ?? all[index].needs, index, line))",
                "to try it all the same, name the lines: --parallel \(name(number)):\(line(first)),\(line(index))")
        }
        let index = all.indices.dropFirst().first { chosen?.contains($0) ?? true } ?? 1
        return problem(
            change,
            "each await of '\(name(number))' depends on the one before it: \(why(all[index].needs ?? all[index].mayNeed, index, line))")
    }

    private func why(_ dependence: TopLevelAwaits.Dependence?, _ index: Int, _ line: (Int) -> Int) -> String {
        guard let dependence else { return "what line \(line(index)) waits for begins there and nowhere else" }
        let (later, earlier) = ("line \(line(index))", "line \(line(dependence.on))")
        return switch dependence.reason {
        case .value(let name): "\(later) reads \(name), which has its value behind \(earlier)"
        case .object(let name): "\(later) reads \(name), which is changed behind \(earlier)"
        case .change(let name): "\(later) changes \(name), which is used by \(earlier)"
        case .callback(let name): "\(later) reads \(name), which a function assigns that may run meanwhile"
        case .place: "\(later) cannot be begun apart from what stands before it"
        case .effect: "\(later) may count on what was done by \(earlier)"
        }
    }
}
