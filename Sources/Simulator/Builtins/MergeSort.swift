/// In which order a ``MergeSort`` puts items. What it asks may be the program's own functions.
protocol SortOrder {
    /// Whether the first of two items comes before the second. It throws what ends the sort.
    func isBefore(_ machine: inout Machine, _ first: Int, _ second: Int) throws(Abrupt) -> Bool
}

/// Tim Peters's merge sort as V8 sorts arrays with it, of the positions of what is sorted.
///
/// It is stable. ECMA-262 leaves open in which order a comparison function is asked, and what becomes of one that contradicts itself, such
/// as one that answers with a boolean. Programs see both, so this asks as V8 does: natural runs, short ones filled up by binary insertion,
/// merged two by two, and in leaps while one of two runs wins again and again.
struct MergeSort<Order: SortOrder> {
    /// How often in a row one run must win until the merge leaps.
    private static var leastWins: Int { 7 }
    /// Runs shorter than this, and no shorter than half of it, are filled up by insertion.
    private static var longestInsertion: Int { 64 }

    private struct Run {
        var start: Int
        var length: Int
        var end: Int { start + length }
    }

    private var items: [Int]
    private var runs: [Run] = []
    private var winsToLeap = MergeSort.leastWins
    private let order: Order

    private init(_ items: [Int], _ order: Order) {
        self.items = items
        self.order = order
    }

    /// The items in order. It ends after some n log n questions, whatever they are answered.
    static func sorted(_ items: [Int], _ machine: inout Machine, by order: Order) throws(Abrupt) -> [Int] {
        guard items.count > 1 else { return items }
        var sort = MergeSort(items, order)
        try sort.sort(&machine)
        return sort.items
    }

    private mutating func sort(_ machine: inout Machine) throws(Abrupt) {
        let shortest = Self.shortestRun(items.count)
        var start = 0
        while start < items.count {
            let left = items.count - start
            var length = try takeRun(&machine, start)
            if length < shortest {
                let filled = min(shortest, left)
                try insert(&machine, start, sorted: start + length, end: start + filled)
                length = filled
            }
            runs.append(Run(start: start, length: length))
            try balanceRuns(&machine)
            start += length
        }
        try mergeAllRuns(&machine)
    }

    private func isBefore(_ machine: inout Machine, _ first: Int, _ second: Int) throws(Abrupt) -> Bool {
        try machine.countStep()
        return try order.isBefore(&machine, first, second)
    }

    // MARK: Runs

    /// So that the number of runs is a power of two, or a little less.
    private static func shortestRun(_ count: Int) -> Int {
        var rest = count
        var isInexact = 0
        while rest >= longestInsertion {
            isInexact |= rest & 1
            rest >>= 1
        }
        return rest + isInexact
    }

    /// The length of the run that begins there: items that do not descend, or that descend strictly and are turned around.
    private mutating func takeRun(_ machine: inout Machine, _ start: Int) throws(Abrupt) -> Int {
        var end = start + 1
        guard end < items.count else { return 1 }
        let descends = try isBefore(&machine, items[end], items[end - 1])
        end += 1
        while end < items.count, try isBefore(&machine, items[end], items[end - 1]) == descends { end += 1 }
        if descends { items[start..<end].reverse() }
        return end - start
    }

    /// Binary insertion of what follows `sorted` into what lies before it.
    private mutating func insert(_ machine: inout Machine, _ start: Int, sorted: Int, end: Int) throws(Abrupt) {
        for position in sorted..<end {
            let item = items[position]
            var left = start
            var right = position
            while left < right {
                let middle = left + (right - left) / 2
                if try isBefore(&machine, item, items[middle]) { right = middle } else { left = middle + 1 }
            }
            for place in stride(from: position, to: left, by: -1) { items[place] = items[place - 1] }
            items[left] = item
        }
    }

    // MARK: Which runs are merged

    /// Keeps every run longer than the next, and longer than the next two together.
    private mutating func balanceRuns(_ machine: inout Machine) throws(Abrupt) {
        while runs.count > 1 {
            let index = runs.count - 2
            if !isBalanced(index + 1) || !isBalanced(index) {
                try mergeRuns(&machine, at: runs[index - 1].length < runs[index + 1].length ? index - 1 : index)
            } else if runs[index].length <= runs[index + 1].length {
                try mergeRuns(&machine, at: index)
            } else {
                return
            }
        }
    }

    private func isBalanced(_ index: Int) -> Bool { index < 2 || runs[index - 2].length > runs[index - 1].length + runs[index].length }

    private mutating func mergeAllRuns(_ machine: inout Machine) throws(Abrupt) {
        while runs.count > 1 {
            let index = runs.count - 2
            let isFirstShorter = index > 0 && runs[index - 1].length < runs[index + 1].length
            try mergeRuns(&machine, at: isFirstShorter ? index - 1 : index)
        }
    }

    /// Merges a run with the next. What of the first lies before all of the second, and of the second behind all of the first, stays.
    private mutating func mergeRuns(_ machine: inout Machine, at index: Int) throws(Abrupt) {
        var first = runs[index]
        var second = runs[index + 1]
        runs[index].length += second.length
        runs.remove(at: index + 1)
        let kept = try upperBound(&machine, of: items[second.start], in: items[first.start..<first.end], from: 0)
        first.start += kept
        first.length -= kept
        guard first.length > 0 else { return }
        second.length = try lowerBound(
            &machine, of: items[first.end - 1], in: items[second.start..<second.end], from: second.length - 1)
        guard second.length > 0 else { return }
        machine.budget.countWork(first.length + second.length)
        if first.length <= second.length {
            try mergeUpwards(&machine, first, second)
        } else {
            try mergeDownwards(&machine, first, second)
        }
    }

    // MARK: Leaps

    /// How many of a sorted slice lie before an item. Looks near `hint` first, then 2, 4, 8 … further, then between the last two places.
    private func lowerBound(_ machine: inout Machine, of item: Int, in run: ArraySlice<Int>, from hint: Int) throws(Abrupt) -> Int {
        try bound(&machine, in: run, from: hint) { (machine: inout Machine, other: Int) throws(Abrupt) -> Bool in
            try isBefore(&machine, other, item)
        }
    }

    /// The same of those that do not lie behind it.
    private func upperBound(_ machine: inout Machine, of item: Int, in run: ArraySlice<Int>, from hint: Int) throws(Abrupt) -> Int {
        try bound(&machine, in: run, from: hint) { (machine: inout Machine, other: Int) throws(Abrupt) -> Bool in
            try !isBefore(&machine, item, other)
        }
    }

    private func bound(
        _ machine: inout Machine, in run: ArraySlice<Int>, from hint: Int, _ isBelow: (inout Machine, Int) throws(Abrupt) -> Bool
    ) throws(Abrupt) -> Int {
        func item(_ offset: Int) -> Int { run[run.startIndex + offset] }
        var near = 0
        var far = 1
        var low: Int
        var high: Int
        if try isBelow(&machine, item(hint)) {
            let most = run.count - hint
            while far < most, try isBelow(&machine, item(hint + far)) { (near, far) = (far, far * 2 + 1) }
            low = hint + near + 1
            high = hint + min(far, most)
        } else {
            let most = hint + 1
            while far < most, try !isBelow(&machine, item(hint - far)) { (near, far) = (far, far * 2 + 1) }
            low = hint - min(far, most) + 1
            high = hint - near
        }
        while low < high {
            let middle = low + (high - low) / 2
            if try isBelow(&machine, item(middle)) { low = middle + 1 } else { high = middle }
        }
        return high
    }

    // MARK: Merging

    /// Merges from the lower end, with the first run, the shorter one, set aside.
    private mutating func mergeUpwards(_ machine: inout Machine, _ first: Run, _ second: Run) throws(Abrupt) {
        let aside = Array(items[first.start..<first.end])
        var left = aside.indices
        var rest = second.start..<second.end
        var target = first.start
        func takeFirst(_ count: Int = 1) {
            for position in left.prefix(count) {
                items[target] = aside[position]
                target += 1
            }
            left = left.dropFirst(count)
        }
        func takeSecond(_ count: Int = 1) {
            for position in rest.prefix(count) {
                items[target] = items[position]
                target += 1
            }
            rest = rest.dropFirst(count)
        }
        // The last item set aside belongs behind all that is left of the second run.
        var isDecided: Bool { left.count <= 1 || rest.isEmpty }

        takeSecond()
        merging: while !isDecided {
            var firstWins = 0
            var secondWins = 0
            while max(firstWins, secondWins) < winsToLeap {
                if try isBefore(&machine, items[rest.lowerBound], aside[left.lowerBound]) {
                    takeSecond()
                    (firstWins, secondWins) = (0, secondWins + 1)
                } else {
                    takeFirst()
                    (firstWins, secondWins) = (firstWins + 1, 0)
                }
                if isDecided { break merging }
            }
            winsToLeap += 1
            repeat {
                winsToLeap = max(1, winsToLeap - 1)
                firstWins = try upperBound(&machine, of: items[rest.lowerBound], in: aside[left], from: 0)
                takeFirst(firstWins)
                if isDecided { break merging }
                takeSecond()
                if isDecided { break merging }
                secondWins = try lowerBound(&machine, of: aside[left.lowerBound], in: items[rest], from: 0)
                takeSecond(secondWins)
                if isDecided { break merging }
                takeFirst()
                if isDecided { break merging }
            } while max(firstWins, secondWins) >= Self.leastWins
            // Leaping did not pay any more: it takes more to begin again.
            winsToLeap += 1
        }
        takeSecond(rest.count)
        takeFirst(left.count)
    }

    /// Merges from the upper end, with the second run, the shorter one, set aside.
    private mutating func mergeDownwards(_ machine: inout Machine, _ first: Run, _ second: Run) throws(Abrupt) {
        let aside = Array(items[second.start..<second.end])
        var left = aside.indices
        var rest = first.start..<first.end
        var target = second.end
        func takeFirst(_ count: Int = 1) {
            for position in rest.suffix(count).reversed() {
                target -= 1
                items[target] = items[position]
            }
            rest = rest.dropLast(count)
        }
        func takeSecond(_ count: Int = 1) {
            for position in left.suffix(count).reversed() {
                target -= 1
                items[target] = aside[position]
            }
            left = left.dropLast(count)
        }
        // The first item set aside belongs before all that is left of the first run.
        var isDecided: Bool { left.count <= 1 || rest.isEmpty }

        takeFirst()
        merging: while !isDecided {
            var firstWins = 0
            var secondWins = 0
            while max(firstWins, secondWins) < winsToLeap {
                if try isBefore(&machine, aside[left.upperBound - 1], items[rest.upperBound - 1]) {
                    takeFirst()
                    (firstWins, secondWins) = (firstWins + 1, 0)
                } else {
                    takeSecond()
                    (firstWins, secondWins) = (0, secondWins + 1)
                }
                if isDecided { break merging }
            }
            winsToLeap += 1
            repeat {
                winsToLeap = max(1, winsToLeap - 1)
                firstWins =
                    try rest.count - upperBound(&machine, of: aside[left.upperBound - 1], in: items[rest], from: rest.count - 1)
                takeFirst(firstWins)
                if isDecided { break merging }
                takeSecond()
                if isDecided { break merging }
                secondWins =
                    try left.count - lowerBound(&machine, of: items[rest.upperBound - 1], in: aside[left], from: left.count - 1)
                takeSecond(secondWins)
                if isDecided { break merging }
                takeFirst()
                if isDecided { break merging }
            } while max(firstWins, secondWins) >= Self.leastWins
            winsToLeap += 1
        }
        takeFirst(rest.count)
        takeSecond(left.count)
    }
}
