extension Program {
    /// The same page with a `<link rel=modulepreload>` before its first script; `nil` where it has that, and for what is no page.
    ///
    /// - Parameter source: the address as the document writes it.
    public func preloading(_ key: ModuleKey, as source: String) -> Program? {
        guard var page else { return nil }
        let isKnown = page.items.contains { if case .preload(key, _) = $0 { true } else { false } }
        guard !isKnown else { return nil }
        // An import map may have to stand before it.
        let place = page.items.firstIndex { if case .script = $0 { true } else { false } } ?? 0
        page.items.insert(.preload(key, source: source), at: place)
        var program = self
        program.page = page
        return program
    }
}
