/// Programs that were written to last, to fill the memory, or to make tla-sim do much at once: what the limits are for.
///
/// One a line. `@{300:x#;@}` stands for 300 copies of `x#;`, in each of which `#` is its number, from 0 on; `@{300:x#@,, @}` has `, ` between
/// them. `@/` stands for a new line, behind which `//// name` begins another module, as ``ModuleTexts`` reads them.
public enum Attacks {
    public static let programs = text.split(separator: "\n").map { $0.replacing("@/", with: "\n") }

    /// The longest text that a program grows to, in bytes.
    private static let longest: Int = {
        #if DEBUG
        100_000
        #else
        2_000_000
        #endif
    }()

    /// Writes the copies out; what is not in that form stays as it is.
    public static func expanded(_ program: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = program[...]
        while let next = Repetition(in: rest) {
            result += rest[..<next.range.lowerBound]
            rest = rest[next.range.upperBound...]
            for number in 0..<next.count where result.count < longest {
                if number > 0 { result += next.separator }
                for byte in next.item {
                    if byte == UInt8(ascii: "#") { result += Array("\(number)".utf8) } else { result.append(byte) }
                }
            }
        }
        return result + rest
    }

    private struct Repetition {
        var range: Range<Int>
        var count: Int
        var item: ArraySlice<UInt8>
        var separator: ArraySlice<UInt8> = []

        /// The first one of a text.
        init?(in text: ArraySlice<UInt8>) {
            guard let start = text.firstRange(of: Array("@{".utf8)), let end = text[start.upperBound...].firstRange(of: Array("@}".utf8)),
                let colon = text[start.upperBound..<end.lowerBound].firstIndex(of: UInt8(ascii: ":")),
                let count = Int(String(decoding: text[start.upperBound..<colon], as: UTF8.self))
            else { return nil }
            self.count = max(0, min(count, 1_000_000))
            range = start.lowerBound..<end.upperBound
            item = text[(colon + 1)..<end.lowerBound]
            guard let comma = item.firstRange(of: Array("@,".utf8)) else { return }
            separator = item[comma.upperBound...]
            item = item[..<comma.lowerBound]
        }
    }

    private static let text = ##"""
        let x = 0; for (;;) { @{30:x = x + 1; @} }
        let x = 0; for (;;) { @{1000:x = x + 1; @} }
        const o = { a: 1 }; for (;;) { @{500:o.a = o.a + 1; @} }
        function f() {} for (;;) f(@{1000:1@,, @});
        for (;;) Math.max(@{1000:1@,, @});
        class C {} for (;;) new C(@{1000:1@,, @});
        const o = {}; for (;;) { const { @{1000:a#@,, @} } = o; }
        const o = Array(1000).fill(1); for (;;) { const [@{1000:a#@,, @}] = o; }
        let f; for (;;) { @{1500:let a# = 1; @} f = () => @{1500:a#@, + @}; }
        let g; for (let @{1500:a# = 1@,, @};;) { g = () => @{1500:a#@, + @}; }
        function f() { @{2000:let a#; @} return 1; } for (;;) f();
        function f(@{1000:a# = 1@,, @}) {} for (;;) f();
        let x = 0; for (;;) { switch (999) { @{1000:case #: x++; break; @} } }
        for (;;) `@{500:${1}@}`;
        for (;;) ({ @{1000:a#: 1@,, @} });
        for (;;) [@{1000:1@,, @}];
        for (;;) (class { @{300:m#() {} @} });
        for (;;) { @{500:(() => #); @} }
        for (;;) { try { @{100:try { @}throw 1;@{100:} finally { 0; } @} } catch {} }
        for (;;) { @{200:l#: { @} break l0; @{200:} @} }
        let x = 5; for (;;) x = @{300:x === # + 100 ? 1 : @}5;
        let x = 0; for (;;) (@{1000:x++@,, @});
        const o = {}; for (;;) o@{200:?.a@};
        let x = 1; for (;;) { @{50:x = 1.7e308 % 3e-308; @} }
        for (;;) { @{10:Math.sin(1e300); Math.cosh(1); Math.atan2(1, 2); Math.cbrt(3); Math.expm1(2); @} }
        function* g() { for (;;) { @{200:yield 1; @} } } for (const x of g());
        for (;;) { @{200:await 1; @} }
        let x = 0.1; for (;;) { @{200:"" + x; @} }
        const o = { get a() { return 1; } }; for (;;) { @{100:o.a; @} }
        const o = { set a(v) {} }; for (;;) { @{100:o.a = 1; @} }
        const o = { valueOf() { return 1; } }; for (;;) { @{100:o + o; @} }
        const o = { [Symbol.toPrimitive]() { return 1; } }; for (;;) { @{100:+o; @} }
        let x = 1; for (;;) { @{1000:typeof x; @} }
        const o = { a: 1 }; for (;;) { @{1000:delete o.b; @} }
        function t(s) { return s; } for (;;) { @{100:t`a${1}b`; @} }
        const o = {}; for (let i = 0; i < 1e3; i++) o["k" + i] = 1; for (;;) { const { @{900:k#@,, @}, ...r } = o; }
        for (let i = 0;; i++) { @{50:String(new Date(i)); @} }
        for (;;) { @{100:Math.random(); @} }
        const s = "x".repeat(1e6); for (;;) { @{100:s.at(5); @} }
        const s = "é".repeat(1e6); for (;;) { @{100:s[5]; @} }
        const l = [@{50000:1@,, @}];
        const o = { @{50000:k#: 1@,, @} };
        const o = { @{50000:#: 1@,, @} };
        for (;;) { const l = [@{50000:1@,, @}]; }
        for (;;) { const l = { @{50000:k#: 1@,, @} }; }
        @{200:{ @}@{50000:var a#; @}@{200:} @}
        @{290:{ var a#; @}@{290:} @}
        @{280:function f#() { var x#; @}@{280:} @}
        @{100000:let a# = 1; @}
        @{60000:function f#() {} @}
        @{60000:export let a# = 1; @}
        @{290:l#: @};
        @{300000:1;@}
        @{100000:"s#";@}
        1@{1900: + 1@};
        const s = "@{1500000:x@}";
        `@{100000:${1}@}`
        /*@{1500000:*@}*/
        class A { @{60000:m#() {} @} }
        class A { @{30000:static m#; @} }
        class A { #m; m() { @{30000:this.m#; @} } }
        switch (1) { @{100000:case #: @} }
        function f(@{50000:a#@,, @}) {}
        const [@{50000:a#@,, @}] = [];
        @{200000:var a; @}
        let x = 1; @{250:{ let y; (() => x); @}@{250:} @}
        @{100000:{ let a; } @}
        @{100000:(a => a); @}
        @{100000:try {} catch {} @}
        for (;;) { @{100000:if (1) break; @} }
        const x = 0.@{1000000:1@};
        const r = /@{100000:a@}/;
        let @{1000000:a@} = 1;
        let @{100000:a@} = 1; let @{100000:a@} = 1;
        x@{1000000: @}@
        import { @{50000:a#@,, @} } from './main.mjs';
        let a; export { @{50000:a as b#@,, @} };
        @{100000:await 1; @}
        @{100000:console.log(1); @}
        const l=Array(1e4).fill(1); for(;;) new AggregateError(l)
        const l=Array(1e3).fill(1); for(;;) await Promise.allSettled(l)
        let s=""; for(;;) { s+="y"; s.charCodeAt(0) }
        const l=Array(1000).fill(0); function f(){} for(;;) f.apply(null,l);
        function f(){ return arguments.length } const l=Array(1000).fill(0); for(;;) f(...l);
        const o=[]; for(let i=200000;i>0;i--) o[i]=1;
        const o=[]; for(let i=0;;i++) { o.length=1e9; o.length=0; }
        const o=[]; for(let i=0;;i++) { o[1e6]=1; o.length=0; }
        const o=[]; for(let i=0;i<2e5;i++) o[(i*7919*17)%4000037]=1; o.length
        const o=[]; for(let i=0;;i++) o[i*1000]=1;
        const k=[]; for(;;) k.push([1,2,3])
        const o={}; for(let i=0;i<1e4;i++) o["k"+i]=1; for(;;) Object.assign({},o)
        async function f(){ await 1 } for(;;) await f();
        async function f(){ await new Promise(()=>{}) } for(;;) f()
        const l=[]; for(;;) l.at(-1)
        const l=Array(1000).fill(0); function f(){} const g=f.bind(null,...l); for(;;) g();
        const k=[]; for(let i=0;;i++) k.push(class { #a=1; static s=2; m(){} })
        const k=[]; for(let i=0;;i++) k.push(()=>i)
        const s="😀".repeat(1e5); for(;;) [...s]
        const l=Array(1e5).fill(1); for(;;) l.concat(l)
        const l=Array(100).fill(0.1); for(;;) console.log(l)
        const o={}; o.o=o; for(;;) console.log(o)
        const l=Array(100).fill(new Date(0)); for(;;) console.log(l)
        let o={}; for(let i=0;i<5000;i++) o={o}; for(;;) console.log(o)
        for(;;) console.log()
        const e=new Error("x".repeat(1000)); for(;;) console.log(e)
        for(;;) console.log(["\u0001".repeat(1000)])
        for(;;) console.log("%s %d %i %f %j %o %O %c", 1,2,3,4,{a:1},{b:1},{c:1},"")
        const o={}; for(let i=0;i<100;i++) o["f"+i]=class A{}; for(;;) console.log(o)
        console.group(); for(;;) console.log("a\nb\nc")
        for(let i=0;i<1e5;i++) console.group(); for(;;) console.log("a")
        const l=[]; l.length=1e9; for(;;) console.log(l)
        const o={}; for(let i=0;i<1000;i++) o["a b"+i]=i; for(;;) console.log(o)
        const s="x".repeat(1e6); for(;;) console.log(s)
        const m=new Map(); for(let i=0;i<1000;i++) m.set(i,i); for(;;) console.log(m)
        const l=[]; l[1e9]=1; for(;;) console.log(l)
        for(let i=0.1;;i++) console.log(i)
        const l=Array.from({length:100},(_, i)=>i/3); for(;;) console.log(...l)
        const o={}; for(let i=0;i<100;i++) o["k"+i]={a:{b:1}}; for(;;) console.log(o)
        for(;;) console.log("x")
        for(;;) console.debug([1,2,3])
        const l=Array(1e6).fill(0); for(;;) console.log(l)
        for(;;) Date.parse("2020-01-01T00:00:00Z")
        for(let i=0;;i++) new Date(i).toISOString()
        for(let i=0;;i++) Object.defineProperty({}, "k"+i%10, {get(){}});
        do { } while(true)
        let s="x"; for(;;) { s+=s; if (s.length>3e7) s="x"; }
        for(;;);
        const s="é".repeat(1e5); for(;;) encodeURIComponent(s)
        const o={}; for(let i=0;i<1e4;i++) o["k"+i]=1; for(;;) Object.entries(o)
        let e; for(;;) e=new Error("x",{cause:e})
        for(;;) new Error("x")
        function f(n){ if(n) return f(n-1); return new Error("x").stack } for(;;) f(500)
        for(;;) new Error("x").stack
        let e; for(let i=0;i<1e4;i++) e=new Error("x",{cause:e}); console.log(e)
        const s="x".repeat(1e4); for(let i=0;;i++) fetch("http://x/"+s+i).catch(()=>{})
        function f(n){ return n<2?n:f(n-1)+f(n-2) } f(90)
        for(;;) Array(1e6).fill(0)
        const k=[]; for(;;) k.push(Array(1e6).fill(0))
        let l=[1]; for(let i=0;i<900;i++) l=[l]; for(;;) l.flat(Infinity)
        const s="x".repeat(6e7); for(let i=0;;i++) (s+i).charCodeAt(5)
        let s="x".repeat(1e6); for(let i=0;;i++) { s=("y"+s); if (s.length>5e6) s="x".repeat(1e6); s.charCodeAt(3) }
        const s="x".repeat(6e6); for(let i=0;;i++) console.count(s+i)
        const s="x".repeat(6e6); for(let i=0;;i++) Date.parse(s+i)
        const s="x".repeat(6e6); for(let i=0;;i++) (s+i)===(s+(i+1))
        const s="x".repeat(6e6); for(let i=0;;i++) new Error(s+i)
        const s="x".repeat(6e6); for(let i=0;;i++) fetch("http://x/"+s+i).catch(()=>{})
        const s="x".repeat(6e6); for(let i=0;;i++) ({[s+i](){}})
        const s="x".repeat(1e6); for(let i=0;;i++) { console.group(); }
        const s="x".repeat(6e6); for(let i=0;;i++) import("./"+s+i).catch(()=>{})
        const s="x".repeat(1e5); for(let i=0;;i++) try { await import("./"+s+i) } catch {}
        const s="x".repeat(6e6); for(let i=0;;i++) (s+i) in {}
        const s="x".repeat(6e6); for(let i=0;;i++) for (const c of s+i) break;
        const s="1".repeat(6e6); for(let i=0;;i++) JSON.parse(s+i)
        const s="x".repeat(6e6); const k=[]; for(let i=0;;i++) { k.push(s+i); k[i].charCodeAt(5) }
        const s="x".repeat(6e6), o={}; for(let i=0;;i++) o[s+i]
        const s="x".repeat(6e6); for(let i=0;;i++) (s+i)<(s+1)
        const s="x".repeat(6e6), m=new Map(); for(let i=0;;i++) m.get(s+i)
        const s="1".repeat(6e6); for(let i=0;;i++) +(s+i)
        const s="x".repeat(6e4); for(let i=0;;i++) (s+i).charCodeAt(5)
        const s="x".repeat(6e6); for(let i=0;;i++) switch(s+i) { case s+"a": break; }
        const s="x".repeat(6e6); for(let i=0;;i++) Symbol(s+i)
        const s="x".repeat(6e6); for(let i=0;;i++) Symbol.for(s+i)
        const s="x".repeat(6e6); for(let i=0;;i++) `${s}${i}`.length
        const s="x".repeat(6e6); for(let i=0;;i++) try { null[s+i] } catch {}
        const s="x".repeat(6e6); for(let i=0;;i++) try { ({})[s+i]() } catch {}
        const s="x".repeat(6e6); for(let i=0;;i++) console.time(s+i)
        for(;;) 1.7e308 % 3e-308;
        let o={}; for(let i=0;i<1e3;i++) { o=Object.create(o); o["k"+i]=1 } for(;;) for(const k in o);
        const o={}; for(let i=0;i<1e4;i++) o["k"+i]=1; for(;;) Object.freeze(o)
        for(;;) Array.from({length:1e5})
        const l=Array(1e4).fill(65); for(;;) String.fromCharCode(...l)
        function* g(){ for(;;) yield 1 } for (const x of g());
        function* g(){ yield 1 } const k=[]; for(;;) { const x=g(); x.next(); k.push(x) }
        const l=Array(1e5).fill(1); for(;;) Object.groupBy(l,x=>x)
        Array(1e5).fill(Array(1e5)).flat().length
        Array(1e6).fill("ab").join("c").length
        Array(2e6).fill(0).map((_, i)=>"k"+i).reduce((o,k)=>(o[k]=1,o),{})
        Array(3e7).join("ab")
        Array(4e9).fill?.(0)
        Array(6e7)
        Array(6e7).at(-1)
        Array(6e7).concat(Array(6e7))
        Array(6e7).copyWithin(1,0)
        Array(6e7).entries().next()
        Array(6e7).fill(0)
        Array(6e7).flat()
        Array(6e7).includes(1)
        Array(6e7).indexOf(1)
        Array(6e7).join()
        Array(6e7).keys().next()
        Array(6e7).lastIndexOf(1)
        Array(6e7).length=5
        Array(6e7).map(x=>1)
        Array(6e7).pop()
        Array(6e7).reverse()
        Array(6e7).shift()
        Array(6e7).slice()
        Array(6e7).some(x=>1)
        Array(6e7).sort()
        Array(6e7).splice(0,1)
        Array(6e7).toSorted()
        Array(6e7).with?.(5,1)
        Array.from({length:6e7})
        Array.from(new Set(Array.from({length:1e6},(_, i)=>i)))
        JSON.stringify(Array(1e6).fill({a:1}))
        JSON.stringify(Array(6e6))
        Math.max(...Array(1e6))
        Math.max.apply(null,{length:1e9})
        Object.freeze(Array(6e7))
        Object.fromEntries(Array(1e6).fill(["a",1]))
        Object.groupBy(Array(1e6),x=>x)
        Object.keys(Array(6e7))
        Promise.all(Array(1e6))
        String.fromCharCode.apply(null,Array(1e6).fill(65))
        [...Array(6e7)]
        "a".repeat(6e7).split("").sort()
        console.log(Array(6e7))
        for (const x in Array(6e7));
        for (const x of Array(6e7));
        new Array(6e7).push(1)
        new Array(6e7).toString()
        new Array(6e7).unshift(1)
        new Set(Array(6e6))
        structuredClone(Array(6e7))
        const s="1".repeat(6e7);BigInt?.(s)
        new RegExp("@{20000:(?<n#>a)?@}")
        new RegExp("@{20000:(?<a>x)@,|@}")
        const a=new Uint8Array(1e6),b=new Float64Array(1e6);for(;;)a.set(b)
        const a=new Float64Array(1e5),k=[];for(;;)k.push(a.slice())
        const s="1".repeat(6e7);JSON.parse("1e"+s)
        const s="1".repeat(6e7);JSON.parse("["+"1,".repeat(2e7)+"1]")
        const s="1".repeat(6e7);JSON.parse("\""+"\\u0041".repeat(9e6)+"\"")
        const s="1".repeat(6e7);JSON.parse("{\"a\":".repeat(8e6))
        const s="1".repeat(6e7);JSON.parse("[".repeat(3e7))
        const s="1".repeat(6e7);JSON.parse(" ".repeat(6e7)+"1")
        const s="1".repeat(6e7);JSON.parse(s)
        const s="1".repeat(6e7);Number("0."+s)
        const s="1".repeat(6e7);Number("0x"+s)
        const s="1".repeat(6e7);Number(" ".repeat(6e7)+"1")
        const s="1".repeat(6e7);Number(s)
        const s="1".repeat(6e7);Number(s+"e-5")
        const s="1".repeat(6e7);(1e300).toString(2).repeat(6e4)
        const s="1".repeat(6e7);+s
        const s="1".repeat(6e7);parseFloat(s)
        const s="1".repeat(6e7);parseInt(s)
        const s="1".repeat(6e7);parseInt(s,36)
        const s="1".repeat(6e7);s.split("1")
        const s="x".repeat(6e7);Array(5).fill(s).join()
        const s="x".repeat(6e7);Array.from(s)
        const s="x".repeat(6e7);Date.parse(s)
        const s="x".repeat(6e7);JSON.parse(s)
        const s="x".repeat(6e7);JSON.stringify({[s]:s})
        const s="x".repeat(6e7);JSON.stringify(s)
        const s="x".repeat(6e7);Number(s)
        const s="x".repeat(6e7);Object.assign({},s)
        const s="x".repeat(6e7);Object.entries(s)
        const s="x".repeat(6e7);Object.getOwnPropertyNames(Object(s))
        const s="x".repeat(6e7);Object.keys(s)
        const s="x".repeat(6e7);Object(s).length
        const s="x".repeat(6e7);Promise.reject(new Error(s))
        const s="x".repeat(6e7);Reflect.ownKeys({[s]:1})
        const s="x".repeat(6e7);String.raw({raw:[s,s]})
        const s="x".repeat(6e7);Symbol(s)
        const s="x".repeat(6e7);({}) [s]()
        const s="x".repeat(6e7);({}) instanceof s
        const s="x".repeat(6e7);({})[s]
        const s="x".repeat(6e7);({...s})
        const s="x".repeat(6e7);[...s]
        const s="x".repeat(6e7);[].concat(s).join()
        const s="x".repeat(6e7);`${s}${s}`
        const s="x".repeat(6e7);+s
        const s="x".repeat(6e7);await import("./"+s)
        const s="x".repeat(6e7);await import(s)
        const s="x".repeat(6e7);class A { [s](){} }
        const s="x".repeat(6e7);console.count(s)
        const s="x".repeat(6e7);console.group(s)
        const s="x".repeat(6e7);console.log(Symbol(s))
        const s="x".repeat(6e7);console.log({[s]:1})
        const s="x".repeat(6e7);console.log([s])
        const s="x".repeat(6e7);console.log(s)
        const s="x".repeat(6e7);console.time(s)
        const s="x".repeat(6e7);encodeURIComponent(s)
        const s="x".repeat(6e7);escape?.(s)
        const s="x".repeat(6e7);fetch(s)
        const s="x".repeat(6e7);for (const c of s);
        const s="x".repeat(6e7);globalThis[s]
        const s="x".repeat(6e7);import.meta.resolve("./"+s)
        const s="x".repeat(6e7);isNaN(s)
        const s="x".repeat(6e7);new Date(s)
        const s="x".repeat(6e7);new Error(s).stack
        const s="x".repeat(6e7);new Map([[s,1]])
        const s="x".repeat(6e7);new Set(s)
        const s="x".repeat(6e7);new s
        const s="x".repeat(6e7);null[s]
        const s="x".repeat(6e7);parseFloat(s)
        const s="x".repeat(6e7);parseInt(s)
        const s="x".repeat(6e7);process.exit(s)
        const s="x".repeat(6e7);queueMicrotask(s)
        const s="x".repeat(6e7);s()
        const s="x".repeat(6e7);s.at(-1)
        const s="x".repeat(6e7);s.charCodeAt(5)
        const s="x".repeat(6e7);s.codePointAt(5e7)
        const s="x".repeat(6e7);s in {}
        const s="x".repeat(6e7);s.includes("yz")
        const s="x".repeat(6e7);s.indexOf("y")
        const s="x".repeat(6e7);s.isWellFormed()
        const s="x".repeat(6e7);s.lastIndexOf("y")
        const s="x".repeat(6e7);s.localeCompare(s+"a")
        const s="x".repeat(6e7);s.normalize()
        const s="\ufdfa".repeat(6e7);s.normalize("NFKD")
        const s="a"+"\u0301\u0323".repeat(3e7);s.normalize("NFD")
        const s="a\u0301".repeat(3e7);new Intl.Segmenter().segment(s)
        for(;;)(1234.5).toLocaleString("de")
        for(;;)new Date(0).toLocaleString("de",{dateStyle:"full"})
        let i=0;for(;;)new Function("return "+i++)
        let i=0;for(;;)try{new Function("throw "+i++)()}catch(e){new Error("x").stack}
        const f=new Function("for(;;);");f()
        const f=()=>(0,eval)("f()");globalThis.f=f;f()
        const f=()=>eval("f()");f()
        (0,eval)("1"+"+1".repeat(1e7))
        new Function("[".repeat(1e6))
        new Function("x".repeat(6e7))
        const s="x".repeat(6e7);s.padEnd(6.5e7,"ab")
        const s="x".repeat(6e7);s.repeat(1).length
        const s="x".repeat(6e7);s.replaceAll("x","yy")
        const s="x".repeat(6e7);s.replace("y","z")
        const s="x".repeat(6e7);s+s===s+s
        const s="x".repeat(6e7);s<s+"a"
        const s="x".repeat(6e7);s.search?.("a")
        const s="x".repeat(6e7);s.slice(1).concat("a").length
        const s="x".repeat(6e7);s.split("")
        const s="x".repeat(6e7);s.split("x").length
        const s="x".repeat(6e7);s.split("xx").join("y")
        const s="x".repeat(6e7);s.split("y")
        const s="x".repeat(6e7);s.startsWith("xxx")
        const s="x".repeat(6e7);s.substring(1).length
        const s="x".repeat(6e7);s.toLowerCase()
        const s="x".repeat(6e7);s.toUpperCase()
        const s="x".repeat(6e7);s.toWellFormed()
        const s="x".repeat(6e7);s.trim()
        const s="x".repeat(6e7);setTimeout(s)
        const s="x".repeat(6e7);structuredClone(s)
        const s="x".repeat(6e7);throw new Error(s)
        const s="x".repeat(6e7);throw s
        const s="é".repeat(6e7);Array(5).fill(s).join()
        const s="é".repeat(6e7);Array.from(s)
        const s="é".repeat(6e7);Date.parse(s)
        const s="é".repeat(6e7);JSON.parse(s)
        const s="é".repeat(6e7);JSON.stringify({[s]:s})
        const s="é".repeat(6e7);JSON.stringify(s)
        const s="é".repeat(6e7);Number(s)
        const s="é".repeat(6e7);Object.assign({},s)
        const s="é".repeat(6e7);Object.entries(s)
        const s="é".repeat(6e7);Object.getOwnPropertyNames(Object(s))
        const s="é".repeat(6e7);Object.keys(s)
        const s="é".repeat(6e7);Object(s).length
        const s="é".repeat(6e7);Promise.reject(new Error(s))
        const s="é".repeat(6e7);Reflect.ownKeys({[s]:1})
        const s="é".repeat(6e7);String.raw({raw:[s,s]})
        const s="é".repeat(6e7);Symbol(s)
        const s="é".repeat(6e7);({}) [s]()
        const s="é".repeat(6e7);({}) instanceof s
        const s="é".repeat(6e7);({})[s]
        const s="é".repeat(6e7);({...s})
        const s="é".repeat(6e7);[...s]
        const s="é".repeat(6e7);[].concat(s).join()
        const s="é".repeat(6e7);`${s}${s}`
        const s="é".repeat(6e7);+s
        const s="é".repeat(6e7);await import("./"+s)
        const s="é".repeat(6e7);await import(s)
        const s="é".repeat(6e7);class A { [s](){} }
        const s="é".repeat(6e7);console.count(s)
        const s="é".repeat(6e7);console.group(s)
        const s="é".repeat(6e7);console.log(Symbol(s))
        const s="é".repeat(6e7);console.log({[s]:1})
        const s="é".repeat(6e7);console.log([s])
        const s="é".repeat(6e7);console.log(s)
        const s="é".repeat(6e7);console.time(s)
        const s="é".repeat(6e7);encodeURIComponent(s)
        const s="é".repeat(6e7);escape?.(s)
        const s="é".repeat(6e7);fetch(s)
        const s="é".repeat(6e7);for (const c of s);
        const s="é".repeat(6e7);globalThis[s]
        const s="é".repeat(6e7);import.meta.resolve("./"+s)
        const s="é".repeat(6e7);isNaN(s)
        const s="é".repeat(6e7);new Date(s)
        const s="é".repeat(6e7);new Error(s).stack
        const s="é".repeat(6e7);new Map([[s,1]])
        const s="é".repeat(6e7);new Set(s)
        const s="é".repeat(6e7);new s
        const s="é".repeat(6e7);null[s]
        const s="é".repeat(6e7);parseFloat(s)
        const s="é".repeat(6e7);parseInt(s)
        const s="é".repeat(6e7);process.exit(s)
        const s="é".repeat(6e7);queueMicrotask(s)
        const s="é".repeat(6e7);s()
        const s="é".repeat(6e7);s.at(-1)
        const s="é".repeat(6e7);s.charCodeAt(5)
        const s="é".repeat(6e7);s.codePointAt(5e7)
        const s="é".repeat(6e7);s in {}
        const s="é".repeat(6e7);s.includes("yz")
        const s="é".repeat(6e7);s.indexOf("y")
        const s="é".repeat(6e7);s.isWellFormed()
        const s="é".repeat(6e7);s.lastIndexOf("y")
        const s="é".repeat(6e7);s.localeCompare(s+"a")
        const s="é".repeat(6e7);s.normalize()
        const s="é".repeat(6e7);s.padEnd(6.5e7,"ab")
        const s="é".repeat(6e7);s.repeat(1).length
        const s="é".repeat(6e7);s.replaceAll("x","yy")
        const s="é".repeat(6e7);s.replace("y","z")
        const s="é".repeat(6e7);s+s===s+s
        const s="é".repeat(6e7);s<s+"a"
        const s="é".repeat(6e7);s.search?.("a")
        const s="é".repeat(6e7);s.slice(1).concat("a").length
        const s="é".repeat(6e7);s.split("")
        const s="é".repeat(6e7);s.split("x").length
        const s="é".repeat(6e7);s.split("xx").join("y")
        const s="é".repeat(6e7);s.split("y")
        const s="é".repeat(6e7);s.startsWith("xxx")
        const s="é".repeat(6e7);s.substring(1).length
        const s="é".repeat(6e7);s.toLowerCase()
        const s="é".repeat(6e7);s.toUpperCase()
        const s="é".repeat(6e7);s.toWellFormed()
        const s="é".repeat(6e7);s.trim()
        const s="é".repeat(6e7);setTimeout(s)
        const s="é".repeat(6e7);structuredClone(s)
        const s="é".repeat(6e7);throw new Error(s)
        const s="é".repeat(6e7);throw s
        function f(){ setImmediate(f) } f(); await new Promise(()=>{})
        for(let i=0;;i++) await import("data:text/javascript,export default "+i).catch(()=>{})
        for(let i=0;;i++) await import("./x"+i+".mjs").catch(()=>{})
        for(let i=0;;i++) import("./x"+i+".mjs").catch(()=>{})
        for(let i=0;;i++) import("./x.mjs").catch(()=>{})
        for(;;) await import("./main.mjs?"+Math.random()).catch(()=>{})
        const s="a".repeat(1e6); for(;;) s.includes("b")
        const s="a".repeat(1e6), t="a".repeat(5e5)+"b"; for(;;) s.indexOf(t)
        let o={}; for(let i=0;i<1e5;i++) o=Object.create(o); function F(){} for(;;) o instanceof F
        for(let i=0;;i++) setInterval(()=>{}, 1e6)
        const o={}; for(let i=0;;i++) { o[(i*7919)%20003]=1; delete o[(i*104729)%20003]; }
        const o={}; for(let i=200000;i>0;i--) o[i]=1; Object.keys(o)
        const o={}; for(let i=0;;i++) { o[(i*7919)%200003]=1; if (i%1000==0) for (const k in o) break; }
        const o={}; for(let i=0;i<2e5;i++) o[(i*7919)%200003]=1; Object.keys(o)
        const it={[Symbol.iterator](){return {next(){return {done:false}}, return(){return {}}}}}; for(;;) { const [a]=it; }
        const l=Array(1e5).fill(1); for(;;) l.values().map?.(x=>x).toArray()
        const l=Array(1e5).fill("ab"); for(;;) l.join()
        let l=[1]; for(let i=0;i<900;i++) l=[l,l]; String(l)
        const o=Array(1e4).fill({a:[1,"x"]}); for(;;) JSON.stringify(o)
        let o={}; for(let i=0;i<900;i++) o={o}; for(;;) JSON.stringify(o,null,10)
        const s="["+"1,".repeat(1e5)+"1]"; for(;;) JSON.parse(s)
        const s="{"+Array.from({length:1e4},(_, i)=>`"k${i}":1`).join()+"}"; for(;;) JSON.parse(s)
        const s="a".repeat(1e6), t="b"+"a".repeat(5e5); for(;;) s.lastIndexOf(t)
        const s="a".repeat(1e6); for(;;) s.localeCompare(s+"b")
        const m=new Map(); for(let i=0;;i++) m.set("k"+i,{})
        function f(){ queueMicrotask(f) } f(); await new Promise(()=>{})
        function f(n){ return g(n+1) } function g(n){ return f(n+1) } for(;;) try { f(0) } catch {}
        function f(){ process.nextTick(f) } f(); await new Promise(()=>{})
        const s="é".repeat(1e5); for(;;) s.normalize("NFD")
        const s="1"+"0".repeat(1e5)+"e-99999"; for(;;) Number(s)
        for(let i=0.1;;i+=1e-9) ""+i
        const k=[]; for(;;) k.push({a:1,b:{c:2}})
        for(;;) "x".padEnd(1e6,"ab")
        const s="1."+"3".repeat(1e5); for(;;) parseFloat(s)
        for(;;) parseFloat("2.2250738585072011e-308")
        const s="z".repeat(1e5); for(;;) parseInt(s,36)
        for(;;) performance.now()
        for(let i=0;;i++) performance.mark?.("m"+i)
        let x=1.0000001; for(;;) x**1.1;
        let s=""; for(;;) { s="y"+s; s.charCodeAt(0) }
        const k=[]; for(let i=0;;i++) k.push(new Promise(()=>{}))
        let o={}; for(let i=0;i<1e5;i++) o=Object.create(o); for(;;) o.x
        let o={}; for(let i=0;i<1e5;i++) o=Object.create(o); for(;;) "x" in o
        const l=Array(1e3).fill(new Promise(()=>{})); for(;;) Promise.race(l)
        function f(n){ return f(n+1) } for(;;) try { f(0) } catch {}
        const l=Array(1e5).fill(1); for(;;) l.reduce((a,b)=>a+b)
        for(;;) "abc".search?.("b")
        const s="a".repeat(1e5); for(;;) s.replaceAll("a","bb")
        const s="./"+"a/../".repeat(2e5); for(;;) import.meta.resolve(s)
        const s="./"+"a/".repeat(3e6); import.meta.resolve(s)
        const s="./"+"a/../".repeat(1e6); import.meta.resolve(s)
        const s="./"+"%41".repeat(1e6); for(;;) import.meta.resolve(s)
        function f(...r){} const l=Array(1000).fill(0); for(;;) f(...l);
        const o={}; for(let i=0;i<1e4;i++) o["k"+i]=1; for(;;) { const {k1,...r}=o; }
        const s=new Set(Array.from({length:1e5},(_, i)=>i)); for(;;) s.union?.(s)
        const m=new Set(); for(let i=0;;i++) m.add(i)
        for(let i=0;;i++) ({["k"+i]:1});
        for(let i=0;;i++) ({["k"+i%100]:1,["l"+i]:2});
        const l=Array(1e5).fill(1); for(;;) { l.push(l.shift()); }
        "Σ".repeat(1e6).toLowerCase()
        ("aΣ".repeat(5e5)).toLowerCase()
        ("Σ."+":".repeat(1e6)).repeat(20).toLowerCase()
        const s="Σ".repeat(1e3); for(;;) s.toLowerCase()
        const s="x".repeat(1e6); const k=[]; for(let i=0;;i++) k.push(s.slice(1))
        const l=Array.from({length:1e5},(_, i)=>(i*7919)%100003); for(;;) l.slice().sort((a,b)=>a-b)
        const s="x".repeat(1e4); const l=Array.from({length:1e3},(_, i)=>s+i); for(;;) l.slice().sort()
        const l=Array(1e5).fill(1); for(;;) { l.splice(5,1); l.splice(5,0,1) }
        const s="ab".repeat(1e5); for(;;) s.split("")
        const l=Array(1e5).fill(1); for(;;) [...l]
        const l=Array(1000).fill(0); function f(){} for(;;) f(...l);
        123n;
        let x=0; for(;;){x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;x=x+1;}
        for(;;) String.raw`a${1}`
        const o={}; for(let i=0;;i++) o["k"+i]=1;
        const o=Array(1e4).fill({a:[1,"x"]}); for(;;) structuredClone(o)
        const k=[]; for(let i=0;;i++) k.push(Symbol("a"+i))
        const o={}; for(;;) o[Symbol()]=1;
        function t(s){return s} for(;;) t`a${1}b${2}`
        let p=Promise.resolve(); for(;;) p=p.then(()=>1);
        function f(){ setTimeout(f,0) } f(); await new Promise(()=>{})
        for(let i=0;;i++) setTimeout(()=>{}, 1e6)
        for(;;) (1.5e300).toExponential(100)
        for(;;) (1e-7).toFixed(100)
        for(;;) (1.5e300).toPrecision(100)
        for(;;) (0.1).toString(3)
        let l=[1]; for(let i=0;i<20;i++) l=[l,l]; for(;;) String(l)
        const s=" ".repeat(1e6); for(;;) s.trim()
        for(;;) { try { throw 1 } catch {} }
        for(let i=0;;i++) Promise.reject(i)
        async function f(){ throw 1 } for(;;) { f().catch(()=>{}); await 1 }
        const l=Array(1e5).fill(1); for(;;) { l.unshift(1); l.pop(); }
        const s="ß".repeat(1e6); for(;;) s.toUpperCase()
        const m=new WeakMap(); for(let i=0;;i++) m.set({},{})
        while(true);
        for(;;) Promise.withResolvers()
        let x=1n<<1000000n; for(;;) Number(x)
        const x=1n<<1000000n, y=x+0n; for(;;) x<y
        import './main.mjs' with { @{20000:k#: "v"@,, @} };
        for(let i=0;;i++) import('p/z'+i).catch(()=>0)@/@//// package.json@/{"name":"p","exports":{@{20000:"./a#":"./x.mjs"@,,@}}}
        for(let i=0;;i++) import('p/z'+i).catch(()=>0)@/@//// package.json@/{"name":"p","exports":{@{20000:"./a#/*":"./x.mjs"@,,@}}}
        for(let i=0;;i++) import('p').catch(()=>0)@/@//// package.json@/{"name":"p","exports":[@{20000:"../x#"@,,@}]}
        const s='p/'+'a'.repeat(30000); await import(s)@/@//// package.json@/{"name":"p","exports":{"./*":"./@{30000:*/@}.mjs"}}
        import '#a'@/@//// package.json@/{"name":"p","imports":{"#a":"#b","#b":"#a"}}
        for(let i=0;;i++) import('y'.repeat(50)+i).catch(()=>0)@{10000:@/@//// xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx#@}
        for(let i=0;;i++) await import('./d.mjs?'+i).catch(()=>0)@/@//// d.mjs@//*@{1000000:x@}*/
        for(let i=0;;i++) await import('./d.mjs?'+i).catch(()=>0)@/@//// d.mjs@/@{10000:let a# = 1; @}
        new RegExp("["+"\\p{L}".repeat(5e3)+"]","iv")
        for(let i=0;;i++) new RegExp("[\\p{L}\\p{N}]"+i,"iv")
        const r=/[@{20000:\p{L}@}]/v;
        Reflect.apply(Math.max,null,{length:1e8})
        let p={a:1}; for(let i=0;i<1e5;i++) p=new Proxy(p,{}); for(;;) Object.keys(p)
        let p=()=>1; for(let i=0;i<900;i++) p=new Proxy(p,{}); for(;;) p()
        const p=new Proxy({},{ownKeys(){return Array.from({length:1e5},(_, i)=>"k"+i)}}); for(;;) Object.keys(p)
        const o={}; const p=new Proxy(o,{}); Object.setPrototypeOf(o,p); for(const k in o);
        const p=new Proxy(Array(1e5).fill(1),{}); for(;;) p.sort()
        function* g(){for(;;) yield 1} g().map(x=>x).filter(x=>false).next()
        function* g(){for(;;) yield 1} g().drop(1e15).next()
        let i=[1].values(); for(let k=0;k<1e5;k++) i=i.map(x=>x); i.next()
        const it={next(){return {done:false,value:1}},[Symbol.iterator](){return this}}; new Uint8Array(it)
        const it={next(){return {done:false,value:1}},[Symbol.iterator](){return this}}; await Array.fromAsync(it)
        for(;;) Array.fromAsync([1,2,3])
        const s=new DisposableStack(); for(;;) s.defer(()=>{})
        for(;;){ await using x={async [Symbol.asyncDispose](){}}; }
        let e=1; for(let i=0;i<1e5;i++) e=new SuppressedError(e,i); console.log(e)
        const s=new Set([1]); for(const x of s) { s.delete(x); s.add(x+1) }
        const r=new ReadableStream({pull(c){c.enqueue("x")}}); for await(const x of r);
        const w=new WritableStream().getWriter(); for(;;) w.write("x")
        const r=new ReadableStream({pull(c){c.enqueue("x".repeat(1e6)+Math.random())}},{highWaterMark:1e9}); await new Promise(()=>{})
        import {Readable} from "node:stream"; const r=new Readable({read(){this.push("x")}}); for await(const x of r);
        import {PassThrough} from "node:stream"; const p=new PassThrough(); p.pipe(p); p.write("x")
        import {createInterface} from "node:readline"; import {Readable} from "node:stream"; for await(const l of createInterface({input:Readable.from(["\n".repeat(1e6)])}));
        const h=new Headers(); for(let i=0;i<1e4;i++) h.append("a"+i,"b"); for(;;) [...h]
        const s="/../a".repeat(1e5); for(;;) new URL("http://a/"+s)
        const s="é".repeat(1e4); for(;;) try{new URL("http://"+s)}catch{}
        const p=new URLSearchParams("a=b&".repeat(1e5)); for(;;) p.sort()
        let b=new Blob(["x"]); for(let i=0;i<60;i++) b=new Blob([b,b]); await b.text()
        const f=new FormData(); for(let i=0;i<1e4;i++) f.append("a"+i,"b"); for(;;) await new Response(f).text()
        const d=new TextDecoder(); const a=new Uint8Array(1e6).fill(0xff); for(;;) d.decode(a)
        let o={}; for(let i=0;i<1e5;i++) o={o}; structuredClone(o)
        const c=new MessageChannel(); c.port1.onmessage=e=>c.port2.postMessage(1); c.port2.onmessage=e=>c.port1.postMessage(1); c.port1.postMessage(1)
        const t=new EventTarget(); for(let i=0;i<1e4;i++) t.addEventListener("a",()=>{}); for(;;) t.dispatchEvent(new Event("a"))
        import util from "node:util"; let o=[1]; for(let i=0;i<40;i++) o={a:o,b:o}; util.inspect(o,{depth:50})
        import util from "node:util"; const a=new Set(Array.from({length:2000},(_, i)=>({i}))),b=new Set(Array.from({length:2000},(_, i)=>({i}))); for(;;) util.isDeepStrictEqual(a,b)
        import {EventEmitter} from "node:events"; const e=new EventEmitter(); const f=()=>{}; for(let i=0;i<1e5;i++) e.on("a",f); for(let i=0;i<1e5;i++) e.off("a",f)
        const b=Buffer.alloc(1e6,"a"); const n=Buffer.alloc(5e5,"a"); n[n.length-1]=98; for(;;) b.indexOf(n)
        import {createHash} from "node:crypto"; const d=Buffer.alloc(1e6); for(;;) createHash("sha256").update(d).digest("hex")
        "a".repeat(1e5).replace(/a/g,"$`")
        ("a"+"\u0316\u0300".repeat(5e5)).normalize("NFC")
        const t={get then(){return r=>r(t)}}; Promise.resolve(t)
        Error.prepareStackTrace=(e,s)=>new Error().stack; for(;;) new Error().stack
        let x = @{140:a ? ((a): b => @}a@{140:) : 1@};
        let x = @{140:(a = @}1@{140:) => 1@};
        let x = @{140:({a = @}b@{140:}) => 1@};
        let x = @{140:a<(b<@}c@{140:)@};
        """##
}
