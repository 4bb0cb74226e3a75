#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// How many processors there are; at least one.
public var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
