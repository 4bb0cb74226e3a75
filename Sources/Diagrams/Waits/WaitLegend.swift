extension Legend {
    /// That of a picture of waits: an entry for each mark that is on the canvas.
    init(waits canvas: Canvas) {
        self.init()
        var kinds: Set<String> = []
        var circular: [Canvas.Stroke] = []
        for item in canvas.items {
            kinds.formUnion(item.name.kinds)
            if case .curve(let curve) = item, item.name.kinds.contains("in-cycle") { circular.append(curve.stroke) }
        }
        func has(_ kind: String) -> Bool { kinds.contains(kind) }
        add(.box(.awaitingModule), "awaiting", "module at its await", if: has("awaiting"))
        add(.box(.notBegun), "not-begun", "module that has not begun", if: has("not-begun"))
        add(.box(.awaitingFunction), "function", "async function at its await", if: has("function"))
        add(.box(.thenFunction), "then-function", "exported then(), called by import()", if: has("then-function"))
        add(.box(.promise), "promise", "promise", if: has("promise"))
        add(.arrow(.dependency), "dependency", "waits for its import", if: has("dependency"))
        add(.arrow(.awaits), "awaits", "awaits", if: has("awaits"))
        add(.arrow(.settles), "settles", "settles when that does", if: has("settles"))
        if let sample = circular.first(where: { $0.pattern == .solid }) ?? circular.first {
            add(.arrow(sample), "in-cycle", "the cycle", if: true)
        }
    }
}
