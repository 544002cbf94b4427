/// Which drivers of GDAL may read a file of a name: a file whose content is of another format than
/// its name states is refused.
enum Drivers {
  /// The short names of the drivers that are registered.
  private static let all = [
    "ESRI Shapefile", "MapInfo File", "DGN", "CSV", "NAS", "GML", "GPX", "LIBKML", "KML", "GeoJSON",
    "GeoJSONSeq", "ESRIJSON", "TopoJSON", "GPKG", "SQLite", "OpenFileGDB", "DXF", "FlatGeobuf",
    "ODS", "XLSX", "JML", "OSM",
  ]

  private static let json = ["GeoJSON", "GeoJSONSeq", "ESRIJSON", "TopoJSON"]

  private static let byExtension = [
    "geojson": json, "json": json, "geojsonl": json, "topojson": json, "gpkg": ["GPKG"],
    "sqlite": ["SQLite"], "db": ["SQLite", "GPKG"], "shp": ["ESRI Shapefile"],
    "dbf": ["ESRI Shapefile"], "gml": ["GML", "NAS"], "xml": ["GML", "NAS", "OSM", "JML"],
    "kml": ["LIBKML", "KML"], "kmz": ["LIBKML"], "gpx": ["GPX"], "csv": ["CSV"], "tsv": ["CSV"],
    "fgb": ["FlatGeobuf"], "dxf": ["DXF"], "dgn": ["DGN"], "tab": ["MapInfo File"],
    "mif": ["MapInfo File"], "xlsx": ["XLSX"], "ods": ["ODS"], "gdb": ["OpenFileGDB"],
    "osm": ["OSM"], "pbf": ["OSM"], "jml": ["JML"],
  ]

  /// The drivers for a file extension in lower case; an unknown one admits each registered driver.
  static func admitted(forExtension name: String) -> [String] {
    byExtension[name] ?? all
  }
}
