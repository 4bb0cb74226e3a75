// Opens pages of `tla-sim play` from the disk in a real browser, and steps through each: to the end, and back.
//
//   node Tests/Browser/play-pages.mjs chromium|firefox EXECUTABLE PAGE.html…
//
// Where a page has a file PAGE.states.json beside it, that holds for each run the states from the first to the last, of a run of more than 1,000
// steps every hundredth part: those of the page must be equal to them. Ends with 1 when something is wrong.
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { Chromium, Firefox } from "./browser.mjs";

const [kind, executable, ...pages] = process.argv.slice(2);
const browser = kind === "firefox" ? new Firefox() : new Chromium();
const problems = [];
let steps = 0;
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => browser.stop().finally(() => process.exit(130)));

/** In the page: every state on the way there, each fifth shown, and every few on the way back. @param {number} run @param {any[] | null} expected */
const walk = (run, expected) => `{
    const play = window.tlaSimPlay;
    const expected = ${expected ? `JSON.parse(${JSON.stringify(JSON.stringify(expected))}).map((state) => JSON.stringify(state))` : "null"};
    const count = play.stepCount(${run});
    const every = count > 1000 ? Math.floor(count / 100) : 1;
    const wrong = [];
    const seen = [];
    if (expected && expected.length !== Math.floor(count / every) + 1) wrong.push("has " + count + " steps, and " + expected.length + " states are expected");
    for (let step = 0; step <= count && wrong.length < 3; step += every) {
        if (seen.length % 5 === 0) play.go(${run}, step);
        const state = JSON.stringify(play.state(${run}, step));
        const known = expected?.[seen.length] ?? state;
        if (play.at(${run}) !== step) wrong.push("is not at step " + step);
        if (state !== known) wrong.push("step " + step + " is\\n" + state + "\\nand should be\\n" + known);
        seen.push(state);
    }
    play.go(${run}, count);
    for (let place = seen.length - 1; place >= 0 && wrong.length < 3; place -= 1) {
        if (place % 25 === 0) play.go(${run}, place * every);
        if (JSON.stringify(play.state(${run}, place * every)) !== seen[place]) wrong.push("step " + place * every + " is another one on the way back");
    }
    return { count, wrong };
}`;

/** What a page must do by keys. */
async function tryKeys() {
    const at = () => browser.evaluate("window.tlaSimPlay.at(0)");
    const count = await browser.evaluate("window.tlaSimPlay.stepCount(0)");
    await browser.evaluate("{ window.tlaSimPlay.go(0, 0); document.body.focus(); }");
    const expected = [["ArrowRight", Math.min(1, count)], ["ArrowRight", Math.min(2, count)], ["ArrowLeft", Math.max(0, Math.min(2, count) - 1)], ["End", count], ["Home", 0]];
    for (const [key, step] of expected) {
        await browser.press(key);
        const now = await at();
        if (now !== step) return [`${key} leads to step ${now}, and should lead to ${step}`];
    }
    return [];
}

/** In the page: the lines that come are put into an order that is wrong, and then by keys into the right one. */
const predict = `{
    const play = window.tlaSimPlay;
    const { document, KeyboardEvent } = window;
    const box = document.getElementById("predict");
    const texts = (selector) => [...box.querySelectorAll(selector)].map((element) => element.textContent);
    const show = () => [...box.querySelectorAll("button")].find((button) => button.textContent === "Show what prints")?.click();
    const toggle = document.getElementById("predict-toggle");
    const title = document.getElementById("title");
    const usualTitle = title.textContent;
    const wrong = [];
    play.go(0, 0);
    toggle.click();
    if (title.textContent === usualTitle) wrong.push("predict mode shows a title that may give the answer away");
    if (document.querySelectorAll(".panel-steps li.row, .panel-console li.row").length) wrong.push("predict mode shows what comes");
    const asked = texts(".guess .output");
    if (asked.length === 0) {
        if (play.lines(0) > 0) wrong.push("predict mode asks for nothing");
    } else {
        show();
        const right = texts(".verdict > .output");
        if (right.join() === asked.join() && new Set(right).size > 1) wrong.push("predict mode gives the answer away");
        if (right.toSorted().join() !== asked.toSorted().join()) wrong.push("predict mode asks for other lines than come");
        if (box.querySelectorAll(".reasons").length !== right.length || box.querySelectorAll(".reasons li").length < right.length) wrong.push("a line has no reason");
        toggle.click();
        toggle.click();
        for (const [place, text] of right.entries()) {
            for (let from = texts(".guess .output").indexOf(text, place); from > place; from -= 1) {
                box.querySelectorAll(".guess > li")[from].dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", altKey: true, bubbles: true }));
            }
        }
        show();
        const heading = box.querySelector("h2").textContent;
        if (!heading.startsWith(right.length + " of " + right.length + " ")) wrong.push("predict mode says " + heading + " to the right order");
    }
    toggle.click();
    if (title.textContent !== usualTitle) wrong.push("the title is not there again after predict mode");
    return wrong;
}`;

try {
    await browser.start(executable);
    for (const page of pages) {
        const states = page.replace(/\.html$/u, ".states.json");
        const expected = existsSync(states) ? JSON.parse(readFileSync(states, "utf8")) : null;
        await browser.open(pathToFileURL(page).href);
        const wrong = [];
        try {
            const runs = await browser.evaluate("window.tlaSimPlay.runs");
            for (let run = 0; run < runs; run += 1) {
                const result = await browser.evaluate(walk(run, expected?.[run] ?? null));
                steps += result.count;
                wrong.push(...result.wrong);
            }
            wrong.push(...await tryKeys(), ...await browser.evaluate(predict));
        } catch (error) {
            wrong.push(String(error));
        }
        await browser.collect?.();
        problems.push(...[...wrong, ...browser.complaints].map((what) => `${page}: ${what}`));
    }
} catch (error) {
    problems.push(String(error));
} finally {
    await browser.stop();
}
console.log(`stepped through ${pages.length} pages, ${steps} steps, there and back`);
for (const problem of problems.slice(0, 20)) console.log(problem.slice(0, 4000));
process.exit(problems.length ? 1 : 0);
