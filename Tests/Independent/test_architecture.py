"""Compares Package.swift with the two tables of docs/architecture.md."""

import json
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
# The name of a C library in the document, and the target that maps it.
LIBRARIES = {
    "OpenSSL": "COpenSSL", "zlib": "CZlib", "Clp": "CClp", "GEOS": "CGEOS", "PROJ": "CPROJ",
    "SQLite": "CSQLite", "GDAL": "CGDAL", "bzip2": "CBZip2", "libmicrohttpd": "CMicroHTTPD",
    "Linux": "CSandbox",
}


def manifest():
    """The targets outside Tests: their name, their type and the names they depend on."""
    text = subprocess.run(
        ["swift", "package", "dump-package"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    targets = {}
    for target in json.loads(text)["targets"]:
        if target["type"] == "test" or (target.get("path") or "").startswith("Tests/"):
            continue
        names = [next(iter(d.values()))[0] for d in target["dependencies"]]
        targets[target["name"]] = (target["type"], names)
    return targets


def tables():
    """The rows of the document's tables, as lists of cells."""
    text = (ROOT / "docs/architecture.md").read_text()
    rows = []
    for block in re.findall(r"(?:^\|.*\n)+", text, re.M):
        lines = [[c.strip() for c in line.strip("|").split("|")] for line in block.splitlines()]
        rows.append((lines[0], lines[2:]))
    return rows


def names(cell):
    """Module names and C libraries of a cell, as target names."""
    words = [word.strip().strip("`") for word in cell.split(",") if word.strip()]
    return [LIBRARIES.get(word, word) for word in words]


class ArchitectureTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.targets = manifest()
        found = {tuple(head): rows for head, rows in tables()}
        cls.modules = found[("module", "contains", "C libraries")]
        cls.borders = found[("module", "never reaches", "because")]
        cls.order = [names(row[0])[0] for row in cls.modules]

    def reached(self, name):
        """All targets that a target depends on, directly or through others."""
        found, waiting = set(), [name]
        while waiting:
            for other in self.targets[waiting.pop()][1]:
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        return found

    def test_each_module_has_a_row(self):
        modules = {name for name, (kind, _) in self.targets.items() if kind != "system"}
        self.assertEqual(modules, set(self.order))
        self.assertEqual(len(self.order), len(set(self.order)))

    def test_modules_use_only_rows_above(self):
        rank = {name: number for number, name in enumerate(self.order)}
        for name in self.order:
            for other in self.targets[name][1]:
                if self.targets[other][0] != "system":
                    self.assertLess(rank[other], rank[name], f"{name} uses {other}")

    def test_each_c_library_has_one_module(self):
        system = {name for name, (kind, _) in self.targets.items() if kind == "system"}
        self.assertEqual(system, set(LIBRARIES.values()))
        for row in self.modules:
            used = {other for other in self.targets[names(row[0])[0]][1] if other in system}
            self.assertEqual(used, set(names(row[2])), row[0])
        listed = [library for row in self.modules for library in names(row[2])]
        self.assertEqual(sorted(listed), sorted(system))

    def test_no_module_crosses_a_border(self):
        self.assertGreater(len(self.borders), 0)
        for row in self.borders:
            for name in names(row[0]):
                forbidden = names(row[1])
                self.assertTrue(set(forbidden) <= set(self.targets), row[1])
                self.assertEqual(self.reached(name) & set(forbidden), set(), name)


if __name__ == "__main__":
    unittest.main()
