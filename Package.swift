// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "tla-sim",
    platforms: [.macOS(.v13)],
    products: [
        .executable(name: "tla-sim", targets: ["tla-sim"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Data flows one way: document → program → run → trace → picture.
        // A target may import only what stands above it here.
        .target(name: "Diagnostics"),
        .target(name: "Files", dependencies: ["Diagnostics"]),
        .target(
            name: "EventLoop",
            dependencies: [
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
            ]),
        .target(name: "Trace"),
        .target(name: "JavaScript", dependencies: ["Diagnostics"]),
        .target(
            name: "Scenario",
            dependencies: [
                "Diagnostics", "Files", "JavaScript",
                .product(name: "Yams", package: "Yams"),
            ]),
        .target(name: "Programs", dependencies: ["Diagnostics", "Files", "JavaScript", "Scenario"]),
        .target(name: "Export", dependencies: ["Diagnostics", "Files", "JavaScript", "Programs", "Scenario"]),
        .target(
            name: "Simulator",
            dependencies: [
                "Diagnostics", "EventLoop", "JavaScript", "Programs", "Scenario", "Trace",
                .product(name: "DequeModule", package: "swift-collections"),
            ]),
        .target(name: "Conformance", dependencies: ["Diagnostics", "Files", "Programs", "Scenario", "Simulator", "Trace"]),
        .target(name: "Engines", dependencies: ["Diagnostics"]),
        .target(name: "Differential", dependencies: ["Diagnostics", "Engines", "Programs", "Scenario", "Simulator", "Trace"]),
        .target(name: "Analysis", dependencies: ["Diagnostics", "Scenario", "Trace"]),
        .target(
            name: "Verification",
            dependencies: ["Analysis", "Diagnostics", "Engines", "Export", "Programs", "Scenario", "Simulator", "Trace"]),
        .systemLibrary(
            name: "CGraphviz", path: "Sources/CGraphviz", pkgConfig: "libgvc",
            providers: [.apt(["libgraphviz-dev"]), .brew(["graphviz"])]),
        .target(name: "CGraphvizShim", dependencies: ["CGraphviz"]),
        .target(name: "Graphviz", dependencies: ["CGraphvizShim"]),
        .target(name: "Diagrams", dependencies: ["Analysis", "Diagnostics", "Graphviz", "Trace"]),
        .executableTarget(
            name: "tla-sim",
            dependencies: [
                "Analysis", "Conformance", "Diagnostics", "Diagrams", "Differential", "Engines", "Export", "Files", "Programs",
                "Scenario", "Simulator", "Trace", "Verification",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .target(name: "TestSupport", dependencies: ["Diagnostics", "Trace"], path: "Tests/TestSupport"),
        .target(
            name: "Fuzzing",
            dependencies: [
                "Analysis", "Diagnostics", "Diagrams", "Differential", "JavaScript", "Programs", "Scenario", "Simulator", "TestSupport",
                "Trace",
            ],
            path: "Tests/Fuzzing"),
        .executableTarget(
            name: "tla-sim-fuzz",
            dependencies: [
                "Diagrams", "Fuzzing", "Programs", "Scenario", "Simulator", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/tla-sim-fuzz"),
        .executableTarget(
            name: "picture-benchmark", dependencies: ["Diagrams", "TestSupport", "Trace"], path: "Tests/PictureBenchmark"),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
        .testTarget(name: "TraceTests", dependencies: ["Trace"]),
        .testTarget(name: "JavaScriptTests", dependencies: ["Diagnostics", "JavaScript", "TestSupport"]),
        .testTarget(name: "FilesTests", dependencies: ["Diagnostics", "Files", "TestSupport"]),
        .testTarget(name: "ScenarioTests", dependencies: ["Diagnostics", "Files", "Programs", "Scenario", "TestSupport"]),
        .testTarget(name: "ProgramsTests", dependencies: ["Diagnostics", "Files", "JavaScript", "Programs", "Scenario", "TestSupport"]),
        .testTarget(name: "EventLoopTests", dependencies: ["EventLoop"]),
        .testTarget(
            name: "SimulatorTests",
            dependencies: ["Conformance", "Diagnostics", "JavaScript", "Programs", "Scenario", "Simulator", "TestSupport", "Trace"],
            resources: [.copy("Recorded")]),
        .testTarget(
            name: "ConformanceTests", dependencies: ["Conformance", "Diagnostics", "TestSupport"],
            exclude: ["test262-core.txt", "test262-order.txt"]),
        .testTarget(name: "DifferentialTests", dependencies: ["Differential", "Engines", "Scenario", "Simulator", "TestSupport"]),
        .testTarget(name: "ExportTests", dependencies: ["Diagnostics", "Export", "Programs", "Scenario", "TestSupport"]),
        .testTarget(
            name: "VerificationTests",
            dependencies: ["Diagnostics", "Engines", "Export", "Programs", "Scenario", "Simulator", "TestSupport", "Verification"],
            exclude: ["Recorded"]),
        .testTarget(name: "AnalysisTests", dependencies: ["Analysis", "Diagnostics", "Scenario", "TestSupport", "Trace"]),
        .testTarget(name: "GraphvizTests", dependencies: ["Graphviz", "TestSupport"]),
        .testTarget(name: "DiagramsTests", dependencies: ["Diagrams", "TestSupport", "Trace"], exclude: ["Golden"]),
        .testTarget(name: "EndToEndTests", dependencies: ["Diagnostics", "Programs", "Scenario", "TestSupport", "tla-sim"]),
        .testTarget(name: "FuzzingTests", dependencies: ["Fuzzing", "TestSupport", "tla-sim-fuzz"], exclude: ["Crashers"]),
    ],
    swiftLanguageModes: [.v6]
)
