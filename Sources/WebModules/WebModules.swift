/// Globals that hosts have by the web's standards, and Intl of ECMA-402: JavaScript that we wrote, which the simulator runs when a program first reads
/// one.
///
/// Each text is the body of a CommonJS module; `require` finds the others, and `__dirname` holds what only the simulator itself can do.
package enum WebModules {
    package struct Global: Sendable {
        package var name: String
        /// The text that exports it.
        package var module: String
        package var manner: Manner

        /// Whether only hosts have it that have `scheduler`.
        package var isOfScheduler: Bool { module == "tasks" }

        /// Whether every host has it, as it has those of ECMA-262: every engine brings it.
        package var isOfLanguage: Bool { module == "intl" || module == "webAssembly" }

        /// Whether it becomes a property like any other once somebody looks at it.
        package var isSettled: Bool { manner == .interface || manner == .function }
    }

    package enum Manner: Sendable {
        /// A constructor, which the global object does not list.
        case interface
        case function
        /// An attribute of the global object that can be replaced, and one that cannot.
        case attribute, constant
    }

    private static let groups: [(Manner, module: String, names: [String])] = [
        (.interface, "intl", ["Intl"]),
        (.interface, "url", ["URL", "URLSearchParams"]),
        (.interface, "abort", ["AbortController", "AbortSignal"]),
        (.interface, "tasks", ["TaskController", "TaskSignal"]),
        (.function, "base64", ["btoa", "atob"]),
        (.interface, "blob", ["Blob", "File"]),
        (.interface, "headers", ["Headers"]),
        (.interface, "formData", ["FormData"]),
        (.interface, "request", ["Request"]),
        (.interface, "response", ["Response"]),
        (.interface, "readable", ["ReadableStream"]),
        (.interface, "readers", ["ReadableStreamDefaultReader", "ReadableStreamBYOBReader"]),
        (.interface, "readableController", ["ReadableStreamDefaultController"]),
        (.interface, "byteController", ["ReadableByteStreamController", "ReadableStreamBYOBRequest"]),
        (.interface, "queues", ["ByteLengthQueuingStrategy", "CountQueuingStrategy"]),
        (.interface, "writable", ["WritableStream", "WritableStreamDefaultWriter", "WritableStreamDefaultController"]),
        (.interface, "transform", ["TransformStream", "TransformStreamDefaultController"]),
        (.interface, "coderStreams", ["TextEncoderStream", "TextDecoderStream"]),
        (.constant, "crypto", ["crypto"]),
        (.interface, "crypto", ["Crypto", "CryptoKey", "SubtleCrypto"]),
        (.attribute, "performance", ["performance"]),
        (
            .interface, "performance",
            [
                "Performance", "PerformanceEntry", "PerformanceMark", "PerformanceMeasure", "PerformanceObserver",
                "PerformanceObserverEntryList",
            ]
        ),
        (.constant, "navigator", ["navigator"]),
        (.interface, "navigator", ["Navigator"]),
        (.interface, "broadcast", ["BroadcastChannel"]),
        (.interface, "webAssembly", ["WebAssembly"]),
    ]

    package static let globals: [Global] = groups.flatMap { group in
        group.names.map { Global(name: $0, module: group.module, manner: group.0) }
    }

    private static let sources: [String: String] = [
        "abort": abort, "base64": base64, "blob": blob, "body": body, "broadcast": broadcast, "byteController": byteController,
        "coderStreams": coderStreams, "crypto": crypto, "dateTimeFormat": dateTimeFormat, "formData": formData, "headers": headers,
        "interfaces": interfaces,
        "intl": intl, "languageFormats": languageFormats, "localeData": localeData, "locales": locales, "numberFormat": numberFormat,
        "navigator": navigator, "performance": performance, "piping": piping, "punycode": punycode, "queues": queues,
        "readable": readable, "readableController": readableController, "readers": readers, "request": request, "response": response,
        "serviceFetch": serviceFetch,
        "tasks": tasks, "transform": transform, "url": url, "urlParser": urlParser, "webAssembly": webAssembly, "writable": writable,
    ]

    /// The text of a module; `nil` for one that there is not.
    package static func source(of name: String) -> String? { sources[name] }
}
