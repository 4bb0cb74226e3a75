// Keys. The help lists what stands here.

/**
 * @typedef {{ keys: string[], words: string, act: (page: Page, direction: number) => void, isPair?: boolean, isLetter?: boolean }} Shortcut
 */

/** @type {Shortcut[]} */
const shortcuts = [
    { keys: ["ArrowRight", "ArrowLeft"], words: "One event on, or back", isPair: true, act: (page, direction) => page.move("event", direction) },
    ...Object.entries(ways).filter(([, way]) => way.key).map(([name, way]) => /** @type {Shortcut} */ ({
        keys: [way.key, way.key.toUpperCase()], words: way.help ?? `The next ${way.words}, or the one before`, isPair: true, isLetter: true,
        act: (page, direction) => page.move(name, direction),
    })),
    { keys: ["Home"], words: "The start", act: (page) => page.go(page.leader.run.index, 0) },
    { keys: ["End"], words: "The end", act: (page) => page.predict.isOn || page.go(page.leader.run.index, Infinity) },
    { keys: [" "], words: "Play, or pause", act: (page) => page.player.toggle() },
    { keys: ["+", "-"], words: "Play faster, or slower", isPair: true, isLetter: true, act: (page, direction) => page.changeSpeed(direction) },
    { keys: ["x"], words: "Breakpoint on the line of this step, or none", isLetter: true, act: (page) => page.leader.toggleBreakHere() },
    { keys: ["e"], words: "Predict mode on or off", isLetter: true, act: (page) => page.predict.set(!page.predict.isOn) },
    { keys: ["d"], words: "Where two runs first differ", isLetter: true, act: (page) => page.goToDifference() },
    { keys: ["s"], words: "The other run leads", isLetter: true, act: (page) => page.lead((page.leader.run.index + 1) % page.views.length) },
    { keys: ["g"], words: "Type a step to go to", isLetter: true, act: () => byId("step-number").focus() },
    { keys: ["?"], words: "This help", isLetter: true, act: () => toggleHelp() },
];

const keyNames = /** @type {Record<string, string>} */ ({ ArrowRight: "→", ArrowLeft: "←", " ": "Space" });

function toggleHelp() {
    const dialog = /** @type {HTMLDialogElement} */ (byId("help"));
    if (dialog.open) dialog.close();
    else dialog.showModal();
}

/**
 * Lists the keys in the help.
 * @param {Page} page
 */
function describeKeys(page) {
    const body = byId("key-list");
    for (const { keys, words } of shortcuts) {
        const names = keys.flatMap((key, index) => [...(index ? [" "] : []), make("kbd", "", keyNames[key] ?? (/^[A-Z]$/u.test(key) ? `Shift+${key}` : key.length === 1 ? key.toUpperCase() : key))]);
        const head = make("th", "", ...names);
        head.scope = "row";
        body.append(make("tr", "", head, make("td", "", words)));
    }
    const letters = /** @type {HTMLInputElement} */ (byId("letters"));
    document.addEventListener("keydown", (event) => press(page, event, letters.checked));
}

/**
 * @param {Page} page
 * @param {KeyboardEvent} event
 * @param {boolean} takesLetters
 */
function press(page, event, takesLetters) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const target = /** @type {HTMLElement} */ (event.target);
    const isSlider = target.id === "slider";
    const dialog = /** @type {HTMLDialogElement} */ (byId("help"));
    if (dialog.open && event.key !== "?") return;
    if (!isSlider && target.matches("input:not([type=checkbox]), select, textarea")) return;
    if (isSlider && /^(Arrow|Home|End|Page)/u.test(event.key)) return;
    // A control that Space presses keeps it.
    if (event.key === " " && target.matches("button, summary, a, input")) return;
    if ((event.key === "Home" || event.key === "End") && target.closest(".scroll")) return;
    for (const shortcut of shortcuts) {
        const index = shortcut.keys.indexOf(event.key);
        if (index < 0 || (shortcut.isLetter && !takesLetters)) continue;
        if (event.key !== " " && event.repeat && shortcut.act.length < 2) return;
        event.preventDefault();
        shortcut.act(page, index === 0 ? 1 : -1);
        return;
    }
}
