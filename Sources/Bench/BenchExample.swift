/// A text to begin with.
public struct BenchExample: Sendable {
    /// The name of its file.
    public var name: String
    public var title: String
    public var text: String

    public static let all: [BenchExample] = [
        BenchExample(
            name: "siblings.yaml", title: "An await does not block a sibling",
            text: """
                title: An await does not block a sibling
                about: |
                  main imports slow and quick. slow stops at its await for 100 ms. quick does not import it, and so runs at once.
                  main imports both, and has to wait for both.
                entry: main
                modules:
                  main: |
                    import "./slow";
                    import "./quick";
                    console.log("main");
                  slow: |
                    console.log("slow begins");
                    await sleep(100);
                    console.log("slow goes on");
                  quick: |
                    console.log("quick");
                expect:
                  trace: [slow begins, quick, slow goes on, main]

                """),
        BenchExample(
            name: "await-in-module.mjs", title: "One module, one await",
            text: """
                // A module of your own. It runs when you stop typing.
                console.log("before");

                setTimeout(() => console.log("a timer"), 0);
                queueMicrotask(() => console.log("a microtask"));
                await null;

                console.log("after");

                """),
        BenchExample(
            name: "cycle.yaml", title: "Two modules that import each other",
            text: """
                title: Two modules that import each other
                about: |
                  a imports b, and b imports a. b runs first, while what a exports has no value yet. It may ask later, but not at once.
                entry: a
                modules:
                  a: |
                    import { fromB } from "./b";
                    export const fromA = "a";
                    console.log(fromB());
                  b: |
                    import { fromA } from "./a";
                    export const fromB = () => `b, and later ${fromA}`;
                    console.log("b runs first");

                """),
        BenchExample(
            name: "never-settles.yaml", title: "Two awaits that wait for each other",
            text: """
                title: Two awaits that wait for each other
                about: |
                  a awaits import("./b"), and b imports a. a waits for b, b waits for a, and so nothing ever goes on.
                  The view Waits draws the circle.
                host: node
                entry: a
                modules:
                  a: |
                    console.log("a begins");
                    await import("./b");
                    console.log("never printed");
                  b: |
                    import "./a";
                    console.log("never printed either");

                """),
        BenchExample(
            name: "dynamic-import.yaml", title: "When a call of import() is over",
            text: """
                title: When a call of import() is over
                about: |
                  import() gives a promise that waits for the whole graph below: here for lazy, and for the await in its dependency.
                entry: main
                modules:
                  main: |
                    console.log("main asks");
                    const { answer } = await import("./lazy");
                    console.log("main has", answer);
                  lazy: |
                    import { value } from "./data";
                    export const answer = value * 2;
                  data: |
                    export const value = await sleep(50).then(() => 21);

                """),
        BenchExample(
            name: "rejection.yaml", title: "An error stops all who import it",
            text: """
                title: An error stops all who import it
                about: |
                  broken rejects after its await. main never runs. other does not import it, and runs to its end.
                host: node
                entry: main
                modules:
                  main: |
                    import "./broken";
                    import "./other";
                    console.log("never printed");
                  broken: |
                    await sleep(20);
                    throw new Error("no connection");
                  other: |
                    console.log("other runs");

                """),
        BenchExample(
            name: "serial.yaml", title: "Awaits in a row, and how to start them together",
            text: """
                title: Awaits in a row, and how to start them together
                about: |
                  Three loads that do not need each other are awaited one after the other. Explain says what that costs.
                  Try Promise.all, and look at the timeline.
                entry: main
                modules:
                  main: |
                    const load = async (name) => { await sleep(100); return name; };
                    const user = await load("user");
                    const texts = await load("texts");
                    const theme = await load("theme");
                    console.log(user, texts, theme);

                """),
        BenchExample(
            name: "bundled.yaml", title: "What a bundler changes",
            text: """
                title: What a bundler changes
                about: |
                  As modules, quick runs while slow waits. Choose a bundler above: some put both into one module, in which quick has to wait.
                entry: main
                modules:
                  main: |
                    import "./slow";
                    import "./quick";
                    console.log("main");
                  slow: |
                    console.log("slow begins");
                    await sleep(100);
                    console.log("slow goes on");
                  quick: |
                    console.log("quick");

                """),
    ]
}
