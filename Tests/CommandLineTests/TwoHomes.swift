import TestSupport

extension TemporaryFolder {
  /// Writes the files of a street with two homes and a PoP.
  func writeTwoHomes() throws {
    _ = try write(
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"id":"s1","name":"Musterweg","class":"residential"},
      "geometry":{"type":"LineString","coordinates":[[6.85,51.3],[6.853,51.3]]}}]}
      """, to: "streets.geojson")
    _ = try write(
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"id":"a1","street":"Musterweg","house_number":"1"},
      "geometry":{"type":"Point","coordinates":[6.8505,51.30012]}},
      {"type":"Feature","properties":{"id":"a3","street":"Musterweg","house_number":"3"},
      "geometry":{"type":"Point","coordinates":[6.8515,51.30012]}}]}
      """, to: "addresses.geojson")
    _ = try write(
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"id":"p1","kind":"pop","status":"existing","capacity":100},
      "geometry":{"type":"Point","coordinates":[6.8501,51.29985]}}]}
      """, to: "sites.geojson")
  }
}
