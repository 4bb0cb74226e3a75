import Algorithms
import DequeModule

/// A list in the order in which things came, each found by its key. What has the same key is found in that order.
///
/// Adding, finding and removing take logarithmic time, and moving what stands behind: a queue is emptied from its front for nothing.
public struct KeyedList<Key: Hashable & Sendable, Element: Equatable & Sendable>: Equatable, Sendable {
    /// An element with its place among all that ever came.
    public struct Entry: Equatable, Sendable {
        var serial: Int
        public var key: Key
        public var element: Element
    }

    public private(set) var entries: Deque<Entry> = []
    private var serials: [Key: Deque<Int>] = [:]
    private var nextSerial = 0

    public init() {}

    public var isEmpty: Bool { entries.isEmpty }
    public var count: Int { entries.count }
    /// The elements in their order.
    public var elements: [Element] { entries.map(\.element) }

    func contains(_ key: Key) -> Bool { serials[key] != nil }

    /// Where the first element with this key stands.
    func index(of key: Key) -> Int? { serials[key]?.first.flatMap(index(ofSerial:)) }

    private func index(ofSerial serial: Int) -> Int? {
        let index = entries.partitioningIndex { $0.serial >= serial }
        return index < entries.count && entries[index].serial == serial ? index : nil
    }

    mutating func append(_ element: Element, key: Key) -> ListChange<Key, Element> {
        let entry = Entry(serial: nextSerial, key: key, element: element)
        let change = ListChange.added(entry, at: entries.count)
        apply(change)
        return change
    }

    mutating func removeFirst(_ key: Key) -> ListChange<Key, Element>? {
        guard let index = index(of: key) else { return nil }
        let change = ListChange.removed(entries[index], at: index)
        apply(change)
        return change
    }

    mutating func replaceFirst(_ key: Key, by element: Element) -> ListChange<Key, Element>? {
        guard let index = index(of: key), entries[index].element != element else { return nil }
        let change = ListChange<Key, Element>.replaced(index, from: entries[index].element, to: element)
        apply(change)
        return change
    }

    mutating func apply(_ change: ListChange<Key, Element>) {
        switch change {
        case .added(let entry, _):
            entries.append(entry)
            serials[entry.key, default: []].append(entry.serial)
            nextSerial += 1
        case .removed(let entry, let index):
            entries.remove(at: index)
            serials[entry.key]?.removeFirst()
            if serials[entry.key]?.isEmpty == true { serials[entry.key] = nil }
        case .replaced(let index, _, let new): entries[index].element = new
        }
    }

    mutating func undo(_ change: ListChange<Key, Element>) {
        switch change {
        case .added(let entry, _):
            entries.removeLast()
            serials[entry.key]?.removeLast()
            if serials[entry.key]?.isEmpty == true { serials[entry.key] = nil }
            nextSerial -= 1
        case .removed(let entry, let index):
            entries.insert(entry, at: index)
            serials[entry.key, default: []].prepend(entry.serial)
        case .replaced(let index, let old, _): entries[index].element = old
        }
    }
}

/// What happened to a ``KeyedList``.
public enum ListChange<Key: Hashable & Sendable, Element: Equatable & Sendable>: Equatable, Sendable {
    /// Behind all others.
    case added(KeyedList<Key, Element>.Entry, at: Int)
    /// The first of its key.
    case removed(KeyedList<Key, Element>.Entry, at: Int)
    case replaced(Int, from: Element, to: Element)
}
