"""A half-built town with an artificial history: its coverage is counted independently, its works are kept, its orders are planned."""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import unittest

import made_up_history

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TRASSE = os.path.join(ROOT, ".build/release/trasse")
TOWN = os.path.join(os.path.dirname(ROOT), "shared/geodata/neubrandenburg/neubrandenburg.osm.bz2")
DAYS = [None, "2021-06-30", "2023-03-31T12:00:00Z"]


def run(*words):
    return subprocess.run([TRASSE, *words], check=True, capture_output=True, text=True).stdout


@unittest.skipUnless(os.path.exists(TOWN), "requires ../shared (real data beside the project), which is not present")
@unittest.skipUnless(os.path.exists(TRASSE), "needs the program, built for release")
class HalfBuiltTown(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.project = made_up_history.project(TRASSE, TOWN, cls.folder.name)
        cls.layers = os.path.join(cls.folder.name, "layers/")
        run("export", cls.project, "address", "conduit", "built", "status_event", "parcel", "--crs", "EPSG:25833", "-o", cls.layers)

    def rows(self, table):
        with sqlite3.connect(f"file:{self.project}?mode=ro", uri=True) as connection:
            return connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()

    def test_every_rule_agrees_with_the_layers_on_every_day(self):
        for rule in ["bnetza", "rtr", "parcel", "metres=35"]:
            for day in DAYS:
                report = run("coverage", self.project, "--rule", rule, "--format", "json", *(["--at", day] if day else []))
                path = os.path.join(self.folder.name, "report.json")
                with open(path, "w", encoding="utf-8") as file:
                    file.write(report)
                reported = json.loads(report)
                words = [sys.executable, os.path.join(HERE, "check_coverage.py"), self.layers, str(reported["distance_m"]), path]
                words += ["--parcel"] if rule == "parcel" else []
                words += ["--at", reported["as_of"]] if day else []
                checked = subprocess.run(words, capture_output=True, text=True, check=False)
                self.assertEqual(checked.returncode, 0, f"{rule} {day}: {checked.stdout}{checked.stderr}")

    def test_the_project_is_a_valid_geopackage(self):
        subprocess.run([sys.executable, os.path.join(HERE, "validate_geopackage.py"), self.project], check=True)

    def test_points_and_grid_add_up_to_the_report(self):
        counts = json.loads(run("coverage", self.project, "--format", "json"))["areas"][0]
        points = json.loads(run("coverage", self.project, "--geojson", "points"))["features"]
        self.assertEqual(sum(p["properties"]["dwellings"] for p in points if p["properties"]["passed"]), counts["dwellings_passed"])
        cells = [f["properties"] for f in json.loads(run("coverage", self.project, "--geojson", "grid"))["features"]]
        published = sum(cell["dwellings"] or 0 for cell in cells)
        withheld = sum(cell["withheld"] for cell in cells)
        self.assertTrue(published <= counts["dwellings"] <= published + 3 * withheld)
        self.assertFalse([c for c in cells for v in c.values() if isinstance(v, int) and not isinstance(v, bool) and v < 4])

    def test_orders_cost_less_together_than_separately_and_the_shares_add_up(self):
        orders = json.loads(run("connect", self.project, "--orders", "--format", "json", "--quiet"))
        self.assertEqual(len(orders["orders"]), 200)
        self.assertLess(orders["cost_cents"], orders["separately_cents"])
        self.assertLessEqual(orders["lower_bound_cents"], orders["cost_cents"])
        self.assertEqual(sum(o["share_cents"] for o in orders["orders"]), orders["cost_cents"])
        self.assertIn("sound", run("verify", self.project, "--scenario", "orders"))

    def test_a_new_plan_is_valid_and_keeps_existing_works(self):
        before = [self.rows(table) for table in ("built", "survey", "status_event")]
        plan = os.path.join(self.folder.name, "today.json")
        with open(plan, "w", encoding="utf-8") as file:
            file.write(run("plan", self.project, "--scenario", "today", "--format", "json", "--quiet"))
        self.assertEqual([self.rows(table) for table in ("built", "survey", "status_event")], before)
        self.assertIn("sound", run("verify", self.project, "--scenario", "today"))
        folder = os.path.join(self.folder.name, "today/")
        run("export", self.project, "trench", "drop", "node", "exception", "address", "--scenario", "today", "-o", folder)
        subprocess.run([sys.executable, os.path.join(HERE, "check_plan.py"), "--epsg", "25833", "--plan", plan, folder], check=True)
        compared = json.loads(run("compare", self.project, "base", "today", "--format", "json"))
        self.assertLess(compared["b"]["cost_cents"], compared["a"]["cost_cents"])
        self.assertGreater(compared["connected_since"], 0)


if __name__ == "__main__":
    unittest.main()
