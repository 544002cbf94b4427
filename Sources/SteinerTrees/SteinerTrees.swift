// SteinerTrees
