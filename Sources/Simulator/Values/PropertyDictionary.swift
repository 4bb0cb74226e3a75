import JavaScript

/// Keys of an object that has many, or has lost some, in order of creation.
struct PropertyDictionary {
    struct Entry {
        var key: PropertyKey
        var attributes: Attributes
        var value: Value
        /// A property that was deleted leaves its place, until most are left so.
        var isDeleted = false
    }

    private(set) var entries: [Entry] = []
    private var index = PositionTable()

    /// What an entry takes, roughly, in bytes.
    static let entryBytes = 64
    /// So few deleted entries are not worth taking out.
    private static let fewDeleted = 16

    subscript(key: PropertyKey) -> Entry? { index[key.word].map { entries[$0] } }

    /// Adds a property that is not there.
    mutating func append(_ entry: Entry) {
        index.insert(entry.key.word, at: entries.count)
        entries.append(entry)
    }

    /// Changes a property, when it is there.
    mutating func update(_ key: PropertyKey, _ change: (inout Entry) -> Void) {
        if let position = index[key.word] { change(&entries[position]) }
    }

    /// - Returns: how many deleted entries were taken out.
    mutating func remove(_ key: PropertyKey) -> Int {
        guard let position = index.remove(key.word) else { return 0 }
        entries[position].isDeleted = true
        entries[position].value = .undefined
        let deleted = entries.count - index.count
        guard deleted > Self.fewDeleted, deleted > index.count else { return 0 }
        entries.removeAll { $0.isDeleted }
        index = PositionTable()
        for (position, entry) in entries.enumerated() { index.insert(entry.key.word, at: position) }
        return deleted
    }
}
