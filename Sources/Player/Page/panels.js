// What is true at this step: a panel for each part of the state.

/** Why there is a job, in words: the rules of a trace. */
const ruleWords = {
    awaitsPromise: "an await goes on one job after its promise is settled",
    awaitsValue: "an await of what is no promise takes one job all the same",
    callsBack: "a callback is called one job after its promise is settled",
    handsOn: "a then without a callback for this end hands it on in one job",
    callsThen: "a promise resolved with another takes one job to call its then",
    adopts: "and one more to settle as that one did",
    endsModule: "importers learn of the end of an asynchronous module in one job",
    imports: "a step of an import()",
    asked: "the program asked for it by name",
    host: "the host's own",
};

/** @param {string | null} rule */
function wordsOfRule(rule) {
    return rule ? ruleWords[/** @type {keyof typeof ruleWords} */ (rule)] ?? rule : "";
}

/**
 * @template Entry
 */
class ListPanel {
    /**
     * @param {RunView} view
     * @param {{ label: string, empty: string, height: number, ordered?: boolean, entries: () => Entry[], key: (entry: Entry) => string,
     *     draw: (entry: Entry, index: number) => (string | Node)[], current?: (entry: Entry, index: number) => boolean, end?: boolean }} look
     */
    constructor(view, look) {
        this.view = view;
        this.look = look;
        /** @type {Entry[]} */
        this.entries = [];
        const body = make("ol", look.ordered === false ? "rows unordered" : "rows");
        this.box = scrollBox("list", look.label, body);
        this.rows = new WindowedRows(this.box, body, look.height, (index) => this.key(index), (index) => this.draw(index));
        this.emptyText = make("p", "empty", look.empty);
        this.element = make("div", "panel-body", this.box, this.emptyText);
    }

    update() {
        this.entries = this.look.entries();
        this.emptyText.hidden = this.entries.length > 0;
        this.box.hidden = this.entries.length === 0;
        this.rows.update(this.entries.length);
        if (this.look.end && this.entries.length) this.rows.reveal(this.entries.length - 1);
    }

    /** @param {number} index */
    key(index) {
        const entry = this.entries[index];
        return `${this.look.key(entry)} ${this.look.current?.(entry, index) ?? ""}`;
    }

    /** @param {number} index */
    draw(index) {
        const entry = this.entries[index];
        const row = make("li", "row", ...this.look.draw(entry, index));
        row.style.height = `${this.look.height}px`;
        row.setAttribute("aria-setsize", String(this.entries.length));
        row.setAttribute("aria-posinset", String(index + 1));
        if (this.look.current?.(entry, index)) row.setAttribute("aria-current", "true");
        return row;
    }
}

/**
 * A place as a button that shows it.
 * @param {RunView} view
 * @param {Place | null} place
 */
function placeLink(view, place) {
    if (!place || place.line === null || place.line < 1) return make("span", "place none", place ? plain(view.run.nameOf(place.module), 60) : "");
    const name = view.run.nameOf(place.module);
    const line = view.run.lineNumber(view.run.sourceOf(place), place.line);
    const link = button("place link", "", () => view.showPlace(place), foreign("", `${plain(name, 60)}:${line}`));
    link.title = `Show line ${line} of ${plain(name)}`;
    return link;
}

/**
 * @param {RunView} view
 * @param {"tasks" | "microtasks"} queue
 * @param {string} label
 */
function queuePanel(view, queue, label) {
    const { run } = view;
    return new ListPanel(view, {
        label, empty: "The queue is empty.", height: 46, entries: () => queue === "tasks" ? run.dueTasks : run.state.microtasks, key: (entry) => JSON.stringify(entry),
        draw: (entry, index) => [
            make("span", "lead", index === 0 ? sign("next") : "", make("span", "number", `job ${entry.job}`)),
            make("span", "two", foreign("words", entry.agent ? `${entry.words} (${entry.agent})` : entry.words), make("span", "why",
                entry.by ? "by " : "", entry.by ? placeLink(view, entry.by) : "", entry.by && entry.rule ? " · " : "",
                make("span", "", entry.at !== null ? `due since ${timeText(entry.at)} · ` : ""),
                make("span", "rule", wordsOfRule(entry.rule)))),
        ],
    });
}

/** @param {RunView} view */
function stackPanel(view) {
    const { run } = view;
    return new ListPanel(view, {
        label: "Call stack, what runs first", empty: "No code runs.", height: 28,
        entries: () => run.state.stack.slice().reverse(), key: (frame) => JSON.stringify(frame),
        draw: (frame, index) => [
            make("span", "lead", sign(index === 0 ? "runs" : "up"), make("span", "spoken", index === 0 ? "runs" : "has called it")),
            foreign("words", frame.body ? `body of ${frame.name}` : frame.name || "a function without a name"), placeLink(view, frame.line ? { ...frame, line: frame.line, column: frame.column ?? 1 } : null),
        ],
    });
}

/** @param {RunView} view */
function timersPanel(view) {
    const { run } = view;
    return new ListPanel(view, {
        label: "Timers", empty: "No timer is set.", height: 46, entries: () => run.waitingTimers, key: (entry) => JSON.stringify(entry),
        draw: (entry) => [
            make("span", "lead", sign("timer"), make("span", "number", String(entry.timer))),
            make("span", "two", make("span", "words", `${entry.interval ? "every interval, next" : "due"} at ${timeText(entry.due)}`),
                make("span", "why", entry.by ? "set by " : "", entry.by ? placeLink(view, entry.by) : "")),
        ],
    });
}

/**
 * Awaits that stand: of module bodies and of async functions.
 * @param {RunView} view
 */
function awaitsPanel(view) {
    const { run } = view;
    const entries = () => [
        ...run.state.modules.flatMap((record, module) => record.doing === "suspended"
            ? [{ name: "the body of the module", module, line: record.line }] : []),
        ...run.state.functions,
    ];
    return new ListPanel(view, {
        label: "Awaits that stand", empty: "No await stands.", height: 28, entries, key: (entry) => JSON.stringify(entry), ordered: false,
        draw: (entry) => [
            make("span", "lead", sign("suspended")), foreign("words", entry.name || "a function without a name"),
            placeLink(view, { module: entry.module, line: entry.line ?? 0, column: 1 }),
        ],
    });
}

/**
 * Pending import(), loads and requests.
 * @param {RunView} view
 */
function pendingPanel(view) {
    const { run } = view;
    const entries = () => [
        ...run.state.imports.map((entry) => ({ kind: "import", sign: "import", words: `import(${JSON.stringify(entry.specifier)})`, by: entry })),
        ...run.state.loads.map((entry) => ({ kind: "load", sign: "load", words: `${run.nameOf(entry.module)}: ${entry.stage}`, by: null })),
        ...run.state.fetches.map((entry) => ({ kind: "fetch", sign: "load", words: `fetch ${entry.url}`, by: entry.by })),
    ];
    return new ListPanel(view, {
        label: "Under way: import(), loads and requests", empty: "Nothing is under way.", height: 28, entries, ordered: false,
        key: (entry) => JSON.stringify(entry),
        draw: (entry) => [make("span", "lead", sign(entry.kind === "import" ? "queued" : "load")), foreign("words", entry.words), placeLink(view, entry.by)],
    });
}

/** @param {RunView} view */
function promisesPanel(view) {
    const { run } = view;
    const signOf = /** @type {Record<string, string>} */ ({ pending: "idle", fulfilled: "done", rejected: "failed" });
    return new ListPanel(view, {
        label: "Promises", empty: "No promise yet.", height: 28, entries: () => run.state.promises,
        key: (entry) => `${JSON.stringify(entry)} ${view.followed.promise === entry.promise}`, ordered: false,
        draw: (entry) => {
            const isFollowed = view.followed.promise === entry.promise;
            const toggle = button("follow", `Follow promise ${entry.promise}: P goes to what happens to it next`,
                () => view.follow({ promise: isFollowed ? null : entry.promise }), sign("eye"));
            toggle.setAttribute("aria-pressed", String(isFollowed));
            return [
                make("span", "lead", make("span", "number", String(entry.promise))),
                make("span", `state is-promise-${entry.state}`, sign(signOf[entry.state] ?? "idle"), entry.state), foreign("words muted", entry.of ?? ""), toggle,
            ];
        },
    });
}

/** @param {RunView} view */
function stepsPanel(view) {
    const { run, page } = view;
    const entries = () => ({ length: page.predict.isOn ? run.at : run.count });
    const panel = new ListPanel(view, {
        label: "Steps", empty: "No step was made yet.", height: 28, entries: () => /** @type {any[]} */ ([]), key: () => "",
        draw: (_, index) => {
            const step = run.step(index + 1);
            const before = index > 0 ? run.step(index) : null;
            return [
                make("span", "lead", make("span", "number", String(index + 1))), sign(signOfKind(step.kind)),
                button("words link", "", () => page.go(run.index, index + 1), foreign("", plain(step.text, 400))),
                make("span", "when", !before || before.time !== step.time ? timeText(step.time) : before.job !== step.job ? `job ${step.job}` : ""),
            ];
        },
        current: (_, index) => index + 1 === run.at,
    });
    panel.update = () => {
        const { length } = entries();
        panel.entries = /** @type {any} */ ({ length });
        panel.emptyText.hidden = length > 0;
        panel.box.hidden = length === 0;
        panel.rows.update(length);
        if (run.at > 0) panel.rows.reveal(run.at - 1);
    };
    return panel;
}

const longestOutput = 40;

/** @param {RunView} view */
function consolePanel(view) {
    const { run, page } = view;
    /**
     * Rows of the page: a line of output may hold several.
     * @type {{ line: number, text: string, part: number }[]}
     */
    const rows = [];
    /** How many rows the first lines have. */
    const ends = [0];
    for (const [line, { text }] of run.data.console.entries()) {
        const parts = text.split("\n");
        for (const [part, piece] of parts.slice(0, longestOutput).entries()) rows.push({ line, text: piece, part });
        if (parts.length > longestOutput) rows.push({ line, text: `… and ${counted(parts.length - longestOutput, "more line")}`, part: longestOutput });
        ends.push(rows.length);
    }
    return new ListPanel(view, {
        label: "Console", empty: "Nothing is printed yet.", height: 26, entries: () => rows.slice(0, ends[run.state.printed] ?? rows.length), end: true,
        key: (row) => `${row.line} ${page.difference?.line === row.line}`,
        draw: (row) => {
            const line = run.data.console[row.line];
            const differs = page.difference?.line === row.line;
            const text = button(`output link${line.stream === "error" ? " is-error" : ""}`, "", () => page.go(run.index, line.step), foreign("", row.text));
            text.title = "Go to the step that printed it";
            return [
                make("span", "lead", row.part ? "" : make("span", "number", String(row.line + 1)), line.stream === "error" && !row.part ? sign("failed") : ""),
                differs && !row.part ? make("span", "differs", sign("differs"), make("span", "spoken", "first difference: ")) : "", text,
                make("span", "when", row.part ? "" : `${plain(run.nameOf(line.module), 30)} · ${timeText(line.time)}`),
            ];
        },
        current: (row) => run.current?.kind === "console" && run.data.console[row.line].step === run.at,
    });
}

const fields = /** @type {[string, string, (record: ModuleState, run: Run) => string][]} */ ([
    ["status", "[[Status]]", (record) => record.status],
    ["hasTLA", "[[HasTLA]]", (record) => record.hasTLA === null ? "" : String(record.hasTLA)],
    ["order", "[[AsyncEvaluationOrder]]", (record) => record.order === null ? "unset" : String(record.order)],
    ["pending", "[[PendingAsync\u00adDependencies]]", (record) => record.pending === null ? "empty" : String(record.pending)],
    ["cycleRoot", "[[CycleRoot]]", (record, run) => record.cycleRoot === null ? "empty" : run.nameOf(record.cycleRoot)],
    ["parents", "[[AsyncParentModules]]", (record, run) => record.parents.length ? record.parents.map((parent) => run.nameOf(parent)).join(", ") : "none"],
    ["error", "[[EvaluationError]]", (record) => record.error ?? "empty"],
]);

class RecordsPanel {
    /** @param {RunView} view */
    constructor(view) {
        this.view = view;
        const body = make("tbody", "");
        const head = make("tr", "", columnHead("Module"), columnHead("does"), ...fields.map(([, name]) => columnHead(name)));
        this.table = make("table", "records", make("thead", "", head), body);
        this.box = scrollBox("table", "Module records", this.table);
        this.rows = new WindowedRows(this.box, body, 30, (index) => this.key(index), (index) => this.draw(index));
        this.element = make("div", "panel-body", this.box);
    }

    update() {
        const { run } = this.view;
        this.changed = new Map();
        for (const operation of run.current?.patch ?? []) {
            const [root, module, field] = operation[0];
            if (root !== "modules") continue;
            const known = this.changed.get(module) ?? new Map();
            this.changed.set(module, known);
            if (operation.length === 3 && operation[0].length === 3 && !known.has(field)) known.set(field, operation[1]);
            else if (field !== undefined && !known.has(field)) known.set(field, undefined);
        }
        this.table.setAttribute("aria-rowcount", String(run.state.modules.length + 1));
        this.rows.update(run.state.modules.length);
        const first = [...this.changed.keys()][0];
        if (typeof first === "number") this.rows.reveal(first);
    }

    /** @param {number} index */
    key(index) {
        const changed = this.changed?.get(index);
        const { run, page, followed } = this.view;
        return `${JSON.stringify(run.state.modules[index])} ${changed ? run.at : ""} ${followed.module === index} ${page.breaks.has(run.nameOf(index))}`;
    }

    /** @param {number} index */
    draw(index) {
        const { view } = this;
        const { run, page } = view;
        const record = run.state.modules[index];
        const isFollowed = view.followed.module === index;
        const follow = button("follow", `Follow ${plain(run.nameOf(index), 60)}: M goes to what happens to it next`,
            () => view.follow({ module: isFollowed ? null : index }), sign("eye"));
        follow.setAttribute("aria-pressed", String(isFollowed));
        const name = button("link", "", () => this.view.showModule(index), foreign("", plain(run.nameOf(index), 80)));
        const stop = button("follow stop", `Breakpoint where ${plain(run.nameOf(index), 60)} begins or goes on`, () => page.toggleBreak(run.nameOf(index)), sign("break"));
        stop.setAttribute("aria-pressed", String(page.breaks.has(run.nameOf(index))));
        const head = make("th", "", make("span", "cell", stop, follow, name));
        head.scope = "row";
        const row = make("tr", "", head, make("td", "", make("span", "cell", make("span", `badge is-${record.doing}`, sign(record.doing)), wordsOf(record.doing))));
        row.setAttribute("aria-rowindex", String(index + 2));
        for (const [field, , words] of fields) {
            const cell = make("td", "", foreign("", plain(words(record, run), 120)));
            const changed = this.changed?.get(index);
            if (changed?.has(field)) {
                cell.className = "changed";
                const before = changed.get(field);
                if (before !== undefined) {
                    const was = words(/** @type {any} */ ({ ...record, [field]: before }), run);
                    cell.append(" ", make("span", "was", "was ", foreign("", plain(was, 60))));
                }
            }
            row.append(cell);
        }
        return row;
    }
}

/** @param {string} name */
function columnHead(name) {
    const head = make("th", "", name);
    head.scope = "col";
    return head;
}
