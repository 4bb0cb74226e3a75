// swift-tools-version: 6.1
import PackageDescription

let algorithms = Target.Dependency.product(name: "Algorithms", package: "swift-algorithms")

let package = Package(
    name: "tla-sim",
    platforms: [.macOS(.v13)],
    products: [
        .executable(name: "tla-sim", targets: ["tla-sim"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-algorithms", from: "1.2.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        // Data flows one way: document → program → run → trace → picture.
        // A target may import only what stands above it here.
        .target(name: "Text"),
        .target(name: "Diagnostics", dependencies: ["Text", algorithms]),
        .target(name: "Files", dependencies: ["Diagnostics"]),
        .target(
            name: "EventLoop",
            dependencies: [
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
            ]),
        .target(name: "Threads"),
        .target(name: "Loopback", dependencies: ["Diagnostics", "Threads", .product(name: "FlyingSocks", package: "FlyingFox")]),
        .target(name: "Trace", dependencies: ["Text", algorithms]),
        .target(name: "Hosts"),
        .target(name: "RegularExpressions", dependencies: ["Text", algorithms]),
        .target(name: "Locales", dependencies: ["Text"]),
        .target(name: "Hashing", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "JavaScript",
            dependencies: ["Diagnostics", "RegularExpressions", "Text", algorithms]),
        .target(
            name: "Scenario",
            dependencies: [
                "Diagnostics", "Files", "JavaScript", "Text",
                algorithms, .product(name: "Yams", package: "Yams"),
            ]),
        .target(name: "NodeModules"),
        .target(
            name: "Programs",
            dependencies: ["Diagnostics", "Files", "Hosts", "JavaScript", "NodeModules", "Scenario", "Text", "Threads", algorithms]),
        .target(name: "Awaits", dependencies: ["Diagnostics", "JavaScript", "Text"]),
        .target(
            name: "Bundlers",
            dependencies: [
                "Diagnostics", "Files", "JavaScript", "Programs", "Text", algorithms,
            ]),
        .target(name: "WhatIf", dependencies: ["Awaits", "Diagnostics", "Files", "JavaScript", "Programs", "Scenario", "Text"]),
        .target(
            name: "Lint",
            dependencies: [
                "Awaits", "Bundlers", "Diagnostics", "Files", "Hosts", "JavaScript", "Programs", "Scenario", "Text", "Threads",
                algorithms,
            ]),
        .target(name: "WebModules"),
        .target(name: "Export", dependencies: ["Diagnostics", "Files", "JavaScript", "NodeModules", "Programs", "Scenario", "Text"]),
        .target(
            name: "Simulator",
            dependencies: [
                "Diagnostics", "EventLoop", "Hashing", "Hosts", "JavaScript", "Locales", "NodeModules", "Programs", "RegularExpressions",
                "Scenario", "Text", "Threads", "Trace", "WebModules",
                algorithms, .product(name: "BigInt", package: "BigInt"),
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
            ]),
        .target(name: "Conformance", dependencies: ["Diagnostics", "Files", "Programs", "Scenario", "Simulator", "Trace"]),
        .target(name: "Engines", dependencies: ["Diagnostics", "Files", "Hosts", "Text"]),
        .target(
            name: "Bench", dependencies: ["Diagnostics", "Engines", "Files", "Loopback", "Text", "Threads"],
            resources: [.embedInCode("Page")]),
        .target(
            name: "Differential",
            dependencies: ["Bundlers", "Diagnostics", "Engines", "Hosts", "Programs", "Scenario", "Simulator", "Text", "Trace"]),
        .target(
            name: "Campaign",
            dependencies: ["Bundlers", "Diagnostics", "Differential", "Hosts", "Programs", "Simulator", "Text", "Threads", "Trace"]),
        .target(
            name: "Analysis",
            dependencies: ["Diagnostics", "Scenario", "Text", "Trace", algorithms]),
        .target(
            name: "Replay",
            dependencies: [
                "Text", "Trace",
                algorithms, .product(name: "DequeModule", package: "swift-collections"),
            ]),
        .target(
            name: "Explanation",
            dependencies: [
                "Analysis", "Awaits", "Bundlers", "Diagnostics", "Hosts", "JavaScript", "Lint", "Programs", "Simulator", "Text", "Trace",
                "WhatIf", algorithms,
            ]),
        .target(
            name: "Verification",
            dependencies: [
                "Analysis", "Diagnostics", "Engines", "Export", "Files", "Hosts", "Loopback", "Programs", "Scenario", "Simulator", "Text",
                "Threads", "Trace",
            ]),
        .systemLibrary(
            name: "CGraphviz", path: "Sources/CGraphviz", pkgConfig: "libgvc",
            providers: [.apt(["libgraphviz-dev"]), .brew(["graphviz"])]),
        .target(name: "CGraphvizShim", dependencies: ["CGraphviz"]),
        .target(name: "Graphviz", dependencies: ["CGraphvizShim", "Text"]),
        .systemLibrary(
            name: "CExpat", path: "Sources/CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
        .target(name: "XML", dependencies: ["CExpat"]),
        .target(
            name: "Diagrams",
            dependencies: ["Analysis", "Graphviz", "Text", "Trace", "XML", algorithms]),
        .target(
            name: "Player", dependencies: ["Diagrams", "Hashing", "Replay", "Text", "Trace"], resources: [.embedInCode("Page")]),
        .systemLibrary(name: "CMalloc", path: "Sources/CMalloc"),
        .executableTarget(
            name: "tla-sim",
            dependencies: [
                "Analysis", "Bench", "Bundlers", "CMalloc", "Campaign", "Conformance", "Diagnostics", "Diagrams", "Differential", "Engines",
                "Explanation", "Export", "Files", "Hosts", "Lint", "Player", "Programs", "Replay", "Scenario", "Simulator", "Text",
                "Threads",
                "Trace", "Verification", "WhatIf",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .target(name: "TestSupport", dependencies: ["Text", "Threads", "Trace", "XML"], path: "Tests/TestSupport"),
        .target(
            name: "Fuzzing",
            dependencies: [
                "Analysis", "Bundlers", "Diagnostics", "Diagrams", "Differential", "Explanation", "Hosts", "JavaScript", "Lint", "Player",
                "Programs", "RegularExpressions", "Replay", "Scenario", "Simulator", "TestSupport", "Text", "Trace",
            ],
            path: "Tests/Fuzzing"),
        .executableTarget(
            name: "tla-sim-fuzz",
            dependencies: [
                "Analysis", "Diagrams", "Fuzzing", "Programs", "Scenario", "Simulator", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/tla-sim-fuzz"),
        .executableTarget(
            name: "picture-benchmark", dependencies: ["Analysis", "Diagrams", "TestSupport", "Trace"], path: "Tests/PictureBenchmark"),
        .testTarget(name: "TextTests", dependencies: ["TestSupport", "Text"]),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
        .testTarget(name: "TraceTests", dependencies: ["Trace"]),
        .testTarget(name: "HashingTests", dependencies: ["Hashing"]),
        .testTarget(name: "LocalesTests", dependencies: ["Locales"]),
        .testTarget(name: "RegularExpressionsTests", dependencies: ["RegularExpressions"]),
        .testTarget(
            name: "JavaScriptTests", dependencies: ["Diagnostics", "JavaScript", "TestSupport"], resources: [.copy("Recorded")]),
        .testTarget(name: "HostsTests", dependencies: ["Hosts"]),
        .testTarget(name: "LoopbackTests", dependencies: ["Loopback"]),
        .testTarget(name: "FilesTests", dependencies: ["Diagnostics", "Files", "TestSupport"]),
        .testTarget(name: "ScenarioTests", dependencies: ["Diagnostics", "Files", "Programs", "Scenario", "TestSupport", "Text"]),
        .testTarget(
            name: "ProgramsTests", dependencies: ["Diagnostics", "Files", "JavaScript", "Programs", "Scenario", "TestSupport", "Text"]),
        .testTarget(name: "AwaitsTests", dependencies: ["Awaits", "Diagnostics", "JavaScript", "TestSupport"]),
        .testTarget(
            name: "WhatIfTests",
            dependencies: ["Diagnostics", "Hosts", "Programs", "Scenario", "Simulator", "TestSupport", "Text", "Trace", "WhatIf"]),
        .testTarget(
            name: "LintTests",
            dependencies: [
                "Bundlers", "Campaign", "Diagnostics", "Differential", "Files", "Hosts", "Lint", "Programs", "Scenario", "Simulator",
                "TestSupport", "Text", "Trace",
            ],
            exclude: ["Graphs"]),
        .testTarget(
            name: "ExplanationTests",
            dependencies: [
                "Analysis", "Bundlers", "Diagnostics", "Explanation", "Hosts", "Programs", "Scenario", "Simulator", "TestSupport", "Text",
                "Trace", "WhatIf",
            ],
            exclude: ["Golden", "Reports"]),
        .testTarget(
            name: "BundlersTests",
            dependencies: [
                "Bundlers", "Diagnostics", "Hosts", "JavaScript", "Programs", "Scenario", "Simulator", "TestSupport", "Text", "Trace",
            ],
            exclude: ["Recorded"]),
        .testTarget(
            name: "BenchTests", dependencies: ["Bench", "Loopback", "Programs", "Scenario", "Simulator", "TestSupport", "Text", "Threads"]),
        .testTarget(name: "EventLoopTests", dependencies: ["EventLoop"]),
        .testTarget(
            name: "SimulatorTests",
            dependencies: [
                "Conformance", "Diagnostics", "Hosts", "JavaScript", "Programs", "Scenario", "Simulator", "TestSupport", "Text", "Trace",
            ],
            resources: [.copy("Recorded")]),
        .testTarget(
            name: "ConformanceTests", dependencies: ["Conformance", "Diagnostics", "TestSupport"],
            exclude: ["test262-core.txt", "test262-order.txt"]),
        .testTarget(
            name: "DifferentialTests", dependencies: ["Differential", "Engines", "Hosts", "Scenario", "Simulator", "TestSupport", "Text"]),
        .testTarget(
            name: "CampaignTests",
            dependencies: [
                "Bundlers", "Campaign", "Diagnostics", "Differential", "Hosts", "Programs", "Scenario", "Simulator", "TestSupport", "Text",
            ]),
        .testTarget(
            name: "ExportTests",
            dependencies: ["Diagnostics", "Export", "Hosts", "Programs", "Scenario", "Simulator", "TestSupport", "Text", "Trace"]),
        .testTarget(
            name: "VerificationTests",
            dependencies: [
                "Bundlers", "Diagnostics", "Engines", "Export", "Files", "Hosts", "Programs", "Scenario", "Simulator", "TestSupport",
                "Text",
                "Verification",
            ],
            exclude: ["Recorded"]),
        .testTarget(name: "AnalysisTests", dependencies: ["Analysis", "Diagnostics", "Scenario", "TestSupport", "Trace"]),
        .testTarget(
            name: "ReplayTests",
            dependencies: ["Differential", "Hosts", "Programs", "Replay", "Scenario", "Simulator", "TestSupport", "Text", "Trace"]),
        .testTarget(
            name: "PlayerTests",
            dependencies: [
                "Analysis", "Diagnostics", "Diagrams", "Explanation", "Hashing", "Hosts", "Player", "Programs", "Replay", "Scenario",
                "Simulator", "TestSupport", "Text", "Trace",
            ]),
        .testTarget(name: "GraphvizTests", dependencies: ["Graphviz", "TestSupport"]),
        .testTarget(name: "XMLTests", dependencies: ["TestSupport", "XML"]),
        .testTarget(
            name: "DiagramsTests",
            dependencies: ["Analysis", "Diagrams", "Differential", "Programs", "Scenario", "Simulator", "TestSupport", "Trace", "XML"],
            exclude: ["Golden"]),
        .testTarget(
            name: "EndToEndTests", dependencies: ["Bundlers", "Diagnostics", "Programs", "Scenario", "TestSupport", "Text", "tla-sim"]),
        .testTarget(
            name: "FuzzingTests",
            dependencies: [
                "Diagnostics", "Differential", "Fuzzing", "JavaScript", "Programs", "RegularExpressions", "Scenario", "Simulator",
                "TestSupport", "Text", "Trace", "tla-sim-fuzz",
            ],
            exclude: ["Crashers"]),
    ],
    swiftLanguageModes: [.v6]
)
