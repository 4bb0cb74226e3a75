import Testing

@testable import Simulator

/// `EventTarget` and `Event`. https://dom.spec.whatwg.org/#events
struct EventTests {
    private func printed(_ source: String, on host: String = "deno") throws -> [String] {
        let modules: Modules = ["main": source]
        return try modules.run(host).trace.console.map(\.text)
    }

    @Test func listenersAreCalledInOrderOnceEach() throws {
        let lines = try printed(
            """
            const target = new EventTarget();
            const twice = () => console.log("twice");
            target.addEventListener("x", twice);
            target.addEventListener("x", twice);
            target.addEventListener("x", () => console.log("once"), { once: true });
            target.addEventListener("x", { handleEvent(event) { console.log("object", event.type, this !== target); } });
            target.dispatchEvent(new Event("x"));
            target.removeEventListener("x", twice);
            target.dispatchEvent(new Event("x"));
            """)
        #expect(lines == ["twice", "once", "object x true", "object x true"])
    }

    @Test func aListenerStopsAndCancels() throws {
        let lines = try printed(
            """
            const target = new EventTarget();
            target.addEventListener("x", (event) => { event.preventDefault(); event.stopImmediatePropagation(); });
            target.addEventListener("x", () => console.log("never"));
            console.log(target.dispatchEvent(new Event("x", { cancelable: true })), target.dispatchEvent(new Event("x")));
            const event = new CustomEvent("y", { detail: 7 });
            target.addEventListener("y", (event) => console.log(event.detail, event.target === target, event.eventPhase, event.isTrusted));
            target.dispatchEvent(event);
            console.log(event.currentTarget, event.eventPhase, event instanceof Event);
            """)
        #expect(lines == ["false true", "7 true 2 false", "null 0 true"])
    }

    @Test func microtasksRunWhenTheDispatchingCodeIsDone() throws {
        let lines = try printed(
            """
            const target = new EventTarget();
            target.addEventListener("x", () => { console.log("one"); queueMicrotask(() => console.log("microtask")); });
            target.addEventListener("x", () => console.log("two"));
            target.dispatchEvent(new Event("x"));
            console.log("after");
            """)
        #expect(lines == ["one", "two", "after", "microtask"])
    }

    @Test func classesInheritFromEventTarget() throws {
        let lines = try printed(
            """
            class Store extends EventTarget { set(value) { this.value = value; this.dispatchEvent(new Event("change")); } }
            const store = new Store();
            store.addEventListener("change", function () { console.log(this.value, this === store); });
            store.set(3);
            try { EventTarget(); } catch (error) { console.log(error.name); }
            try { EventTarget.prototype.addEventListener.call({}, "x", null); } catch (error) { console.log(error.name); }
            """, on: "node")
        #expect(lines == ["3 true", "TypeError", "TypeError"])
    }
}
