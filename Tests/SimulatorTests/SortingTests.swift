import Testing

/// The order in which `sort` asks, and what becomes of comparison functions that contradict themselves: Node.js 20 printed what is expected.
@Suite struct SortingTests {
    @Test func `every comparison function is asked as V8 asks it`() throws {
        let lines = try console(
            """
            let seed = 1;
            const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
            const list = (length, make) => Array.from({ length }, (_, index) => make(index, length));
            const makers = [() => Math.floor(random() * 100000), () => Math.floor(random() * 4), (i) => i, (i, n) => n - i, (i) => i % 37,
              (i, n) => (random() < 0.05 ? Math.floor(random() * n) : i)];
            const comparators = { minus: (x, y) => x - y, more: (x, y) => x > y, less: (x, y) => x < y, back: (x, y) => y - x, nan: () => NaN,
              before: () => -1, after: () => 1, random: () => random() - 0.5, parity: (x, y) => (x % 2) - (y % 2) };
            for (const name in comparators) {
              let calls = 0, asked = 7, order = 7;
              for (const length of [2, 3, 9, 32, 33, 63, 64, 65, 130, 200, 333])
                for (const make of makers) {
                  const items = list(length, make).map((value, index) => ({ value, index }));
                  items.sort((a, b) => {
                    calls++;
                    asked = (asked * 31 + a.index * 1009 + b.index) % 1000000007;
                    return comparators[name](a.value, b.value);
                  });
                  for (const item of items) order = (order * 31 + item.index) % 1000000007;
                }
              console.log(name, calls, asked, order);
            }
            """)
        #expect(
            lines == [
                "minus 19117 795410655 227492080",
                "more 5538 338108760 47973983",
                "less 5538 338108760 47973983",
                "back 19369 589342314 154128864",
                "nan 5538 338108760 47973983",
                "before 5538 338108760 456839478",
                "after 5538 338108760 47973983",
                "random 31479 46139032 875478",
                "parity 24004 896719340 12747896",
            ])
    }

    @Test func `the texts of objects are asked for at each comparison`() throws {
        let lines = try console(
            """
            const asked = [];
            const items = [5, 3, 9, 1, 7, 3].map((value, index) => ({ toString() { asked.push(index); return String(value); } }));
            items.sort();
            console.log(asked.join());
            """)
        #expect(lines == ["1,0,2,1,2,0,3,0,3,1,4,0,4,2,5,0,5,1"])
    }

    @Test func `undefined and holes come last, unasked`() throws {
        let lines = try console(
            """
            console.log([, 3, undefined, 1].sort((a, b) => b - a), [3, undefined, 10, , 2].toSorted());
            const broken = [3, 1, 2];
            try { broken.sort(() => { throw new Error('no'); }); } catch (error) { console.log(error.message, broken.join()); }
            """)
        #expect(lines == ["[ 3, 1, undefined, <1 empty item> ] [ 10, 2, 3, undefined, undefined ]", "no 3,1,2"])
    }
}
