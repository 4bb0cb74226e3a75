// The source of a module, the lines where something happens, and those where something stands.

const keywords = new Set(("async await break case catch class const continue default delete do else export extends false finally for from function if import in "
    + "instanceof let new null of return static super switch this throw true try typeof undefined var void while with yield").split(" "));
const tokens = /(\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))|(`(?:\\[^]|[^\\`])*`?|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?)|\b(\d[\w.]*)|([A-Za-z_$][\w$]*)/gu;
const tokenClasses = ["", "comment", "text", "number", "word"];
const longestTextWithColours = 300_000;

/**
 * Spans of one look, a list for each line: where from, where to, and the look.
 * @param {string[]} lines
 */
function spansOf(lines) {
    /** @type {[number, number, string][][]} */
    const spans = lines.map(() => []);
    const text = lines.join("\n");
    if (text.length > longestTextWithColours) return spans;
    let line = 0;
    let start = 0;
    for (const match of text.matchAll(tokens)) {
        const kind = match.findIndex((group, number) => number > 0 && group !== undefined);
        if (kind === 4 && !keywords.has(match[0])) continue;
        let from = /** @type {number} */ (match.index);
        const end = from + match[0].length;
        while (from < end) {
            while (from > start + lines[line].length) {
                start += lines[line].length + 1;
                line += 1;
            }
            const to = Math.min(end, start + lines[line].length);
            if (to > from) spans[line].push([from - start, to - start, tokenClasses[kind]]);
            from = to + 1;
        }
    }
    return spans;
}

class SourcePanel {
    /** @param {RunView} view */
    constructor(view) {
        this.view = view;
        this.run = view.run;
        this.shown = 0;
        this.active = 1;
        /** @type {Map<number, [number, number, string][][]>} */
        this.spans = new Map();
        /** @type {Map<number, Set<number>>} */
        this.reached = new Map();
        /** @type {Map<number, string[]>} */
        this.marks = new Map();
        this.select = make("select", "");
        this.select.setAttribute("aria-label", "Module whose source is shown");
        for (const [number, source] of this.run.data.sources.entries()) {
            this.select.append(new Option(plain(source.name, 80), String(number)));
        }
        this.select.addEventListener("change", () => this.show(Number(this.select.value), 1));
        this.follow = make("input", "");
        this.follow.type = "checkbox";
        this.follow.checked = true;
        this.follow.addEventListener("change", () => this.update());
        const body = make("ul", "code");
        this.list = make("div", "scroll source", body);
        this.list.tabIndex = 0;
        body.setAttribute("role", "listbox");
        this.box = body;
        body.id = `code-${this.run.index}`;
        this.rows = new WindowedRows(this.list, body, 22, (index) => this.key(index), (index) => this.draw(index));
        this.list.addEventListener("keydown", (event) => this.press(event));
        this.list.addEventListener("click", (event) => {
            const row = event.target instanceof Element ? event.target.closest("li") : null;
            if (!row?.dataset.line) return;
            this.active = Number(row.dataset.line);
            if (event.target instanceof Element && event.target.closest(".gutter")) this.toggle(this.active);
            else this.rows.show();
        });
        this.hint = make("p", "hint");
        this.element = make("div", "panel-body",
            make("div", "tools", this.select, make("label", "", this.follow, " follow what runs")), this.list, this.hint);
    }

    /**
     * @param {number} source
     * @param {number} line
     */
    show(source, line) {
        if (source < 0) return;
        this.change(source);
        this.active = line;
        this.refresh();
        this.rows.reveal(line - 1);
    }

    /** @param {number} source */
    change(source) {
        if (source === this.shown && this.widthSet) return;
        this.shown = source;
        this.widthSet = true;
        this.select.value = String(source);
        const longest = Math.min(longestText, this.run.lines[source]?.reduce((most, line) => Math.max(most, line.length), 0) ?? 0);
        this.box.style.minWidth = `max(100%, calc(${longest + 2}ch + 6rem))`;
    }

    update() {
        const { run } = this;
        const top = run.state.stack[run.state.stack.length - 1];
        const place = run.place ?? (top?.line ? top : null);
        if (place && this.follow.checked) {
            const source = run.sourceOf(/** @type {any} */ (place));
            if (source >= 0) {
                this.change(source);
                this.active = place.line ?? 1;
            }
        } else if (!this.widthSet) this.change(0);
        this.refresh();
        if (this.follow.checked && place) this.rows.reveal((place.line ?? 1) - 1);
    }

    refresh() {
        const { run } = this;
        this.marks = new Map();
        /**
         * @param {{ module: number | null }} place
         * @param {number | null} line
         * @param {string} mark
         */
        const mark = (place, line, mark) => {
            if (line === null || line < 1 || run.sourceOf(place) !== this.shown) return;
            this.marks.set(line, [...(this.marks.get(line) ?? []), mark]);
        };
        for (const [depth, frame] of run.state.stack.entries()) {
            mark(frame, frame.line, depth === run.state.stack.length - 1 ? "runs" : "called");
        }
        for (const [module, record] of run.state.modules.entries()) {
            if (record.doing === "suspended") mark({ module }, record.line, "suspended");
        }
        for (const stands of run.state.functions) mark(stands, stands.line, "suspended");
        if (run.place) mark(run.place, run.place.line, "step");
        const name = run.data.sources[this.shown]?.name ?? "";
        this.box.setAttribute("aria-label", `Source of ${plain(name)}. Enter sets a breakpoint.`);
        this.rows.update(this.run.lines[this.shown]?.length ?? 0);
        this.box.setAttribute("aria-activedescendant", this.rowId(this.active));
        const stands = [...this.marks.values()].flat().filter((kind) => kind === "suspended").length;
        this.hint.textContent = run.lines.length === 0 ? "There is no source to show."
            : `${stands ? `${counted(stands, "await")} of this source ${stands === 1 ? "stands" : "stand"}. ` : ""}Click a line number, or press Enter on a line, for a breakpoint.`;
    }

    /** @param {number} line */
    rowId(line) {
        return `line-${this.run.index}-${line}`;
    }

    /** @param {number} index */
    key(index) {
        const line = index + 1;
        const step = this.marks.get(line)?.includes("step") ? this.run.at : "";
        return `${this.shown} ${this.marks.get(line)?.join() ?? ""} ${step} ${line === this.active} ${this.view.page.breaks.has(this.breakKey(line))} ${this.reached.get(this.shown)?.has(line) ?? ""}`;
    }

    /** @param {number} line */
    breakKey(line) {
        return `${this.run.data.sources[this.shown]?.name}\n${line}`;
    }

    /** @param {number} index */
    draw(index) {
        const line = index + 1;
        const marks = this.marks.get(line) ?? [];
        const hasBreak = this.view.page.breaks.has(this.breakKey(line));
        const row = make("li", ["line", ...new Set(marks.map((mark) => `at-${mark}`)), line === this.active ? "active" : ""].join(" "));
        row.id = this.rowId(line);
        row.dataset.line = String(line);
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", String(line === this.active));
        row.setAttribute("aria-setsize", String(this.rows.count));
        row.setAttribute("aria-posinset", String(line));
        const gutter = make("span", `gutter${this.reached.get(this.shown)?.has(line) ? " reached" : ""}`, String(this.run.lineNumber(this.shown, line)));
        if (hasBreak) gutter.prepend(sign("break"), make("span", "spoken", "breakpoint, line "));
        const margin = make("span", "margin");
        if (marks.includes("runs")) margin.append(sign("runs"), make("span", "spoken", "runs here: "));
        else if (marks.includes("called")) margin.append(sign("up"), make("span", "spoken", "has called what runs: "));
        const stands = marks.filter((mark) => mark === "suspended").length;
        if (stands) margin.append(sign("suspended"), stands > 1 ? `${stands}` : "", make("span", "spoken", "stands at its await: "));
        if (marks.includes("step") && !marks.includes("runs") && !stands) margin.append(sign("next"), make("span", "spoken", "this step: "));
        row.append(gutter, margin, this.code(index, marks.includes("step") ? this.run.current?.column ?? -1 : -1));
        return row;
    }

    /**
     * @param {number} index
     * @param {number} column
     */
    code(index, column) {
        const text = this.run.lines[this.shown][index];
        let spans = this.spans.get(this.shown);
        if (!spans) this.spans.set(this.shown, spans = spansOf(this.run.lines[this.shown]));
        const from = column > longestText - 200 ? column - 200 : 0;
        const end = Math.min(text.length, from + longestText);
        const code = make("code", "");
        if (from > 0) code.append("… ");
        const marked = column > 0 ? [column - 1, column - 1 + (/^[\w$]+/u.exec(text.slice(column - 1, column + 79))?.[0].length ?? 1)] : [-1, -1];
        const ends = new Set([from, end, ...marked]);
        for (const [start, stop] of spans[index]) ends.add(start).add(stop);
        const cuts = [...ends].filter((cut) => cut >= from && cut <= end).sort((a, b) => a - b);
        let next = 0;
        for (let number = 0; number + 1 < cuts.length; number += 1) {
            const [start, stop] = [cuts[number], cuts[number + 1]];
            while (next < spans[index].length && spans[index][next][1] <= start) next += 1;
            const span = spans[index][next];
            const look = span && span[0] <= start ? `token-${span[2]}` : "";
            const isMarked = start >= marked[0] && start < marked[1];
            const piece = make(isMarked ? "mark" : "span", look);
            setForeignText(piece, text.slice(start, stop));
            code.append(piece);
        }
        if (end < text.length) code.append(make("span", "more", ` … and ${(text.length - end).toLocaleString("en")} more characters`));
        return code;
    }

    /** @param {KeyboardEvent} event */
    press(event) {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        const page = Math.max(1, Math.floor(this.list.clientHeight / 22) - 1);
        const moves = /** @type {Record<string, number>} */ ({ ArrowUp: -1, ArrowDown: 1, PageUp: -page, PageDown: page });
        if (event.key in moves) {
            this.active = Math.min(Math.max(1, this.active + moves[event.key]), this.rows.count);
            this.refresh();
            this.rows.reveal(this.active - 1);
        } else if (event.key === "Enter") this.toggle(this.active);
        else return;
        event.preventDefault();
        event.stopPropagation();
    }

    /** @param {number} line */
    toggle(line) {
        const isSet = this.view.page.toggleBreak(this.breakKey(line));
        const reached = this.linesReached().has(line);
        this.view.page.say(`Breakpoint at line ${this.run.lineNumber(this.shown, line)} ${isSet ? "set" : "removed"}.${isSet && !reached ? " No step of this run is at that line." : ""}`);
    }

    /** The lines of what is shown at which any step happens. */
    linesReached() {
        let lines = this.reached.get(this.shown);
        if (lines) return lines;
        for (let source = 0; source < this.run.lines.length; source += 1) this.reached.set(source, new Set());
        this.run.find(1, 1, (step) => {
            if (step.line > 0) this.reached.get(this.run.sourceOf(step))?.add(step.line);
            return false;
        });
        lines = this.reached.get(this.shown) ?? new Set();
        this.rows.show();
        return lines;
    }
}
