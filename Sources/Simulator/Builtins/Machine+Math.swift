import JavaScript

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The Math Object. https://tc39.es/ecma262/#sec-math-object
extension Machine {
    mutating func installMath() {
        let math = makeLibraryObject()
        put(realm.global, key("Math"), .object(math), .hidden)
        defineTag(math, "Math")
        for (name, value) in [
            ("E", M_E), ("LN10", M_LN10), ("LN2", M_LN2), ("LOG10E", M_LOG10E), ("LOG2E", M_LOG2E), ("PI", Double.pi),
            ("SQRT1_2", 0.5.squareRoot()), ("SQRT2", 2.0.squareRoot()),
        ] {
            put(math, key(name), .number(value), [])
        }
        installMathFunctions(math)
        installMathExtremes(math)
        define(math, "atan2", 2) { machine, arguments throws(Abrupt) in
            let y = try machine.toNumber(machine.argument(arguments, 0))
            let x = try machine.toNumber(machine.argument(arguments, 1))
            return .number(Elementary.atan2(y, x))
        }
        define(math, "pow", 2) { machine, arguments throws(Abrupt) in
            let base = try machine.toNumber(machine.argument(arguments, 0))
            let power = try machine.toNumber(machine.argument(arguments, 1))
            return .number(Self.exponent(base, power))
        }
        define(math, "imul", 2) { machine, arguments throws(Abrupt) in
            let a = try machine.toNumber(machine.argument(arguments, 0))
            let b = try machine.toNumber(machine.argument(arguments, 1))
            return .number(Double(Self.toInt32(a) &* Self.toInt32(b)))
        }
        define(math, "sumPrecise", 1) { machine, arguments throws(Abrupt) in
            var sum = ExactSum()
            try machine.iterate(machine.argument(arguments, 0)) { machine, value throws(Abrupt) in
                machine.budget.steps += ExactSum.steps
                try machine.countStep()
                guard case .number(let number) = value else {
                    let kind = machine.strings.text(machine.typeOf(value))
                    throw machine.typeError("Type of 'Iterator value' must be 'number', found '\(kind)'")
                }
                sum.add(number)
                return true
            }
            return .number(sum.value)
        }
        define(math, "random", 0) { machine, arguments throws(Abrupt) in
            // The same numbers in every run.
            machine.noteChance("Math.random()")
            return .number(Double(machine.realm.random.next() >> 11) * 0x1p-53)
        }
    }

    private mutating func installMathFunctions(_ math: ObjectID) {
        func function(_ machine: inout Machine, _ name: String, _ body: @escaping (Double) -> Double) {
            machine.define(math, name, 1) { machine, arguments throws(Abrupt) in
                .number(body(try machine.toNumber(machine.argument(arguments, 0))))
            }
        }
        function(&self, "abs") { $0.magnitude }
        function(&self, "acos", Elementary.acos)
        function(&self, "acosh", Elementary.acosh)
        function(&self, "asin", Elementary.asin)
        function(&self, "asinh", Elementary.asinh)
        function(&self, "atan", Elementary.atan)
        function(&self, "atanh", Elementary.atanh)
        function(&self, "cbrt", Elementary.cbrt)
        function(&self, "ceil") { $0.rounded(.up) }
        function(&self, "clz32") { Double(UInt32(bitPattern: Self.toInt32($0)).leadingZeroBitCount) }
        function(&self, "cos", Elementary.cos)
        function(&self, "cosh", Elementary.cosh)
        function(&self, "exp", Elementary.exp)
        function(&self, "expm1", Elementary.expm1)
        function(&self, "floor") { $0.rounded(.down) }
        function(&self, "fround") { Double(Float($0)) }
        function(&self, "f16round") { HalfPrecision.number(ofBits: HalfPrecision.bits(of: $0)) }
        function(&self, "log", Elementary.log)
        function(&self, "log10", Elementary.log10)
        function(&self, "log1p", Elementary.log1p)
        function(&self, "log2", Elementary.log2)
        function(&self, "round") { number in
            let lower = number.rounded(.down)
            let rounded = number - lower >= 0.5 ? lower + 1 : lower
            return rounded == 0 && number.sign == .minus ? -0.0 : rounded
        }
        function(&self, "sign") { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }
        function(&self, "sin", Elementary.sin)
        function(&self, "sinh", Elementary.sinh)
        function(&self, "sqrt") { $0.squareRoot() }
        function(&self, "tan", Elementary.tan)
        function(&self, "tanh", Elementary.tanh)
        function(&self, "trunc") { $0.rounded(.towardZero) }
    }

    private mutating func installMathExtremes(_ math: ObjectID) {
        define(math, "max", 2) { machine, arguments throws(Abrupt) in
            let numbers = try machine.numbers(arguments)
            if numbers.contains(where: \.isNaN) { return .number(.nan) }
            return .number(numbers.reduce(-.infinity) { $0 > $1 || ($0 == $1 && $0.sign == .plus) ? $0 : $1 })
        }
        define(math, "min", 2) { machine, arguments throws(Abrupt) in
            let numbers = try machine.numbers(arguments)
            if numbers.contains(where: \.isNaN) { return .number(.nan) }
            return .number(numbers.reduce(.infinity) { $0 < $1 || ($0 == $1 && $0.sign == .minus) ? $0 : $1 })
        }
        define(math, "hypot", 2) { machine, arguments throws(Abrupt) in
            let numbers = try machine.numbers(arguments)
            if numbers.contains(where: \.isInfinite) { return .number(.infinity) }
            if numbers.contains(where: \.isNaN) { return .number(.nan) }
            // Scaled, so that no square overflows.
            let largest = numbers.map(\.magnitude).max() ?? 0
            guard largest > 0 else { return .number(0) }
            var (sum, lost) = (0.0, 0.0)
            for number in numbers {
                // What a sum loses goes to the next square.
                let ratio = number.magnitude / largest
                let square = ratio * ratio - lost
                lost = (sum + square - sum) - square
                sum += square
            }
            return .number(sum.squareRoot() * largest)
        }
    }

    private mutating func numbers(_ arguments: Arguments) throws(Abrupt) -> [Double] {
        var numbers: [Double] = []
        for index in 0..<arguments.count { numbers.append(try toNumber(argument(arguments, index))) }
        return numbers
    }
}
