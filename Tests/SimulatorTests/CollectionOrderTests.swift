import Testing

/// Maps, Sets, objects and arrays from which much is taken away: what is left, and in which order.
@Suite struct CollectionOrderTests {
    @Test func `iterators go on where they are while entries before and behind them go`() throws {
        let lines = try console(
            """
            const map = new Map(Array.from({ length: 100 }, (_, index) => [index, 'v' + index]));
            const seen = [];
            for (const [key] of map) {
              seen.push(key);
              if (key === 10) for (let other = 0; other < 90; other++) if (other !== 50) map.delete(other);
              if (key === 92) { map.set(5, 'again'); map.delete(95); }
              if (key === 99) map.set(200, 'new');
            }
            console.log(seen.join());
            console.log([...map.keys()].join(), map.size);
            const set = new Set([1, 2, 3]);
            const iterator = set.values();
            iterator.next();
            set.clear();
            set.add(4);
            console.log(iterator.next().value, iterator.next().done, [...set].join());
            const rounds = [];
            const turning = new Set([0]);
            for (const value of turning) { turning.delete(value); if (value < 200) turning.add(value + 1); rounds.push(value); }
            console.log(rounds.length, rounds[200], turning.size);
            """)
        #expect(
            lines == [
                "0,1,2,3,4,5,6,7,8,9,10,50,90,91,92,93,94,96,97,98,99,5,200", "50,90,91,92,93,94,96,97,98,99,5,200 12", "4 true 4",
                "201 200 0",
            ])
    }

    @Test func `an object keeps the order of its keys however many others went`() throws {
        let lines = try console(
            """
            const object = {};
            for (let index = 0; index < 300; index++) object['k' + index] = index;
            for (let index = 0; index < 300; index++) if (index % 50) delete object['k' + index];
            object.k1 = 'again';
            object[7] = 'index';
            console.log(JSON.stringify(object), 'k2' in object, object.k250);
            """)
        #expect(lines == [#"{"7":"index","k0":0,"k50":50,"k100":100,"k150":150,"k200":200,"k250":250,"k1":"again"} false 250"#])
    }

    /// Each is more work than the limit lets through, unless entries that are gone cost nothing.
    @Test(arguments: [
        "const m = new Map(); for (let i = 0; i < 60000; i++) { m.set(i, 1); if (i >= 20000) m.delete(m.keys().next().value); } console.log(m.size);",
        "const s = new Set(); for (let i = 0; i < 60000; i++) { s.add(i); if (i >= 20000) for (const v of s) { s.delete(v); break; } } console.log(s.size);",
        "const q = []; for (let i = 0; i < 60000; i++) { q.push(i); if (i >= 20000) q.shift(); } console.log(q.length);",
        "const q = Array(20000).fill(0); for (let i = 0; i < 40000; i++) q.unshift(q.shift()); console.log(q.length);",
    ])
    func `what is taken from the front costs the same however much there is`(_ source: String) throws {
        #expect(try console(source, steps: 2_500_000) == ["20000"])
    }

    @Test func `an array from whose front elements went is like any other`() throws {
        let lines = try console(
            """
            let seed = 7;
            const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
            const array = [];
            let model = [];
            let faults = 0;
            for (let round = 0; round < 500; round++) {
              const value = round;
              switch (random(9)) {
                case 0: case 1: case 2: array.push(value, value + 1); model = [...model, value, value + 1]; break;
                case 3: case 4: if (array.shift() !== model[0]) faults++; model = model.slice(1); break;
                case 5: array.unshift(value); model = [value, ...model]; break;
                case 6: { const at = random(model.length + 1); array.splice(at, 1, value); model = [...model.slice(0, at), value, ...model.slice(at + 1)]; break; }
                case 7: array.reverse(); model = model.map((_, index) => model[model.length - 1 - index]); break;
                case 8: if (array.pop() !== model[model.length - 1]) faults++; model = model.slice(0, -1); break;
              }
              if (array.length !== model.length || (round % 10 === 0 && array.join() !== model.join())) faults++;
            }
            console.log(faults, array.length > 0);
            const holes = [, 1, , 2];
            console.log(holes.shift(), String(holes), 0 in holes, 1 in holes);
            console.log(holes.reverse(), holes.unshift(0));
            console.log(holes);
            Object.prototype[1] = 'inherited';
            const inheriting = [0, , 2, 3];
            inheriting.reverse();
            console.log(inheriting.join(), Object.hasOwn(inheriting, 1));
            delete Object.prototype[1];
            for (const method of ['shift', 'reverse']) try { Object.freeze([1, 2])[method](); } catch (error) { console.log(error.message); }
            """)
        #expect(
            lines == [
                "0 true", "undefined 1,,2 true false", "[ 0, 2, <1 empty item>, 1 ] 4", "[ 0, 2, <1 empty item>, 1 ]",
                "3,2,inherited,0 true",
                "Cannot assign to read only property '0' of object '[object Array]'",
                "Cannot assign to read only property '0' of object '[object Array]'",
            ])
    }
}
