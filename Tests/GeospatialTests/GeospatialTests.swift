// Geospatial tests
