import Testing

/// BigInts; Node.js 24 prints the same.
extension LanguageTests {
    static let bigIntegers: [Program] = [
        Program(
            "shifts over words, and keys of collections",
            #"""
            const values = [0n, 1n, -1n, 2n ** 63n, 2n ** 64n - 1n, -(2n ** 64n), 2n ** 127n, (1n << 128n) - 1n, 5n << 192n, -(2n ** 191n) - 1n];
            for (const value of values) for (const distance of [0n, 1n, 63n, 64n, 65n, 127n, 128n, 200n]) {
              if (value << distance !== value * 2n ** distance) console.log("left", value, distance);
              if ((value << distance) >> distance !== value) console.log("right", value, distance);
            }
            const map = new Map(values.map((value, index) => [value, index])), set = new Set([...values, ...values.map((value) => value + 0n)]);
            console.log(values.every((value, index) => map.get(value * 3n / 3n) === index), set.size, set.has(2n), set.delete(-1n), set.has(0n - 1n));
            console.log(map.get(1), map.get("1"), new Set([1n, 1, "1"]).size, 1n == 1, 2n ** 64n == 2 ** 64, 2n ** 64n + 1n == 2 ** 64, 0n == -0, -5n == -5);
            """#, ["true 10 false true false", "undefined undefined 3 true true false true true"]),
        Program(
            "operators",
            #"""
            console.log(2n ** 64n, 7n / 2n, -7n / 2n, -7n % 3n, 5n - 8n, 3n * -4n, -(-5n), ~5n, 6n & 3n, -6n | 3n, 6n ^ -3n, 1n << 70n, -9n >> 1n, 1n << -1n, 0xFFn + 0b11n + 0o7n + 1_000n);
            let n = 5n; n++; ++n; n--; n **= 2n; console.log(n, n++, n--, typeof n, typeof Object(1n));
            for (const act of [() => 1n + 1, () => 1n * 2, () => 1n / 0n, () => 1n % 0n, () => 2n ** -1n, () => +1n, () => 1n >>> 0n, () => Math.max(1n), () => BigInt(1.5), () => BigInt("x"), () => BigInt(undefined),
              () => new BigInt(1), () => JSON.stringify({ a: 1n }), () => BigInt(Symbol()), () => 1n << (1n << 40n), () => (1n).toString(1), () => isNaN(1n)]) {
              try { console.log(act()); } catch (error) { console.log(error.name + ": " + error.message); }
            }
            """#,
            [
                "18446744073709551616n 3n -3n -1n -3n -12n 5n -6n 2n -5n -5n 1180591620717411303424n -5n 0n 1265n",
                "36n 36n 37n bigint object",
                "TypeError: Cannot mix BigInt and other types, use explicit conversions",
                "TypeError: Cannot mix BigInt and other types, use explicit conversions",
                "RangeError: Division by zero",
                "RangeError: Division by zero",
                "RangeError: undefined must be positive",
                "TypeError: Cannot convert a BigInt value to a number",
                "TypeError: BigInts have no unsigned right shift, use >> instead",
                "TypeError: Cannot convert a BigInt value to a number",
                "RangeError: The number 1.5 cannot be converted to a BigInt because it is not an integer",
                "SyntaxError: Cannot convert x to a BigInt",
                "TypeError: Cannot convert undefined to a BigInt",
                "TypeError: BigInt is not a constructor",
                "TypeError: Do not know how to serialize a BigInt",
                "TypeError: Cannot convert Symbol() to a BigInt",
                "RangeError: Maximum BigInt size exceeded",
                "RangeError: toString() radix argument must be between 2 and 36",
                "TypeError: Cannot convert a BigInt value to a number",
            ]),
        Program(
            "comparison, conversion and keys",
            #"""
            console.log(1n == 1, 1n === 1, 1n == "1", 2n > 1, 1n < 1.5, 1n < NaN, 1n >= "1", 0n == false, 0n == "", "x" == 1n, Object.is(1n, 1n), [1n].includes(1n), [1n].indexOf(1n), 9007199254740993n > 9007199254740992);
            console.log(new Map([[1n, "a"]]).get(1n), new Set([1n, 1n, 1]).size, { 1n: "k", 0x10n: "h" }, [5, 6][1n], String(10n), `${7n}`, 1n + "a", !0n, 0n ? 1 : 2, [3n, 1n, 2].sort().join());
            console.log(Number(2n ** 53n + 1n), Number(-(2n ** 1024n)), parseInt("12n"), BigInt(" 0x1f "), BigInt("-7"), BigInt(""), BigInt(true), BigInt(1e21), BigInt(Number.MAX_SAFE_INTEGER) + 2n);
            console.log(BigInt.asIntN(8, 255n), BigInt.asUintN(8, -1n), BigInt.asIntN(64, 2n ** 63n), BigInt.asUintN(0, 5n), (255n).toString(16), (-255n).toString(2), (123456789n).toLocaleString(), 1n.constructor.name);
            console.log(1n, [1n], { a: -2n }, Object(3n), [Object(0n).valueOf()], Object.prototype.toString.call(1n), structuredClone(4n)); console.log("%d %i %s %o", 1n, 2n, 3n, 4n);
            """#,
            [
                "true false true true true false true true true false true true 0 true",
                "a 2 { '1': 'k', '16': 'h' } 6 10 7 1a true 2 1,2,3",
                "9007199254740992 -Infinity 12 31n -7n 0n 1n 1000000000000000000000n 9007199254740993n",
                "-1n 255n -9223372036854775808n 0n ff -11111111 123,456,789 BigInt",
                "1n [ 1n ] { a: -2n } [BigInt: 3n] [ 0n ] [object BigInt] 4n",
                "1n 2n 3n 4n",
            ]),
    ]
}
