/// Ranges of a class while it is read: put in order once, and not at each of them.
struct CodePointCollection {
    private var set = CodePointSet()
    private var added: [(UInt32, UInt32)] = []

    mutating func insert(_ first: UInt32, _ last: UInt32) {
        added.append((first, last))
        if added.count > 256 + set.ranges.count { settle() }
    }

    mutating func formUnion(_ other: CodePointSet) {
        for range in other.ranges { insert(range.first, range.last) }
    }

    private mutating func settle() {
        set.formUnion(CodePointSet(added))
        added.removeAll(keepingCapacity: true)
    }

    mutating func finished() -> CodePointSet {
        settle()
        return set
    }
}
