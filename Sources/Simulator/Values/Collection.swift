import Algorithms
import JavaScript

/// The entries of a Map or Set, in order of insertion.
///
/// A deleted entry leaves a gap. Gaps before the first entry are never looked at again, and when most entries are gaps all are taken out, so
/// that a map from which as much is deleted as is added stays as small, and as quick, as what it holds. Iterators that are under way
/// do not notice: they remember an entry by its serial number.
struct Collection {
    struct Entry {
        var key: Value
        var value: Value
        /// Entries are numbered in order of insertion.
        let serial: Int

        /// A gap has no key.
        var isGap: Bool { key.isUninitialized }
    }

    private var entries: [Entry] = []
    private var index = PositionTable()
    /// Where the first entry stands that is no gap.
    private var first = 0
    private var nextSerial = 0

    var count: Int { index.count }

    /// What an entry takes, roughly, in bytes.
    static let entryBytes = 96
    /// So few gaps are not worth taking out.
    private static let fewGaps = 16

    func contains(_ key: CollectionKey) -> Bool { index[key.word] != nil }

    func value(_ key: CollectionKey) -> Value? { index[key.word].map { entries[$0].value } }

    /// Gives an entry that is there a value: false when there is none.
    mutating func update(_ key: CollectionKey, _ value: Value) -> Bool {
        guard let position = index[key.word] else { return false }
        entries[position].value = value
        return true
    }

    /// Adds an entry that is not there.
    mutating func append(_ known: CollectionKey, _ key: Value, _ value: Value) {
        index.insert(known.word, at: entries.count)
        entries.append(Entry(key: key, value: value, serial: nextSerial))
        nextSerial += 1
    }

    /// - Returns: how many gaps were taken out; `nil` when there is no such entry.
    mutating func remove(_ key: CollectionKey) -> Int? {
        guard let position = index.remove(key.word) else { return nil }
        entries[position].key = .uninitialized
        entries[position].value = .undefined
        while first < entries.count, entries[first].isGap { first += 1 }
        let gaps = entries.count - index.count
        guard gaps > Self.fewGaps, gaps > index.count else { return 0 }
        var places: [Int] = []
        places.reserveCapacity(entries.count)
        var kept: [Entry] = []
        kept.reserveCapacity(index.count)
        for entry in entries {
            places.append(kept.count)
            if !entry.isGap { kept.append(entry) }
        }
        index.move { places[$0] }
        entries = kept
        first = 0
        return gaps
    }

    /// - Returns: how many entries and gaps there were.
    mutating func removeAll() -> Int {
        let removed = entries.count
        entries = []
        index = PositionTable()
        first = 0
        return removed
    }

    /// The first entry with that serial number or a later one, and how many gaps lay before it.
    func entry(from serial: Int) -> (entry: Entry, gaps: Int)? {
        let start = position(of: serial)
        var position = start
        while position < entries.count {
            if !entries[position].isGap { return (entries[position], position - start) }
            position += 1
        }
        return nil
    }

    /// Where the first entry or gap with that serial number or a later one stands.
    private func position(of serial: Int) -> Int {
        guard first < entries.count, serial > entries[first].serial else { return first }
        // No number is missing until gaps are taken out.
        let latest = first + serial - entries[first].serial
        if latest < entries.count, entries[latest].serial == serial { return latest }
        return entries[first..<min(latest, entries.count)].partitioningIndex { $0.serial >= serial }
    }
}

/// A value as a key: equal words are the same value by SameValueZero.
struct CollectionKey {
    /// Of a number, its bits. Other values have those of NaNs that no number is kept as: what they are in the upper half, and which in the lower.
    let word: UInt64

    private enum Kind: UInt64 {
        case undefined = 1
        case null, boolean, string, symbol, bigInt, object
    }

    private init(_ kind: Kind, _ index: UInt32 = 0) { word = 0xFFF0 << 48 | kind.rawValue << 48 | UInt64(index) }

    static let undefined = CollectionKey(.undefined)
    static let null = CollectionKey(.null)
    static func boolean(_ flag: Bool) -> CollectionKey { CollectionKey(.boolean, flag ? 1 : 0) }
    /// Both zeros are one key, and so are all NaNs.
    static func number(_ number: Double) -> CollectionKey { CollectionKey(number: number) }
    static func string(_ name: NameID) -> CollectionKey { CollectionKey(.string, name.index) }
    static func symbol(_ symbol: SymbolID) -> CollectionKey { CollectionKey(.symbol, UInt32(bitPattern: symbol.index)) }
    /// The one that stands for all of its worth.
    static func bigInt(_ number: BigIntID) -> CollectionKey { CollectionKey(.bigInt, UInt32(bitPattern: number.index)) }
    static func object(_ object: ObjectID) -> CollectionKey { CollectionKey(.object, UInt32(bitPattern: object.index)) }

    private init(number: Double) { word = number.isNaN ? Double.nan.bitPattern : number == 0 ? 0 : number.bitPattern }
}
