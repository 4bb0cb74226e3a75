// Typed arrays and plain ones in nested loops: a sieve, a matrix, and a checksum.
const limit = 500_000;
const sieve = new Uint8Array(limit + 1);
let primes = 0;
for (let n = 2; n <= limit; n++) {
  if (sieve[n] === 1) continue;
  primes++;
  for (let multiple = n * n; multiple <= limit; multiple += n) sieve[multiple] = 1;
}
const size = 64;
const a = new Float64Array(size * size).map((_, i) => i % 7);
const b = Array.from({ length: size * size }, (_, i) => i % 5);
const product = new Array(size * size).fill(0);
for (let row = 0; row < size; row++) {
  for (let column = 0; column < size; column++) {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += a[row * size + k] * b[k * size + column];
    product[row * size + column] = sum;
  }
}
let checksum = 0;
for (let i = 0; i < 1_000_000; i++) checksum = ((checksum << 5) - checksum + (i & 255)) | 0;
console.log(primes, product[77], product.reduce((x, y) => x + y), checksum);
