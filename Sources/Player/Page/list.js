// Lists and tables of any length: only the rows that can be seen are in the page.

/** What waits until all panels are drawn: asking for places in between would lay the page out again and again. */
/** @type {(() => void)[]} */
const waiting = [];

/** @param {() => void} act */
function afterLayout(act) {
    if (waiting.push(act) > 1) return;
    requestAnimationFrame(() => {
        for (const next of waiting.splice(0)) next();
    });
}

class WindowedRows {
    /**
     * Rows of one height in an element that scrolls. A row with the same key is not drawn again, and keeps the focus.
     * @param {HTMLElement} scroller
     * @param {HTMLElement} body
     * @param {number} rowHeight
     * @param {(index: number) => string} key
     * @param {(index: number) => HTMLElement} draw
     */
    constructor(scroller, body, rowHeight, key, draw) {
        this.scroller = scroller;
        this.body = body;
        this.rowHeight = rowHeight;
        this.key = key;
        this.draw = draw;
        this.count = 0;
        this.height = 0;
        this.top = 0;
        /** @type {Map<string, HTMLElement>} */
        this.rows = new Map();
        this.above = this.spacer();
        this.below = this.spacer();
        scroller.addEventListener("scroll", () => {
            this.top = scroller.scrollTop;
            this.show();
        }, { passive: true });
        new ResizeObserver(() => {
            this.height = scroller.clientHeight;
            this.show();
        }).observe(scroller);
    }

    spacer() {
        const isTable = this.body.tagName === "TBODY";
        const element = make(isTable ? "tr" : "li", "space");
        element.setAttribute("role", "presentation");
        element.setAttribute("aria-hidden", "true");
        this.body.append(element);
        return element;
    }

    /** @param {number} count */
    update(count) {
        this.count = count;
        this.show();
    }

    show() {
        const height = Math.max(this.height, 480);
        const top = Math.min(this.top, Math.max(0, this.count * this.rowHeight - this.height));
        const first = Math.max(0, Math.floor(top / this.rowHeight) - 4);
        const end = Math.min(this.count, Math.ceil((top + height) / this.rowHeight) + 4);
        /** @type {Map<string, HTMLElement>} */
        const wanted = new Map();
        for (let index = first; index < end; index += 1) {
            const key = `${index} ${this.key(index)}`;
            wanted.set(key, this.rows.get(key) ?? this.draw(index));
        }
        for (const [key, row] of this.rows) if (!wanted.has(key)) row.remove();
        let place = this.above.nextSibling;
        for (const row of wanted.values()) {
            if (row === place) place = place.nextSibling;
            else this.body.insertBefore(row, place);
        }
        this.rows = wanted;
        this.above.style.height = `${first * this.rowHeight}px`;
        this.below.style.height = `${(this.count - end) * this.rowHeight}px`;
        this.above.hidden = first === 0;
        this.below.hidden = end === this.count;
    }

    /**
     * Scrolls so that a row can be seen, and no more than is needed.
     * @param {number} index
     */
    reveal(index) {
        const from = index * this.rowHeight;
        const height = this.height || 200;
        if (from < this.top) this.top = Math.max(0, from - this.rowHeight * 2);
        else if (from + this.rowHeight > this.top + height) this.top = from + this.rowHeight * 3 - height;
        else return;
        this.show();
        afterLayout(() => this.scroller.scrollTop = this.top);
    }
}
