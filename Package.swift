// swift-tools-version: 6.2
import PackageDescription

/// The settings every Swift target is built with: `docs/architecture.md` says why each is on.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude,
    swiftSettings: settings)
}

let package = Package(
  name: "Trasse",
  products: [
    .executable(name: "trasse", targets: ["trasse"]),
    .executable(name: "trasse-reader", targets: ["trasse-reader"]),
    .executable(name: "trasse-server", targets: ["trasse-server"]),
  ],
  targets: [
    .systemLibrary(name: "CGEOS", pkgConfig: "geos"),
    .systemLibrary(name: "CPROJ", pkgConfig: "proj"),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3"),
    .systemLibrary(name: "CGDAL", pkgConfig: "gdal"),
    .systemLibrary(name: "CBZip2"),
    .systemLibrary(name: "CClp", pkgConfig: "clp"),
    .systemLibrary(name: "CSandbox"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto"),
    .systemLibrary(name: "CMicroHTTPD", pkgConfig: "libmicrohttpd"),

    library("AddressSearch"),
    library("TextFormats"),
    library("Graphs"),
    library("SteinerTrees", ["CClp", "Compression", "Graphs", "TextFormats"]),
    library("Geospatial", ["CGEOS", "CPROJ", "TextFormats"]),
    library("Hashing", ["COpenSSL"]),
    library("Compression", ["CZlib"]),
    library("GeoPackage", ["CSQLite", "Geospatial", "TextFormats"]),
    library("CommandLineKit", ["TextFormats"]),
    library(
      "PublicProjection", ["AddressSearch", "GeoPackage", "Geospatial", "Hashing", "TextFormats"]),
    library("NetworkModel", ["AddressSearch", "Geospatial", "Hashing", "TextFormats"]),
    library(
      "ProjectStore",
      ["AddressSearch", "GeoPackage", "Geospatial", "Hashing", "NetworkModel", "TextFormats"]),
    library("Wording", ["NetworkModel"]),
    library("FeatureStream"),
    .executableTarget(
      name: "trasse-reader", dependencies: ["CBZip2", "CGDAL", "CSandbox", "FeatureStream"],
      swiftSettings: settings),
    library(
      "Importing",
      [
        "AddressSearch", "FeatureStream", "Geospatial", "Hashing", "NetworkModel", "ProjectStore",
        "TextFormats",
      ]),
    library(
      "Exporting", ["GeoPackage", "Geospatial", "NetworkModel", "ProjectStore", "TextFormats"]),
    .target(
      name: "Rules", dependencies: ["NetworkModel"],
      resources: [
        .embedInCode("Defaults/catalogue.json"), .embedInCode("Defaults/rules.json"),
      ],
      swiftSettings: settings),
    library(
      "Analyses",
      ["AddressSearch", "Geospatial", "Graphs", "NetworkModel", "Rules", "TextFormats"]),
    library(
      "TrenchPlanning",
      [
        "AddressSearch", "Geospatial", "Graphs", "Hashing", "NetworkModel", "Rules", "SteinerTrees",
        "TextFormats",
      ]),
    library(
      "Publication",
      [
        "AddressSearch", "Analyses", "Geospatial", "Hashing", "NetworkModel", "ProjectStore",
        "PublicProjection", "Rules",
      ]),
    library(
      "Operations",
      [
        "AddressSearch", "Analyses", "Exporting", "Geospatial", "Hashing", "Importing",
        "NetworkModel", "ProjectStore", "Publication", "PublicProjection", "Rules", "TextFormats",
        "TrenchPlanning",
      ]),
    library("HTTPServing", ["CMicroHTTPD", "Compression", "Hashing", "TextFormats"]),
    library("VectorTiles", ["Geospatial", "TextFormats"]),
    .target(
      name: "WebPages", dependencies: ["Hashing", "HTTPServing", "TextFormats"],
      resources: [.embedInCode("Assets/style.css")], swiftSettings: settings),
    .target(
      name: "LookupServer",
      dependencies: [
        "AddressSearch", "Geospatial", "HTTPServing", "PublicProjection", "TextFormats",
        "VectorTiles", "WebPages",
      ],
      resources: [
        .embedInCode("Assets/lookup.css"), .embedInCode("Assets/map.js"),
        .embedInCode("Assets/openapi.json"), .embedInCode("Assets/page.js"),
      ],
      swiftSettings: settings),
    .target(
      name: "StaffServer",
      dependencies: [
        "AddressSearch", "Exporting", "GeoPackage", "Geospatial", "HTTPServing", "NetworkModel",
        "ProjectStore", "TextFormats", "VectorTiles", "WebPages", "Wording",
      ],
      resources: [
        .embedInCode("Assets/staff.css"), .embedInCode("Assets/staff-map.js"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "trasse-server",
      dependencies: [
        "CommandLineKit", "Geospatial", "HTTPServing", "LookupServer", "PublicProjection",
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "trasse",
      dependencies: [
        "AddressSearch",
        "Analyses",
        "CommandLineKit",
        "Exporting",
        "GeoPackage",
        "Geospatial",
        "HTTPServing",
        "Hashing",
        "Importing",
        "NetworkModel",
        "Operations",
        "ProjectStore",
        "Publication",
        "PublicProjection",
        "Rules",
        "StaffServer",
        "SteinerTrees",
        "TextFormats",
        "TrenchPlanning",
        "WebPages",
        "Wording",
        "trasse-reader",
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "AddressSearch", "Geospatial", "Graphs", "Importing", "NetworkModel", "ProjectStore",
        "Rules", "SteinerTrees", "TrenchPlanning",
      ],
      swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["HTTPServing"], path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("GraphsTests", ["Graphs"]),
    tests("SteinerTreesTests", ["SteinerTrees", "Graphs"]),
    tests("GeospatialTests", ["Geospatial", "TextFormats"]),
    tests("TextFormatsTests", ["TextFormats"]),
    tests("HashingTests", ["Hashing"]),
    tests("CompressionTests", ["Compression"]),
    tests("GeoPackageTests", ["GeoPackage", "Geospatial"]),
    tests("AddressSearchTests", ["AddressSearch"]),
    tests(
      "PublicProjectionTests", ["PublicProjection", "AddressSearch", "GeoPackage", "Geospatial"]),
    tests("NetworkModelTests", ["NetworkModel"]),
    tests(
      "ProjectStoreTests",
      ["ProjectStore", "AddressSearch", "GeoPackage", "Geospatial", "Hashing", "NetworkModel"]),
    tests(
      "ImportingTests",
      [
        "Importing", "AddressSearch", "Exporting", "FeatureStream", "GeoPackage", "Geospatial",
        "NetworkModel", "ProjectStore", "trasse-reader",
      ]),
    tests("FeatureStreamTests", ["FeatureStream"]),
    tests(
      "TrenchPlanningTests",
      [
        "TrenchPlanning", "AddressSearch", "Analyses", "GeoPackage", "Geospatial", "Graphs",
        "NetworkModel", "ProjectStore", "Rules", "SteinerTrees",
      ]),
    tests(
      "PublicationTests",
      [
        "Publication", "AddressSearch", "Analyses", "Geospatial", "NetworkModel", "ProjectStore",
        "PublicProjection", "Rules",
      ]),
    tests("HTTPServingTests", ["HTTPServing"]),
    tests(
      "LookupServerTests",
      [
        "LookupServer", "AddressSearch", "HTTPServing", "PublicProjection", "trasse",
        "trasse-server",
      ],
      exclude: ["Golden"]),
    tests("VectorTilesTests", ["VectorTiles", "Geospatial"]),
    tests("WebPagesTests", ["WebPages", "HTTPServing", "TextFormats"]),
    tests(
      "StaffServerTests",
      [
        "StaffServer", "AddressSearch", "GeoPackage", "Geospatial", "HTTPServing", "NetworkModel",
        "ProjectStore", "WebPages",
      ], exclude: ["Golden"]),
    tests(
      "OperationsTests",
      ["Operations", "AddressSearch", "Geospatial", "NetworkModel", "ProjectStore"]),
    tests("CommandLineKitTests", ["CommandLineKit"]),
    tests("CommandLineTests", ["trasse", "GeoPackage"], exclude: ["Golden"]),
  ]
)
