import Diagnostics
import Files
import JavaScript
import Text

/// The number of a module in a ``ModuleTable``.
public typealias ModuleNumber = Int32

/// The modules of a program by number, in the order in which they are first asked for: one number a module, however it is named.
///
/// Resolving takes text apart, so what a specifier means in a folder is kept, and a sibling on disk (`./name`), which most imports are, is found
/// without taking anything apart. Ten thousand modules that import some others each take a few milliseconds.
public struct ModuleTable: Sendable {
    public private(set) var keys: [ModuleKey] = []
    /// The folder that each module's specifiers start from: into ``folders``.
    private var folderOfModule: [Int32] = []
    private var folders: [String] = []
    private var folderNumbers: [ExactText: Int32] = [:]
    private var numbers: [ModuleKey: ModuleNumber] = [:]
    private var resolutions = Resolutions()
    /// How imports are looked up.
    public var rules: ResolutionRules

    public init(_ rules: ResolutionRules = .standard) { self.rules = rules }

    public var count: Int { keys.count }

    /// The number of a module.
    public mutating func number(of key: ModuleKey, in program: Program, names: inout NameTable) -> ModuleNumber {
        let folder = folderNumber(Paths.folder(of: key.path))
        if program.isOnDisk, key.suffix.isEmpty {
            let file = key.path.utf8.dropFirst(folders[Int(folder)].utf8.count)
            let specifier = names.intern("./" + String(Substring(file)))
            // A name that a URL would write otherwise is no specifier of itself.
            if isPlainSibling(specifier, names) { return sibling(specifier, in: folder) { _ in key } }
        }
        if let known = numbers[key] { return known }
        let number = add(key, folder: folder)
        numbers[key] = number
        return number
    }

    /// A number for a module that no import finds, such as a script.
    public mutating func add(_ key: ModuleKey) -> ModuleNumber { add(key, folder: folderNumber(Paths.folder(of: key.path))) }

    /// The module that a specifier means in another.
    ///
    /// - Parameter reader: what reads package.json files.
    /// - Throws: as ``Program/resolve(_:from:)``.
    public mutating func resolve(
        _ specifier: NameID, from referrer: ModuleNumber, in program: Program, reader: inout ModuleReader, names: inout NameTable
    ) throws(Diagnostic) -> ModuleNumber {
        let folder = folderOfModule[Int(referrer)]
        if let known = resolutions[specifier, folder] { return known }
        if program.isOnDisk, program.stubs.isEmpty, isPlainSibling(specifier, names), !program.mayLeaveOffEndings {
            return sibling(specifier, in: folder) { ModuleKey(names.string(specifier, after: 2, prefix: $0)) }
        }
        let key = try program.resolve(names.string(specifier), from: keys[Int(referrer)], rules, reader: &reader)
        let number = number(of: key, in: program, names: &names)
        resolutions[specifier, folder] = number
        return number
    }

    /// The module on disk that `./name` means in a folder.
    private mutating func sibling(_ specifier: NameID, in folder: Int32, key: (_ folder: String) -> ModuleKey) -> ModuleNumber {
        if let known = resolutions[specifier, folder] { return known }
        let number = add(key(folders[Int(folder)]), folder: folder)
        resolutions[specifier, folder] = number
        return number
    }

    private mutating func add(_ key: ModuleKey, folder: Int32) -> ModuleNumber {
        keys.append(key)
        folderOfModule.append(folder)
        return ModuleNumber(keys.count - 1)
    }

    private mutating func folderNumber(_ folder: String) -> Int32 {
        if let number = folderNumbers[ExactText(folder)] { return number }
        folderNumbers[ExactText(folder)] = Int32(folders.count)
        folders.append(folder)
        return Int32(folders.count - 1)
    }

    /// Whether a specifier is `./` and the name of a file, written as the file system has it.
    private func isPlainSibling(_ specifier: NameID, _ names: borrowing NameTable) -> Bool {
        names.withCodeUnits(of: specifier) { units in
            guard units.count > 2, units[0] == Self.dot, units[1] == Self.slash, units[units.count - 1] != Self.blank else { return false }
            for unit in units[2...] where unit < 0x80 && Self.isOfURL(UInt8(truncatingIfNeeded: unit)) { return false }
            return units[2] != Self.dot || units.count > 4 || (units.count == 4 && units[3] != Self.dot)
        }
    }

    private static let dot = UInt16(UInt8(ascii: "."))
    private static let slash = UInt16(UInt8(ascii: "/"))
    private static let blank = UInt16(UInt8(ascii: " "))

    /// Controls, `#`, `%`, `/`, `?` and `\`: a URL gives them a meaning.
    @inline(__always) private static func isOfURL(_ byte: UInt8) -> Bool {
        let mask: UInt64 = byte < 64 ? 0x8000_8028_FFFF_FFFF : 0x0000_0000_1000_0000
        return (mask >> UInt64(byte & 63)) & 1 != 0
    }
}

/// The modules that specifiers mean, by the folder they stand in.
///
/// Names are numbered one after another, and most graphs lie in one folder: the folder that asks first for a specifier has a place in
/// an array, where a start-up of ten thousand modules finds it faster than in a dictionary.
private struct Resolutions: Sendable {
    private struct First {
        var folder: Int32 = -1
        var target: ModuleNumber = -1
    }

    private var first: [First] = []
    private var others: [UInt64: ModuleNumber] = [:]

    subscript(specifier: NameID, folder: Int32) -> ModuleNumber? {
        get {
            let index = Int(specifier.index)
            guard index < first.count, first[index].folder >= 0 else { return nil }
            return first[index].folder == folder ? first[index].target : others[Self.place(specifier, folder)]
        }
        set {
            guard let newValue else { preconditionFailure("an answer is never taken back") }
            let index = Int(specifier.index)
            if index >= first.count { first.append(contentsOf: repeatElement(First(), count: index + 1 - first.count)) }
            if first[index].folder < 0 || first[index].folder == folder {
                first[index] = First(folder: folder, target: newValue)
            } else {
                others[Self.place(specifier, folder)] = newValue
            }
        }
    }

    private static func place(_ specifier: NameID, _ folder: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: folder)) << 32 | UInt64(specifier.index)
    }
}
