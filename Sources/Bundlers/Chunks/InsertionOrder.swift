/// Elements each once, in the order in which they came.
struct InsertionOrder<Element: Hashable & Sendable>: Sendable, Sequence {
    private(set) var elements: [Element] = []
    private var known: Set<Element> = []

    @discardableResult mutating func insert(_ element: Element) -> Bool {
        guard known.insert(element).inserted else { return false }
        elements.append(element)
        return true
    }

    func contains(_ element: Element) -> Bool { known.contains(element) }

    var isEmpty: Bool { elements.isEmpty }

    func makeIterator() -> IndexingIterator<[Element]> { elements.makeIterator() }
}
