// Colours of a text: comments, texts, numbers, words of the language, and keys. It parses nothing; the simulator does.
import { make } from "./dom.js";

const words = "as|async|await|break|case|catch|class|const|continue|default|do|else|export|extends|false|finally|for|from|function|if|"
    + "import|in|instanceof|let|new|null|of|return|static|super|switch|this|throw|true|try|typeof|undefined|var|void|while|yield";
const code = `(?<comment>//.*|/\\*[^]*?(?:\\*/|$))|(?<text>"(?:[^"\\\\\\n]|\\\\.)*"?|'(?:[^'\\\\\\n]|\\\\.)*'?|\`(?:[^\`\\\\]|\\\\[^])*\`?)`
    + `|(?<word>(?<![\\w$.])(?:${words})(?![\\w$]))|(?<number>(?<![\\w$])\\d[\\w.]*)`;
const module = new RegExp(code, "g");
const scenario = new RegExp(`(?<key>(?<=^[ \\t]*(?:- +)*)[\\w.@/$-]+(?=:(?:\\s|$)))|(?<note>(?<=^|\\s)#.*)|${code}`, "gm");

/** Keys whose texts are prose, with all that belongs to them. */
const prose = /^( *)(?:title|about|see|name|description):.*(?:\n(?:\1 .*| *$))*/gm;

/** More than this, or so long a line, is shown without colours: typing must not wait. */
const most = 100_000, longLine = /[^\n]{2000}/;

/**
 * @param {HTMLElement} place
 * @param {string} text
 * @param {boolean} isScenario
 */
export function colour(place, text, isScenario) {
    /** @type {(string | Node)[]} */
    const parts = [];
    let end = 0;
    if (text.length <= most && !longLine.test(text)) {
        const plain = isScenario ? Array.from(text.matchAll(prose), ({ index, 0: { length } }) => [index, index + length]) : [];
        let next = 0;
        for (const match of text.matchAll(isScenario ? scenario : module)) {
            const kind = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined)?.[0] ?? "";
            while (next < plain.length && plain[next][1] <= match.index) next += 1;
            if (kind !== "key" && next < plain.length && plain[next][0] <= match.index) continue;
            if (match.index > end) parts.push(text.slice(end, match.index));
            parts.push(make("span", kind === "note" ? "comment" : kind, match[0]));
            end = match.index + match[0].length;
        }
    }
    // What ends in a line break has another line after it.
    parts.push(text.slice(end) + "\n");
    place.replaceChildren(...parts);
}
