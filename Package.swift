// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// `.ci/run` sets this; a dependent package never sees our warnings as errors.
let warningsAreErrors = Context.environment["VAGLIO_WARNINGS_AS_ERRORS"] == "1"
let swift = strict + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])
let c: [CSetting] = warningsAreErrors ? [.treatAllWarnings(as: .error)] : []
let cxx: [CXXSetting] = warningsAreErrors ? [.treatAllWarnings(as: .error)] : []

let package = Package(
  name: "Vaglio",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Vaglio", targets: ["Vaglio"]),
    .library(name: "VaglioTraining", targets: ["VaglioTraining"]),
    .library(name: "VaglioC", targets: ["VaglioC"]),
    .library(name: "VaglioCStatic", type: .static, targets: ["VaglioC"]),
    .executable(name: "vaglio", targets: ["vaglio-cli"]),
    .executable(name: "example-pipeline", targets: ["example-pipeline"]),
    .executable(name: "example-custom-stage", targets: ["example-custom-stage"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    .systemLibrary(
      name: "ICU", pkgConfig: "icu-uc",
      providers: [.apt(["libicu-dev"]), .brew(["icu4c"])]),
    .target(name: "CICU", dependencies: ["ICU"], cxxSettings: cxx),
    .target(name: "CLexicons", cSettings: c),
    .target(name: "CBytes", cSettings: c),
    .target(
      name: "Vaglio", dependencies: ["CBytes", "CICU", "CLexicons"], swiftSettings: swift,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "VaglioTraining", dependencies: ["Vaglio", "CICU"], swiftSettings: swift),
    .target(name: "CVaglio", cSettings: c),
    .target(name: "VaglioC", dependencies: ["CVaglio", "Vaglio"], swiftSettings: swift),
    .executableTarget(
      name: "vaglio-cli",
      dependencies: [
        "Vaglio", "VaglioTraining", "CICU",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swift),
    .executableTarget(
      name: "example-pipeline", dependencies: ["Vaglio"], path: "Examples/pipeline",
      swiftSettings: swift),
    .executableTarget(
      name: "example-custom-stage", dependencies: ["Vaglio"], path: "Examples/custom-stage",
      swiftSettings: swift),
    .executableTarget(name: "example-c", dependencies: ["CVaglio", "VaglioC"], path: "Examples/c", cSettings: c),
    .target(name: "CAllocations", path: "Benchmarks/CAllocations", cSettings: c),
    .executableTarget(
      name: "count-allocations", dependencies: ["Vaglio", "CAllocations"], path: "Benchmarks/allocations",
      swiftSettings: swift),
    .testTarget(
      name: "VaglioTests", dependencies: ["Vaglio", "VaglioTraining", "CBytes", "CICU"],
      resources: [.copy("Fixtures")], swiftSettings: swift),
    .testTarget(name: "VaglioCTests", dependencies: ["CVaglio", "Vaglio", "VaglioC"], swiftSettings: swift),
    .testTarget(
      name: "CommandTests",
      dependencies: ["vaglio-cli", "example-pipeline", "example-custom-stage", "example-c"],
      swiftSettings: swift),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x,
  cxxLanguageStandard: .cxx17
)
