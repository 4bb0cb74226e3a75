// Elements without markup: nothing here takes a text for HTML.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {...(string | Node)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
}

/**
 * @param {string} className
 * @param {string} text
 */
function foreign(className, text) {
    const element = make("span", className);
    setForeignText(element, text);
    return element;
}

/**
 * A box that scrolls, which the keyboard reaches.
 * @param {string} className
 * @param {string} label
 * @param {...(string | Node)} children
 */
function scrollBox(className, label, ...children) {
    const box = make("div", `scroll ${className}`, ...children);
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", label);
    return box;
}

/**
 * An element that stands in the page.
 * @param {string} id
 */
function byId(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * @param {string} className
 * @param {string} label
 * @param {() => void} act
 * @param {...(string | Node)} children
 */
function button(className, label, act, ...children) {
    const element = make("button", className, ...children);
    element.type = "button";
    if (label) element.setAttribute("aria-label", label);
    if (label) element.title = label;
    element.addEventListener("click", act);
    return element;
}

/** Signs, drawn on a square of 16: colour never stands alone. */
const signs = {
    runs: "M5 3.2 12.6 8 5 12.8Z",
    suspended: "M4.4 3.5h2.4v9H4.4zM9.2 3.5h2.4v9H9.2z",
    waits: "M4 2.8h8v1.6L9 8l3 3.6v1.6H4v-1.6L7 8 4 4.4Z",
    done: "M6.4 12.6 2.6 8.8l1.5-1.5 2.3 2.3 5.5-5.6 1.5 1.5Z",
    failed: "M4.2 2.8 8 6.6l3.8-3.8 1.4 1.4L9.4 8l3.8 3.8-1.4 1.4L8 9.4l-3.8 3.8-1.4-1.4L6.6 8 2.8 4.2Z",
    idle: "M8 3.4a4.6 4.6 0 1 1 0 9.2 4.6 4.6 0 0 1 0-9.2m0 1.6a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
    load: "M7.1 2.5h1.8v5.6l2.2-2.2 1.3 1.3L8 11.6 3.6 7.2l1.3-1.3 2.2 2.2ZM3 12.3h10V14H3z",
    queued: "M7.1 3h1.8v4.1H13v1.8H8.9V13H7.1V8.9H3V7.1h4.1Z",
    record: "M3 3h10v2H3zM3 7h10v2H3zM3 11h6v2H3z",
    console: "M3.1 4.2 4.3 3l5 5-5 5-1.2-1.2L6.9 8ZM9 11.4h4.4V13H9z",
    timer: "M8 2.4a5.6 5.6 0 1 1 0 11.2A5.6 5.6 0 0 1 8 2.4M8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8m-.8 1.2h1.6v2.5l1.8 1.8-1.1 1.1-2.3-2.3Z",
    settled: "M8 2.2 13.8 8 8 13.8 2.2 8Zm0 2.5L4.7 8 8 11.3 11.3 8Z",
    differs: "M3 5.2h6.3l1.2-2.6 1.5.7-.9 1.9H13v1.6h-2.6L9.3 9.2H13v1.6H8.5l-1.3 2.8-1.5-.7 1-2.1H3V9.2h4.4l1.1-2.4H3Z",
    first: "M3 3h2v10H3zM13 3v10L6 8Z",
    back: "M11 3v10L4 8Z",
    next: "M5 3v10l7-5Z",
    last: "M11 3h2v10h-2zM3 3v10l7-5Z",
    pause: "M4.4 3.5h2.4v9H4.4zM9.2 3.5h2.4v9H9.2z",
    up: "M8 4.2 13 9.6l-1.4 1.3L8 7 4.4 10.9 3 9.6Z",
    down: "M8 11.8 3 6.4l1.4-1.3L8 9l3.6-3.9L13 6.4Z",
    break: "M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5Z",
    eye: "M8 3.4c3.4 0 5.9 2.6 7 4.6-1.100 2-3.600 4.600-7 4.600S2.100 10 1 8c1.100-2 3.600-4.600 7-4.600m0 2.100a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5",
};

const svgSpace = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 */
function svgElement(tag, attributes) {
    const element = document.createElementNS(svgSpace, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    return element;
}

/**
 * A sign beside words, which say the same.
 * @param {string} name
 */
function sign(name) {
    const svg = svgElement("svg", { viewBox: "0 0 16 16", class: `sign sign-${name}`, "aria-hidden": "true" });
    svg.append(svgElement("path", { d: signs[/** @type {keyof typeof signs} */ (name)] ?? signs.idle }));
    return svg;
}

/** What the kinds of events look like: the first that fits. */
const kindSigns = {
    failed: /[fF]ailed$|^uncaught$|^unhandled|^blocked$/u, load: /^(load|parsed|request)/u, console: /^console$/u,
    suspended: /[sS]uspended$/u, done: /^(completed|partEnded|agentEnded|responded)$/u, runs: /^(started|resumed|jobStarted|busy|agentStarted|partStarted)$|Resumed$/u,
    queued: /^(jobQueued|importCalled|fetchStarted|messageSent)$/u, timer: /^timer/u, settled: /Settled$|^messageReceived$/u,
};

/** @param {string} kind */
function signOfKind(kind) {
    for (const [name, pattern] of Object.entries(kindSigns)) if (pattern.test(kind)) return name;
    return "record";
}

/** What a module does, in words. */
const doingWords = {
    idle: "not begun", runs: "runs", suspended: "suspended", waits: "waits", done: "done", failed: "failed",
};

/** @param {string} doing */
function wordsOf(doing) {
    return doingWords[/** @type {keyof typeof doingWords} */ (doing)] ?? doing;
}
