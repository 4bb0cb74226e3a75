// The pictures that tla-sim drew, with what is true at this step drawn over them.

/**
 * The rules of pictures for a dark page: switched on and off with the theme.
 * @type {CSSStyleSheet[]}
 */
const darkSheets = [];

/** Only this passes markup on, and only to a parser whose document runs nothing. */
const pictureMarkup = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("tla-sim-pictures", { createHTML: (/** @type {string} */ text) => text });

/**
 * A picture as elements of this page: no scripts, no handlers, no links, and its style sheet applied by the theme.
 * @param {string} text
 * @returns {SVGSVGElement | null}
 */
function pictureFrom(text) {
    // Parsed, a style sheet would count as one in the page's markup, which the page's policy forbids.
    const bare = text.replace(/<style>([^<]*)<\/style>/gu, (_, rules) => {
        takeStyle(rules);
        return "";
    });
    const markup = /** @type {string} */ (/** @type {unknown} */ (pictureMarkup?.createHTML(bare) ?? bare));
    const root = new DOMParser().parseFromString(markup, "image/svg+xml").documentElement;
    if (root.namespaceURI !== svgSpace || root.localName !== "svg") return null;
    for (const element of root.querySelectorAll("script, style, foreignObject, desc, svg > title")) element.remove();
    for (const element of [root, ...root.querySelectorAll("*")]) {
        for (const { name } of [...element.attributes]) {
            if (/^on|^style$|href$|^aria-/u.test(name)) element.removeAttribute(name);
        }
    }
    return /** @type {SVGSVGElement} */ (/** @type {unknown} */ (document.importNode(root, true)));
}

/** @param {string} text */
function takeStyle(text) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const rules = [...sheet.cssRules].flatMap((rule) => rule instanceof CSSMediaRule ? [...rule.cssRules] : []);
    const dark = new CSSStyleSheet();
    dark.replaceSync(rules.map((rule) => rule.cssText).join("\n"));
    dark.disabled = !isDark();
    darkSheets.push(dark);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, dark];
}

/** Whether the page is dark now. */
function isDark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/**
 * Leaves out what the page says itself, and sets the size by the picture's own.
 * @param {SVGSVGElement} svg
 * @param {number} scale
 */
function fitPicture(svg, scale) {
    const box = svg.getBBox();
    if (box.width === 0) return false;
    const margin = 10;
    svg.setAttribute("viewBox", `${box.x - margin} ${box.y - margin} ${box.width + 2 * margin} ${box.height + 2 * margin}`);
    svg.removeAttribute("height");
    svg.removeAttribute("width");
    svg.style.width = `${Math.round((box.width + 2 * margin) * scale)}px`;
    svg.style.minWidth = `${Math.round((box.width + 2 * margin) * 0.8)}px`;
    return true;
}

class GraphPanel {
    /** @param {RunView} view */
    constructor(view) {
        this.view = view;
        this.svg = view.run.data.graph ? pictureFrom(view.run.data.graph) : null;
        /** @type {{ node: SVGGraphicsElement, badge: Element, doing: string }[]} */
        this.nodes = [];
        const legend = make("ul", "legend");
        for (const doing of Object.keys(doingWords)) legend.append(make("li", "", make("span", `badge is-${doing}`, sign(doing)), wordsOf(doing)));
        const box = scrollBox("picture live-graph", "Module graph");
        if (this.svg) box.append(this.svg);
        this.element = make("div", "panel-body", this.svg ? box : make("p", "empty", "There is no picture of the modules."), legend);
    }

    prepare() {
        if (!this.svg || this.isReady || !fitPicture(this.svg, 1.35)) return;
        this.isReady = true;
        for (const [module, { graphNode }] of this.view.run.data.modules.entries()) {
            const node = graphNode ? /** @type {SVGGraphicsElement | null} */ (this.svg.querySelector(`#${CSS.escape(graphNode)}`)) : null;
            if (!node) continue;
            const box = node.getBBox();
            const badge = svgElement("g", { class: "badge", transform: `translate(${box.x + box.width - 2} ${box.y})` });
            badge.append(svgElement("circle", { r: 7.5 }), svgElement("path", { transform: "translate(-4.6 -4.6) scale(.575)" }));
            this.svg.querySelector("g.graph, g")?.append(badge);
            node.classList.add("live");
            node.addEventListener("click", () => this.view.showModule(module));
            this.nodes[module] = { node, badge, doing: "" };
        }
    }

    update() {
        this.prepare();
        if (!this.svg) return;
        /** @type {Record<string, number>} */
        const counts = {};
        for (const [module, record] of this.view.run.state.modules.entries()) {
            counts[record.doing] = (counts[record.doing] ?? 0) + 1;
            const entry = this.nodes[module];
            if (!entry || entry.doing === record.doing) continue;
            entry.node.classList.remove(`is-${entry.doing}`);
            entry.node.classList.add(`is-${record.doing}`);
            entry.badge.setAttribute("class", `badge is-${record.doing}`);
            entry.badge.querySelector("path")?.setAttribute("d", signs[/** @type {keyof typeof signs} */ (record.doing)] ?? signs.idle);
            entry.doing = record.doing;
        }
        const words = Object.entries(counts).map(([doing, count]) => `${count} ${wordsOf(doing)}`).join(", ");
        this.svg.setAttribute("aria-label", `Module graph: ${words}`);
    }
}

/** How far a bar of code that takes no time reaches to the left of its time, in units of the picture. */
const barReach = 6;

class TimelinePanel {
    /** @param {RunView} view */
    constructor(view) {
        this.view = view;
        this.data = view.run.data.timeline;
        this.svg = this.data ? pictureFrom(this.data.svg) : null;
        this.box = scrollBox("picture timeline", "Timeline");
        this.element = make("div", "panel-body", this.svg ? this.box : make("p", "empty", "There is no timeline."));
        if (!this.svg || !this.data) return;
        this.box.append(this.svg);
        // The axis of times, and below it perhaps axes on which the steps of one instant stand side by side.
        /** @type {Map<number, { top: number, bottom: number, places: [number, number][] }>} */
        const axes = new Map();
        for (const [step, x, top, bottom] of this.data.steps) {
            if (!axes.has(top)) axes.set(top, { top, bottom, places: [] });
            axes.get(top)?.places.push([step, x]);
        }
        this.axes = [...axes.values()];
        if (this.data.cursor.length) this.axes.unshift({ top: this.data.top, bottom: this.data.bottom, places: [] });
        this.marks = this.axes.map(({ top, bottom }, index) => {
            // What leads from an axis to the next one is covered with that.
            const from = Math.min(top - 8, this.axes?.[index - 1]?.bottom ?? Infinity);
            const cover = svgElement("rect", { class: "cover", y: from, height: Math.max(0, bottom - from), x: 0, width: 0 });
            const cursor = svgElement("g", { class: "cursor" });
            cursor.append(svgElement("path", { d: `M0 ${top}V${bottom}` }), svgElement("path", { class: "head", d: `M-5 ${top - 7}H5L0 ${top}Z` }));
            this.svg?.append(cover, cursor);
            return { cover, cursor };
        });
        this.svg.addEventListener("click", (event) => this.jump(event));
    }

    /**
     * Where a step is on an axis, and whether the axis is about its time.
     * @param {{ places: [number, number][] }} axis
     * @param {number} number
     * @returns {[number, boolean]}
     */
    place(axis, number) {
        const { run } = this.view;
        const time = run.timeAt(number);
        if (axis.places.length) {
            const { places } = axis;
            const [step, x] = places[lastFitting(0, places.length - 1, (index) => places[index][0] <= number)];
            return [x, step <= number && run.timeAt(step) === time];
        }
        const points = this.data?.cursor ?? [];
        const index = points.findIndex(([at]) => at >= time);
        if (index <= 0) return [points[index < 0 ? points.length - 1 : 0][1], true];
        const [[fromTime, fromX], [toTime, toX]] = [points[index - 1], points[index]];
        return [toTime === fromTime ? toX : fromX + (toX - fromX) * (time - fromTime) / (toTime - fromTime), true];
    }

    update() {
        if (!this.svg || !this.axes || !this.marks) return;
        if (!this.isReady) this.isReady = fitPicture(this.svg, 1.25);
        const { run, page } = this.view;
        const view = this.svg.viewBox.baseVal;
        for (const [index, axis] of this.axes.entries()) {
            const { cover, cursor } = this.marks[index];
            const [x, isHere] = this.place(axis, run.at);
            cursor.setAttribute("transform", `translate(${x} 0)`);
            cursor.setAttribute("visibility", isHere ? "visible" : "hidden");
            const from = this.coverStart(axis, x);
            cover.setAttribute("x", String(from));
            cover.setAttribute("width", String(page.predict.isOn ? Math.max(0, view.x + view.width - from) : 0));
            if (index === 0) afterLayout(() => this.reveal((x - view.x) / view.width));
        }
        this.svg.setAttribute("aria-label", `Timeline, at ${timeText(run.timeAt(run.at))}`);
    }

    /**
     * Where that begins which is still to come, on an axis whose cursor is at x.
     * @param {{ places: [number, number][] }} axis
     * @param {number} x
     */
    coverStart(axis, x) {
        // On the axis of times a bar stands around its time.
        if (axis.places.length === 0) return x - barReach;
        // Which modules take part in an instant is told by its axis.
        return axis.places[0][0] > this.view.run.at ? this.svg?.viewBox.baseVal.x ?? 0 : x;
    }

    /**
     * Scrolls so that a place can be seen.
     * @param {number} share of the picture's width
     */
    reveal(share) {
        const shown = share * (this.svg?.clientWidth ?? 0);
        const room = this.box.clientWidth;
        if (shown < this.box.scrollLeft + 20 || shown > this.box.scrollLeft + room - 40) this.box.scrollLeft = shown - room / 2;
    }

    /**
     * Goes to the last step at the place of a click.
     * @param {MouseEvent} event
     */
    jump(event) {
        const { run, page } = this.view;
        const matrix = this.svg?.getScreenCTM()?.inverse();
        if (!matrix || !this.axes) return;
        const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
        const axis = this.axes.slice().reverse().find(({ top }) => top - 8 <= y) ?? this.axes[0];
        const first = axis.places[0]?.[0] ?? 0;
        const last = page.predict.isOn ? run.at : axis.places[axis.places.length - 1]?.[0] ?? run.count;
        page.go(run.index, lastFitting(first, last, (number) => this.place(axis, number)[0] <= x));
    }
}
