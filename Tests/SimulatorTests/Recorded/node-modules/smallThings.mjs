import assert from 'node:assert';
for (const [a, b] of [[0.5001141552511416, 0.5], ['abcdefg hij', 'abcdefg'], [0.5, 0.50011415525], ['abcdefg', 'abcdefghi jkl'], [1234567.25, 1234567.5], ['aaaa bbbb cccc', 'aaaa bbXb cccc'], [12345678, 12345679], [true, 'abcdefghijklmn'], ['x'.repeat(50), 'x'.repeat(40) + 'y'], [123456789012n, 123456789013n], [Symbol('abcdefg'), Symbol('abcdefh')]]) try { assert.strictEqual(a, b); } catch (e) { console.log(e.message); }
import strict from 'node:assert/strict';
import Module from 'node:module';
const made = new Module('');
made._compile('exports.name = __filename; exports.own = typeof require;', '');
console.log(made.exports);
import EventEmitter from 'node:events';
function app() {}
for (const name of Object.getOwnPropertyNames(EventEmitter.prototype))
  if (!(name in app)) Object.defineProperty(app, name, Object.getOwnPropertyDescriptor(EventEmitter.prototype, name));
app.on('mount', () => 1);
console.log(app._events, Object.getOwnPropertySymbols(app), app.listenerCount('mount'));
console.log(assert.ok === assert, assert.name, strict.ok === strict, strict.ok === assert);
