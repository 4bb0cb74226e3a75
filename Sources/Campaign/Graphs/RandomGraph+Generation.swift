import Differential

extension RandomGraph {
    /// What a case of a seed is belongs to the public interface of a campaign: another number tells that it has changed.
    public static let generatorVersion = 1

    static let generatedCount = 10

    /// The case of that number, from 0. The same seed and number give the same graph, whatever else is asked.
    ///
    /// Module 0 imports nothing, every other one or two modules: such as come before it, or any where cycles are allowed. Half of the modules await.
    /// Of a dynamic graph, two edges in five are calls of `import()`; one in five of those that nothing waits for may lead to any module.
    public init(seed: UInt64, number: Int) {
        let variant = GraphVariant.ofCase(number)
        var random = FuzzRandom(seed: seed, caseIndex: number)
        modules = (0..<Self.generatedCount).map { index in
            var module = Module(awaits: random.chance(percent: 50), reacts: variant.hasReactions)
            guard index > 0 else { return module }
            for _ in 0...random.below(2) {
                if variant == .dynamic, random.chance(percent: 40) {
                    let form = random.pick(Call.Form.allCases)
                    let isLoose = form == .loose || form == .looseFunction
                    let reach = isLoose && random.chance(percent: 20) ? Self.generatedCount : index
                    module.calls.append(Call(target: random.below(reach), form: form))
                } else {
                    module.imports.append(random.below(variant.isCyclic ? Self.generatedCount : index))
                }
            }
            return module
        }
    }
}
