// The editor: a textarea, which has everything that a person or a screen reader expects of one, between layers that show colours, marks and
// the numbers of lines.
import { colour } from "./colours.js";
import { byId, make } from "./dom.js";

/** @typedef {{severity: string, message: string, file?: string, line?: number, column?: number, end?: {line: number, column: number}, hint?: string, rule?: string}} Problem */

/** @param {string} text @param {number} place in the line whose beginning is given */
export function lineStart(text, place) { return text.lastIndexOf("\n", place - 1) + 1; }

export class Editor {
    /** @param {() => void} changed */
    constructor(changed) {
        /** @type {HTMLTextAreaElement} */
        this.area = byId("text");
        this.isScenario = true;
        /** @type {Problem[]} */
        this.problems = [];
        this.mayLeave = false;
        this.changed = changed;
        this.area.addEventListener("input", () => this.show(true));
        this.area.addEventListener("scroll", () => this.follow());
        this.area.addEventListener("keydown", (event) => this.key(event));
        document.addEventListener("selectionchange", () => this.tellHere());
    }

    get text() { return this.area.value; }

    /** @param {string} text @param {boolean} isScenario */
    open(text, isScenario) {
        this.isScenario = isScenario;
        this.problems = [];
        this.area.value = text;
        this.area.setSelectionRange(0, 0);
        this.area.scrollTo(0, 0);
        this.show(false);
    }

    /** @param {boolean} isTyped */
    show(isTyped) {
        colour(byId("colours"), this.text, this.isScenario);
        this.showMarks();
        this.follow();
        if (isTyped) this.changed();
    }

    follow() {
        const { scrollLeft, scrollTop } = this.area;
        for (const id of ["colours", "marks"]) byId(id).style.transform = `translate(${-scrollLeft}px, ${-scrollTop}px)`;
        byId("gutter").style.transform = `translateY(${-scrollTop}px)`;
    }

    // Marks

    /** @param {Problem[]} problems those of this text */
    mark(problems) {
        this.problems = problems;
        this.showMarks();
        this.tellHere();
    }

    showMarks() {
        const lines = this.text.split("\n");
        /** @type {Map<number, Problem>} */
        const worst = new Map();
        for (const problem of this.problems) {
            const line = problem.line ?? 0;
            if (line > 0 && (worst.get(line)?.severity !== "error" || problem.severity === "error")) worst.set(line, problem);
        }
        const numbers = lines.map((_, index) => {
            const problem = worst.get(index + 1);
            // Not by colour alone: a sign stands beside the number.
            return make("span", problem ? problem.severity : "", `${problem ? signs[problem.severity] ?? "" : ""}${index + 1}\n`);
        });
        byId("gutter").replaceChildren(...numbers);
        /** @type {(string | Node)[]} */
        const marks = [];
        lines.forEach((line, index) => {
            const problem = worst.get(index + 1);
            if (problem) {
                // Columns count Unicode scalars.
                const scalars = Array.from(line), from = Math.max(0, (problem.column ?? 1) - 1);
                const to = problem.end?.line === problem.line ? (problem.end?.column ?? from + 2) - 1 : from + 1;
                const what = scalars.slice(from, Math.max(to, from + 1)).join("") || " ";
                marks.push(scalars.slice(0, from).join(""), make("mark", problem.severity, what));
            }
            marks.push("\n");
        });
        byId("marks").replaceChildren(...marks);
    }

    /** Says below the text what is wrong where the caret stands. */
    tellHere() {
        if (document.activeElement !== this.area) return;
        const line = this.line;
        const here = this.problems.filter((problem) => problem.line === line).map((problem) => `${problem.severity}: ${problem.message}`);
        const column = Array.from(this.text.slice(lineStart(this.text, this.area.selectionStart), this.area.selectionStart)).length;
        byId("here").textContent = `${line}:${column + 1}${here.length ? `  ${here.join("; ")}` : ""}`;
    }

    get line() { return this.text.slice(0, this.area.selectionStart).split("\n").length; }

    /** @param {number} line @param {number} column */
    goTo(line, column) {
        const lines = this.text.split("\n");
        const at = Math.min(Math.max(line, 1), lines.length);
        const before = lines.slice(0, at - 1).reduce((sum, text) => sum + text.length + 1, 0);
        const offset = before + Array.from(lines[at - 1]).slice(0, Math.max(0, column - 1)).join("").length;
        this.area.focus();
        this.area.setSelectionRange(offset, offset);
        const height = parseFloat(getComputedStyle(this.area).lineHeight);
        this.area.scrollTop = Math.max(0, (at - 1) * height - this.area.clientHeight / 3);
    }

    /** To the next problem after the caret, or the first. */
    goToNextProblem() {
        const places = this.problems.filter((problem) => problem.line).sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
        const next = places.find((problem) => (problem.line ?? 0) > this.line) ?? places[0];
        if (next) this.goTo(next.line ?? 1, next.column ?? 1);
    }

    // Typing

    /** Puts a text in the place of a part, so that it can be undone. @param {number} from @param {number} to @param {string} text */
    replace(from, to, text) {
        this.area.focus();
        this.area.setSelectionRange(from, to);
        // The one way that keeps the history of a textarea.
        if (!document.execCommand("insertText", false, text)) {
            this.area.setRangeText(text, from, to, "end");
            this.show(true);
        }
    }

    /** @param {KeyboardEvent} event */
    key(event) {
        if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
        const { selectionStart: from, selectionEnd: to } = this.area;
        if (event.key === "Escape") this.mayLeave = true;
        else if (event.key === "Tab" && !this.mayLeave) {
            event.preventDefault();
            this.indent(event.shiftKey);
        } else if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            const line = this.text.slice(lineStart(this.text, from), from);
            const opens = this.isScenario ? /:(?: *[|>][+-]?)? *$/.test(line) : /[{([] *$/.test(line);
            this.replace(from, to, `\n${/^ */.exec(line)?.[0] ?? ""}${opens ? "  " : ""}`);
        }
        if (event.key !== "Escape" && event.key !== "Shift") this.mayLeave = false;
    }

    /** @param {boolean} isBack */
    indent(isBack) {
        const { selectionStart: from, selectionEnd: to } = this.area;
        const start = lineStart(this.text, from);
        if (!isBack && from === to) return this.replace(from, to, " ".repeat(2 - (from - start) % 2));
        const lines = this.text.slice(start, to).split("\n").map((line) => (isBack ? line.replace(/^ {1,2}/, "") : `  ${line}`));
        const text = lines.join("\n");
        this.replace(start, to, text);
        this.area.setSelectionRange(start, start + text.length);
    }
}

/** @type {Record<string, string>} */
export const signs = { error: "✕ ", warning: "! ", note: "· " };
