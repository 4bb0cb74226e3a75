// The page: its runs side by side, what steers them, and the link that holds where they are.

/**
 * What a panel is: its name in links, the column it stands in, its heading, and how it is made.
 * @type {[string, string, string, (view: RunView) => { element: HTMLElement, update: () => void }][]}
 */
const panelKinds = [
    ["source", "text", "Source", (view) => view.source = new SourcePanel(view)],
    ["console", "text", "Console", consolePanel],
    ["stack", "queues", "Call stack", stackPanel],
    ["microtasks", "queues", "Microtasks", (view) => queuePanel(view, "microtasks", "Microtask queue, the next one first")],
    ["tasks", "queues", "Tasks", (view) => queuePanel(view, "tasks", "Task queue, the next one first")],
    ["timers", "queues", "Timers", timersPanel],
    ["awaits", "queues", "Awaits that stand", awaitsPanel],
    ["pending", "queues", "Under way", pendingPanel],
    ["graph", "graph", "Module graph", (view) => new GraphPanel(view)],
    ["steps", "graph", "Steps", stepsPanel],
    ["timeline", "wide", "Timeline", (view) => new TimelinePanel(view)],
    ["modules", "wide", "Module records", (view) => new RecordsPanel(view)],
    ["promises", "wide", "Promises", promisesPanel],
];

/**
 * How many things a panel shows.
 * @type {Record<string, (run: Run) => number>}
 */
const panelCounts = {
    console: ({ state }) => state.printed, stack: ({ state }) => state.stack.length, microtasks: ({ state }) => state.microtasks.length,
    tasks: (run) => run.dueTasks.length, timers: (run) => run.waitingTimers.length, promises: ({ state }) => state.promises.length,
    awaits: ({ state }) => state.functions.length + state.modules.filter((record) => record.doing === "suspended").length,
    pending: ({ state }) => state.imports.length + state.loads.length + state.fetches.length,
};

class RunView {
    /**
     * @param {Page} page
     * @param {Run} run
     */
    constructor(page, run) {
        this.page = page;
        this.run = run;
        /** @type {{ module: number | null, promise: number | null }} */
        this.followed = { module: null, promise: null };
        /** @type {SourcePanel | null} */
        this.source = null;
        this.sentence = make("p", "sentence");
        this.meta = make("p", "meta");
        this.now = make("div", "now", this.sentence, this.meta);
        const head = make("h2", "run-name", foreign("", run.data.label));
        const outcome = make("span", "spoiler outcome", foreign("", `${run.data.outcome}${run.data.detail ? `: ${plain(run.data.detail, 160)}` : ""} · ends after ${timeText(run.data.endNanoseconds)}${run.data.isTruncated ? " · what came later was too much to keep" : ""}`));
        const lead = button("lead-button", "", () => page.lead(run.index), "lead");
        lead.title = "The slider and the keys step this run, and the other follows (S)";
        this.leadButton = lead;
        const panels = make("div", "panels");
        this.panels = panelKinds.map(([id, column, title, create]) => {
            const panel = create(this);
            const count = make("span", "count");
            const summary = make("summary", "", make("h3", "", title), count);
            const details = make("details", `panel panel-${id}`, summary, panel.element);
            details.open = !page.closed.has(id);
            details.dataset.panel = id;
            details.addEventListener("toggle", () => {
                if (details.open) panel.update();
                page.panelToggled(id, details.open);
            });
            if (panels.lastElementChild?.classList.contains(column)) panels.lastElementChild.append(details);
            else panels.append(make("div", `column ${column}`, details));
            return { id, panel, details, count };
        });
        this.element = make("section", "run", make("div", "run-head", head, outcome, lead), this.now, panels);
        this.element.setAttribute("aria-label", `Run: ${plain(run.data.label, 80)}`);
    }

    update() {
        this.drawNow();
        for (const { id, panel, details, count } of this.panels) {
            const number = panelCounts[id]?.(this.run);
            if (number !== undefined) {
                count.textContent = String(number);
                details.classList.toggle("is-empty", number === 0);
            }
            if (details.open) panel.update();
        }
    }

    /** What this step is, why, and where that is written. */
    drawNow() {
        const { run, page } = this;
        const step = run.current;
        this.now.dataset.kind = step ? signOfKind(step.kind) : "start";
        if (!step) {
            this.sentence.replaceChildren("Nothing has happened yet. Step on: → on the keyboard, or the buttons.");
            this.meta.replaceChildren();
            return;
        }
        this.sentence.replaceChildren(sign(signOfKind(step.kind)), foreign("", step.text));
        const parts = [make("span", "", timeText(step.time)), make("span", "", `turn ${step.turn}, job ${step.job}`)];
        const { place } = run;
        if (place) parts.push(placeLink(this, place));
        const queued = step.job > 0 ? run.queuedAt(step.job, run.at - 1) : null;
        if (queued !== null) parts.push(make("span", "", `job ${step.job} was queued at `, button("link", "", () => page.go(run.index, queued), `step ${queued}`)));
        if (step.clause && step.url) {
            const link = make("a", "clause", foreign("", step.clause));
            link.href = step.url;
            link.rel = "noreferrer";
            link.target = "_blank";
            parts.push(make("span", "", step.url.includes("tc39.es") ? "ECMA-262: " : "see ", link));
        }
        this.meta.replaceChildren(...parts);
    }

    /** @param {Place} place */
    showPlace(place) {
        this.open("source");
        this.source?.show(this.run.sourceOf(place), place.line);
        this.source?.list.focus();
    }

    /** @param {number} module */
    showModule(module) {
        this.showPlace({ module, line: 1, column: 1 });
    }

    /** @param {{ module?: number | null, promise?: number | null }} change */
    follow(change) {
        Object.assign(this.followed, change);
        this.update();
        if (change.module !== undefined) this.page.say(change.module === null ? "No module is followed." : `M goes to what happens next to ${plain(this.run.nameOf(change.module), 60)}.`);
        if (change.promise !== undefined) this.page.say(change.promise === null ? "No promise is followed." : `P goes to what happens next to promise ${change.promise}.`);
    }

    toggleBreakHere() {
        const { place } = this.run;
        const source = place ? this.run.sourceOf(place) : -1;
        if (!place || source < 0) {
            this.page.say("This step has no line.");
            return;
        }
        const isSet = this.page.toggleBreak(`${this.run.data.sources[source].name}\n${place.line}`);
        this.page.say(`Breakpoint at line ${this.run.lineNumber(source, place.line)} ${isSet ? "set" : "removed"}.`);
    }

    /** @param {string} id */
    open(id) {
        for (const panel of this.panels) if (panel.id === id) panel.details.open = true;
    }
}

class Page {
    /** @param {PlayData} data */
    constructor(data) {
        this.data = data;
        const isPair = data.runs.length > 1;
        this.closed = new Set(isPair ? ["tasks", "timers", "awaits", "pending", "modules", "promises", "steps"] : ["promises"]);
        this.usualClosed = [...this.closed].join();
        /**
         * Lines as name and number, modules as their name.
         * @type {Set<string>}
         */
        this.breaks = new Set();
        this.way = "event";
        this.speed = 2;
        this.locked = data.locked;
        /** Which ticks are drawn along the slider. */
        this.ticksKey = "";
        this.predict = new Predict(this);
        this.player = new Player(this);
        this.readPanels(new URLSearchParams(location.hash.slice(1)));
        this.views = data.runs.map((run, index) => new RunView(this, new Run(run, index)));
        this.leader = this.views[0];
        this.difference = isPair ? firstDifference(this.views[0].run, this.views[1].run) : null;
        this.slider = /** @type {HTMLInputElement} */ (byId("slider"));
        this.number = /** @type {HTMLInputElement} */ (byId("step-number"));
        byId("runs").append(...this.views.map((view) => view.element));
        byId("runs").classList.toggle("pair", isPair);
        document.documentElement.classList.toggle("has-pair", isPair);
        setForeignText(byId("title"), data.title);
        const about = byId("about");
        about.hidden = !data.about;
        setForeignText(byId("about-text"), data.about);
        this.connect();
    }

    connect() {
        for (const name of ["first", "back", "next", "last"]) byId(name).append(sign(name));
        byId("predict-toggle").prepend(sign("eye"));
        const on = (/** @type {string} */ id, /** @type {() => void} */ act) => byId(id).addEventListener("click", act);
        on("first", () => this.go(this.leader.run.index, 0));
        on("back", () => this.move(this.way, -1));
        on("play", () => this.player.toggle());
        on("next", () => this.move(this.way, 1));
        on("last", () => this.predict.isOn || this.go(this.leader.run.index, Infinity));
        on("predict-toggle", () => this.predict.set(!this.predict.isOn));
        on("help-toggle", toggleHelp);
        on("help-close", toggleHelp);
        on("theme-toggle", () => this.setTheme(isDark() ? "light" : "dark"));
        on("difference", () => this.goToDifference());
        this.slider.addEventListener("input", () => this.go(this.leader.run.index, Number(this.slider.value)));
        this.number.addEventListener("change", () => this.go(this.leader.run.index, Number(this.number.value)));
        const way = /** @type {HTMLSelectElement} */ (byId("way"));
        for (const [name, { words }] of Object.entries(ways)) way.append(new Option(words, name));
        way.addEventListener("change", () => this.way = way.value);
        const speed = /** @type {HTMLSelectElement} */ (byId("speed"));
        speed.addEventListener("change", () => this.speed = Number(speed.value));
        const lock = /** @type {HTMLSelectElement} */ (byId("locked"));
        lock.addEventListener("change", () => {
            this.locked = lock.value;
            this.go(this.leader.run.index, this.leader.run.at);
        });
        if (this.difference) byId("difference-words").textContent = `${this.difference.what}.`;
        else byId("difference").hidden = true;
        if (!this.difference && this.views.length > 1) byId("difference-words").textContent = "The consoles do not differ.";
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.setTheme(document.documentElement.dataset.theme ?? ""));
        addEventListener("hashchange", () => this.readLink());
        addEventListener("beforeprint", () => this.drawPrint());
        matchMedia("print").addEventListener("change", (event) => event.matches ? this.drawPrint() : this.setTheme(""));
        describeKeys(this);
        this.player.show();
    }

    /** @param {Run} run */
    viewOf(run) {
        return this.views[run.index];
    }

    /**
     * Goes to a step of a run, and with the other one beside it.
     * @param {number} run
     * @param {number} step
     */
    go(run, step) {
        this.leader = this.views[run];
        this.leader.run.goTo(step);
        for (const view of this.views) if (view !== this.leader) view.run.goTo(partnerStep(this.leader.run, view.run, this.locked));
        this.update();
        this.tell();
        this.keepLink();
    }

    /**
     * @param {string} way
     * @param {number} direction
     */
    move(way, direction) {
        const { run } = this.leader;
        const step = ways[way].find(this, run, direction);
        if (step === null || step < 0 || step > run.count) {
            this.say(direction > 0 ? `There is no next ${ways[way].words}.` : `There is no ${ways[way].words} before.`);
            return false;
        }
        this.go(run.index, step);
        return true;
    }

    /** @param {number} run */
    lead(run) {
        if (this.views.length < 2) return;
        this.go(run, this.views[run].run.at);
        this.say(`${plain(this.leader.run.data.label, 60)} leads.`);
    }

    goToDifference() {
        if (!this.difference) {
            this.say(this.views.length > 1 ? "The consoles do not differ." : "There is one run only.");
            return;
        }
        if (this.predict.isOn) return;
        for (const view of this.views) view.run.goTo(this.difference.steps[view.run.index]);
        this.update();
        this.keepLink();
        this.say(`${this.difference.what}.`);
    }

    update() {
        const { run } = this.leader;
        for (const view of this.views) {
            view.element.classList.toggle("leads", view === this.leader);
            view.leadButton.setAttribute("aria-pressed", String(view === this.leader));
            view.update();
        }
        this.slider.max = String(run.count);
        this.slider.value = String(run.at);
        this.slider.setAttribute("aria-valuetext", `step ${run.at} of ${run.count}, ${timeText(run.timeAt(run.at))}`);
        this.number.max = String(run.count);
        if (document.activeElement !== this.number || this.number.value !== String(run.at)) this.number.value = String(run.at);
        byId("step-count").textContent = `of ${run.count.toLocaleString("en")}`;
        byId("clock").textContent = timeText(run.timeAt(run.at));
        this.drawTicks();
        this.predict.update();
    }

    /** Where lines are printed, along the slider. */
    drawTicks() {
        const { run } = this.leader;
        const key = `${run.index} ${this.predict.isOn ? run.state.printed : "all"}`;
        if (this.ticksKey === key) return;
        this.ticksKey = key;
        const ticks = byId("ticks");
        const steps = run.data.console.slice(0, this.predict.isOn ? run.state.printed : undefined).map((line) => line.step);
        const places = [...new Set(steps.map((step) => Math.round(step / run.count * 1000)))];
        ticks.querySelector("path")?.setAttribute("d", places.map((x) => `M${x} 0V6`).join(""));
        const difference = this.difference && !this.predict.isOn ? this.difference.steps[run.index] / run.count * 1000 : null;
        ticks.querySelector(".differs")?.setAttribute("d", difference === null ? "" : `M${difference} 0V10`);
    }

    /**
     * @param {Run} run
     * @param {Step} step
     */
    isBreak(run, step) {
        const source = step.line > 0 ? run.sourceOf(step) : -1;
        return source >= 0 && this.breaks.has(`${run.data.sources[source].name}\n${step.line}`)
            || step.patch.some(([path, , now]) => path[0] === "modules" && path[2] === "doing" && now === "runs" && this.breaks.has(run.nameOf(Number(path[1]))));
    }

    /** @param {string} place */
    toggleBreak(place) {
        const isSet = !this.breaks.delete(place);
        if (isSet) this.breaks.add(place);
        this.update();
        return isSet;
    }

    /** @param {number} direction */
    changeSpeed(direction) {
        const select = /** @type {HTMLSelectElement} */ (byId("speed"));
        select.selectedIndex = Math.min(Math.max(0, select.selectedIndex + direction), select.options.length - 1);
        this.speed = Number(select.value);
        this.say(`${select.selectedOptions[0].text}.`);
    }

    /** @param {string} theme */
    setTheme(theme) {
        if (theme) document.documentElement.dataset.theme = theme;
        for (const sheet of darkSheets) sheet.disabled = !isDark();
        this.keepLink();
    }

    /**
     * @param {string} id
     * @param {boolean} isOpen
     */
    panelToggled(id, isOpen) {
        if (isOpen) this.closed.delete(id);
        else this.closed.add(id);
        for (const view of this.views ?? []) for (const panel of view.panels) if (panel.id === id) panel.details.open = isOpen;
        this.keepLink();
    }

    /** Tells a screen reader where the page is, when the steps have come to rest. */
    tell() {
        if (this.player.isPlaying) return;
        const { run } = this.leader;
        this.say(run.current ? `Step ${run.at} of ${run.count}. ${plain(run.current.text, 300)}` : "The start.");
    }

    /** @param {string} words */
    say(words) {
        clearTimeout(this.saying);
        this.saying = setTimeout(() => byId("live").textContent = words, 150);
    }

    /** Writes where the page is into its link. */
    keepLink() {
        clearTimeout(this.keeping);
        this.keeping = setTimeout(() => {
            const link = new URLSearchParams({ step: String(this.leader.run.at) });
            if (this.leader.run.index > 0) link.set("run", String(this.leader.run.index));
            if (this.views.length > 1 && this.locked !== this.data.locked) link.set("lock", this.locked);
            if (this.predict.isOn) link.set("predict", "1");
            if (document.documentElement.dataset.theme) link.set("theme", document.documentElement.dataset.theme);
            if ([...this.closed].join() !== this.usualClosed) link.set("closed", [...this.closed].join());
            history.replaceState(null, "", `#${link.toString().replaceAll("%2C", ",")}`);
        }, 250);
    }

    /** @param {URLSearchParams} link */
    readPanels(link) {
        const closed = link.get("closed");
        if (closed !== null) this.closed = new Set(closed.split(",").filter((id) => panelKinds.some(([known]) => known === id)));
    }

    readLink() {
        const link = new URLSearchParams(location.hash.slice(1));
        this.readPanels(link);
        for (const view of this.views) for (const panel of view.panels) panel.details.open = !this.closed.has(panel.id);
        const lock = link.get("lock");
        if (lock === "time" || lock === "step") this.locked = lock;
        /** @type {HTMLSelectElement} */ (byId("locked")).value = this.locked;
        const theme = link.get("theme");
        if (theme === "light" || theme === "dark") this.setTheme(theme);
        const run = this.views[Number(link.get("run"))] ?? this.views[0];
        this.go(run.run.index, Number(link.get("step")) || 0);
        if ((link.get("predict") === "1") !== this.predict.isOn) this.predict.set(!this.predict.isOn);
    }

    /** What paper shows: this step, the console so far, and the picture of the modules. */
    drawPrint() {
        const paper = byId("print");
        paper.replaceChildren();
        for (const sheet of darkSheets) sheet.disabled = true;
        for (const { run } of this.views) {
            const lines = make("ol", "");
            for (const line of run.data.console.slice(0, Math.min(run.state.printed, 500))) lines.append(make("li", "", foreign("output", line.text)));
            paper.append(make("section", "", make("h2", "", `${plain(run.data.label, 80)}, step ${run.at} of ${run.count}, ${timeText(run.timeAt(run.at))}`),
                make("p", "", foreign("", run.current?.text ?? "The start.")), make("h3", "", "Console so far"),
                run.state.printed ? lines : make("p", "", "Nothing is printed yet.")));
        }
    }
}

function openPage() {
    const block = byId("play-data");
    const data = /** @type {PlayData} */ (JSON.parse(block.textContent ?? ""));
    block.remove();
    if (data.format !== "tla-sim-play" || data.version !== 1) throw new Error(`This page does not know the format ${data.format} ${data.version}.`);
    const page = new Page(data);
    page.readLink();
    // For tests: the states as they are, and the way to them.
    Object.defineProperty(window, "tlaSimPlay", {
        value: Object.freeze({
            version: 1, runs: data.runs.length,
            stepCount: (/** @type {number} */ run) => page.views[run].run.count,
            at: (/** @type {number} */ run) => page.views[run].run.at,
            /** The state at a step. The page shows it at the next `go`. */
            state: (/** @type {number} */ run, /** @type {number} */ step) => {
                page.views[run].run.goTo(step);
                return copied(page.views[run].run.state);
            },
            lines: (/** @type {number} */ run) => page.views[run].run.data.console.length,
            go: (/** @type {number} */ run, /** @type {number} */ step) => page.go(run, step),
        }),
    });
}

openPage();
