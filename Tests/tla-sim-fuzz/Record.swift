import Foundation

/// What a worker leaves for its supervisor, in a file that both have mapped: whatever becomes of the worker, the input that it
/// was at is there.
struct Record {
    enum State: UInt64 { case idle, running, failed, done }

    private static let messageLimit = 4000
    private static let inputStart = 4096
    private static let size = 4096 + (1 << 20)

    private let memory: UnsafeMutableRawPointer

    init(path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0, ftruncate(descriptor, off_t(Self.size)) == 0 else { throw CocoaError(.fileWriteUnknown) }
        defer { close(descriptor) }
        guard let memory = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), memory != MAP_FAILED else {
            throw CocoaError(.fileWriteUnknown)
        }
        self.memory = memory
    }

    func unmap() { munmap(memory, Self.size) }

    /// How many inputs were begun.
    var count: Int {
        get { memory.load(as: Int.self) }
        nonmutating set { memory.storeBytes(of: newValue, as: Int.self) }
    }

    var state: State {
        get { State(rawValue: memory.load(fromByteOffset: 8, as: UInt64.self)) ?? .idle }
        nonmutating set { memory.storeBytes(of: newValue.rawValue, toByteOffset: 8, as: UInt64.self) }
    }

    var message: String {
        get { String(decoding: bytes(at: 32, count: memory.load(fromByteOffset: 16, as: Int.self)), as: UTF8.self) }
        nonmutating set {
            let text = Array(newValue.utf8.prefix(Self.messageLimit))
            memory.storeBytes(of: text.count, toByteOffset: 16, as: Int.self)
            store(text, at: 32)
        }
    }

    var input: [UInt8] { bytes(at: Self.inputStart, count: memory.load(fromByteOffset: 24, as: Int.self)) }

    /// Notes the input that is to be tried now.
    func begin(_ input: UnsafeRawBufferPointer) {
        let length = min(input.count, Self.size - Self.inputStart)
        memory.storeBytes(of: length, toByteOffset: 24, as: Int.self)
        if length > 0, let base = input.baseAddress { (memory + Self.inputStart).copyMemory(from: base, byteCount: length) }
        count += 1
        state = .running
    }

    private func bytes(at offset: Int, count: Int) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: memory + offset, count: min(max(0, count), Self.size - offset)))
    }

    private func store(_ bytes: [UInt8], at offset: Int) {
        bytes.withUnsafeBytes { source in
            if let base = source.baseAddress { (memory + offset).copyMemory(from: base, byteCount: source.count) }
        }
    }
}
