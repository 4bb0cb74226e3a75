// How fast a page of `tla-sim play` opens and steps in Chromium, each without what the browser takes to start.
//
//   node Tests/Browser/play-benchmark.mjs EXECUTABLE PAGE.html
//
// A step is measured from the call to the end of layout. Ends with 1 when it takes more than a second to open, or half of the steps more than
// 16 ms.
import { pathToFileURL } from "node:url";
import { Chromium } from "./browser.mjs";

const [executable, page] = process.argv.slice(2);
const browser = new Chromium();

const opened = `{
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const { startTime, responseEnd, domComplete } = performance.getEntriesByType("navigation")[0];
    return { open: domComplete - responseEnd + (responseEnd - startTime), size: document.documentElement.outerHTML.length };
}`;
const stepped = `{
    const play = window.tlaSimPlay;
    const count = play.stepCount(0);
    const times = [];
    for (const from of [0, Math.floor(count / 2), count - 101]) {
        for (const direction of [1, -1]) {
            play.go(0, from + (direction > 0 ? 0 : 100));
            for (let step = 1; step <= 100; step += 1) {
                await new Promise((resolve) => requestAnimationFrame(resolve));
                const start = performance.now();
                play.go(0, play.at(0) + direction);
                document.body.getBoundingClientRect();
                times.push(performance.now() - start);
            }
        }
    }
    times.sort((a, b) => a - b);
    const start = performance.now();
    play.go(0, 0);
    play.go(0, count);
    document.body.getBoundingClientRect();
    return { count, median: times[times.length >> 1], most: times[Math.floor(times.length * 0.95)], whole: performance.now() - start };
}`;

try {
    await browser.start(executable);
    await browser.open(pathToFileURL(page).href);
    const { open } = await browser.evaluate(opened);
    const { count, median, most, whole } = await browser.evaluate(stepped);
    const text = (/** @type {number} */ milliseconds) => `${milliseconds.toFixed(1)} ms`;
    console.log(`${count} steps: opens in ${text(open)}; a step takes ${text(median)}, 95 of 100 at most ${text(most)}; from the start to the end in ${text(whole)}`);
    process.exitCode = open > 1000 || median > 16 ? 1 : 0;
} finally {
    await browser.stop();
}
