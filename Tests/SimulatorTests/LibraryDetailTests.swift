import Testing

/// Texts, numbers and copies where simple implementations go astray: Node.js 20 printed what is expected.
@Suite struct LibraryDetailTests {
    @Test func `texts, numbers and copies are those of Node`() throws {
        let lines = try console(
            #"""
            console.log(['ΑΣ', 'ΑΣ.', 'ΑΣΑ', ' Σ', 'Σ', 'A.Σ', 'ΑΣ\u0301', 'ΑΣ-Α', 'ΌΔΟΣ ΟΔΌΣ', 'İΣ'].map((s) => s.toLowerCase()).join('|'));
            console.log((1e21).toString(36), (1e300).toString(36).slice(0, 20), (2 ** 60).toString(3), (2 ** 53 + 2).toString(7), (-255.5).toString(16), (0.1).toString(3), (1e21).toString(7), (123.456).toString(36), (5e-324).toString(2).length, (1.7976931348623157e308).toString(2).length, (1e21 + 0.5).toString(32), (4503599627370497.5).toString(2), (0.9999999999999999).toString(36));
            console.log(['b', 'B', 'a', 'A', '_', '1', 'aB', 'Ab', 'ab', 'co-op', 'coop', '', 'a b'].sort((a, b) => a.localeCompare(b)).join());
            console.log((0.1).toFixed(60), (5e-324).toPrecision(30), (1.7976931348623157e308).toPrecision(100), (1.005).toFixed(2), (123.456).toExponential(50), (-1e-7).toFixed(10), (1e20).toFixed(3));
            let deep = []; for (let i = 0; i < 3000; i++) deep = [deep]; let depth = 0; for (let c = structuredClone(deep); c; c = c[0]) depth++; console.log(depth);
            const log = []; const shared = { n: 1 };
            const copy = structuredClone({ get a() { log.push('a'); return { get b() { log.push('b'); return [shared]; } }; }, get c() { log.push('c'); return new Map([[shared, { get d() { log.push('d'); return new Set([shared, 2]); } }]]); }, e: Object.assign(new RangeError('r', { cause: shared }), { x: 1 }) });
            console.log(log.join(), copy.a.b[0] === [...copy.c.keys()][0], [...copy.c.values()][0].d.has(copy.a.b[0]), copy.e.cause === copy.a.b[0], copy.e.name, 'x' in copy.e);
            const cyclic = { list: [1, , 3] }; cyclic.self = cyclic; const again = structuredClone(cyclic); console.log(again.self === again, again.list);
            try { structuredClone({ deep: [() => 1] }); } catch (error) { console.log(error.name, error.message); }
            console.log('x'.repeat(2 ** 26).length, 'ab'.repeat(5), 'ab'.repeat(1), 'ab'.repeat(0) === '', 'x'.repeat(3));
            """#)
        #expect(
            lines == [
                "ας|ας.|ασα| σ|σ|a.ς|ας́|ας-α|όδος οδός|i̇ς",
                "5v1j4f4ds7c000 fhgyjdfcg7s000000000 21200101122222021102111220121112210000 5350140446150306056 -ff.8 0.0022002200220022002200220022002201 5135235413265003022600000 3f.gez4w97ry 1076 1024 r3biddonfa0000 10000000000000000000000000000000000000000000000000010 0.zzzzzzzzzza",
                ",_,1,a,A,a b,ab,aB,Ab,b,B,co-op,coop",
                "0.100000000000000005551115123125782702118158340454101562500000 4.94065645841246544176568792868e-324 1.797693134862315708145274237317043567980705675258449965989174768031572607800285387605895586327668782e+308 1.00 1.23456000000000003069544618483632802963256835937500e+2 -0.0000001000 100000000000000000000.000",
                "3001",
                "a,b,c,d true true true RangeError false",
                "true [ 1, <1 empty item>, 3 ]",
                "DataCloneError () => 1 could not be cloned.",
                "67108864 ababababab ab true xxx",
            ])
    }

    @Test func `texts of numbers, numbers of texts, and padding`() throws {
        let lines = try console(
            #"""
            const f = [0.1, -0.5, 1e21, 123456789.125, 1e-7, 0.000001, 5e-324, 1.7976931348623157e308, 1234567890123456.5, 1e15, 1e16, 123456789012345680000, 1.5e300, -1e-7, 4503599627370497.5, 2**53, 2**60, 0.1+0.2, 1/3, 100, 1e20, 123e-20, 9007199254740993, 0.0001, 0.00012345, 1.0000000000000002];
            console.log(f.map(String).join(' '));
            console.log(['0xFF', '0b101', '0o17', '0x', '0xg', '0X1f', '-0x1', '0b2', '0B11', ' 0x10 ', '0x1.5', '٣', '0xé', '1e3', '.5', '5.', '.', '', '+5', '--5', '0x1_0'].map(Number).join(' '));
            console.log('x'.padStart(10, 'abc'), 'x'.padEnd(9, 'ab'), 'x'.padStart(2, 'abc'), 'xyz'.padStart(3, 'q'), 'é'.padStart(4, '😀'), 'x'.padEnd(100, 'abc'));
            console.log(JSON.stringify('\u0001\u001f\ud800a"\\\n\u0008'), String.fromCodePoint(0x1F600, 65, 0xD800, 0xDC00));
            console.log('aé😀' + 'ÿ', 'é'.repeat(20), 'abcdefghijklmnopqrstuvwxyz' + 'é');
            """#)
        #expect(
            lines == [
                "0.1 -0.5 1e+21 123456789.125 1e-7 0.000001 5e-324 1.7976931348623157e+308 1234567890123456.5 1000000000000000 10000000000000000 123456789012345680000 1.5e+300 -1e-7 4503599627370498 9007199254740992 1152921504606847000 0.30000000000000004 0.3333333333333333 100 100000000000000000000 1.23e-18 9007199254740992 0.0001 0.00012345 1.0000000000000002",
                "255 5 15 NaN NaN 31 NaN NaN 3 16 NaN NaN NaN 1000 0.5 5 NaN 0 5 NaN NaN",
                "abcabcabcx xabababab ax xyz 😀�é xabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabc",
                #""\u0001\u001f\ud800a\"\\\n\b" 😀A𐀀"#,
                "aé😀ÿ éééééééééééééééééééé abcdefghijklmnopqrstuvwxyzé",
            ])
    }
}
