/// Classes of numbers that belong together.
struct UnionFind {
    private var parents: [Int32]

    init(count: Int) { parents = (0..<Int32(count)).map { $0 } }

    mutating func find(_ number: Int) -> Int {
        var number = Int32(number)
        while parents[Int(number)] != number {
            parents[Int(number)] = parents[Int(parents[Int(number)])]
            number = parents[Int(number)]
        }
        return Int(number)
    }

    mutating func unite(_ one: Int, _ other: Int) {
        let (one, other) = (find(one), find(other))
        if one != other { parents[max(one, other)] = Int32(min(one, other)) }
    }
}
