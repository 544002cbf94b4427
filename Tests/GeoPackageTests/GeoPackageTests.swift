// GeoPackage tests
