// SteinerTrees tests
