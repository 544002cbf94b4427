"""The independent checker must find each kind of defect; otherwise its result would prove nothing."""
import copy
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from check_plan import Checker, Mercator, too_precise  # noqa: E402


def feature(shape, coordinates, **properties):
    return {"type": "Feature", "properties": properties, "geometry": {"type": shape, "coordinates": coordinates}}


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


A, B, C = [7.0, 51.0], [7.001, 51.0], [7.001, 51.0005]


def sound():
    length = Mercator(32).length
    layers = {
        "trench": collection(
            feature("LineString", [A, B], id="t1", kind="street_side", from_node="a", to_node="b", cost_cents=700,
                    length_m=round(length([A, B]), 3), reference=None),
            feature("LineString", [B, C], id="t2", kind="drop", from_node="b", to_node="c", cost_cents=300,
                    length_m=round(length([B, C]), 3), reference="x")),
        "drop": collection(feature("LineString", [B, C], address_id="x", at_node="b", cost_cents=300, length_m=1)),
        "node": collection(feature("Point", A, id="a", kind="pop"), feature("Point", B, id="b", kind="junction"),
                           feature("Point", C, id="c", kind="junction")),
        "exception": collection(feature("Point", C, address_id="y", reason="island")),
        "address": collection(feature("Point", C, id="x"), feature("Point", C, id="y")),
    }
    plan = {"cost_cents": 1000, "lower_bound_cents": 990, "gap": 0.01, "cost_by": {"trench": 700, "drop": 300, "conduit": 0},
            "addresses": {"served": 1, "excepted": 1}}
    return layers, plan


class CheckerTests(unittest.TestCase):
    def findings(self, change):
        layers, plan = copy.deepcopy(sound())
        change(layers, plan)
        return {finding.split(":")[0] for finding in Checker(layers, plan).run()}

    def test_a_valid_plan_has_no_findings(self):
        self.assertEqual(self.findings(lambda layers, plan: None), set())

    def test_each_defect_is_found(self):
        def trench(layers, **change):
            layers["trench"]["features"][0]["properties"].update(change)

        defects = {
            "an address in both layers": (lambda l, p: l["exception"]["features"][0]["properties"].update(address_id="x"), "assignment"),
            "a budget that is broken": (lambda l, p: p.update(objective={"kind": "budget", "budget_cents": 999, "homes": 1,
                                                                         "bound_homes": 1, "gap": 0}), "objective"),
            "more homes than can be": (lambda l, p: p.update(objective={"kind": "budget", "budget_cents": 1000, "homes": 2,
                                                                        "bound_homes": 1, "gap": 0.5}), "bound"),
            "a quota that is missed": (lambda l, p: p.update(objective={"kind": "quota", "quota": 2, "homes": 1, "value_cents": 1000,
                                                                        "bound_cents": 990, "gap": 0.01}), "objective"),
            "a value below the cost": (lambda l, p: p.update(objective={"kind": "profit", "homes": 1, "value_cents": 900,
                                                                        "bound_cents": 900, "gap": 0}), "objective"),
            "a reason of another objective": (lambda l, p: l["exception"]["features"][0]["properties"].update(reason="beyond_quota"),
                                              "objective"),
            "a district below its bound": (lambda l, p: p.update(districts=[{"district": "x", "cost_cents": 1, "lower_bound_cents": 2}]),
                                           "bound"),
            "an address in none": (lambda l, p: l["drop"]["features"].clear(), "assignment"),
            "a wrong length": (lambda l, p: trench(l, length_m=1.0), "length"),
            "a missing node": (lambda l, p: l["node"]["features"].pop(), "geometry"),
            "a segment off its node": (lambda l, p: trench(l, to_node="c"), "geometry"),
            "no PoP": (lambda l, p: l["node"]["features"][0]["properties"].update(kind="junction"), "connection"),
            "a gap in the trench": (lambda l, p: trench(l, to_node="a"), "connection"),
            "a cost that is not the sum": (lambda l, p: trench(l, cost_cents=701), "cost"),
            "a drop of another price": (lambda l, p: l["drop"]["features"][0]["properties"].update(cost_cents=1), "cost"),
            "a bound above the cost": (lambda l, p: p.update(lower_bound_cents=1001, gap=-0.001), "bound"),
            "a wrong gap": (lambda l, p: p.update(gap=0.02), "bound"),
            "a crs member": (lambda l, p: l["trench"].update(crs={}), "rfc7946"),
            "a position outside the valid range": (lambda l, p: l["address"]["features"][0]["geometry"].update(coordinates=[7, 510]), "rfc7946"),
        }
        for name, (change, rule) in defects.items():
            with self.subTest(name):
                self.assertIn(rule, self.findings(change))

    def test_a_clockwise_outer_ring_is_found(self):
        layers, plan = sound()
        ring = [[7, 51], [7, 51.1], [7.1, 51.1], [7, 51]]
        layers["address"]["features"][0]["geometry"] = {"type": "Polygon", "coordinates": [ring]}
        self.assertIn("rfc7946", {finding.split(":")[0] for finding in Checker(layers, plan).run()})

    def test_the_projection_agrees_with_a_published_point(self):
        # 9 degrees east, 51 degrees north is on the central meridian of EPSG:25832.
        east, north = Mercator(32).project(9.0, 51.0)
        self.assertAlmostEqual(east, 500000.0, places=3)
        self.assertAlmostEqual(north, 5649824.888, places=3)

    def test_eight_decimals_are_found(self):
        self.assertIsNone(too_precise("[7.1234567,51.1]"))
        self.assertIsNotNone(too_precise("[7.12345678,51.1]"))


if __name__ == "__main__":
    unittest.main()
