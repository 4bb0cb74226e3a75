// Elements without markup: nothing here takes a text for HTML.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {...(string | Node)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
}

/**
 * A button that does what it is told to, and nothing to a form.
 * @param {string} className
 * @param {() => void} act
 * @param {...(string | Node)} children
 */
export function button(className, act, ...children) {
    const element = make("button", className, ...children);
    element.type = "button";
    element.addEventListener("click", () => act());
    return element;
}

/** @param {string} words what stands where there is nothing to show */
export function empty(words) { return make("p", "empty", words); }

/** An element that stands in the page. @param {string} id */
export function byId(id) {
    return /** @type {any} */ (document.getElementById(id));
}

/** Says something for a moment, and to who listens. @param {string} words */
export function say(words) {
    const place = byId("said");
    place.textContent = words;
    place.classList.add("is-shown");
    clearTimeout(say.timer);
    say.timer = setTimeout(() => place.classList.remove("is-shown"), 4000);
}
/** @type {number | undefined} */
say.timer = undefined;

/**
 * Asks, and gives the answer; null where it was no.
 * @param {string} title
 * @param {string} words
 * @param {string} yes
 * @param {string} [text] what is asked for, to begin with
 * @returns {Promise<string | null>}
 */
export function ask(title, words, yes, text) {
    const dialog = byId("question"), field = byId("question-text");
    byId("question-title").textContent = title;
    byId("question-words").textContent = words;
    byId("question-yes").textContent = yes;
    byId("question-field").hidden = text === undefined;
    field.value = text ?? "";
    dialog.returnValue = "";
    dialog.showModal();
    (text === undefined ? byId("question-no") : field).focus();
    return new Promise((answer) => {
        dialog.addEventListener("close", () => answer(dialog.returnValue === "yes" ? field.value : null), { once: true });
    });
}

// Enter in the field means yes.
byId("question-text").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    byId("question").close("yes");
});
