/// Elements in numbered groups, one array for all of them.
struct Groups<Element: Sendable>: Sendable {
    private var ends: [Int32]
    private var elements: [Element]

    /// - Parameters:
    ///   - count: how many groups there are.
    ///   - pairs: elements with their groups; those of one group keep their order.
    init(count: Int, _ pairs: [(group: Int32, element: Element)]) {
        ends = Array(repeating: 0, count: count)
        for pair in pairs { ends[Int(pair.group)] += 1 }
        var total: Int32 = 0
        for index in ends.indices {
            let size = ends[index]
            ends[index] = total
            total += size
        }
        guard let filler = pairs.first?.element else {
            elements = []
            return
        }
        elements = Array(repeating: filler, count: pairs.count)
        for pair in pairs {
            elements[Int(ends[Int(pair.group)])] = pair.element
            ends[Int(pair.group)] += 1
        }
    }

    subscript(group: Int) -> ArraySlice<Element> {
        elements[(group == 0 ? 0 : Int(ends[group - 1]))..<Int(ends[group])]
    }
}
