import Analysis

extension Legend {
    /// The module graph's: an entry for each mark that is on the canvas.
    ///
    /// - Parameter unended: what is said of modules that had not ended.
    init(graph canvas: Canvas, unended: String) {
        self.init()
        var kinds: Set<String> = []
        var strokes: [String: [Canvas.Stroke]] = [:]
        var hasCriticalBox = false
        for item in canvas.items {
            kinds.formUnion(item.name.kinds)
            switch item {
            case .shape(let shape): hasCriticalBox = hasCriticalBox || shape.style.isDouble
            case .curve(let curve): for kind in item.name.kinds { strokes[kind, default: []].append(curve.stroke) }
            }
        }
        func has(_ kind: String) -> Bool { kinds.contains(kind) }
        add(.awaitBox(Canvas.Style(.ownAwait)), "own-await", "has a top-level await", if: has("own-await"))
        add(.box(Canvas.Style(.throughDependency)), "async", "async through a dependency", if: has("async"))
        add(.box(Canvas.Style(.synchronous)), "sync", "synchronous", if: has("sync"))
        add(.box(Canvas.Style(.synchronous).unended), "unended", unended, if: has("unended"))
        add(.box(Canvas.Style(.synchronous).failed), "fails", "fails", if: has("fails"))
        add(.circle(.badge, text: .badgeText), "order", "evaluation order", if: has("order"))
        add(.circle(.importOrder, text: .ink), "import-order", "import order", if: has("import-order"))
        func addArrow(_ kind: String, _ text: String) {
            guard let used = strokes[kind], let first = used.first else { return }
            // Dashed only where there is no other.
            add(.arrow(used.first { $0.pattern == .solid } ?? first), kind, text, if: true)
        }
        if strokes["critical"] == nil {
            add(.box(Canvas.Style(.synchronous).critical), "critical", "critical path", if: hasCriticalBox)
        } else {
            addArrow("critical", "critical path")
        }
        addArrow("error-path", "import that brought the error")
        addArrow("in-cycle", "waits in a cycle")
        addArrow("cycle-import", "import in a cycle")
        addArrow("dynamic-import", "import()")
        addArrow("deferred-import", "import defer")
        addArrow("fold", "over modules that are not drawn")
        add(.chip(.more, "+n"), "more", "imports that are not drawn", if: has("more"))
    }
}
