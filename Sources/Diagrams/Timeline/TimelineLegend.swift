extension Legend {
    /// The timeline's: an entry for each kind of mark that is on the canvas.
    init(timeline canvas: Canvas) {
        self.init()
        // Few texts are on many elements.
        let texts = Set(canvas.items.compactMap(\.name.kind))
        let kinds = Set(texts.flatMap { Canvas.Name(kind: $0).kinds })
        func has(_ kind: String) -> Bool { kinds.contains(kind) }
        add(.bar(.fetchBar), "fetch", "fetch", if: has("fetch"))
        add(.bar(.parseBar), "parse", "parse", if: has("parse"))
        add(.tick(.runs, isCrossed: false), "runs", "runs code", if: has("runs"))
        add(.tick(.failed, isCrossed: true), "failed", "fails", if: has("failed"))
        let isBoth = has("not-loaded") && has("not-linked")
        add(.tick(.notLoaded, isCrossed: false), "not-loaded", isBoth ? "does not load or link" : "does not load", if: has("not-loaded"))
        add(.tick(.notLoaded, isCrossed: false), "not-linked", "does not link", if: has("not-linked") && !isBoth)
        add(.bar(.suspendedBar), "suspended", "suspended at its await", if: has("suspended"))
        add(.due, "due", "due, but other code runs", if: has("due"))
        add(.bar(.waitsBar), "waits", "waits for a dependency", if: has("waits"))
        add(.bar(.neverTag), "never", "does not go on", if: has("never"))
        add(.line(.cycleLine), "cycle", "cycle", if: has("cycle"))
        add(.chip(.output, "A"), "output", "console output", if: has("output"))
        add(.chip(.error, "✕"), "error", "error", if: has("error"))
        add(.chip(.more, "+n"), "more", has("output") || has("error") ? "more of it" : "lines of output", if: has("more"))
        add(.place, "place", "place in the output", if: has("place"))
        add(.chip(.different, "≠"), "different", "not so in another run", if: has("different"))
        add(.arrow(.fails), "fails", "error goes to importer", if: has("fails"))
        add(.arrow(.wakes), "wakes", "completion wakes importer", if: texts.contains("wakes"))
        let arrow: Canvas.Stroke? = has("critical-wake") ? .criticalWake : nil
        add(
            .path(isBelow: has("critical"), arrow), has("critical") ? "critical" : "critical-wake", "critical path",
            if: has("critical") || arrow != nil)
        add(.arrow(.importCall), "imports", "import()", if: has("imports"))
        add(.ring, "no-more", "import() of one that has run", if: has("no-more"))
        add(.dot, "axis-task", "task: a timer fires, a load arrives", if: has("axis-task"))
        add(.arc(.queued), "queued", "queues a job", if: has("queued"))
        add(.arc(.queuedOver), "queued-over", "queues it over jobs left out", if: has("queued-over"))
    }
}
