import Testing

/// Iterator helpers, and other newer parts of the library; Node.js 24 prints the same.
extension LanguageTests {
    static let iteratorHelpers: [Program] = [
        Program(
            "methods that give another iterator",
            #"""
            const told = (action) => { try { console.log(action()); } catch (error) { console.log(`${error.name}: ${error.message}`); } };

            function* numbers() { try { for (let i = 0; ; i++) yield i; } finally { console.log("closed"); } }
            console.log([...numbers().map((x, i) => x * i).filter((x) => x % 2 === 0).drop(1).take(3)]);
            console.log(numbers().flatMap((x) => [x, [x]]).take(4).toArray(), [..."ab"].values().flatMap(() => []).next());
            const helper = numbers().take(5); helper.next(); console.log(helper.return(), helper.next(), helper, helper[Symbol.toStringTag]);
            const empty = numbers().map((x) => x); console.log(empty.return(), empty.next());
            told(() => [1].values().flatMap(() => "ab").next()); told(() => [].values().take(NaN)); told(() => [].values().drop(-1)); told(() => [].values().map());
            told(() => Iterator.prototype.map.call(1)); told(() => { const it = numbers().map(() => it.next()); return it.next(); });
            """#,
            [
                "closed",
                "[ 4, 16, 36 ]",
                "closed",
                "[ 0, [ 0 ], 1, [ 1 ] ] { value: undefined, done: true }",
                "closed",
                "{ value: undefined, done: true } { value: undefined, done: true } Object [Iterator Helper] {} Iterator Helper",
                "{ value: undefined, done: true } { value: undefined, done: true }",
                "TypeError: Iterator.prototype.flatMap called on non-object",
                "RangeError: NaN must be positive",
                "RangeError: -1 must be positive",
                "TypeError: undefined is not a function",
                "TypeError: Iterator.prototype.map called on non-object",
                "closed",
                "TypeError: Generator is already running",
            ]),
        Program(
            "methods that go through",
            #"""
            const told = (action) => { try { console.log(action()); } catch (error) { console.log(`${error.name}: ${error.message}`); } };

            const list = [3, 1, 2];
            console.log(list.values().reduce((a, b) => a + b), list.values().reduce((a, b) => a + b, "s"), list.values().some((x) => x > 2), list.values().every((x) => x > 2),
              list.values().find((x) => x < 3), list.values().forEach((x, i) => console.log(x, i)), list.values().toArray());
            told(() => [].values().reduce((a) => a)); told(() => list.values().find(1));
            let closed = 0; const it = { __proto__: Iterator.prototype, next: () => ({ value: 1, done: false }), return() { closed++; return {}; } };
            console.log(it.some((x) => x === 1), it.find(() => true), closed); told(() => it.forEach(() => { throw new Error("stop"); })); console.log(closed);
            """#,
            [
                "3 0",
                "1 1",
                "2 2",
                "6 s312 true false 1 undefined [ 3, 1, 2 ]",
                "TypeError: Reduce of a done iterator with no initial value",
                "TypeError: number 1 is not a function",
                "true 1 2",
                "Error: stop",
                "3",
            ]),
        Program(
            "the constructor",
            #"""
            const told = (action) => { try { console.log(action()); } catch (error) { console.log(`${error.name}: ${error.message}`); } };

            class Own extends Iterator { next() { return { value: 1, done: false }; } }
            console.log(new Own() instanceof Iterator, new Own().take(2).toArray(), Iterator.from({ next() { return { done: true }; } }), Iterator.from([1]) instanceof Iterator, Iterator.from("ab").toArray());
            told(() => new Iterator()); told(() => Iterator()); console.log(Iterator.prototype[Symbol.toStringTag], Object.prototype.toString.call(new Own()));
            const tagged = new Own(); tagged[Symbol.toStringTag] = "Mine"; console.log(String(tagged), Object.keys(Iterator.prototype));
            """#,
            [
                "true [ 1, 1 ] Object [Iterator] {} true [ 'a', 'b' ]",
                "TypeError: Abstract class Iterator not directly constructable",
                "TypeError: Constructor Iterator requires 'new'",
                "Iterator [object Iterator]",
                "[object Mine] []",
            ]),
        Program(
            "Array.fromAsync",
            #"""
            async function* waits() { yield 1; await null; yield 2; }
            console.log(await Array.fromAsync(waits()), await Array.fromAsync([Promise.resolve(3), 4], async (x, i) => x * 10 + i), await Array.fromAsync({ length: 2, 0: Promise.resolve("a"), 1: "b" }));
            console.log(await Array.fromAsync(null).catch((error) => error.name), await Array.fromAsync([1], 1).catch((error) => error.message), Array.fromAsync.length);
            const closing = { [Symbol.iterator]() { return { next: () => ({ value: 1, done: false }), return() { console.log("closed"); return {}; } }; } };
            console.log(await Array.fromAsync(closing, () => { throw new Error("mapper"); }).catch((error) => error.message));
            """#,
            [
                "[ 1, 2 ] [ 30, 41 ] [ 'a', 'b' ]",
                "TypeError 1 is not a function 1",
                "closed",
                "mapper",
            ]),
        Program(
            "raw JSON, and where texts go wrong",
            #"""
            const told = (action) => { try { console.log(action()); } catch (error) { console.log(`${error.name}: ${error.message}`); } };

            console.log(JSON.stringify({ a: JSON.rawJSON("1e1000"), b: [JSON.rawJSON('"x"')] }), JSON.isRawJSON(JSON.rawJSON("1")), JSON.isRawJSON({}), Object.isFrozen(JSON.rawJSON("1")));
            told(() => JSON.rawJSON("{}")); told(() => JSON.rawJSON(" 1")); told(() => JSON.rawJSON(""));
            const seen = []; JSON.parse('{"a":[1.50,"x",{"b":-0}],"c":null}', function (key, value, context) { seen.push(`${key}=${context.source}`); return value; }); console.log(seen.join(" "));
            for (const text of ['{"a":1', '[1 2]', '1 2', '{"a":1,\n"b" 2}', '"abc', '01', '-', '1.', '{"a":1,}', '"\\u12"', '[1,]']) told(() => JSON.parse(text));
            """#,
            [
                #"{"a":1e1000,"b":["x"]} true false true"#,
                #"SyntaxError: Unexpected token '{', "{}" is not valid JSON"#,
                #"SyntaxError: Unexpected token ' ', " 1" is not valid JSON"#,
                "SyntaxError: Invalid value for JSON.rawJSON",
                #"0=1.50 1="x" b=-0 2=undefined a=undefined c=null =undefined"#,
                "SyntaxError: Expected ',' or '}' after property value in JSON at position 6 (line 1 column 7)",
                "SyntaxError: Expected ',' or ']' after array element in JSON at position 3 (line 1 column 4)",
                "SyntaxError: Unexpected non-whitespace character after JSON at position 2 (line 1 column 3)",
                "SyntaxError: Expected ':' after property name in JSON at position 12 (line 2 column 5)",
                "SyntaxError: Unterminated string in JSON at position 4 (line 1 column 5)",
                "SyntaxError: Unexpected number in JSON at position 1 (line 1 column 2)",
                "SyntaxError: No number after minus sign in JSON at position 1 (line 1 column 2)",
                "SyntaxError: Unterminated fractional number in JSON at position 2 (line 1 column 3)",
                "SyntaxError: Expected double-quoted property name in JSON at position 7 (line 1 column 8)",
                "SyntaxError: Bad Unicode escape in JSON at position 5 (line 1 column 6)",
                #"SyntaxError: Unexpected token ']', "[1,]" is not valid JSON"#,
            ]),
        Program(
            "registries and references, which nothing ever leaves",
            #"""
            const told = (action) => { try { console.log(action()); } catch (error) { console.log(`${error.name}: ${error.message}`); } };

            const target = {}, registry = new FinalizationRegistry(() => {});
            console.log(registry.register(target, "held", target), registry.unregister(target), registry.unregister(target), new WeakRef(target).deref() === target, registry);
            told(() => new FinalizationRegistry(1)); told(() => registry.register(1)); told(() => registry.register(target, target)); told(() => registry.unregister(1));
            """#,
            [
                "undefined true false true FinalizationRegistry {}",
                "TypeError: FinalizationRegistry: cleanup must be callable",
                "TypeError: FinalizationRegistry.prototype.register: invalid target",
                "TypeError: FinalizationRegistry.prototype.register: target and holdings must not be same",
                "TypeError: Invalid unregisterToken ('1')",
            ]),
        Program(
            "odds and ends",
            #"""
            const told = (action) => { try { console.log(action()); } catch (error) { console.log(`${error.name}: ${error.message}`); } };

            console.log(Atomics.pause(1), "a".anchor('"'), "b".bold(), "c".fontcolor("red"), new Date(0).getYear(), new Date(0).setYear(99), Math.f16round(5.5000001), Error.isError(new TypeError()), RegExp.escape("a.b"));
            told(() => Atomics.pause(1.5));
            console.log(typeof Math.sumPrecise, typeof Uint8Array.fromBase64, typeof Iterator.concat);
            const words = ["z", "ä", "a", "Z", "A", "é", "e", "ö", "o", "b", "ß", "ss", "_", "1", "10", "2", " ", "-", "ñ", "n", "a\u0308b", "ab", "я"];
            console.log(words.sort((a, b) => a.localeCompare(b)).join("|"));
            console.log(["a10", "a2", "a1"].sort((a, b) => a.localeCompare(b, undefined, { numeric: true })).join(), "a".localeCompare("Ä", "en", { sensitivity: "base" }));
            """#,
            [
                #"undefined <a name="&quot;">a</a> <b>b</b> <font color="red">c</font> 70 915148800000 5.5 true \x61\.b"#,
                "TypeError: Atomics.pause argument must be undefined or an integer",
                "undefined undefined undefined",
                " |_|-|1|10|2|a|A|ä|ab|äb|b|e|é|n|ñ|o|ö|ss|ß|z|Z|я",
                "a1,a2,a10 0",
            ]),
    ]
}
