// Interchange tests
