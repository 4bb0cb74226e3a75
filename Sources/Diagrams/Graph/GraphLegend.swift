import Analysis

extension Legend {
    /// The module graph's: an entry for each mark that it uses.
    ///
    /// - Parameters:
    ///   - unended: what is said of modules that had not ended.
    ///   - cycle: whether all edges of the cycle in which modules wait are dashed; `nil` when there is none.
    init(
        _ selection: GraphSelection, unended: String, cycle: Bool?, hasCritical: Bool, hasDynamic: Bool, hasCycleImport: Bool,
        hasErrorPath: Bool,
        hasHidden: Bool, hasFolds: Bool
    ) {
        self.init()
        let nodes = selection.nodes
        let edges = selection.edges
        func has(_ asynchrony: GraphModel.Asynchrony) -> Bool { nodes.contains { $0.asynchrony == asynchrony } }
        func has(_ kind: GraphModel.Edge.Kind) -> Bool { edges.contains { $0.kind == kind } }
        add(.box(fill: .suspended, stroke: .run, isDashed: false), "has a top-level await", if: has(.ownAwait))
        add(
            .box(fill: .dependent, stroke: .dependentEdge, isDashed: false), "async through a dependency",
            if: has(.throughDependency))
        add(.box(fill: .plain, stroke: .plainEdge, isDashed: false), "synchronous", if: has(.synchronous))
        add(.box(fill: .plain, stroke: .error, isDashed: true), unended, if: nodes.contains { $0.state == .unsettled })
        add(
            .box(fill: .plain, stroke: .error, isDashed: false), "fails",
            if: nodes.contains { if case .failed = $0.state { true } else { false } })
        add(
            .circle(fill: .badge, stroke: nil, text: .badgeText), "evaluation order",
            if: nodes.contains { $0.evaluationOrder != nil })
        add(.circle(fill: .paper, stroke: .edge, text: .ink), "import order", if: has(.import) && edges.count <= 400)
        add(.arrow(.wake, width: 2.2, isDashed: false), "critical path", if: hasCritical)
        add(.arrow(.error, width: 1.8, isDashed: false), "import that brought the error", if: hasErrorPath)
        add(.arrow(.error, width: 2.4, isDashed: cycle == true), "waits in a cycle", if: cycle != nil)
        add(.arrow(.cycle, width: 1.2, isDashed: false), "import in a cycle", if: hasCycleImport)
        add(.arrow(.dynamic, width: 1.3, isDashed: true), "import()", if: hasDynamic)
        add(.arrow(.edge, width: 1.1, isDashed: true), "import defer", if: has(.deferred))
        add(.arrow(.muted, width: 0.9, isDashed: true), "over modules that are not drawn", if: hasFolds)
        add(.more, "imports that are not drawn", if: hasHidden)
    }
}
