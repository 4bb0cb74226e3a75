import Testing

/// Typed arrays, buffers, views and Atomics; Node.js 24 prints the same.
extension LanguageTests {
    static let typedArrays: [Program] = [
        Program(
            "kinds, and what becomes of numbers in them",
            #"""
            for (const Kind of [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array])
              console.log(new Kind([1.5, -1, 300, 2 ** 31, NaN, "7", 2.5]), Kind.BYTES_PER_ELEMENT);
            console.log(new BigInt64Array([2n ** 63n, -1n]), new BigUint64Array([-1n]), new Float16Array([1.1, 65520, 1e-8]), Math.f16round(1.337));
            """#,
            [
                "Int8Array(7) [",
                "  1, -1, 44, 0,",
                "  0,  7,  2",
                "] 1",
                "Uint8Array(7) [",
                "  1, 255, 44, 0,",
                "  0,   7,  2",
                "] 1",
                "Uint8ClampedArray(7) [",
                "  2, 0, 255, 255,",
                "  0, 7,   2",
                "] 1",
                "Int16Array(7) [",
                "  1, -1, 300, 0,",
                "  0,  7,   2",
                "] 2",
                "Uint16Array(7) [",
                "  1, 65535, 300,",
                "  0,     0,   7,",
                "  2",
                "] 2",
                "Int32Array(7) [ 1, -1, 300, -2147483648, 0, 7, 2 ] 4",
                "Uint32Array(7) [ 1, 4294967295, 300, 2147483648, 0, 7, 2 ] 4",
                "Float32Array(7) [ 1.5, -1, 300, 2147483648, NaN, 7, 2.5 ] 4",
                "Float64Array(7) [ 1.5, -1, 300, 2147483648, NaN, 7, 2.5 ] 8",
                "BigInt64Array(2) [ -9223372036854775808n, -1n ] BigUint64Array(1) [ 18446744073709551615n ] Float16Array(3) [ 1.099609375, Infinity, 0 ] 1.3369140625",
            ]),
        Program(
            "making and looking",
            #"""
            const a = new Uint8Array([3, 1, 2]); const buffer = a.buffer;
            console.log(a.length, a[0], a[3], a["1"], a["-0"], a[1.5], 0 in a, 3 in a, "-0" in a, Object.keys(a), a.at(-1), [...a], [...a.entries()].join("|"), a.join("-"), a.toString(), a + "");
            a[5] = 1; a["-0"] = 1; a.x = 1; console.log(a, a.indexOf(2), a.includes(1), a.lastIndexOf(9), a.findLast((x) => x > 1), a.some((x) => x > 2), a.reduce((x, y) => x + y), a.map((x) => x * 100), a.filter((x) => x > 1));
            console.log(a.toSorted(), a.toReversed(), a.with(0, 9), a.slice(1), a.subarray(1, 2), a.subarray(1).byteOffset, new Uint16Array(new Uint8Array([1, 2]).buffer)[0], Uint8Array.from("123", (x) => x * 2), Uint8Array.of(1, 2));
            const b = new Uint8Array(5); b.set([1, 2], 1); b.set(b.subarray(1, 3), 3); b.copyWithin(0, 1, 3); b.fill(7, 4); console.log(b, b.sort().reverse(), new Float64Array([3, -0, NaN, 0, -1]).sort(), JSON.stringify(new Int8Array(2)));
            console.log(Object.prototype.toString.call(a), a.constructor.name, Object.getPrototypeOf(Uint8Array).name, a[Symbol.toStringTag], Object.getOwnPropertyDescriptor(a, 0), delete Object.assign({}, a)[0], Array.isArray(a), ArrayBuffer.isView(a), Array.from(a), [0].concat(a).length);
            """#,
            [
                "3 3 undefined 1 undefined undefined true false false [ '0', '1', '2' ] 2 [ 3, 1, 2 ] 0,3|1,1|2,2 3-1-2 3,1,2 3,1,2",
                "Uint8Array(3) [ 3, 1, 2, x: 1 ] 2 true -1 2 true 6 Uint8Array(3) [ 44, 100, 200 ] Uint8Array(2) [ 3, 2 ]",
                "Uint8Array(3) [ 1, 2, 3 ] Uint8Array(3) [ 2, 1, 3 ] Uint8Array(3) [ 9, 1, 2 ] Uint8Array(2) [ 1, 2 ] Uint8Array(1) [ 1 ] 1 513 Uint8Array(3) [ 2, 4, 6 ] Uint8Array(2) [ 1, 2 ]",
                #"Uint8Array(5) [ 7, 2, 2, 1, 1 ] Uint8Array(5) [ 7, 2, 2, 1, 1 ] Float64Array(5) [ -1, -0, 0, 3, NaN ] {"0":0,"1":0}"#,
                "[object Uint8Array] Uint8Array TypedArray Uint8Array { value: 3, writable: true, enumerable: true, configurable: true } true false true [ 3, 1, 2 ] 2",
            ]),
        Program(
            "mistakes",
            #"""
            const tries = [() => new Uint8Array(-1), () => Uint8Array(1), () => new (Object.getPrototypeOf(Uint8Array))(), () => new Uint16Array(new ArrayBuffer(3)), () => new Uint16Array(new ArrayBuffer(4), 1), () => new Uint16Array(new ArrayBuffer(4), 6),
              () => new ArrayBuffer(-1), () => ArrayBuffer(1), () => new DataView({}), () => new DataView(new ArrayBuffer(1)).getInt16(0), () => Uint8Array.prototype.length, () => new Uint8Array(1).set([1, 2]), () => new Uint8Array(1).with(4, 1),
              () => new BigInt64Array([1]), () => new Uint8Array([1n]), () => Object.freeze(new Uint8Array(1)), () => Object.defineProperty(new Uint8Array(1), "0", { value: 1, writable: false }), () => Object.defineProperty(new Uint8Array(1), "1", { value: 1 }),
              () => { const d = new ArrayBuffer(1); const u = new Uint8Array(d); d.transfer(); console.log(u.length, u[0], d.detached); u.fill(1); }];
            for (const act of tries) try { act(); } catch (error) { console.log(error.name + ": " + error.message); }
            """#,
            [
                "RangeError: Invalid typed array length: -1",
                "TypeError: Constructor Uint8Array requires 'new'",
                "TypeError: Abstract class TypedArray not directly constructable",
                "RangeError: byte length of Uint16Array should be a multiple of 2",
                "RangeError: start offset of Uint16Array should be a multiple of 2",
                "RangeError: Start offset 6 is outside the bounds of the buffer",
                "RangeError: Invalid array buffer length",
                "TypeError: Constructor ArrayBuffer requires 'new'",
                "TypeError: First argument to DataView constructor must be an ArrayBuffer",
                "RangeError: Offset is outside the bounds of the DataView",
                "TypeError: Method get TypedArray.prototype.length called on incompatible receiver [object Object]",
                "RangeError: offset is out of bounds",
                "RangeError: Invalid typed array index",
                "TypeError: Cannot convert 1 to a BigInt",
                "TypeError: Cannot convert a BigInt value to a number",
                "TypeError: Cannot freeze array buffer views with elements",
                "TypeError: Cannot redefine property: 0",
                "TypeError: Invalid typed array index",
                "0 undefined true",
                "TypeError: Cannot perform %TypedArray%.prototype.fill on a detached ArrayBuffer",
            ]),
        Program(
            "buffers that change, views and Atomics",
            #"""
            const r = new ArrayBuffer(2, { maxByteLength: 4 }); const whole = new Uint8Array(r), part = new Uint8Array(r, 1, 1); r.resize(4); console.log(whole.length, part.length, r.resizable, r.maxByteLength); r.resize(1);
            console.log(whole.length, part.length, part.byteOffset, r.slice(0, 1).byteLength, r.transfer(3).byteLength, r.detached);
            const v = new DataView(new ArrayBuffer(16), 1); v.setFloat32(0, 0.1); v.setInt16(4, -2, true); v.setBigUint64(6, 5n); console.log(v.getFloat32(0), v.getUint16(4), v.getUint16(4, true), v.getBigInt64(6), v.byteLength, v.byteOffset, v.getUint8(0));
            const s = new Int32Array(new SharedArrayBuffer(8)); console.log(Atomics.add(s, 0, 5), Atomics.load(s, 0), Atomics.compareExchange(s, 0, 5, 9), Atomics.exchange(s, 0, 1), Atomics.sub(s, 0, 2), s, Atomics.store(s, 1, 3.7), Atomics.notify(s, 0), Atomics.wait(s, 0, 5));
            console.log(structuredClone(new Uint8Array([1, 2])), new ArrayBuffer(3), new DataView(new ArrayBuffer(1)), class X extends Uint8Array {}, new (class X extends Uint8Array {})(1), { a: new Uint8Array(0) });
            """#,
            [
                "4 1 true 4",
                "1 0 0 1 3 true",
                "0.10000000149011612 65279 65534 5n 15 1 61",
                "0 5 5 9 1 Int32Array(2) [ -1, 3 ] 3 0 not-equal",
                "Uint8Array(2) [ 1, 2 ] ArrayBuffer { [Uint8Contents]: <00 00 00>, [byteLength]: 3 } DataView {",
                "  [byteLength]: 1,",
                "  [byteOffset]: 0,",
                "  [buffer]: ArrayBuffer { [Uint8Contents]: <00>, [byteLength]: 1 }",
                "} [class X extends Uint8Array] X(1) [Uint8Array] [ 0 ] { a: Uint8Array(0) [] }",
            ]),
        Program(
            "what URIs are made of",
            #"""
            console.log(encodeURIComponent("a b&ü😀/"), encodeURI("http://x/ä?b=c d#e"), decodeURIComponent("a%20b%C3%BC%F0%9F%98%80"), decodeURI("%2F%20"), escape("ü€ a"), unescape("%FC%u20AC%20%zz"));
            for (const act of [() => decodeURIComponent("%"), () => decodeURIComponent("%C0%80"), () => encodeURIComponent("\ud800")]) try { act(); } catch (error) { console.log(error.name + ": " + error.message, error instanceof URIError); }
            """#,
            [
                "a%20b%26%C3%BC%F0%9F%98%80%2F http://x/%C3%A4?b=c%20d#e a bü😀 %2F  %FC%u20AC%20a ü€ %zz",
                "URIError: URI malformed true",
                "URIError: URI malformed true",
                "URIError: URI malformed true",
            ]),
    ]
}
