/// The keys of a page: what its document holds.
extension Format {
    private static let script = Shape.either([.line, .reference("inline")])

    static let inline = KeyTable(
        what: "an inline script",
        keys: [
            .init("code", .text, "JavaScript source.", alsoCalled: ["source", "js", "javascript", "script", "text", "content"]),
            .init("imports", .list(of: .reference("import")), "What it imports, in order; of a module only.", alsoCalled: ["import"]),
            .init("steps", .list(of: .reference("step")), "What it does, in order.", alsoCalled: ["body", "do", "run", "actions"]),
        ],
        forms: [.init(["code"]), .init([], optional: ["imports", "steps"])])

    static let pageItem = KeyTable(
        what: "an item of a page",
        keys: [
            .init(
                "module", script, "<script type=module>: a module's name, or an inline one with code, or imports and steps.",
                alsoCalled: ["moduleScript"]),
            .init("classic", script, "<script>: the name of one of `scripts`, or an inline one.", alsoCalled: ["script"]),
            .init("async", .boolean, "Whether it runs as soon as it is there."),
            .init("defer", .boolean, "Whether a classic script waits for the end of the document.", alsoCalled: ["deferred"]),
            .init("nomodule", .boolean, "Whether only a browser without modules runs it.", alsoCalled: ["noModule"]),
            .init("missing", .boolean, "Whether the server answers that there is no such file.", alsoCalled: ["404", "notFound"]),
            .init("importmap", .any, "<script type=importmap>: its imports and scopes.", alsoCalled: ["importMap", "import map"]),
            .init("preload", .line, "<link rel=modulepreload>: a module's name.", alsoCalled: ["modulepreload", "link"]),
            .init("image", .line, "<img>, which `load` waits for.", alsoCalled: ["img"]),
            .init("load", .duration, "How long the image takes to arrive.", alsoCalled: ["delay"]),
            .init("content", .line, "Anything else, such as <p>text</p>: the body begins there.", alsoCalled: ["text", "body"]),
            .init("pause", .duration, "How much later the rest of the document arrives.", alsoCalled: ["wait", "sleep"]),
            .init("hidden", .boolean, "Whether the page is in the background, where timers are held back.", alsoCalled: ["background"]),
        ],
        forms: [
            .init(["module"], optional: ["async", "missing"]),
            .init(["classic"], optional: ["async", "defer", "nomodule", "missing"]), .init(["importmap"]),
            .init(["preload"], optional: ["missing"]), .init(["image"], optional: ["load"]), .init(["content"]), .init(["pause"]),
            .init(["hidden"]),
        ])

    /// The keys of the document that a page needs.
    static let pageKeys: [KeyTable.Key] = [
        .init(
            "page", .list(of: .object(pageItem), minimum: 1),
            "What a page's document holds, in order, in place of `entry`: module, classic, importmap, preload, image, pause, hidden.",
            alsoCalled: ["document", "html"]),
        .init(
            "scripts", .mapping(of: .reference("module"), minimum: 1), "Classic scripts by name, each like a module.",
            alsoCalled: ["classics"]),
        .init(
            "listen", .list(of: .word(PageSignal.allCases.map(\.rawValue))),
            "Events of the page that become lines of the console.", alsoCalled: ["listens", "events"]),
    ]

    static let network = KeyTable(
        what: "a network",
        keys: [
            .init("latency", .duration, "From a request to the first byte of its answer.", alsoCalled: ["delay", "rtt", "ping"]),
            .init("bandwidth", .size, "Bytes in a second, which all that is loading share: 1MB.", alsoCalled: ["speed", "throughput"]),
            .init(
                "connections", .integer(1...256), "How many requests are under way at once; 6 for http/1.1 when left out.",
                alsoCalled: ["parallel"]),
            .init(
                "protocol", .word(ScenarioNetwork.NetworkProtocol.allCases.map(\.rawValue)), "http/1.1 when left out.",
                alsoCalled: ["version"]),
        ])
}
