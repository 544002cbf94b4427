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
    .executable(name: "trasse-server", targets: ["trasse-server"]),
  ],
  targets: [
    .systemLibrary(name: "CGEOS", pkgConfig: "geos"),
    .systemLibrary(name: "CPROJ", pkgConfig: "proj"),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3"),
    .systemLibrary(name: "CGDAL", pkgConfig: "gdal"),
    .systemLibrary(name: "CBZip2"),
    .systemLibrary(name: "CClp", pkgConfig: "clp"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto"),
    .systemLibrary(name: "CMicroHTTPD", pkgConfig: "libmicrohttpd"),

    library("AddressSearch"),
    library("Graphs"),
    library("SteinerTrees", ["CClp", "CZlib", "Graphs"]),
    library("Geospatial", ["CGEOS", "CPROJ"]),
    library("GeoPackage", ["CSQLite", "Geospatial"]),
    library("JSONWriting"),
    library("PublicProjection", ["AddressSearch", "GeoPackage", "Geospatial", "JSONWriting"]),
    library("AccessNetwork", ["COpenSSL", "AddressSearch", "Geospatial", "GeoPackage"]),
    library(
      "Interchange",
      ["CGDAL", "CBZip2", "AccessNetwork", "AddressSearch", "Geospatial", "GeoPackage"]),
    .target(
      name: "Planning",
      dependencies: [
        "AccessNetwork", "AddressSearch", "Geospatial", "GeoPackage", "Graphs", "SteinerTrees",
      ],
      resources: [
        .embedInCode("Defaults/catalogue.json"), .embedInCode("Defaults/rules.json"),
      ],
      swiftSettings: settings),
    library(
      "Publication",
      ["AccessNetwork", "AddressSearch", "Geospatial", "Planning", "PublicProjection"]),
    library("HTTPServing", ["CMicroHTTPD", "CZlib"]),
    .target(
      name: "WebMapping", dependencies: ["COpenSSL", "Geospatial", "HTTPServing"],
      resources: [.embedInCode("Assets/style.css")], swiftSettings: settings),
    .target(
      name: "LookupServer",
      dependencies: [
        "AddressSearch", "Geospatial", "HTTPServing", "JSONWriting", "PublicProjection",
        "WebMapping",
      ],
      resources: [
        .embedInCode("Assets/lookup.css"), .embedInCode("Assets/map.js"),
        .embedInCode("Assets/openapi.json"), .embedInCode("Assets/page.js"),
      ],
      swiftSettings: settings),
    .target(
      name: "StaffServer",
      dependencies: [
        "AccessNetwork", "AddressSearch", "GeoPackage", "Geospatial", "HTTPServing", "Interchange",
        "JSONWriting", "WebMapping",
      ],
      resources: [
        .embedInCode("Assets/staff.css"), .embedInCode("Assets/staff-map.js"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "trasse-server",
      dependencies: ["HTTPServing", "LookupServer", "PublicProjection"], swiftSettings: settings),
    .executableTarget(
      name: "trasse",
      dependencies: [
        "AccessNetwork", "AddressSearch", "GeoPackage", "Geospatial", "HTTPServing", "Interchange",
        "Planning", "Publication", "PublicProjection", "StaffServer", "SteinerTrees", "WebMapping",
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "AccessNetwork", "AddressSearch", "Geospatial", "Graphs", "Interchange", "Planning",
        "SteinerTrees",
      ],
      swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["HTTPServing"], path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("GraphsTests", ["Graphs"]),
    tests("SteinerTreesTests", ["SteinerTrees", "Graphs"]),
    tests("GeospatialTests", ["Geospatial"]),
    tests("GeoPackageTests", ["GeoPackage", "Geospatial"]),
    tests("AddressSearchTests", ["AddressSearch"]),
    tests(
      "PublicProjectionTests", ["PublicProjection", "AddressSearch", "GeoPackage", "Geospatial"]),
    tests("AccessNetworkTests", ["AccessNetwork", "AddressSearch", "GeoPackage", "Geospatial"]),
    tests(
      "InterchangeTests",
      ["Interchange", "AccessNetwork", "AddressSearch", "GeoPackage", "Geospatial"]),
    tests(
      "PlanningTests",
      [
        "Planning", "AccessNetwork", "AddressSearch", "GeoPackage", "Geospatial", "Graphs",
        "SteinerTrees",
      ]),
    tests(
      "PublicationTests",
      [
        "Publication", "AccessNetwork", "AddressSearch", "Geospatial", "Planning",
        "PublicProjection",
      ]),
    tests("HTTPServingTests", ["HTTPServing"]),
    tests(
      "LookupServerTests",
      [
        "LookupServer", "AddressSearch", "HTTPServing", "PublicProjection", "trasse",
        "trasse-server",
      ],
      exclude: ["Golden"]),
    tests("WebMappingTests", ["WebMapping", "Geospatial"]),
    tests(
      "StaffServerTests",
      [
        "StaffServer", "AccessNetwork", "AddressSearch", "GeoPackage", "Geospatial", "HTTPServing",
        "WebMapping",
      ], exclude: ["Golden"]),
    tests("CommandLineTests", ["trasse", "GeoPackage"], exclude: ["Golden"]),
  ]
)
