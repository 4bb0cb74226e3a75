// Measures every text of every picture on the page, as the browser sets it in the fonts that the page forces on it: each must stay
// within the shape that it labels and within its picture, and free texts must not cover one another.
const tolerance = 0.5;
const problems = [];
let count = 0;

function report(svg, text, what) {
    problems.push(`${svg.dataset.file}: "${text.textContent}" ${what}`);
}

for (const svg of document.querySelectorAll("svg")) {
    svg.dataset.file = svg.parentElement.dataset.file;
    const view = svg.viewBox.baseVal;
    const toView = svg.getScreenCTM().inverse();
    const boxOf = (element) => {
        const box = element.getBBox();
        const matrix = toView.multiply(element.getScreenCTM());
        const from = new DOMPoint(box.x, box.y).matrixTransform(matrix);
        const to = new DOMPoint(box.x + box.width, box.y + box.height).matrixTransform(matrix);
        return { left: from.x, top: from.y, right: to.x, bottom: to.y };
    };
    const free = [];
    for (const text of svg.querySelectorAll("text")) {
        count += 1;
        const box = boxOf(text);
        if (box.left < view.x - tolerance || box.right > view.x + view.width + tolerance) {
            report(svg, text, `leaves the picture, which is ${view.width} wide: ${box.left.toFixed(1)} to ${box.right.toFixed(1)}`);
        }
        const shape = text.parentElement.querySelector("polygon, path, ellipse");
        if (shape) {
            const room = boxOf(shape);
            if (box.left < room.left - tolerance || box.right > room.right + tolerance) {
                const over = Math.max(room.left - box.left, box.right - room.right);
                report(svg, text, `overflows its box by ${over.toFixed(1)}`);
            }
        } else {
            free.push({ text, box });
        }
    }
    for (const [index, one] of free.entries()) {
        for (const other of free.slice(index + 1)) {
            const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
            const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
            // The boxes of lines hold room above and below their letters.
            if (wide > tolerance && high > 4) report(svg, one.text, `covers "${other.text.textContent}"`);
        }
    }
}

const pictures = document.querySelectorAll("svg").length;
document.body.textContent = `measured ${count} labels in ${pictures} pictures\n${problems.join("\n")}\nend of the measurement`;
