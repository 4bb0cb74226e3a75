import TestSupport
import Testing

/// The rules by which trace files are judged refuse what breaks them.
@Suite struct TraceEventRulesTests {
    private static let names = """
        {"name":"process_name","ph":"M","pid":1,"args":{"name":"p"}},
        {"name":"thread_name","ph":"M","pid":1,"tid":7,"args":{"name":"t"}},
        {"name":"thread_sort_index","ph":"M","pid":1,"tid":7,"args":{"sort_index":0}},
        """

    private static func slice(_ from: Int, _ duration: Int, thread: Int = 7) -> String {
        #"{"name":"a","ph":"X","ts":\#(from),"dur":\#(duration),"pid":1,"tid":\#(thread)}"#
    }

    private static func begin(_ time: Int, id: Int = 1) -> String {
        #"{"name":"w","cat":"c","ph":"s","id":\#(id),"ts":\#(time),"pid":1,"tid":7}"#
    }

    private static func end(_ time: Int, id: Int = 1) -> String {
        #"{"name":"w","cat":"c","ph":"f","bp":"e","id":\#(id),"ts":\#(time),"pid":1,"tid":7}"#
    }

    private static func arrow(_ from: Int, _ to: Int, id: Int = 1) -> String { begin(from, id: id) + "," + end(to, id: id) }

    private static func file(_ events: String) -> String { "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\(names)\(events)]}" }

    @Test func acceptsWhatIsRight() throws {
        let rules = try TraceEventRules(
            Self.file(
                [
                    Self.slice(0, 10), Self.slice(4, 6), Self.slice(0, 4), Self.begin(3), Self.slice(10, 1), Self.end(10),
                    #"{"name":"i","ph":"i","s":"t","ts":2,"pid":1,"tid":7}"#,
                ].joined(separator: ",")))
        #expect(rules.slices.count == 4)
        #expect(rules.instants.count == 1)
        #expect(rules.flows.map(\.from.to) == [4], "the innermost slice")
    }

    @Test(arguments: [
        ("no JSON", "{"),
        ("no object", "[]"),
        ("another unit", #"{"displayTimeUnit":"s","traceEvents":[]}"#),
        ("no events", "{}"),
        ("a phase that is none", file(#"{"name":"a","ph":"x","ts":0,"pid":1,"tid":7}"#)),
        ("no duration", file(slice(0, 0))),
        ("time as text", file(#"{"name":"a","ph":"X","ts":"0","dur":1,"pid":1,"tid":7}"#)),
        ("a fraction", file(#"{"name":"a","ph":"X","ts":0.5,"dur":1,"pid":1,"tid":7}"#)),
        ("a negative time", file(slice(-1, 5))),
        ("no name", file(#"{"name":"","ph":"X","ts":0,"dur":1,"pid":1,"tid":7}"#)),
        ("an instant without scope", file(#"{"name":"i","ph":"i","ts":2,"pid":1,"tid":7}"#)),
        ("overlap in part", file(slice(0, 5) + "," + slice(3, 5))),
        ("a nameless thread", file(slice(0, 5, thread: 8))),
        ("the idle process", file(#"{"name":"a","ph":"X","ts":0,"dur":1,"pid":0,"tid":7}"#)),
        ("a thread of two processes", file(slice(0, 5) + "," + #"{"name":"a","ph":"X","ts":9,"dur":1,"pid":2,"tid":7}"#)),
        ("an arrow from nowhere", file(slice(4, 5) + "," + arrow(1, 4))),
        ("an arrow to a slice's end", file(slice(0, 5) + "," + arrow(1, 5))),
        (
            "an arrow behind an instant",
            file(slice(0, 5) + #",{"name":"i","ph":"i","s":"t","ts":1,"pid":1,"tid":7},"# + arrow(1, 2))
        ),
        ("an arrow back in time", file(slice(0, 5) + "," + arrow(4, 1))),
        ("an arrow's number twice", file(slice(0, 5) + "," + arrow(1, 2) + "," + arrow(2, 3))),
        ("half an arrow", file(slice(0, 5) + #",{"name":"w","cat":"c","ph":"s","id":1,"ts":1,"pid":1,"tid":7}"#)),
        (
            "an arrow to the next slice",
            file(slice(0, 5) + "," + arrow(1, 2).replacing(#""bp":"e","#, with: ""))
        ),
        ("args that are no object", file(#"{"name":"a","ph":"X","ts":0,"dur":1,"pid":1,"tid":7,"args":[]}"#)),
        ("unknown metadata", file(#"{"name":"thread_colour","ph":"M","pid":1,"tid":7,"args":{}}"#)),
        ("two names", file(#"{"name":"thread_name","ph":"M","pid":1,"tid":7,"args":{"name":"u"}}"#)),
    ])
    func refuses(_ what: String, _ text: String) {
        #expect(throws: (any Error).self, "\(what)") { try TraceEventRules(text) }
    }
}
