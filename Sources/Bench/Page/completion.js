// Completion: the keys of a scenario by its JSON Schema, hosts and outcomes as values, and the names of modules and files.
import { byId, make } from "./dom.js";
import { lineStart } from "./editor.js";

/** @typedef {{label: string, insert: string, words?: string}} Choice */
/** @typedef {{from: number, to: number, choices: Choice[]}} Completions */
/** @typedef {{schema: any, hosts: {name: string, words: string}[], files: () => string[], isScenario: () => boolean}} Sources */

/** What a schema says behind references and alternatives. @param {any} root @param {any} schema @returns {any[]} */
function forms(root, schema, depth = 0) {
    if (!schema || depth > 8) return [];
    if (schema.$ref) return forms(root, root.$defs?.[schema.$ref.split("/").pop()], depth + 1);
    const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((form) => forms(root, form, depth + 1));
    return [schema, ...inner];
}

/** The key, or null for an element, above each other from the outside, at the line of the caret. @param {string[]} lines @param {number} indent */
function path(lines, indent) {
    /** @type {(string | null)[]} */
    const found = [];
    let left = indent;
    for (const line of lines.toReversed()) {
        const match = /^( *)((?:- +)*)(?:([\w.@/$-]+|"[^"]*"|'[^']*')\s*:)?/.exec(line);
        if (!match || !line.trim() || line.trimStart().startsWith("#")) continue;
        const dash = match[1].length, at = dash + match[2].length;
        if (match[3] && at < left && match[0].trimEnd().endsWith(":")) {
            found.unshift(match[3].replace(/^["']|["']$/g, ""));
            left = at;
        }
        if (match[2] && dash < left) {
            found.unshift(null);
            left = dash;
        }
        if (left === 0) break;
    }
    return found;
}

/** @param {any} root @param {(string | null)[]} path */
function schemasAt(root, path) {
    let schemas = forms(root, root);
    for (const key of path) {
        schemas = schemas.flatMap((schema) => {
            const next = key === null ? schema.items : schema.properties?.[key] ?? (typeof schema.additionalProperties === "object" ? schema.additionalProperties : null);
            return forms(root, next);
        });
    }
    return schemas;
}

/** The names of the modules of a scenario. @param {string} text */
function moduleNames(text) {
    const names = [];
    const lines = text.split("\n");
    const start = lines.findIndex((line) => /^modules:\s*$/.test(line));
    let indent = 0;
    for (const line of start < 0 ? [] : lines.slice(start + 1)) {
        const match = /^( +)(?:"([^"]+)"|'([^']+)'|([^\s:#'"-][^:]*)):(?:\s|$)/.exec(line);
        if (/^\S/.test(line)) break;
        if (!match) continue;
        indent ||= match[1].length;
        if (match[1].length === indent) names.push(match[2] ?? match[3] ?? match[4]);
    }
    return names;
}

/** @param {string} text @param {number} caret @param {Sources} sources @param {boolean} isAsked whether somebody asked for it @returns {Completions | null} */
export function completions(text, caret, sources, isAsked) {
    const start = lineStart(text, caret);
    const line = text.slice(start, caret);
    // The specifier of an import.
    const specifier = /(?:from|import)\s*\(?\s*["']([^"'\n]*)$/.exec(line);
    if (specifier) {
        const names = sources.isScenario() ? moduleNames(text).map((name) => `./${name}`) : sources.files();
        return found(specifier[1], caret, names.map((name) => ({ label: name, insert: name })));
    }
    if (!sources.isScenario()) return null;
    // A value behind its key, or an element of a list in brackets.
    const value = /^( *(?:- +)*)([\w.@/$-]+): +(?:\[(?:[^\]]*,)? *)?([\w@.-]*)$/.exec(line);
    if (value) {
        const above = path(text.slice(0, start).split("\n"), value[1].length);
        return found(value[3], caret, valuesOf(value[2], above, text, sources));
    }
    const key = /^( *(?:- +)*)([\w.-]*)$/.exec(line);
    if (!key || (!isAsked && !key[2])) return null;
    const before = text.slice(0, start).split("\n");
    const above = path(key[1].includes("-") ? [...before, key[1]] : before, key[1].length);
    if (isInBlock(before, key[1].length)) return null;
    const schemas = schemasAt(sources.schema, above);
    /** @type {Map<string, Choice>} */
    const keys = new Map();
    for (const schema of schemas) {
        for (const [name, inner] of Object.entries(schema.properties ?? {})) {
            if (keys.has(name)) continue;
            const shapes = forms(sources.schema, inner);
            const isNested = shapes.some((shape) => shape.properties || shape.additionalProperties) && !shapes.some(isPlain);
            const words = shapes.find((shape) => shape.description)?.description;
            keys.set(name, { label: name, insert: isNested ? `${name}:\n${" ".repeat(key[1].length + 2)}` : `${name}: `, words });
        }
    }
    return found(key[2], caret, [...keys.values()]);
}

/** Whether a value may stand behind its key on one line. @param {any} shape */
function isPlain(shape) {
    return shape.enum || shape.const !== undefined || shape.type === "array" || [shape.type].flat().some((type) => ["string", "number", "boolean"].includes(type));
}

/** Whether a line stands in a text of several lines, which has no keys. @param {string[]} lines @param {number} indent */
function isInBlock(lines, indent) {
    for (const line of lines.toReversed()) {
        if (!line.trim()) continue;
        const at = /^ */.exec(line)?.[0].length ?? 0;
        if (at < indent || (at === 0 && indent === 0)) return /:\s*[|>][+-]?\d?\s*(?:#.*)?$/.test(line) && at < indent;
    }
    return false;
}

/** @param {string} key @param {(string | null)[]} above @param {string} text @param {Sources} sources @returns {Choice[]} */
function valuesOf(key, above, text, sources) {
    const plain = (/** @type {string[]} */ names) => names.map((name) => ({ label: name, insert: name }));
    if (key === "host" && above.length === 0) return sources.hosts.map(({ name, words }) => ({ label: name, insert: name, words }));
    if (["entry", "imports", "evaluated"].includes(key)) return plain(moduleNames(text));
    const shapes = schemasAt(sources.schema, [...above, key]);
    const known = shapes.flatMap((shape) => shape.enum ?? (shape.const === undefined ? [] : [shape.const]));
    const isTruth = shapes.some((shape) => shape.type === "boolean");
    return plain([...new Set([...known.map(String), ...(isTruth ? ["true", "false"] : [])])]);
}

/** @param {string} begun @param {number} caret @param {Choice[]} all @returns {Completions | null} */
function found(begun, caret, all) {
    const small = begun.toLowerCase();
    const choices = all.filter(({ label }) => label.toLowerCase().startsWith(small) && label !== begun);
    if (small.length > 1) choices.push(...all.filter(({ label }) => !label.toLowerCase().startsWith(small) && label.toLowerCase().includes(small)));
    return choices.length ? { from: caret - begun.length, to: caret, choices: choices.slice(0, 60) } : null;
}

/** The list below the caret. It follows the pattern of a combobox: the focus stays in the text. */
export class CompletionList {
    /** @param {import("./editor.js").Editor} editor @param {Sources} sources */
    constructor(editor, sources) {
        this.editor = editor;
        this.sources = sources;
        this.list = byId("completions");
        /** @type {Completions | null} */
        this.open = null;
        this.chosen = 0;
        const area = editor.area;
        area.addEventListener("keydown", (event) => this.key(event), { capture: true });
        area.addEventListener("input", (event) => {
            const typed = /** @type {InputEvent} */ (event).data ?? "";
            if (this.isInserting) return;
            if (/^[\w./@-]$/.test(typed) || (this.open && /** @type {InputEvent} */ (event).inputType === "deleteContentBackward")) this.show(false);
            else this.close();
        });
        area.addEventListener("blur", () => this.close());
        area.addEventListener("scroll", () => this.close());
        this.isInserting = false;
    }

    /** @param {boolean} isAsked */
    show(isAsked) {
        const { area } = this.editor;
        this.open = area.selectionStart === area.selectionEnd ? completions(this.editor.text, area.selectionStart, this.sources, isAsked) : null;
        if (!this.open) return this.close();
        const options = this.open.choices.map(({ label, words }, index) => {
            const option = make("li", "", make("span", "label", label), ...(words ? [make("span", "words", words)] : []));
            option.setAttribute("role", "option");
            option.id = `completion-${index}`;
            option.addEventListener("mousedown", (event) => {
                event.preventDefault();
                this.take(index);
            });
            return option;
        });
        this.list.replaceChildren(...options);
        this.list.hidden = false;
        this.place();
        this.choose(0);
    }

    /** Below the line of the caret, or above it where there is no room. */
    place() {
        const { area } = this.editor, style = getComputedStyle(area);
        const height = parseFloat(style.lineHeight), before = this.editor.text.slice(0, this.open?.from ?? 0);
        const column = before.length - lineStart(before, before.length);
        const canvas = make("canvas").getContext("2d");
        let width = 8;
        if (canvas) {
            canvas.font = style.font;
            width = canvas.measureText("0").width;
        }
        const top = parseFloat(style.paddingTop) + this.editor.line * height - area.scrollTop;
        const left = parseFloat(style.paddingLeft) + column * width - area.scrollLeft;
        const isAbove = top + this.list.offsetHeight > area.clientHeight && top - height > this.list.offsetHeight;
        this.list.style.top = `${isAbove ? top - height - this.list.offsetHeight : top}px`;
        this.list.style.left = `${Math.max(0, Math.min(left, area.clientWidth - this.list.offsetWidth))}px`;
    }

    close() {
        this.open = null;
        this.list.hidden = true;
        this.editor.area.removeAttribute("aria-activedescendant");
    }

    /** @param {number} index */
    choose(index) {
        const options = [...this.list.children];
        this.chosen = (index + options.length) % options.length;
        options.forEach((option, at) => option.setAttribute("aria-selected", `${at === this.chosen}`));
        options[this.chosen].scrollIntoView({ block: "nearest" });
        this.editor.area.setAttribute("aria-activedescendant", options[this.chosen].id);
    }

    /** @param {number} index */
    take(index) {
        const { open } = this;
        if (!open) return;
        this.close();
        this.isInserting = true;
        this.editor.replace(open.from, open.to, open.choices[index].insert);
        this.isInserting = false;
    }

    /** @param {KeyboardEvent} event */
    key(event) {
        if (event.key === " " && event.ctrlKey) {
            event.preventDefault();
            return this.show(true);
        }
        if (!this.open) return;
        const act = {
            ArrowDown: () => this.choose(this.chosen + 1), ArrowUp: () => this.choose(this.chosen - 1), Enter: () => this.take(this.chosen),
            Tab: () => this.take(this.chosen), Escape: () => this.close(),
        }[event.key];
        if (!act) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        act();
    }
}
