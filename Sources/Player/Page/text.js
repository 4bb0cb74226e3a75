// Texts that come from a program may hold anything. They reach the page as text nodes only, cut where they are long, with what
// cannot be seen, or would turn the line around, written out.

const longestText = 2000;

/** Controls, bidirectional formatting, and what has no width. */
const unseen = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\ufeff\ufff9-\uffff]/gu;

/**
 * Puts a text of the program into an element.
 * @param {HTMLElement} element
 * @param {string} text
 */
function setForeignText(element, text) {
    const shown = cut(text);
    element.replaceChildren();
    let from = 0;
    for (const match of shown.matchAll(unseen)) {
        const at = match.index ?? 0;
        if (match[0] === "\t") continue;
        element.append(shown.slice(from, at), make("span", "unseen", codePoint(match[0])));
        from = at + match[0].length;
    }
    element.append(shown.slice(from));
}

/** @param {string} character */
function codePoint(character) {
    return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/**
 * A long text's beginning, and how much more there is.
 * @param {string} text
 */
function cut(text) {
    if (text.length <= longestText) return text;
    const last = text.charCodeAt(longestText - 1);
    const end = last >= 0xd800 && last < 0xdc00 ? longestText - 1 : longestText;
    return `${text.slice(0, end)} … and ${(text.length - end).toLocaleString("en")} more characters`;
}

/**
 * For attributes and live regions, where no element can stand.
 * @param {string} text
 * @param {number} limit
 */
function plain(text, limit = 200) {
    const shown = text.slice(0, limit).replace(unseen, (character) => `[${codePoint(character)}]`);
    return text.length > limit ? `${shown} …` : shown;
}

/**
 * Virtual time, as the pictures write it.
 * @param {number} nanoseconds
 */
function timeText(nanoseconds) {
    const milliseconds = nanoseconds / 1e6;
    if (milliseconds >= 1e4) return `${trimmed(milliseconds / 1000)} s`;
    return `${trimmed(milliseconds)} ms`;
}

/** @param {number} number */
function trimmed(number) {
    return String(Math.round(number * 1000) / 1000);
}

/**
 * @param {number} count
 * @param {string} noun
 */
function counted(count, noun) {
    return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * The last number from `low` to `high` that fits, where those that fit come first; `low` where none behind it does.
 * @param {number} low
 * @param {number} high
 * @param {(number: number) => boolean} fits
 */
function lastFitting(low, high, fits) {
    while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (fits(middle)) low = middle;
        else high = middle - 1;
    }
    return low;
}
