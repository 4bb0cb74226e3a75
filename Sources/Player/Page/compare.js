// Two runs at once: which step of one stands beside which of the other, and where they first differ.

/**
 * The last step of a run at or before a time: of the steps at that very time at most the first `ordinal`.
 * @param {Run} run
 * @param {number} time
 * @param {number} ordinal
 */
function stepAtTime(run, time, ordinal) {
    const before = stepsUpTo(run, (other) => other < time);
    const upTo = stepsUpTo(run, (other) => other <= time);
    return Math.min(upTo, before + ordinal);
}

/**
 * How many steps, from the first, have a time that fits: times never go back.
 * @param {Run} run
 * @param {(time: number) => boolean} fits
 */
function stepsUpTo(run, fits) {
    return lastFitting(0, run.count, (number) => fits(run.step(number).time));
}

/**
 * Where the other run stands while this one is at its step.
 * @param {Run} leader
 * @param {Run} other
 * @param {string} locked
 */
function partnerStep(leader, other, locked) {
    if (locked === "step" || leader.at === 0) return Math.min(leader.at, other.count);
    if (leader.at === leader.count) return other.count;
    const time = leader.timeAt(leader.at);
    const isLastOfTime = leader.step(leader.at + 1).time > time;
    return stepAtTime(other, time, isLastOfTime ? Infinity : leader.at - stepsUpTo(leader, (earlier) => earlier < time));
}

/**
 * The first console line that is another one, or comes at another time: its number and the steps that print it.
 * @param {Run} one
 * @param {Run} other
 * @returns {{ line: number, steps: [number, number], what: string } | null}
 */
function firstDifference(one, other) {
    const [a, b] = [one.data.console, other.data.console];
    const longer = Math.max(a.length, b.length);
    /** @param {(line: number) => string | null} differs */
    const search = (differs) => {
        for (let line = 0; line < longer; line += 1) {
            const what = differs(line);
            if (what === null) continue;
            const steps = /** @type {[number, number]} */ ([a[line]?.step ?? one.count, b[line]?.step ?? other.count]);
            return { line, steps, what };
        }
        return null;
    };
    return search((line) => {
        if (!a[line] || !b[line]) return `Line ${line + 1} is printed only by ${a[line] ? one.data.label : other.data.label}`;
        return a[line].text === b[line].text ? null : `Line ${line + 1} is another one`;
    }) ?? search((line) => {
        const [first, second] = [a[line].time, b[line].time];
        return first === second ? null : `Line ${line + 1} comes after ${timeText(first)}, and after ${timeText(second)}`;
    });
}
