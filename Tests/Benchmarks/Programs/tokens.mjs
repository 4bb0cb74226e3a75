// A tokenizer and a parser by precedence, over a text of some length.
const isDigit = (code) => code >= 48 && code <= 57;
const isLetter = (code) => (code >= 97 && code <= 122) || code === 95;

function tokenize(text) {
  const tokens = [];
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 10) {
      at++;
      continue;
    }
    const start = at;
    if (isDigit(code)) {
      while (at < text.length && isDigit(text.charCodeAt(at))) at++;
      tokens.push({ type: "number", value: Number(text.slice(start, at)) });
    } else if (isLetter(code)) {
      while (at < text.length && isLetter(text.charCodeAt(at))) at++;
      tokens.push({ type: "name", value: text.slice(start, at) });
    } else {
      at++;
      tokens.push({ type: "sign", value: text[start] });
    }
  }
  return tokens;
}

const powers = { "+": 1, "-": 1, "*": 2, "/": 2 };

function evaluate(tokens, scope) {
  let at = 0;
  function operand() {
    const token = tokens[at++];
    switch (token.type) {
      case "number":
        return token.value;
      case "name":
        return scope[token.value] ?? 0;
      default: {
        const value = expression(0);
        at++;
        return value;
      }
    }
  }
  function expression(power) {
    let left = operand();
    while (at < tokens.length && powers[tokens[at].value] > power) {
      const sign = tokens[at++].value;
      const right = expression(powers[sign]);
      if (sign === "+") left += right;
      else if (sign === "-") left -= right;
      else if (sign === "*") left *= right;
      else left /= right;
    }
    return left;
  }
  return expression(0);
}

const text = Array.from({ length: 5_000 }, (_, i) => `(alpha + ${i} * 3 - beta_rest) * 2 + ${i % 7}`).join(" +\n");
const tokens = tokenize(text);
let value = 0;
for (let round = 0; round < 10; round++) value += evaluate(tokens, { alpha: round, beta_rest: 5 });
console.log(tokens.length, value);
