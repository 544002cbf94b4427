// Geospatial
