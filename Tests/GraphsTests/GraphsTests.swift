// Graphs tests
