// Predict mode: what comes is hidden, the viewer puts the coming console lines into an order, and the page tells why they come as they do.

const mostAsked = 6;
const mostReasons = 8;

class Predict {
    /** @param {Page} page */
    constructor(page) {
        this.page = page;
        this.isOn = false;
        this.element = byId("predict");
        /**
         * The lines in the viewer's order: numbers of console lines.
         * @type {number[]}
         */
        this.order = [];
        this.from = 0;
        this.isShown = false;
    }

    get run() {
        return this.page.leader.run;
    }

    /** @param {boolean} isOn */
    set(isOn) {
        this.isOn = isOn;
        document.documentElement.classList.toggle("predicting", isOn);
        byId("predict-toggle").setAttribute("aria-pressed", String(isOn));
        // A title may say what is asked for.
        setForeignText(byId("title"), isOn ? "Predict" : this.page.data.title);
        this.element.hidden = !isOn;
        if (isOn) this.ask();
        this.page.update();
        this.page.keepLink();
        if (isOn) byId("predict-heading").focus();
    }

    /** Asks again when the viewer has gone elsewhere; what was answered stays while its run leads. */
    update() {
        if (this.isOn && (this.asked !== this.run || (!this.isShown && this.run.at !== this.from))) this.ask();
    }

    ask() {
        this.from = this.run.at;
        this.asked = this.run;
        this.isShown = false;
        const printed = this.run.state.printed;
        const left = this.run.data.console.length - printed;
        const count = Math.min(left, left <= mostAsked + 2 ? left : mostAsked);
        const lines = Array.from({ length: count }, (_, index) => printed + index);
        this.order = shuffled(lines, this.run.data.console.map((line) => line.text));
        this.draw();
    }

    draw() {
        this.element.replaceChildren();
        const heading = make("h2", "", "What prints next?");
        heading.id = "predict-heading";
        heading.tabIndex = -1;
        this.element.append(heading);
        if (this.order.length === 0) {
            this.element.append(make("p", "", this.run.at < this.run.count ? "Nothing more: from here on this run prints no line. Step on to see how it ends." : "Nothing more: this is the end of the run."));
            return;
        }
        this.element.append(make("p", "", this.order.length === 1
            ? "One line is left. Think where it comes from, then look."
            : "These lines come next, but in which order? Drag them, use the arrows, or press Alt+↑ and Alt+↓ on a line."));
        const list = make("ol", "guess");
        for (const [index, line] of this.order.entries()) list.append(this.drawLine(line, index));
        this.list = list;
        const look = button("primary", "", () => this.show(), "Show what prints");
        this.element.append(list, make("div", "actions", look, button("", "", () => this.set(false), "Leave predict mode")));
    }

    /**
     * @param {number} line
     * @param {number} index
     */
    drawLine(line, index) {
        const { text } = this.run.data.console[line];
        const words = plain(text, 60);
        const up = button("", `Move ${words} up`, () => this.move(index, index - 1), sign("up"));
        const down = button("", `Move ${words} down`, () => this.move(index, index + 1), sign("down"));
        up.disabled = index === 0;
        down.disabled = index === this.order.length - 1;
        const row = make("li", "", make("span", "place-number", String(index + 1)), foreign("output", text), up, down);
        row.tabIndex = 0;
        row.setAttribute("aria-label", `${words}, place ${index + 1} of ${this.order.length}`);
        row.addEventListener("keydown", (event) => {
            if (event.target !== row || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
            event.preventDefault();
            event.stopPropagation();
            const to = index + (event.key === "ArrowUp" ? -1 : 1);
            if (event.altKey) this.move(index, to);
            else /** @type {HTMLElement | undefined} */ (this.list?.children[to])?.focus();
        });
        row.addEventListener("pointerdown", (event) => this.drag(event, row));
        return row;
    }

    /**
     * @param {number} from
     * @param {number} to
     */
    move(from, to) {
        if (to < 0 || to >= this.order.length) return;
        const [line] = this.order.splice(from, 1);
        this.order.splice(to, 0, line);
        this.draw();
        /** @type {HTMLElement | undefined} */ (this.list?.children[to])?.focus();
        this.page.say(`${plain(this.run.data.console[line].text, 60)} is now number ${to + 1} of ${this.order.length}.`);
    }

    /**
     * @param {PointerEvent} event
     * @param {HTMLElement} row
     */
    drag(event, row) {
        if (event.button !== 0 || (event.target instanceof Element && event.target.closest("button"))) return;
        event.preventDefault();
        row.setPointerCapture(event.pointerId);
        row.classList.add("dragged");
        const { list } = this;
        const rows = () => list ? [...list.children] : [];
        const from = rows().indexOf(row);
        /** @param {PointerEvent} moved */
        const follow = (moved) => {
            const other = rows().find((candidate) => {
                const box = candidate.getBoundingClientRect();
                return candidate !== row && moved.clientY > box.top && moved.clientY < box.bottom;
            });
            if (!other) return;
            if (rows().indexOf(other) > rows().indexOf(row)) other.after(row);
            else other.before(row);
        };
        const drop = () => {
            row.removeEventListener("pointermove", follow);
            const to = rows().indexOf(row);
            if (to === from) row.classList.remove("dragged");
            else this.move(from, to);
        };
        row.addEventListener("pointermove", follow);
        row.addEventListener("pointerup", drop, { once: true });
        row.addEventListener("pointercancel", drop, { once: true });
    }

    /** Shows what prints, which places were right, and why. */
    show() {
        this.isShown = true;
        const { run, page } = this;
        const first = run.state.printed;
        const lines = run.data.console.slice(first, first + this.order.length);
        const right = lines.filter((line, index) => line.text === run.data.console[this.order[index]].text).length;
        const heading = make("h2", "", `${right} of ${counted(lines.length, "place")} right`);
        heading.id = "predict-heading";
        heading.tabIndex = -1;
        const list = make("ol", "answer");
        for (const [index, line] of lines.entries()) {
            const guess = run.data.console[this.order[index]].text;
            const isRight = guess === line.text;
            const item = make("li", isRight ? "is-right" : "is-wrong",
                make("p", "verdict", make("span", `badge is-${isRight ? "done" : "failed"}`, sign(isRight ? "done" : "failed")), foreign("output", line.text),
                    make("span", "when", `${run.nameOf(line.module)} · ${timeText(run.timeAt(line.step))}`),
                    make("span", "", isRight ? "right" : "you said ", isRight ? "" : foreign("output", guess))));
            item.append(this.reasons(line, index > 0 ? lines[index - 1].step : this.from));
            list.append(item);
        }
        const last = lines[lines.length - 1].step;
        const go = button("primary", "", () => {
            this.isShown = false;
            page.go(run.index, last);
            this.ask();
            byId("predict-heading").focus();
        }, run.data.console.length > first + lines.length ? "Go there, and ask again" : "Go there");
        this.element.replaceChildren(heading, list, make("div", "actions", go, button("", "", () => this.set(false), "Leave predict mode")));
        heading.focus();
        page.say(`${heading.textContent}.`);
    }

    /**
     * The steps that led to a line.
     * @param {ConsoleLine} line
     * @param {number} after
     */
    reasons(line, after) {
        const { run, page } = this;
        const steps = causes(run, line.step, after);
        const list = make("ul", "reasons");
        for (const number of steps) {
            const step = run.step(number);
            list.append(make("li", "", sign(signOfKind(step.kind)),
                button("link", "", () => page.go(run.index, number), make("span", "number", `step ${number}`)), foreign("words", step.text)));
        }
        return list;
    }
}

/**
 * The steps that explain one: where its module began or went on in its job, who queued that job, and so on back. Those before `after` count
 * only as far as they queued something.
 * @param {Run} run
 * @param {number} number
 * @param {number} after
 */
function causes(run, number, after) {
    /** @type {number[]} */
    const found = [number];
    let at = number;
    while (found.length < mostReasons) {
        const { job, module } = run.step(at);
        const began = run.find(at - 1, -1, (step, number) => step.job !== job || number <= 1
            || (step.module === module && /^(started|resumed|functionResumed|partStarted|partResumed)$/u.test(step.kind)) || step.kind === "jobStarted");
        if (began && run.step(began).job === job && !found.includes(began)) {
            found.push(began);
            const before = run.step(began).kind === "started" ? wayFree(run, began) : null;
            if (before !== null) found.push(before);
        }
        const queued = job > 0 ? run.queuedAt(job, at - 1) : null;
        if (queued === null) break;
        found.push(queued);
        if (queued <= after) break;
        at = queued;
    }
    return found.sort((a, b) => a - b);
}

/**
 * Where the module stopped or ended that ran before another one began in the same job: the walk went on to that.
 * @param {Run} run
 * @param {number} began
 */
function wayFree(run, began) {
    const { job, module } = run.step(began);
    const before = run.find(began - 1, -1, (step) => step.job !== job || (step.module >= 0 && step.module !== module && /^(suspended|completed)$/u.test(step.kind)));
    return before && run.step(before).job === job ? before : null;
}

/**
 * An order that is not the right one, the same at every visit.
 * @param {number[]} lines
 * @param {string[]} texts
 */
function shuffled(lines, texts) {
    const order = lines.slice();
    let seed = 2166136261;
    for (const line of lines) for (const character of texts[line].slice(0, 40)) seed = Math.imul(seed ^ character.charCodeAt(0), 16777619);
    for (let last = order.length - 1; last > 0; last -= 1) {
        seed = Math.imul(seed ^ (seed >>> 15), 2246822519) + 374761393;
        const other = (seed >>> 0) % (last + 1);
        [order[last], order[other]] = [order[other], order[last]];
    }
    const isRight = () => order.every((line, index) => texts[line] === texts[lines[index]]);
    for (let turns = 0; turns < order.length && isRight(); turns += 1) order.push(/** @type {number} */ (order.shift()));
    return order;
}
