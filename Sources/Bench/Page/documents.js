// What is edited: an example, a file of the folder, a file from disk, or something new.
import { ask, button, byId, make, say } from "./dom.js";

/** @typedef {{name: string, text: string, path?: string, digest?: string, saved: string}} Document */
/** @typedef {{examples: {name: string, title: string, text: string}[], folder: string | null, endings: string[]}} Description */

const emptyScenario = "title: \nentry: main\nmodules:\n  main: |\n    console.log(\"main\");\n";

export class Documents {
    /** @param {Description} description @param {(document: Document) => void} opened */
    constructor(description, opened) {
        this.description = description;
        this.opened = opened;
        /** @type {string[]} */
        this.files = [];
        this.isWhole = true;
        /** @type {Document} */
        this.document = { name: "", text: "", saved: "" };
        byId("open").addEventListener("click", () => this.choose());
        byId("filter").addEventListener("input", () => this.list());
        byId("filter").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
            if (event.key !== "Enter" && event.key !== "ArrowDown") return;
            event.preventDefault();
            const first = /** @type {HTMLButtonElement | null} */ (byId("document-list").querySelector("button"));
            if (event.key === "Enter") first?.click(); else first?.focus();
        });
        byId("document-list").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.walk(event));
        byId("new-scenario").addEventListener("click", () => this.open({ name: "scenario.yaml", text: emptyScenario, saved: "" }));
        byId("new-module").addEventListener("click", () => this.open({ name: "main.mjs", text: "", saved: "" }));
        byId("upload").addEventListener("change", () => this.upload());
        byId("save").hidden = description.folder === null;
    }

    /** Whether something would be lost. @param {string} text */
    isChanged(text) { return text !== this.document.saved; }

    async refresh() {
        if (this.description.folder === null) return;
        const answer = await fetch("./files.json");
        if (!answer.ok) return;
        ({ files: this.files, isWhole: this.isWhole } = await answer.json());
    }

    // Opening

    async choose() {
        byId("filter").value = "";
        this.list();
        byId("documents").showModal();
        byId("filter").focus();
        await this.refresh();
        if (byId("documents").open) this.list();
    }

    list() {
        const wanted = byId("filter").value.toLowerCase();
        const fits = (/** @type {string} */ text) => text.toLowerCase().includes(wanted);
        /** @param {string} title @param {HTMLElement[]} items */
        const group = (title, items) => (items.length ? [make("h3", "", title), make("ul", "", ...items.map((item) => make("li", "", item)))] : []);
        /** @param {string} name @param {string} words @param {() => void} act */
        const entry = (name, words, act) => button("entry", act, make("span", "name", name), make("span", "words", words));
        const files = this.files.filter(fits).map((path) => entry(path, "", () => this.openFile(path)));
        const examples = this.description.examples.filter(({ name, title }) => fits(name) || fits(title))
            .map(({ name, title, text }) => entry(title, name, () => this.open({ name, text, saved: text })));
        const rest = this.isWhole ? [] : [make("p", "muted", "The folder has more files than are listed.")];
        const all = [...group(this.description.folder ?? "", files), ...rest, ...group("Examples", examples)];
        byId("document-list").replaceChildren(...(all.length ? all : [make("p", "muted", "Nothing has such a name.")]));
    }

    /** @param {KeyboardEvent} event */
    walk(event) {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        const entries = [...byId("document-list").querySelectorAll("button")];
        const next = entries.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
        if (next < 0) byId("filter").focus(); else entries[Math.min(next, entries.length - 1)]?.focus();
    }

    /** @param {string} path */
    async openFile(path) {
        const answer = await fetch(`./file/${path.split("/").map(encodeURIComponent).join("/")}`);
        if (!answer.ok) return say(`${path} cannot be read`);
        const { text, digest } = await answer.json();
        this.open({ name: path, path, text, digest, saved: text });
    }

    async upload() {
        const file = byId("upload").files[0];
        if (!file) return;
        byId("upload").value = "";
        if (file.size > 4 << 20) return say("The file is larger than 4 MiB");
        const text = await file.text();
        this.open({ name: file.name, text, saved: text });
    }

    /** @param {Document} document */
    async open(document) {
        byId("documents").close();
        if (this.document.name && this.isChanged(this.current()) && await ask("Leave the text?", "What you changed is not saved.", "Leave it") === null) return;
        this.document = document;
        this.opened(document);
    }

    /** The text as it stands; set by who has the editor. @returns {string} */
    current() { return this.document.text; }

    // Saving

    async save() {
        const { folder, endings } = this.description;
        if (folder === null) return this.download();
        let { path } = this.document;
        path ??= await ask("Save as", `A name in ${folder}, such as lib/main.mjs.`, "Save", this.document.name) ?? undefined;
        if (!path) return;
        if (!endings.some((ending) => path.endsWith(ending))) return say(`A name ends in ${endings.join(", ")}`);
        await this.write(path, false);
    }

    /** @param {string} path @param {boolean} force */
    async write(path, force) {
        const text = this.current();
        const digest = path === this.document.path ? this.document.digest : undefined;
        const answer = await fetch("./save", { method: "POST", body: JSON.stringify({ path, text, digest, force }) });
        if (answer.status === 409) {
            const words = digest ? "It has changed since it was opened." : "There is such a file already.";
            if (await ask(`Write over ${path}?`, words, "Write over it") !== null) await this.write(path, true);
            return;
        }
        const told = answer.ok ? await answer.json() : { failure: `it cannot be saved (${answer.status})` };
        if (told.failure) return say(told.failure);
        const isNew = path !== this.document.path;
        Object.assign(this.document, { name: path, path, digest: told.digest, saved: text });
        say(`Saved ${path}`);
        if (isNew) await this.refresh();
        this.wasSaved();
    }

    wasSaved() {}

    download() {
        const link = make("a");
        link.href = URL.createObjectURL(new Blob([this.current()], { type: "text/plain" }));
        link.download = this.document.name.split("/").pop() ?? "scenario.yaml";
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
        this.document.saved = this.current();
        this.wasSaved();
    }
}
