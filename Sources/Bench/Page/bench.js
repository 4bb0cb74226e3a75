// The bench: what is written on the left is run by the server when it stops changing, and shown on the right.
import { CompletionList } from "./completion.js";
import { Documents } from "./documents.js";
import { byId, empty, make, say } from "./dom.js";
import { Editor } from "./editor.js";
import { didNotRun, Results } from "./results.js";
import { fragment, longestLink, shared } from "./share.js";

const description = await (await fetch("./bench.json")).json();
/** How long nothing must change before it runs, in milliseconds. */
const pause = 250;

const editor = new Editor(() => edited());
const documents = new Documents(description, (document) => opened(document));
documents.current = () => editor.text;
documents.wasSaved = () => showName();
const results = new Results({
    goTo: (line, column) => editor.goTo(line, column), name: () => name(), isScenario: () => editor.isScenario, play: () => play(),
    keep: () => keep(),
});
new CompletionList(editor, {
    schema: description.schema, hosts: description.hosts,
    files: () => documents.files.map((path) => relative(path)).filter((path) => path !== `./${name()}`), isScenario: () => editor.isScenario,
});

/** The name of the file without its folder, as messages have it. */
function name() { return documents.document.name.split("/").pop() ?? ""; }

/** @param {string} path */
function relative(path) {
    const from = documents.document.name.split("/").slice(0, -1), to = path.split("/");
    while (from.length && to.length > 1 && from[0] === to[0]) {
        from.shift();
        to.shift();
    }
    return (from.length ? "../".repeat(from.length) : "./") + to.join("/");
}

// Menus

for (const id of ["host", "bundler"]) {
    const menu = byId(id), none = id === "host" ? "of the text" : "none";
    menu.append(new Option(none, ""), ...description[`${id}s`].map((/** @type {{name: string, words: string}} */ { name, words }) => {
        const option = new Option(name, name);
        option.title = words;
        return option;
    }));
    menu.addEventListener("change", () => run());
}

/** What is chosen in them; empty where nothing is. */
function choices() { return { host: byId("host").value, bundler: byId("bundler").value }; }

/** @param {{host?: string, bundler?: string}} chosen */
function choose({ host = "", bundler = "" }) {
    byId("host").value = host;
    byId("bundler").value = bundler;
}

// Documents

/** @param {import("./documents.js").Document} document */
function opened(document) {
    editor.open(document.text, !/\.(?:[mc]?js|m?ts|html)$/.test(document.name));
    showName();
    editor.area.focus();
    run();
}

function showName() {
    byId("document-name").textContent = documents.document.name;
    byId("unsaved").hidden = !documents.isChanged(editor.text);
    window.document.title = `${name()} · tla-sim bench`;
}

function edited() {
    showName();
    keep();
    later(run, pause);
}

/** Keeps the text over a reload, for this tab alone. */
function keep() {
    const { text: _, ...rest } = documents.document;
    try {
        sessionStorage.setItem("bench", JSON.stringify({ ...rest, text: editor.text, ...choices(), view: results.view }));
    } catch {
        // A text that is too large to keep is lost by a reload, and the page asks before that.
    }
}

/** @type {number | undefined} */
let timer;
/** @param {() => void} act @param {number} milliseconds */
function later(act, milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
}

// Running: the last one wins

/** @type {AbortController | undefined} */
let asking;

/** @param {"run" | "play"} wish @param {AbortSignal} signal */
async function asked(wish, signal) {
    const { host, bundler } = choices();
    const job = { name: name(), text: editor.text, wish, host: host || null, bundler: bundler || null };
    const path = documents.document.path;
    if (path) job.name = path;
    Object.assign(job, { columns: results.columns, isNarrow: matchMedia("(max-width: 760px)").matches });
    const answer = await fetch("./run", { method: "POST", body: JSON.stringify(job), signal });
    if (answer.headers.get("Content-Type") !== "application/json") throw new Error(`the server answers with ${answer.status}`);
    return answer.json();
}

async function run() {
    clearTimeout(timer);
    asking?.abort();
    const own = asking = new AbortController();
    keep();
    results.setRunning(true);
    try {
        editor.mark(results.tell(await asked("run", own.signal)));
        played = "";
        if (results.view === "play") play();
    } catch (error) {
        if (own.signal.aborted) return;
        results.tell({ problems: [], failure: `tla-sim serve does not answer: is it still running? (${/** @type {Error} */ (error).message})` });
    }
}

/** What the player shows now. */
let played = "";
/** @type {AbortController | undefined} */
let playing;

/** Shows the page that steps through the run, in a frame that has no rights here. */
async function play() {
    const wanted = JSON.stringify([name(), editor.text, choices()]);
    if (played === wanted) return;
    played = wanted;
    playing?.abort();
    const own = playing = new AbortController();
    const panel = results.panel("play");
    try {
        const told = await asked("play", own.signal);
        if (own.signal.aborted) return;
        if (!told.play) return panel.replaceChildren(empty(didNotRun));
        const frame = make("iframe");
        frame.title = "Player: the run, step by step";
        frame.sandbox.add("allow-scripts");
        frame.src = `./${told.play}`;
        panel.replaceChildren(frame);
    } catch {
        if (!own.signal.aborted) panel.replaceChildren(empty("tla-sim serve does not answer."));
    }
}

// Sharing and saving

async function share() {
    const { host, bundler } = choices();
    const link = { name: documents.document.name, text: editor.text, host: host || undefined, bundler: bundler || undefined };
    const part = await fragment(link);
    if (part.length > longestLink) return say("The text is too long for a link: download the file");
    history.replaceState(null, "", part);
    try {
        await navigator.clipboard.writeText(location.href);
        say("The link is copied. It opens in this bench; in another, its part from # on does.");
    } catch {
        say("The address of this page is the link: copy it. In another bench, its part from # on does.");
    }
}

byId("share").addEventListener("click", share);
byId("save").addEventListener("click", () => documents.save());
byId("download").addEventListener("click", () => documents.download());
byId("help").addEventListener("click", () => byId("keys").showModal());
byId("version").textContent = `tla-sim ${description.version}`;

window.addEventListener("keydown", (event) => {
    const isCommand = event.ctrlKey || event.metaKey;
    const act = isCommand
        ? { k: () => documents.choose(), s: () => documents.save(), Enter: () => run() }[event.key]
        : { F1: () => byId("keys").showModal(), F8: () => editor.goToNextProblem() }[event.key];
    if (!act || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    act();
});
window.addEventListener("beforeunload", (event) => {
    if (documents.isChanged(editor.text) && !sessionStorage.getItem("bench")) event.preventDefault();
});
window.addEventListener("hashchange", () => openShared());

// The line between the two sides

const divider = byId("divider");
/** @param {number} share of the left side, in hundredths */
function divide(share) {
    const whole = Math.round(Math.min(80, Math.max(20, share)));
    byId("panes").style.setProperty("--left", `${whole}%`);
    divider.setAttribute("aria-valuenow", `${whole}`);
}
divider.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
    divider.setPointerCapture(event.pointerId);
    event.preventDefault();
});
divider.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
    if (divider.hasPointerCapture(event.pointerId)) divide(event.clientX / window.innerWidth * 100);
});
divider.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const now = Number(divider.getAttribute("aria-valuenow"));
    const next = { ArrowLeft: now - 2, ArrowRight: now + 2, Home: 20, End: 80 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    divide(next);
});

// The beginning: what a link carries, what was there before a reload, or the first example

/** @returns {Promise<boolean>} */
async function openShared() {
    try {
        const found = await shared(location.hash);
        if (!found) return false;
        choose(found);
        await documents.open({ name: /\.\w+$/.test(found.name) ? found.name : "scenario.yaml", text: found.text, saved: found.text });
        return true;
    } catch {
        say("The link carries no text that can be read");
        return false;
    }
}

function openKept() {
    const kept = sessionStorage.getItem("bench");
    if (!kept) return false;
    const { host, bundler, view, ...document } = JSON.parse(kept);
    choose({ host, bundler });
    documents.document = document;
    opened(document);
    if (results.views.has(view)) results.show(view);
    return true;
}

await documents.refresh();
if (!openKept() && !await openShared()) {
    const [file] = documents.files, [example] = description.examples;
    if (file) await documents.openFile(file); else documents.open({ name: example.name, text: example.text, saved: example.text });
}
