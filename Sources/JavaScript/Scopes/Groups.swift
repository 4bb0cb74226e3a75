/// Elements in numbered groups, one array for all of them.
struct Groups<Element: Sendable>: Sendable {
    private var ends: [Int32]
    private var elements: [Element]

    /// - Parameters:
    ///   - count: how many groups there are.
    ///   - filler: any element.
    ///   - walk: gives each element with its group, those of one group in their order. It is done twice, so that there is no list of pairs.
    init(count: Int, filler: Element, walk: (_ give: (Int32, Element) -> Void) -> Void) {
        var counts = [Int32](repeating: 0, count: count)
        walk { group, _ in counts[Int(group)] += 1 }
        var total: Int32 = 0
        for index in counts.indices {
            let size = counts[index]
            counts[index] = total
            total += size
        }
        var filled = Array(repeating: filler, count: Int(total))
        walk { group, element in
            filled[Int(counts[Int(group)])] = element
            counts[Int(group)] += 1
        }
        ends = counts
        elements = filled
    }

    /// - Parameters:
    ///   - count: how many groups there are.
    ///   - pairs: elements with their groups; those of one group keep their order.
    init(count: Int, _ pairs: [(group: Int32, element: Element)]) {
        guard let filler = pairs.first?.element else {
            self.init(empty: count)
            return
        }
        self.init(count: count, filler: filler) { give in for pair in pairs { give(pair.group, pair.element) } }
    }

    private init(empty count: Int) {
        ends = Array(repeating: 0, count: count)
        elements = []
    }

    subscript(group: Int) -> ArraySlice<Element> {
        elements[(group == 0 ? 0 : Int(ends[group - 1]))..<Int(ends[group])]
    }
}
