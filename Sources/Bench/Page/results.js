// The right side: how it ended, the problems below the text, and the views of the run.
import { lineStart, signs } from "./editor.js";
import { button, byId, empty, make } from "./dom.js";

/** @typedef {import("./editor.js").Problem} Problem */
/** @typedef {{problems: Problem[], text?: string, explain?: string, outcome?: string, status?: number, host?: string, pictures?: Record<string, string>, isAsExpected?: boolean, failure?: string}} Result */

/** @type {Record<string, string>} */
const names = { run: "Run", timeline: "Timeline", graph: "Graph", waits: "Waits", explain: "Explain", play: "Player" };

/** What stands in the views of a text that did not run. */
export const didNotRun = "It did not run. What is wrong stands below the text.";

export class Results {
    /**
     * @param {{goTo: (line: number, column: number) => void, name: () => string, isScenario: () => boolean, play: () => void, keep: () => void}} bench
     */
    constructor(bench) {
        this.bench = bench;
        this.view = "run";
        /** The name of the file whose run is shown; empty for none. */
        this.shown = "";
        /** @type {Map<string, {tab: HTMLButtonElement, panel: HTMLElement}>} */
        this.views = new Map();
        for (const id of Object.keys(names)) this.add(id);
        byId("tabs").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event));
        this.show("run");
    }

    /** @param {string} id */
    add(id) {
        const tab = button("", () => this.choose(id), names[id]);
        tab.id = `tab-${id}`;
        tab.setAttribute("role", "tab");
        tab.setAttribute("aria-controls", `view-${id}`);
        const panel = make("div", `view view-${id}`);
        Object.assign(panel, { id: `view-${id}`, tabIndex: 0 });
        panel.setAttribute("role", "tabpanel");
        panel.setAttribute("aria-labelledby", tab.id);
        byId("tabs").append(tab);
        byId("views").append(panel);
        this.views.set(id, { tab, panel });
    }

    /** Shows a view for the viewer, who finds it again after a reload. @param {string} id @param {boolean} [isByKey] */
    choose(id, isByKey) {
        this.show(id, isByKey);
        this.bench.keep();
    }

    /** @param {string} id @param {boolean} [isByKey] */
    show(id, isByKey) {
        this.view = id;
        for (const [name, { tab, panel }] of this.views) {
            tab.setAttribute("aria-selected", `${name === id}`);
            tab.tabIndex = name === id ? 0 : -1;
            panel.hidden = name !== id;
        }
        if (isByKey) this.views.get(id)?.tab.focus();
        if (id === "play") this.bench.play();
    }

    /** @param {KeyboardEvent} event */
    key(event) {
        const ids = [...this.views].filter(([, { tab }]) => !tab.hidden).map(([id]) => id);
        const at = ids.indexOf(this.view);
        const next = { ArrowRight: at + 1, ArrowLeft: at - 1 + ids.length, Home: 0, End: ids.length - 1 }[event.key];
        if (next === undefined) return;
        event.preventDefault();
        this.choose(ids[next % ids.length], true);
    }

    /** How many letters have room in a line of a text. */
    get columns() {
        const probe = make("span", "", "0".repeat(100)), line = make("pre", "told probe", probe);
        byId("views").append(line);
        const letter = probe.getBoundingClientRect().width / 100;
        line.remove();
        return Math.max(30, Math.floor((byId("views").clientWidth - 40) / letter));
    }

    // What came of it

    /** @param {boolean} isRunning */
    setRunning(isRunning) {
        byId("outcome").classList.toggle("is-running", isRunning);
        if (isRunning) byId("views").classList.add("is-old");
    }

    /** @param {Result} result @returns {Problem[]} those of the text */
    tell(result) {
        this.setRunning(false);
        const problems = result.problems ?? [];
        if (result.failure) problems.unshift({ severity: "error", message: result.failure });
        this.tellOutcome(result, problems);
        this.tellProblems(problems);
        const own = this.bench.name(), ofText = problems.filter(({ file }) => file === own);
        // What the text before showed stays, pale, while this one does not run.
        const isOld = result.outcome === undefined && this.shown === own;
        byId("views").classList.toggle("is-old", isOld);
        byId("old").hidden = !isOld;
        if (isOld) return ofText;
        this.shown = result.outcome === undefined ? "" : own;
        this.text("run", result.text ?? "");
        this.text("explain", result.explain ?? "");
        for (const id of ["timeline", "graph", "waits"]) this.picture(id, result.pictures?.[id]);
        return ofText;
    }

    /** @param {Result} result @param {Problem[]} problems */
    tellOutcome(result, problems) {
        const errors = problems.filter(({ severity }) => severity === "error").length;
        const kind = result.outcome === undefined ? "bad" : result.status === 0 && result.isAsExpected !== false ? "good" : "bad";
        const words = [result.outcome ?? (result.failure ? "stopped" : "does not run")];
        if (result.host) words.push(`on ${result.host}`);
        if (result.isAsExpected !== undefined) words.push(result.isAsExpected ? "as expected" : "not as expected");
        if (errors && result.outcome === undefined) words.push(counted(errors, "error"));
        byId("outcome").dataset.kind = kind;
        byId("outcome-words").textContent = words.join(" · ");
    }

    /** @param {Problem[]} problems */
    tellProblems(problems) {
        const own = this.bench.name();
        byId("problems").hidden = problems.length === 0;
        const areErrors = problems.every(({ severity }) => severity === "error");
        byId("problems-title").textContent = counted(problems.length, areErrors ? "error" : "remark");
        const items = problems.slice(0, 200).map((problem) => {
            const item = make("li", problem.severity);
            const sign = make("span", "sign", signs[problem.severity] ?? "");
            sign.setAttribute("aria-hidden", "true");
            item.append(sign, make("span", "spoken", `${problem.severity}: `));
            if (problem.line) {
                const place = `${problem.file === own ? "" : problem.file}:${problem.line}:${problem.column}`;
                item.append(problem.file === own ? this.link(place.slice(1), problem.line, problem.column ?? 1) : make("span", "place", place), " ");
            }
            item.append(problem.message);
            if (problem.rule) item.append(" ", make("span", "of-rule", problem.rule));
            if (problem.hint) item.append(make("span", "hint", `${problem.hint}`));
            return item;
        });
        byId("problem-list").replaceChildren(...items);
    }

    /** @param {string} words @param {number} line @param {number} column */
    link(words, line, column) {
        return button("link", () => this.bench.goTo(line, column), words);
    }

    /** A text of the simulator, in which places of this file lead there. @param {string} id @param {string} text */
    text(id, text) {
        const isScenario = this.bench.isScenario();
        const own = this.bench.name().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
        const place = new RegExp(`(?<![\\w./-])${own}:(\\d+)(?::(\\d+))?|(?<=\\()line (\\d+)(?=[),])`, "g");
        /** @type {(string | Node)[]} */
        const parts = [];
        let end = 0;
        for (const match of text.matchAll(place)) {
            // The lines of a scenario's modules are those of its text; a module has others beside it.
            const row = text.slice(lineStart(text, match.index), match.index);
            if (match[3] && !isScenario && !row.includes(this.bench.name())) continue;
            parts.push(text.slice(end, match.index), this.link(match[0], Number(match[1] ?? match[3]), Number(match[2] ?? 1)));
            end = match.index + match[0].length;
        }
        parts.push(text.slice(end));
        const panel = this.panel(id);
        panel.replaceChildren(text ? make("pre", "told", ...parts) : empty(didNotRun));
    }

    /** @param {string} id @param {string | undefined} svg */
    picture(id, svg) {
        const view = this.views.get(id);
        if (!view) return;
        view.tab.hidden = id === "waits" && !svg;
        if (view.tab.hidden && this.view === id) this.show("run");
        for (const image of view.panel.querySelectorAll("img")) URL.revokeObjectURL(image.src);
        if (!svg) return view.panel.replaceChildren(empty("There is nothing to draw."));
        const image = make("img");
        image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
        image.alt = described(svg);
        const fit = button("fit", () => {
            const isActual = image.classList.toggle("is-actual");
            fit.setAttribute("aria-pressed", `${isActual}`);
        }, "Actual size");
        fit.setAttribute("aria-pressed", "false");
        const save = make("a", "fit", "SVG");
        Object.assign(save, { href: image.src, download: `${this.bench.name().replace(/\.\w+$/, "")}.${id}.svg`, title: "Download the picture" });
        view.panel.replaceChildren(make("div", "picture-tools", fit, save), make("div", "picture", image));
    }

    /** @param {string} id */
    panel(id) { return /** @type {{panel: HTMLElement}} */ (this.views.get(id)).panel; }
}

/** @param {number} number @param {string} what */
function counted(number, what) { return `${number} ${what}${number === 1 ? "" : "s"}`; }

/** What a picture says of itself. @param {string} svg */
function described(svg) {
    /** @type {Record<string, string>} */
    const entities = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
    const part = (/** @type {string} */ name) => new RegExp(`<${name}[^>]*>([^<]*)</${name}>`).exec(svg)?.[1] ?? "";
    return [part("title"), part("desc")].filter(Boolean).join(". ").replace(/&(\w+);/g, (all, name) => entities[name] ?? all);
}
