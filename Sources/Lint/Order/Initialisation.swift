import Diagnostics
import JavaScript
import Programs

/// When a module gives a binding of its top level its value.
struct Initialisation {
    enum Before {
        /// A use is a ReferenceError.
        case deadZone
        /// It is `undefined`.
        case undefined
    }

    /// What the binding is before.
    var before: Before
    /// Whether that comes after the first `await` that every run of the body meets.
    var isLate: Bool
    /// Whether it may come after an `await` that not every run meets.
    var mayBeLate: Bool
    /// Whether functions assign it too: one that was called has given it a value before. Of what is in its dead zone nothing can.
    var isSetByFunctions = false
    /// Where the binding is declared.
    var range: SourceRange

    /// - Returns: `nil` for a function, which is there before any code runs, and for what no code gives a value at the top level.
    init?(of place: BindingPlace, _ reader: CodeReader) {
        guard let facts = reader.facts(of: place.module) else { return nil }
        let code = facts.code
        let binding = code.bindings[place.binding]
        range = binding.range
        var end = range.end
        switch binding.kind {
        case .let, .const, .class: before = .deadZone
        case .defaultExport: before = .deadZone
        case .var: before = .undefined
        default: return nil
        }
        let view = TreeView(code)
        let assigned = before == .undefined ? facts.assigned[place.binding] ?? [] : []
        switch facts.definition(of: place.binding) {
        case .function?: return nil
        case .class(let index)?: end = max(end, code.tree.classes[Int(index)].range.end)
        case .expression(let value)?, .part(let value, _)?: end = max(end, code.tree.range(of: value).end)
        case .element?, .parameter?, .parameterPart?: break
        case nil:
            // Without a value of its own, a `var` is assigned somewhere: `var Kind; (function (Kind) { … })(Kind || (Kind = {}));`
            if before == .undefined {
                guard let first = assigned.first(where: { view.isAtTopLevel($0) }) else { return nil }
                end = max(end, code.tree.range(of: first).end)
            }
        }
        isSetByFunctions = !assigned.allSatisfy { view.isAtTopLevel($0) }
        let sites = BodyWalk(of: code.tree.body, in: code.tree).sites
        func isAwaited(_ site: BodySite) -> Bool { site.kind != .return && code.tree.range(of: site.node).start < end }
        isLate = sites.contains { isAwaited($0) && $0.isCertain }
        mayBeLate = isLate || sites.contains(where: isAwaited)
    }
}
