// Recursion: calls, comparisons and sums of small numbers.
const fibonacci = (n) => (n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2));

function ackermann(m, n) {
  if (m === 0) return n + 1;
  return n === 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

console.log(fibonacci(29), ackermann(2, 300));
