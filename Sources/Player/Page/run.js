// One run: its steps, read when they are first needed, and the state at one of them.

const chunkSize = 2000;

class Run {
    /**
     * @param {RunData} data
     * @param {number} index
     */
    constructor(data, index) {
        this.data = data;
        this.index = index;
        this.count = data.steps ? data.steps.length : data.stepCount ?? 0;
        /** @type {(Step[] | undefined)[]} */
        this.chunks = [];
        /**
         * The step that queued each job.
         * @type {Map<number, number>}
         */
        this.queuedBy = new Map();
        /** How many steps have been made. */
        this.at = 0;
        /** @type {State} */
        this.state = copied(data.start);
        this.lines = data.sources.map((source) => source.text.split("\n"));
        /** @type {Map<string, number>} */
        this.sourceByName = new Map(data.sources.map((source, number) => [source.name, number]));
    }

    /**
     * Step number `number`, from 1.
     * @param {number} number
     * @returns {Step}
     */
    step(number) {
        const chunk = Math.floor((number - 1) / chunkSize);
        const steps = this.chunks[chunk] ?? this.readChunk(chunk);
        return steps[(number - 1) % chunkSize];
    }

    /** @param {number} chunk */
    readChunk(chunk) {
        let rows = this.data.steps?.slice(chunk * chunkSize, (chunk + 1) * chunkSize);
        if (!rows) {
            const block = byId(`play-steps-${this.index}-${chunk}`);
            rows = /** @type {any[][]} */ (JSON.parse(block.textContent ?? "[]"));
            block.remove();
        }
        const steps = rows.map((row) => ({
            time: row[0], turn: row[1], job: row[2], module: row[3] ?? -1, kind: row[4], line: row[5] ?? -1, column: row[6] ?? -1,
            text: row[7], clause: row[8] ?? null, url: row[9] ?? null, patch: row[10] ?? [],
        }));
        this.chunks[chunk] = steps;
        for (const [index, step] of steps.entries()) this.noteJobs(step, chunk * chunkSize + index + 1);
        return steps;
    }

    /**
     * Goes to where `number` steps have been made.
     * @param {number} number
     */
    goTo(number) {
        const target = Math.min(Math.max(0, Math.trunc(number) || 0), this.count);
        while (this.at < target) {
            for (const operation of this.step(this.at + 1).patch) apply(this.state, operation, true);
            this.at += 1;
        }
        while (this.at > target) {
            const patch = this.step(this.at).patch;
            for (let last = patch.length - 1; last >= 0; last -= 1) apply(this.state, patch[last], false);
            this.at -= 1;
        }
    }

    /** The step that led here, or null at the start. */
    get current() {
        return this.at > 0 ? this.step(this.at) : null;
    }

    /**
     * Where this step happens: in its module, or, of a step that is the host's, in the code that it is called by.
     * @returns {Place | null}
     */
    get place() {
        const step = this.current;
        if (!step || step.line < 1) return null;
        const module = step.module >= 0 ? step.module : this.state.stack.slice().reverse().find((frame) => frame.line === step.line)?.module ?? null;
        return module === null ? null : { module, line: step.line, column: step.column };
    }

    /**
     * The time at a step.
     * @param {number} number
     */
    timeAt(number) {
        return number > 0 ? this.step(number).time : 0;
    }

    /** The tasks that are due, and wait for their turn. One that is due later waits elsewhere until then: with the timers, or on its way. */
    get dueTasks() {
        const now = this.timeAt(this.at);
        return this.state.tasks.filter(({ at }) => at === null || at <= now);
    }

    /** The timers whose time has not come. */
    get waitingTimers() {
        const now = this.timeAt(this.at);
        return this.state.timers.filter(({ due }) => due > now);
    }

    /**
     * The next step that fits, or null. Steps are looked at from `from` on, in direction 1 or -1.
     * @param {number} from
     * @param {number} direction
     * @param {(step: Step, number: number) => boolean} fits
     */
    find(from, direction, fits) {
        for (let number = from; number >= 1 && number <= this.count; number += direction) {
            if (fits(this.step(number), number)) return number;
        }
        return null;
    }

    /**
     * The source that a place is in: its number, or -1.
     * @param {{ module: number | null }} place
     */
    sourceOf(place) {
        return this.sourceByName.get(this.data.modules[place.module ?? -1]?.name ?? "") ?? -1;
    }

    /**
     * The number that a row of a source has in the file that a person edits.
     * @param {number} source
     * @param {number} row
     */
    lineNumber(source, row) {
        return this.data.sources[source]?.lines?.[row - 1] ?? row;
    }

    /** @param {number | null} module */
    nameOf(module) {
        return module === null || module < 0 ? "the host" : this.data.modules[module]?.name ?? "?";
    }

    /**
     * @param {Step} step
     * @param {number} number
     */
    noteJobs(step, number) {
        for (const operation of step.patch) {
            if (operation.length !== 4 || (operation[0][0] !== "microtasks" && operation[0][0] !== "tasks")) continue;
            for (const { job } of operation[3]) this.queuedBy.set(job, Math.min(number, this.queuedBy.get(job) ?? number));
        }
    }

    /**
     * The step at which a job was queued, or null.
     * @param {number} job
     * @param {number} before
     */
    queuedAt(job, before) {
        for (let number = 1; number <= before; number += chunkSize) this.step(number);
        const number = this.queuedBy.get(job) ?? Infinity;
        return number <= before ? number : null;
    }
}

/**
 * @param {State} state
 * @param {Operation} operation
 * @param {boolean} forwards
 */
function apply(state, operation, forwards) {
    const path = operation[0];
    let holder = /** @type {any} */ (state);
    if (operation.length === 4) {
        for (const key of path) holder = holder[key];
        const [, index, removed, inserted] = operation;
        const [gone, come] = forwards ? [removed, inserted] : [inserted, removed];
        holder.splice(index, gone.length, ...come.map(copied));
        return;
    }
    for (let depth = 0; depth < path.length - 1; depth += 1) holder = holder[path[depth]];
    holder[path[path.length - 1]] = copied(forwards ? operation[2] : operation[1]);
}

/**
 * A patch must stay as it is, whatever later steps do to what it put into the state.
 * @template Value
 * @param {Value} value
 * @returns {Value}
 */
function copied(value) {
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return /** @type {any} */ (value.map(copied));
    return /** @type {any} */ (Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copied(member)])));
}

/**
 * Whether a step changes anything of a module.
 * @param {Step} step
 * @param {number} module
 */
function concernsModule(step, module) {
    return step.module === module || step.patch.some((operation) => operation[0][0] === "modules" && operation[0][1] === module);
}

/**
 * The next step at which a promise appears or changes. The state goes along, for a patch names a promise by its place in the list.
 * @param {Run} run
 * @param {number} promise
 * @param {number} direction
 */
function findPromise(run, promise, direction) {
    const start = run.at;
    const look = () => run.state.promises.find((entry) => entry.promise === promise)?.state ?? "";
    let found = null;
    let seen = look();
    while (direction > 0 ? run.at < run.count : run.at > 0) {
        const touched = direction > 0 ? run.at + 1 : run.at;
        const concerns = run.step(touched).patch.some((operation) => operation[0][0] === "promises");
        run.goTo(run.at + direction);
        if (!concerns || look() === seen) continue;
        if (direction > 0) {
            found = run.at;
            break;
        }
        // Backwards the change is shown after it was made.
        if (touched < start) {
            found = touched;
            break;
        }
        seen = look();
    }
    run.goTo(start);
    return found;
}
