extension Matcher {
    private mutating func emptyRegisters(_ count: Int) {
        guard registers.count == count else {
            registers = Array(repeating: -1, count: count)
            return
        }
        registers.withUnsafeMutableBufferPointer { $0.update(repeating: -1) }
    }

    /// Tries to match at one position.
    mutating func attempt(_ run: Run, at begin: Int, byteLimit: Int) -> Outcome {
        let instructions = run.instructions
        let text = run.text
        let count = text.count
        let memoCount = run.program.memoCount
        var patience = remembersPairs ? Int.max : patience(run)
        emptyRegisters(run.program.registerCount)
        registers[0] = Int32(begin)
        stack.removeAll(keepingCapacity: true)
        var next = 0
        var position = begin
        var steps = self.steps + run.program.attemptCost
        defer { self.steps = steps }
        while true {
            steps += 1
            if steps >= patience {
                self.steps = steps
                rememberPairs(run, byteLimit: byteLimit)
                steps = self.steps
                patience = .max
            }
            if steps > stepLimit { return .tooManySteps }
            var succeeds = true
            switch instructions[next] {
            case .unit(let unit):
                if position < count, text[position] == unit {
                    position += 1
                    next += 1
                } else {
                    succeeds = false
                }
            case .test(let test, let reading):
                if let end = Self.step(run, position, test, reading) {
                    position = end
                    next += 1
                } else {
                    succeeds = false
                }
            case .run(let index):
                let repetition = run.program.runs[Int(index)]
                if remembersPairs, isVisited(repetition.memo, position, memoCount) {
                    succeeds = false
                } else {
                    let begin = position
                    succeeds = start(repetition, run, &next, &position, &steps)
                    if remembersPairs, succeeds {
                        noteTaken(repetition, begin, position, memoCount)
                        steps += (position - begin) >> 2
                    }
                }
            case .split(let other, let memo):
                if remembersPairs, isVisited(memo, position, memoCount) {
                    succeeds = false
                } else {
                    push(.branch, other, position)
                    next += 1
                }
            case .splitLater(let other, let memo):
                if remembersPairs, isVisited(memo, position, memoCount) {
                    succeeds = false
                } else {
                    push(.branch, Int32(next + 1), position)
                    next = Int(other)
                }
            case .jump(let target): next = Int(target)
            case .save(let register):
                set(register, Int32(position))
                next += 1
            case .clear(let first, let end):
                for register in first..<end where registers[Int(register)] >= 0 { set(register, -1) }
                steps += Int(end - first)
                next += 1
            case .zero(let register):
                set(register, 0)
                next += 1
            case .loop(let index): chooseTurn(run.program.loops[Int(index)], &next, position)
            case .loopTurn(let index):
                let loop = run.program.loops[Int(index)]
                set(loop.counter, min(registers[Int(loop.counter)], Int32.max - 1) + 1)
                if loop.mark >= 0 { set(loop.mark, Int32(position)) }
                for register in loop.firstCapture..<max(loop.firstCapture, loop.endCapture) where registers[Int(register)] >= 0 {
                    set(register, -1)
                }
                steps += Int(max(loop.endCapture - loop.firstCapture, 0))
                next += 1
            case .progress(let register):
                succeeds = registers[Int(register)] != position
                next += 1
            case .loopProgress(let index):
                let loop = run.program.loops[Int(index)]
                succeeds = registers[Int(loop.counter)] <= loop.least || registers[Int(loop.mark)] != position
                next += 1
            case .lineStart(let isMultiline):
                succeeds = position == 0 || (isMultiline && Self.isLineTerminator(UInt32(text[position - 1])))
                next += 1
            case .lineEnd(let isMultiline):
                succeeds = position == count || (isMultiline && Self.isLineTerminator(UInt32(text[position])))
                next += 1
            case .wordBoundary(let isNegative, let isFolded):
                let before = position > 0 && Self.isWord(text[position - 1], isFolded)
                let after = position < count && Self.isWord(text[position], isFolded)
                succeeds = (before != after) != isNegative
                next += 1
            case .backreference(let index, let reading, let isFolded):
                if let end = stepOver(run.program.references[Int(index)], run, position, reading, isFolded, &steps) {
                    position = end
                    next += 1
                } else {
                    succeeds = false
                }
            case .look(let register, let otherwise):
                registers[Int(register)] = Int32(stack.count)
                registers[Int(register) + 1] = Int32(position)
                push(.look, otherwise, position)
                next += 1
            case .lookEnd(let register, let isNegative):
                let height = Int(registers[Int(register)])
                if isNegative {
                    // What it found makes it fail, and with all that it did undone.
                    leaveLook(height, keepsRegisters: false, &steps)
                    succeeds = false
                } else {
                    position = Int(registers[Int(register) + 1])
                    leaveLook(height, keepsRegisters: true, &steps)
                    next += 1
                }
            case .accept:
                registers[1] = Int32(position)
                return .match
            }
            if !succeeds, !goBack(run, &next, &position, &steps) { return .noMatch }
            if stack.count > entryLimit { return .tooManyBytes }
        }
    }

    // MARK: State

    @inline(__always) private mutating func push(_ kind: Entry.Kind, _ instruction: Int32, _ first: Int, _ second: Int32 = 0) {
        stack.append(Entry(kind: kind, instruction: instruction, first: Int32(first), second: second))
    }

    /// Where there is nothing to go back to, nothing need be put back.
    @inline(__always) private mutating func set(_ register: Int32, _ value: Int32) {
        if !stack.isEmpty { push(.register, 0, Int(register), registers[Int(register)]) }
        registers[Int(register)] = value
    }

    /// Goes back to what was left to try; `false` when there is nothing.
    private mutating func goBack(_ run: Run, _ next: inout Int, _ position: inout Int, _ steps: inout Int) -> Bool {
        while let entry = stack.last {
            steps += 1
            switch entry.kind {
            case .register:
                registers[Int(entry.first)] = entry.second
                stack.removeLast()
            case .branch:
                stack.removeLast()
                next = Int(entry.instruction)
                position = Int(entry.first)
                return true
            case .look:
                stack.removeLast()
                guard entry.instruction >= 0 else { continue }
                next = Int(entry.instruction)
                position = Int(entry.first)
                return true
            case .run:
                next = Int(entry.instruction)
                position = previous(run, entry, &steps)
                if position < Int(entry.second) {
                    stack.removeLast()
                    continue
                }
                if position == Int(entry.second) { stack.removeLast() } else { stack[stack.count - 1].first = Int32(position) }
                return true
            case .lazyRun:
                guard takeOneMore(entry, run, &next, &position) else {
                    stack.removeLast()
                    continue
                }
                return true
            }
        }
        return false
    }

    /// Ends a look: what it left to try is dropped, and what it set stays, to be put back by who goes back further, or is put back now.
    private mutating func leaveLook(_ height: Int, keepsRegisters: Bool, _ steps: inout Int) {
        steps += (stack.count - height) >> 1
        if keepsRegisters {
            var kept = height
            for index in (height + 1)..<max(height + 1, stack.count) where stack[index].kind == .register {
                stack[kept] = stack[index]
                kept += 1
            }
            stack.removeLast(stack.count - kept)
        } else {
            while stack.count > height + 1, let entry = stack.popLast() {
                if entry.kind == .register { registers[Int(entry.first)] = entry.second }
            }
            // The negative look's own entry stays no longer: its failure is the failure of what stands around it.
            stack.removeLast()
        }
    }

    // MARK: Repetitions

    /// The first way of a repetition: as many characters as there are, or as few as there must be.
    private mutating func start(
        _ repetition: Program.Run, _ run: Run, _ next: inout Int, _ position: inout Int, _ steps: inout Int
    ) -> Bool {
        guard case .test(let test, let reading) = run.instructions[next + 1] else { return false }
        var taken = 0
        var least = position
        let wanted = repetition.isLazy ? repetition.least : repetition.most
        while taken < wanted, let end = Self.step(run, position, test, reading) {
            position = end
            taken += 1
            if taken == repetition.least { least = end }
        }
        steps += taken >> 2
        if taken < repetition.least { return false }
        if repetition.isLazy {
            if repetition.most > taken { push(.lazyRun, Int32(next), position, Int32(taken)) }
        } else if position > least {
            push(.run, Int32(next + 2), position, Int32(least))
        }
        next += 2
        return true
    }

    /// The end of a repetition that gives back one character.
    private func previous(_ run: Run, _ entry: Entry, _ steps: inout Int) -> Int {
        let position = Int(entry.first)
        guard case .run(let index) = run.instructions[Int(entry.instruction) - 2] else { return position - 1 }
        let least = Int(entry.second)
        if run.program.runs[Int(index)].width == 1 {
            // What must follow it is often a character, which is looked for at once.
            guard case .unit(let unit) = run.instructions[Int(entry.instruction)] else { return position - 1 }
            var candidate = position - 1
            while candidate >= least, run.text[candidate] != unit { candidate -= 1 }
            steps += (position - candidate) >> 2
            return candidate
        }
        return position - (position - 1 > least && Self.isWithinPair(run.text, position - 1) ? 2 : 1)
    }

    private mutating func takeOneMore(_ entry: Entry, _ run: Run, _ next: inout Int, _ position: inout Int) -> Bool {
        guard case .run(let index) = run.instructions[Int(entry.instruction)],
            case .test(let test, let reading) = run.instructions[Int(entry.instruction) + 1],
            let end = Self.step(run, Int(entry.first), test, reading)
        else { return false }
        let taken = Int(entry.second) + 1
        if taken < run.program.runs[Int(index)].most {
            stack[stack.count - 1].first = Int32(end)
            stack[stack.count - 1].second = Int32(taken)
        } else {
            stack.removeLast()
        }
        position = end
        next = Int(entry.instruction) + 2
        return true
    }

    private mutating func chooseTurn(_ loop: Program.Loop, _ next: inout Int, _ position: Int) {
        let count = registers[Int(loop.counter)]
        if count < loop.least {
            next += 1
        } else if count >= loop.most {
            next = Int(loop.end)
        } else if loop.isLazy {
            push(.branch, Int32(next + 1), position)
            next = Int(loop.end)
        } else {
            push(.branch, loop.end, position)
            next += 1
        }
    }
}
