// Ways through a run: what "next" means.

/**
 * Each way gives the step to go to from where a run is, in direction 1 or -1, or null where there is none.
 * @typedef {(page: Page, run: Run, direction: number) => number | null} Way
 */

/**
 * The nearest step that begins something new: its member differs from that of the step before.
 * @param {"job" | "turn"} member
 * @returns {Way}
 */
function byChange(member) {
    return (_, run, direction) => {
        const begins = (/** @type {Step} */ step, /** @type {number} */ number) => number === 1 || run.step(number - 1)[member] !== step[member];
        const found = run.find(run.at + direction, direction, begins);
        return found ?? (direction > 0 ? run.count : 0);
    };
}

/** @type {Record<string, { words: string, key: string, help?: string, find: Way }>} */
const ways = {
    event: { words: "event", key: "", find: (_, run, direction) => run.at + direction },
    job: { words: "job", key: "j", find: byChange("job") },
    turn: { words: "turn", key: "t", find: byChange("turn") },
    line: {
        words: "console line", key: "c",
        find: (_, run, direction) => {
            const steps = run.data.console.map((line) => line.step);
            return (direction > 0 ? steps.find((step) => step > run.at) : steps.reverse().find((step) => step < run.at)) ?? null;
        },
    },
    module: {
        words: "this module", key: "m", help: "What happens next to the module that an eye follows, or else to that of this step",
        find: (page, run, direction) => {
            const module = page.viewOf(run).followed.module ?? run.current?.module ?? -1;
            if (module < 0) return run.at + direction;
            return run.find(run.at + direction, direction, (step) => concernsModule(step, module));
        },
    },
    promise: {
        words: "this promise", key: "p", help: "What happens next to the promise that an eye follows, or else to the newest",
        find: (page, run, direction) => {
            const promise = page.viewOf(run).followed.promise ?? run.state.promises[run.state.promises.length - 1]?.promise;
            return promise === undefined ? null : findPromise(run, promise, direction);
        },
    },
    break: {
        words: "breakpoint", key: "b",
        find: (page, run, direction) => page.breaks.size === 0 ? null
            : run.find(run.at + direction, direction, (step) => page.isBreak(run, step)) ?? (direction > 0 ? run.count : 0),
    },
};

/** Plays a run at a speed, by a way, until it ends or meets a breakpoint. */
class Player {
    /** @param {Page} page */
    constructor(page) {
        this.page = page;
        this.timer = 0;
    }

    get isPlaying() {
        return this.timer !== 0;
    }

    toggle() {
        if (this.isPlaying) this.stop();
        else this.start();
    }

    start() {
        const { page } = this;
        if (page.leader.run.at >= page.leader.run.count) page.go(page.leader.run.index, 0);
        this.timer = setTimeout(() => this.beat(), 0);
        this.show();
    }

    beat() {
        const { page } = this;
        const { run } = page.leader;
        const moved = page.move(page.way, 1);
        if (!moved || run.at >= run.count || (run.current && page.breaks.size > 0 && page.isBreak(run, run.current))) {
            this.stop();
            return;
        }
        this.timer = setTimeout(() => this.beat(), 1000 / page.speed);
    }

    stop() {
        clearTimeout(this.timer);
        this.timer = 0;
        this.show();
        this.page.tell();
    }

    show() {
        const control = byId("play");
        control.replaceChildren(sign(this.isPlaying ? "pause" : "runs"));
        control.setAttribute("aria-label", this.isPlaying ? "Pause" : "Play");
        control.title = this.isPlaying ? "Pause (Space)" : "Play (Space)";
    }
}
