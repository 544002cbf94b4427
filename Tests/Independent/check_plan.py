#!/usr/bin/env python3
"""Checks an exported plan with the Python standard library only, without code of Trasse.

Usage: check_plan.py --epsg 25832 [--plan plan.json] FOLDER

FOLDER contains trench.geojson, drop.geojson, node.geojson, exception.geojson and address.geojson. Verifies
that each address is in exactly one of drop and exception, that each served address is connected to a PoP by
segments with common node ids and positions, that lengths match the geometry, that costs add up, that the
bound does not exceed the cost, and that the files conform to RFC 7946. Exits with 1 if there are findings,
which are all listed.
"""
import argparse
import json
import math
import os
import re
import sys

LAYERS = ("trench", "drop", "node", "exception", "address")
TOLERANCE = 1.5e-7  # degrees: coordinates are rounded to seven decimals


class Mercator:
    """Transverse Mercator of an ETRS89/UTM zone, by Krüger's series (Karney 2011, to third order)."""

    def __init__(self, zone):
        f = 1 / 298.257222101
        n = f / (2 - f)
        self.meridian = math.radians(6 * zone - 183)
        self.e = math.sqrt(f * (2 - f))
        self.radius = 0.9996 * 6378137.0 / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
        self.alpha = (n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16, 13 * n**2 / 48 - 3 * n**3 / 5, 61 * n**3 / 240)

    def project(self, lon, lat):
        phi, lam = math.radians(lat), math.radians(lon) - self.meridian
        t = math.sinh(math.atanh(math.sin(phi)) - self.e * math.atanh(self.e * math.sin(phi)))
        xi, eta = math.atan2(t, math.cos(lam)), math.asinh(math.sin(lam) / math.hypot(t, math.cos(lam)))
        x = eta + sum(a * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, a in enumerate(self.alpha, 1))
        y = xi + sum(a * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, a in enumerate(self.alpha, 1))
        return 500000 + self.radius * x, self.radius * y

    def length(self, line):
        points = [self.project(*p) for p in line]
        return sum(math.dist(a, b) for a, b in zip(points, points[1:]))


class Checker:
    def __init__(self, layers, plan=None, zone=32):
        self.layers = {name: collection["features"] for name, collection in layers.items()}
        self.collections = layers
        self.plan = plan
        self.mercator = Mercator(zone)
        self.findings = []

    def report(self, rule, subject, what):
        self.findings.append(f"{rule}: {subject}: {what}")

    def run(self):
        self.check_format()
        self.check_assignment()
        self.check_geometry()
        self.check_connection()
        self.check_costs()
        return self.findings

    def check_format(self):
        for name, collection in self.collections.items():
            if "crs" in collection:
                self.report("rfc7946", name, "has a crs member")
            for feature in collection["features"]:
                if feature["geometry"] is None:
                    continue
                for lon, lat in positions(feature["geometry"]):
                    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
                        self.report("rfc7946", f"{name} {feature.get('id')}", "is outside the valid range of coordinates")
                        break
                for ring, outer in rings(feature["geometry"]):
                    if ring[0] != ring[-1] or (area(ring) > 0) != outer:
                        self.report("rfc7946", f"{name} {feature.get('id')}", "violates the right-hand rule")

    def check_assignment(self):
        served = [f["properties"]["address_id"] for f in self.layers["drop"]]
        excepted = [f["properties"]["address_id"] for f in self.layers["exception"]]
        addresses = [f["properties"]["id"] for f in self.layers["address"]]
        count = {}
        for address in served + excepted:
            count[address] = count.get(address, 0) + 1
        for address in addresses:
            if count.pop(address, 0) != 1:
                self.report("assignment", address, "is not in exactly one of drop and exception")
        for address in count:
            self.report("assignment", address, "is not an address")

    def check_geometry(self):
        self.positions = {}
        for feature in self.layers["node"]:
            node = feature["properties"]["id"]
            if node in self.positions:
                self.report("geometry", node, "the node is listed twice")
            self.positions[node] = feature["geometry"]["coordinates"]
        seen = set()
        for feature in self.layers["trench"]:
            own, line = feature["properties"], feature["geometry"]["coordinates"]
            if own["id"] in seen:
                self.report("geometry", own["id"], "the segment is listed twice")
            seen.add(own["id"])
            for node, end in ((own["from_node"], line[0]), (own["to_node"], line[-1])):
                position = self.positions.get(node)
                if position is None:
                    self.report("geometry", own["id"], f"its node {node} is missing")
                elif max(abs(position[0] - end[0]), abs(position[1] - end[1])) > TOLERANCE:
                    self.report("geometry", own["id"], f"does not end at its node {node}")
            length = self.mercator.length(line)
            # Seven decimal places correspond to about one centimetre at each vertex.
            slack = 0.02 + 0.012 * math.sqrt(len(line)) + 1e-6 * length
            if abs(length - own["length_m"]) > slack:
                self.report("length", own["id"], f"length_m {own['length_m']}, geometry {length:.3f}")

    def check_connection(self):
        neighbours = {}
        for feature in self.layers["trench"]:
            a, b = feature["properties"]["from_node"], feature["properties"]["to_node"]
            neighbours.setdefault(a, []).append(b)
            neighbours.setdefault(b, []).append(a)
        stack = [f["properties"]["id"] for f in self.layers["node"] if f["properties"]["kind"] == "pop"]
        if not stack:
            self.report("connection", "node", "there is no PoP")
        reached = set(stack)
        while stack:
            for node in neighbours.get(stack.pop(), ()):
                if node not in reached:
                    reached.add(node)
                    stack.append(node)
        for feature in self.layers["drop"]:
            if feature["properties"]["at_node"] not in reached:
                self.report("connection", feature["properties"]["address_id"], "is not connected to a PoP")
        for feature in self.layers["trench"]:
            if feature["properties"]["from_node"] not in reached:
                self.report("connection", feature["properties"]["id"], "is built but not connected to a PoP")

    def check_costs(self):
        by = {"trench": 0, "drop": 0, "conduit": 0}
        drops = {}
        for feature in self.layers["trench"]:
            own = feature["properties"]
            kind = own["kind"] if own["kind"] in ("drop", "conduit") else "trench"
            by[kind] += own["cost_cents"]
            if kind == "drop":
                drops[own["reference"]] = own["cost_cents"]
        for feature in self.layers["drop"]:
            own = feature["properties"]
            if own["cost_cents"] != drops.get(own["address_id"], 0):
                self.report("cost", own["address_id"], "drop and trench differ in price")
        if self.plan is None:
            return
        total = self.plan["cost_cents"]
        if sum(by.values()) != total:
            self.report("cost", "plan", f"segments cost {sum(by.values())}, the plan has {total}")
        if sum(self.plan["cost_by"].values()) != total:
            self.report("cost", "plan", "cost_by does not add up")
        for kind, cents in by.items():
            if self.plan["cost_by"].get(kind, 0) != cents:
                self.report("cost", "plan", f"cost_by.{kind} differs from the layers")
        bound = self.plan["lower_bound_cents"]
        if bound > total:
            self.report("bound", "plan", "the bound exceeds the cost")
        if abs(self.plan["gap"] - (total - bound) / max(1, total)) > 1e-6:
            self.report("bound", "plan", "the gap is not (cost - bound) / cost")
        self.check_objective(total)
        counts = self.plan["addresses"]
        if (counts["served"], counts["excepted"]) != (len(self.layers["drop"]), len(self.layers["exception"])):
            self.report("assignment", "plan", "its counts differ from the layers")


    def check_objective(self, total):
        own = self.plan.get("objective", {"kind": "all", "value_cents": total, "bound_cents": self.plan["lower_bound_cents"],
                                          "gap": self.plan["gap"]})
        kind = own["kind"]
        reason = {"all": None, "profit": "not_profitable", "budget": "beyond_budget", "quota": "beyond_quota"}.get(kind, "")
        if reason == "":
            self.report("objective", "plan", f"{kind} is unknown")
        for feature in self.layers["exception"]:
            given = feature["properties"]["reason"]
            if given in ("not_profitable", "beyond_budget", "beyond_quota") and given != reason:
                self.report("objective", feature["properties"]["address_id"], f"the reason {given} is not valid in a plan for {kind}")
        if kind == "budget":
            names = ("bound_homes", "homes") if "bound_homes" in own else ("bound_revenue_cents", "revenue_cents")
            if total > own["budget_cents"]:
                self.report("objective", "plan", f"costs {total} of {own['budget_cents']} cents")
        else:
            names = ("value_cents", "bound_cents")
        greater, less = own[names[0]], own[names[1]]
        if kind != "budget":
            if less > greater:
                self.report("bound", "objective", "the bound exceeds the value")
            if kind == "profit" and own["value_cents"] < total or kind != "profit" and own["value_cents"] != total:
                self.report("objective", "plan", "its value contradicts its cost")
        elif less > greater:
            self.report("bound", "objective", "the value exceeds the bound")
        if abs(own["gap"] - (max(greater, less) - min(greater, less)) / max(1, greater, less)) > 1e-6:
            self.report("bound", "objective", "its gap contradicts value and bound")
        if kind == "quota" and own["homes"] < own["quota"]:
            self.report("objective", "plan", f"reaches {own['homes']} homes of {own['quota']}")
        districts = self.plan.get("districts", [])
        for district in districts:
            if district.get("lower_bound_cents", 0) > district["cost_cents"]:
                self.report("bound", str(district["district"]), "the bound exceeds the cost")


def positions(geometry):
    stack = [geometry["coordinates"]]
    while stack:
        item = stack.pop()
        if item and isinstance(item[0], (int, float)):
            yield item
        else:
            stack.extend(item)


def rings(geometry):
    polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}.get(geometry["type"], [])
    for polygon in polygons:
        for number, ring in enumerate(polygon):
            yield ring, number == 0


def area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))


def too_precise(text):
    """The first coordinate of a file with more than seven decimal places."""
    found = re.search(r"[\[,]-?\d+\.\d{8,}[\],]", text)
    return found.group(0) if found else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--epsg", type=int, default=25832, help="the UTM zone of the project, in which lengths are measured: 25831, 25832 or 25833")
    parser.add_argument("--plan")
    arguments = parser.parse_args()
    layers, findings = {}, []
    for name in LAYERS:
        with open(os.path.join(arguments.folder, f"{name}.geojson"), encoding="utf-8") as file:
            text = file.read()
        layers[name] = json.loads(text)
        if too_precise(text):
            findings.append(f"rfc7946: {name}: more than seven decimal places")
    plan = None
    if arguments.plan:
        with open(arguments.plan, encoding="utf-8") as file:
            plan = json.load(file)
    findings += Checker(layers, plan, zone=arguments.epsg - 25800).run()
    for finding in findings:
        print(finding)
    checked = f"{len(layers['trench']['features'])} segments, {len(layers['drop']['features'])} drops"
    print(f"{'INVALID' if findings else 'valid'}: {checked}, {len(findings)} findings")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
