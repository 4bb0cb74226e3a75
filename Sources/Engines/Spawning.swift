#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

#if canImport(Darwin)
typealias SpawnActions = posix_spawn_file_actions_t?
#else
typealias SpawnActions = posix_spawn_file_actions_t
#endif

/// Starts a program, in a process group of its own.
///
/// - Parameters:
///   - words: the path of the program, and its arguments.
///   - variables: its environment, as `NAME=value`.
///   - signals: which it does not ignore, whether we do or not.
///   - prepare: says what its descriptors are.
/// - Returns: the process, and 0, or why there is none as the operating system numbers it.
func spawn(
    _ words: [String], variables: [String], resetting signals: [Int32] = [], prepare: (inout SpawnActions) -> Void
) -> (identifier: pid_t, error: Int32) {
    #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
    #else
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
    }
    prepare(&actions)
    var reset = sigset_t()
    sigemptyset(&reset)
    for signal in signals { sigaddset(&reset, signal) }
    posix_spawnattr_setsigdefault(&attributes, &reset)
    posix_spawnattr_setpgroup(&attributes, 0)
    // Threads of Dispatch have signals blocked, and whoever is started would inherit that.
    var blocked = sigset_t()
    sigemptyset(&blocked)
    posix_spawnattr_setsigmask(&attributes, &blocked)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var arguments = words.map { strdup($0) } + [nil]
    var environment = variables.map { strdup($0) } + [nil]
    defer { for pointer in arguments + environment { free(pointer) } }
    var identifier: pid_t = 0
    let error = posix_spawn(&identifier, words[0], &actions, &attributes, &arguments, &environment)
    return (identifier, error)
}
