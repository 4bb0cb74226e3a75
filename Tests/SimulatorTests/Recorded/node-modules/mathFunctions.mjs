// The last digits of the functions of Math, which ECMA-262 leaves open: each as a digest of many, and some of them.
const names = ["acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "cos", "cosh", "exp", "expm1", "log", "log10", "log1p", "log2", "sin", "sinh", "tan", "tanh"];
let state = 12345;
const next = () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) / 4294967296;
const ranges = [() => next() * 2 - 1, () => (next() - 0.5) * 20, () => 2 ** (next() * 120 - 60), () => (next() - 0.5) * 2000, () => 1 + (next() - 0.5) / 1024];
const view = new DataView(new ArrayBuffer(8));
function add(digest, value) {
  view.setFloat64(0, value);
  return Math.imul(Math.imul(digest ^ view.getInt32(0), 16777619) ^ view.getInt32(4), 16777619);
}
for (const name of names) {
  let digest = 0;
  for (let i = 0; i < 1500; i++) {
    const value = ranges[i % 5]();
    if (Math.abs(value) > 1e6 && ["sin", "cos", "tan"].includes(name)) continue;
    const result = Math[name](value);
    if (!Number.isNaN(result)) digest = add(digest, result);
  }
  console.log(name, digest, Math[name](0.3), Math[name](-0.7), Math[name](1), Math[name](2.5), Math[name](40), Math[name](0), Math[name](-0), Math[name](-Infinity), Math[name](1e-310));
}
let [angles, lengths, powers] = [0, 0, 0];
for (let i = 0; i < 1500; i++) {
  const [y, x, z] = [ranges[i % 5](), ranges[(i + 1) % 4](), next()];
  angles = add(angles, Math.atan2(y, x));
  lengths = add(add(lengths, Math.hypot(y, x, z)), Math.hypot(x, z));
  powers = add(add(powers, z ** 0.5), z ** -0.5);
}
console.log(angles, lengths, powers, Math.exp(709.7), Math.exp(-745), Math.sinh(710.2), Math.cosh(-710.3), Math.expm1(-60), Math.log1p(2 ** 60));
for (const y of [0, -0, 1, -1, Infinity, -Infinity, NaN]) console.log([0, -0, 1, -2, Infinity, -Infinity, NaN].map((x) => Math.atan2(y, x)).join());
console.log((-Infinity) ** 0.5, (-0) ** 0.5, (-0) ** -0.5, (-4) ** 0.5, Infinity ** -0.5);
