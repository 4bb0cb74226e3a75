/// What is known of globals and methods by their names.
enum KnownNames {
    /// The function to which waits are given whose time is set; what it is given counts as if it stood there itself.
    static let waitMark = "tlaSim$takes"

    /// Globals that compute, wait or print: calling them, or their members, changes nothing of the program's but what they are given.
    static let quietGlobals: Set<String> = [
        // What marks a wait whose time is set.
        waitMark,
        "sleep", "fetch", "console", "Promise", "Math", "JSON", "Number", "String", "Boolean", "BigInt", "Symbol", "Array", "Object", "Map",
        "Set", "WeakMap",
        "WeakSet", "Date", "Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "AggregateError", "URL", "URLSearchParams",
        "isNaN", "isFinite",
        "parseInt", "parseFloat", "structuredClone", "performance", "busy", "undefined", "NaN", "Infinity", "Reflect", "RegExp",
        "encodeURIComponent",
        "decodeURIComponent", "encodeURI", "decodeURI", "AbortController", "AbortSignal", "TextEncoder", "TextDecoder",
    ]

    /// Of those, what only computes or waits, whatever happened before.
    static let indifferentGlobals = quietGlobals.subtracting(["fetch"])

    /// Of those, what gives its value at once and does nothing else, always the same.
    static let computingGlobals = quietGlobals.subtracting([
        "sleep", "fetch", "console", "busy", "Promise", "performance", "Date", "AbortSignal", "AbortController", "structuredClone",
    ])

    /// Functions and methods that print or measure: what follows does not count on that.
    static let printing: Set<String> = [
        "log", "debug", "info", "warn", "error", "trace", "print", "assert", "time", "timeEnd", "timeLog", "mark", "measure",
    ]

    static let globalObjects: Set<String> = ["globalThis", "window", "self", "global"]

    /// Methods of the language's and the hosts' collections, streams and iterators that change what they are called on.
    static let mutators: Set<String> = [
        "push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin", "set", "add", "delete", "clear", "append",
        "next", "return", "throw",
        "register", "use", "on", "once", "off", "emit", "addEventListener", "removeEventListener", "dispatchEvent", "subscribe", "write",
        "end", "setTime", "abort",
        "assign", "defineProperty", "defineProperties", "setPrototypeOf", "freeze", "seal",
    ]

    /// Functions of `Object` and `Reflect` that change their first argument.
    static let changesArgument: Set<String> = [
        "assign", "defineProperty", "defineProperties", "setPrototypeOf", "freeze", "seal", "set", "deleteProperty",
    ]
}
