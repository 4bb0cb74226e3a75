/// What generated programs and mutations are made of.
enum Words {
    static let names = words(
        #"""
        a b c d f o p x y then default async await of get let yield arguments $ é \u0061
        """#)
    static let modules = ["main.mjs", "a.mjs", "b.mjs", "c.mjs", "lib/d.mjs"]

    static let globals = words(
        #"""
        Promise Object Array String Number Math JSON Map Set WeakMap WeakSet Symbol Error TypeError AggregateError Function
        Boolean Date Reflect globalThis console undefined NaN Infinity setTimeout setInterval clearTimeout setImmediate
        queueMicrotask structuredClone sleep busy fetch performance process parseInt parseFloat isNaN Atomics BigInt Proxy
        RegExp eval Uint8Array
        """#)
    static let members = words(
        #"""
        then catch finally all allSettled any race resolve reject withResolvers try constructor prototype __proto__ length name
        message cause stack errors toString valueOf toJSON keys values entries assign freeze seal create defineProperty
        getOwnPropertyDescriptor getOwnPropertyNames getPrototypeOf setPrototypeOf fromEntries groupBy is from fromAsync of
        isArray push pop shift unshift splice slice concat join reverse sort toSorted toSpliced with fill copyWithin indexOf
        includes find findLast filter map reduce reduceRight forEach flat flatMap at every some repeat padStart padEnd split
        replace replaceAll trim charAt charCodeAt codePointAt substring localeCompare normalize startsWith fromCharCode
        fromCodePoint raw toFixed toPrecision toExponential toLocaleString parse stringify get set has add delete clear size
        next return throw call apply bind ownKeys construct log error warn table dir group groupEnd count time timeEnd assert
        trace now nextTick exit exitCode argv env iterator asyncIterator toStringTag toPrimitive hasInstance species for keyFor
        description max min pow floor round trunc hypot clz32 imul fround sqrt isInteger wait UTC getTime toISOString json text
        status ok union difference isSubsetOf isWellFormed toWellFormed captureStackTrace getOrInsert
        """#)
    static let numbers = words(
        #"""
        0 1 -1 2 3 10 100 255 1000 65535 65536 2147483647 2147483648 -2147483648 4294967295 4294967296 9007199254740991
        9007199254740993 9223372036854775807 9223372036854775808 -9223372036854775809 18446744073709551616 1e9 1e15 1e21 1e308
        1e309 -1e309 5e-324 0.1 -0 NaN Infinity -Infinity 0x7fffffff 0b101 0o17 1_000 .5 5. 1n 00 1e 1e-400
        99999999999999999999999999999999999999
        """#)
    static let strings = [
        "", "a", "then", "length", "__proto__", "0", "-1", "1e3", "</script>", "]]>", "<!--", "&amp;", "&#0;", "\\\"", "'", "`", "${a}",
        "%s%d%i%o%O%j%c%%",
        "\\u0000", "\\n", "\\r\\n", "\\u2028", "\\u202e", "\\ud800", "\\u{10FFFF}", "\\x1b[31m", "./a.mjs", "../../etc", "./b.mjs?x#y",
        "file:///a.mjs",
        "node:fs", "data:text/javascript,1", "default", "é\u{301}", "😀", "\u{202E}", "\u{FEFF}", "use strict",
    ]
    static let operators = words(
        #"""
        + - * / % ** << >> >>> & | ^ && || ?? == === != !== < > <= >= in instanceof , = += **= &&= ??= => ?. ... ++ -- ! ~
        typeof void delete await yield yield* new async ? : ; #a @
        """#)
    static let keywords = words(
        #"""
        await async function class extends super static get set new new.target import.meta import export default from as with
        defer source const let var if else for of in while do switch case break continue return throw try catch finally yield
        this null true false typeof void delete debugger enum using constructor eval arguments label:
        """#)
    static let documentKeys = words(
        #"""
        title about host entry modules resources limits expect see network steps time heap code file imports json wasm load
        parse size log sleep busy await import module export throw microtask timeout after do try catch finally js from names as
        phase trace outcome duration at before evaluated hosts bundlers rejected fails text status name <<
        """#)
    static let documentScalars = [
        "null", "~", "true", "yes", "1s", "0", "-1s", "1e999s", "0.0000001ns", "100y", "9999999999999999999s", "5ns", "10us", "250ms",
        "1.5s", "2min", ".inf",
        ".nan", "0x10", "0o7", "1_000", "spec", "node", "node@20", "deno", "browser", "chromium", "fulfilled", "rejected", "unsettled",
        "blocked",
        "link error", "load error",
        "{}", "[]", "[[]]", "''", "\"\\0\"", "\"\\u202e\"", "\"\\ud800\"", "!!binary aGk=", "!!str 1", "!!set {a}", "!<tag:x> y", "&x 1",
        "*x", "|", "|-", ">+", "? a", "- - a",
        "../a.mjs", "/etc/passwd", "a.mjs", "./", "..", "2001-12-14", "%YAML 1.2", "---", "...", "\t", "# c", "@", "`", "1kB", "-5MB",
        "1e30MB",
    ]
    /// Bytes that no text should have, and texts that act on what shows them.
    static let hostileBytes: [[UInt8]] = [
        [0], [0x1B, 0x5B, 0x32, 0x4A], [0x7F], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x80],
        [0xEF, 0xBB, 0xBF],
        [0xE2, 0x80, 0xAE], [0xE2, 0x80, 0xA8], [0x0D], [0x0D, 0x0A], [0x09], [0xC2, 0x85], [0xEF, 0xBF, 0xBE], [0xFF, 0xFE], [0xCC, 0x81],
        [0x08], [0x0C],
    ]
    static let brackets: [(String, String)] = [
        ("(", ")"), ("[", "]"), ("{", "}"), ("`${", "}`"), ("(() => ", ")()"), ("await (", ")"), ("{ ", " }"), ("[...", "]"),
        ("if (1) { ", " }"), ("\"", "\""),
        ("try { ", " } finally { }"), ("async () => { ", " }"), ("/*", "*/"), ("class { static { ", " } }"), ("${", "}"),
    ]

    private static func words(_ text: String) -> [String] {
        text.split { $0 == " " || $0 == "\n" }.map(String.init)
    }
}
