/// The library that draws maps: MapLibre GL JS 5.3, as `scripts/setup --map` stores it in a folder.
public struct MapLibrary: Sendable {
  /// The library.
  public let script: CheckedFile
  /// Its style sheet.
  public let style: CheckedFile

  /// Describes the files in a folder, which must be those of that release.
  public init(folder: String) {
    script = CheckedFile(
      path: "\(folder)/maplibre-gl.js",
      sha256: "e380deae560bc5d182be4124a1b9cdd5086304b0cb82c92a5af23d018aa81015")
    style = CheckedFile(
      path: "\(folder)/maplibre-gl.css",
      sha256: "792ac997dcf6ae6f643eb4e2dee4630c85e7056526bd8fb85ffe83c67d6c41b4")
  }
}
