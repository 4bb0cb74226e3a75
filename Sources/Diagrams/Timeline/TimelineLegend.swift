extension Legend {
    /// The timeline's: an entry for each kind of mark that is on the canvas.
    init(timeline canvas: Canvas) {
        self.init()
        // Few texts are on many elements.
        let texts = Set(canvas.items.compactMap(\.name.kind))
        let kinds = Set(texts.flatMap { Canvas.Name(kind: $0).kinds })
        func has(_ kind: String) -> Bool { kinds.contains(kind) }
        add(.bar(.fetch, isDashed: false), "fetch", if: has("fetch"))
        add(.bar(.parse, isDashed: false), "parse", if: has("parse"))
        add(.tick(fill: .run, stroke: nil), "runs code", if: has("runs"))
        add(.tick(fill: .error, stroke: nil), "fails", if: has("failed"))
        add(.tick(fill: .errorFill, stroke: .error), "does not load", if: has("not-loaded"))
        add(.tick(fill: .errorFill, stroke: .error), "does not link", if: has("not-linked"))
        add(.bar(.suspended, isDashed: true), "suspended at its await", if: has("suspended"))
        add(.due, "due, but other code runs", if: has("due"))
        add(.bar(.waits, isDashed: false), "waits for a dependency", if: has("waits"))
        add(.tag, "does not go on", if: has("never"))
        add(.line, "cycle", if: has("cycle"))
        add(.pill, "console output", if: has("output") || has("more"))
        add(.different, "not so in another run", if: has("different"))
        add(.arrow(.error, width: 1.3, isDashed: false), "error goes to importer", if: has("fails"))
        add(.arrow(.wake, width: 1.3, isDashed: false), "completion wakes importer", if: has("wakes"))
        add(.arrow(.wake, width: 2.4, isDashed: false), "critical path", if: has("critical") || has("critical-wake"))
        add(.arrow(.dynamic, width: 1.3, isDashed: true), "import()", if: has("imports"))
        add(.ring, "import() of one that has run", if: has("no-more"))
        add(.dot, "task: a timer fires, a load arrives", if: has("axis-task"))
        add(.arrow(.edge, width: 1.1, isDashed: false), "queues a job", if: has("queued"))
        add(.arrow(.edge, width: 1.1, isDashed: true), "queues it over jobs left out", if: has("queued-over"))
    }
}
