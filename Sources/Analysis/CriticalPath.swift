import Trace

/// What decided when a run ended.
public struct CriticalPath: Sendable, Equatable {
    /// The entry that ended last; `nil` for a run that has no end.
    public var entry: ModuleIndex?
    /// From the run's first event to the end of the entry that ended last, each where the one before ends: had one taken less, the run
    /// would have ended earlier. Empty where no time passed, and for a run that has no end.
    public var stretches: [CriticalStretch] = []
    /// From the entry down to what kept it waiting; empty when nothing did.
    public var links: [Link] = []

    /// A module of the path and what kept it: an import whose completion let it start, the target of an `import()` for which one of its
    /// awaits stood, or one whose loading it waited for.
    public struct Link: Sendable, Equatable {
        public var importer, awaited: ModuleIndex
        /// Whether it is a call of `import()`.
        public var isDynamic: Bool
    }

    /// Whether others than the entry have a part in it. If not, it says no more than the entry's own bars.
    public var isTelling: Bool { !links.isEmpty || stretches.contains { $0.module != entry } }

    /// The entry and those of ``links``, from the entry down, each once; none where the path is not telling.
    public var modules: [ModuleIndex] {
        guard let entry, isTelling else { return [] }
        var seen: Set<ModuleIndex> = [entry]
        return [entry] + links.map(\.awaited).filter { seen.insert($0).inserted }
    }

    /// The modules that are not among ``modules``, but whose code kept one that is from going on when it could have; in the order in which
    /// it ran.
    public var workers: [ModuleIndex] {
        guard isTelling else { return [] }
        var seen = Set(modules)
        return stretches.compactMap { stretch in
            stretch.activity == .runs ? stretch.module.flatMap { seen.insert($0).inserted ? $0 : nil } : nil
        }
    }

    /// How long the module did this as part of the path, nanoseconds.
    public func length(of activity: CriticalStretch.Activity, in module: ModuleIndex) -> Int64 {
        stretches.lazy.filter { $0.activity == activity && $0.module == module }.reduce(0) { sum, stretch in
            var sum = sum
            sum.add(from: stretch.from, to: stretch.to)
            return sum
        }
    }
}
