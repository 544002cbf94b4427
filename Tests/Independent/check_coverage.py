#!/usr/bin/env python3
"""Counts the homes passed, connected and activated on a day, from exported layers only.

Usage: check_coverage.py [--parcel] [--at MOMENT] FOLDER METRES REPORT.json

FOLDER contains `address`, `conduit`, `built`, `status_event` and, for the rule `parcel`, `parcel`, all exported as GeoJSON
in the project's CRS (`trasse export P LAYER… --crs EPSG:n`). REPORT.json is the output of `trasse coverage --format json`
for the rule with this distance. Exits with 1 if a number differs. Written from docs/coverage.md, without code of Trasse.
"""
import argparse
import json
import math
import os
import sys
from collections import defaultdict

WORKS = ["surveyed", "duct_at_parcel", "duct_in_building", "entry_point_set", "cable_blown", "spliced", "measured", "connected"]
AGREEMENTS = ["interest", "contract", "activated", "paused", "ended"]
CELL = 60.0


def load(folder, layer):
    with open(os.path.join(folder, f"{layer}.geojson"), encoding="utf-8") as file:
        return json.load(file)["features"]


def distance(p, a, b):
    """The distance from a point to a segment."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    squared = dx * dx + dy * dy
    t = 0 if squared == 0 else max(0, min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / squared))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def side(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def cross(a, b, c, d):
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def inside(p, ring):
    odd = False
    for a, b in zip(ring, ring[1:]):
        if (a[1] > p[1]) != (b[1] > p[1]) and p[0] < a[0] + (p[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0]):
            odd = not odd
    return odd


class Segments:
    """Segments by the grid cells that they intersect."""

    def __init__(self, lines):
        self.cells = defaultdict(list)
        for line in lines:
            for a, b in zip(line, line[1:]):
                for cell in self.touched(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])):
                    self.cells[cell].append((a, b))

    @staticmethod
    def touched(west, south, east, north):
        for column in range(int(west // CELL), int(east // CELL) + 1):
            for row in range(int(south // CELL), int(north // CELL) + 1):
                yield column, row

    def around(self, west, south, east, north):
        for cell in self.touched(west, south, east, north):
            yield from self.cells.get(cell, ())

    def near_point(self, p, metres):
        return any(distance(p, a, b) <= metres
                   for a, b in self.around(p[0] - metres, p[1] - metres, p[0] + metres, p[1] + metres))

    def near_ring(self, ring, metres):
        xs, ys = [p[0] for p in ring], [p[1] for p in ring]
        for a, b in self.around(min(xs) - metres, min(ys) - metres, max(xs) + metres, max(ys) + metres):
            if inside(a, ring) or inside(b, ring):
                return True
            for c, d in zip(ring, ring[1:]):
                if cross(a, b, c, d) or min(distance(a, c, d), distance(b, c, d), distance(c, a, b), distance(d, a, b)) <= metres:
                    return True
        return False


def counted(arguments):
    until = arguments.at or "9999"
    addresses = load(arguments.folder, "address")
    works = [f for f in load(arguments.folder, "built") if f["properties"]["built_on"] <= until]
    lines = [f["geometry"]["coordinates"] for f in load(arguments.folder, "conduit") + works
             if f["geometry"]["type"] == "LineString"]
    laid = {f["properties"]["address_id"] for f in works if f["properties"]["kind"] in ("drop", "house_entry")}
    # The events of the ledger up to the day that no correction has cancelled.
    events = [f["properties"] for f in load(arguments.folder, "status_event") if f["properties"]["time"] <= until]
    gone = {e["corrects"] for e in events if e["event"] == "correction"}
    furthest, agreement = {}, {}
    for event in sorted(events, key=lambda e: e["sequence"]):
        if event["event"] == "correction" or event["sequence"] in gone:
            continue
        subject = event["subject"]
        if subject.startswith("building:") and event["event"] in WORKS:
            furthest[subject[9:]] = max(furthest.get(subject[9:], 0), WORKS.index(event["event"]))
        elif subject.startswith("dwelling:") and event["event"] in AGREEMENTS:
            agreement[subject[9:]] = event["event"]
    activated = defaultdict(int)
    for subject, word in agreement.items():
        activated[subject.rsplit("#", 1)[0]] += word == "activated"

    segments = Segments(lines)
    parcels = defaultdict(list)
    if arguments.parcel:
        for feature in load(arguments.folder, "parcel"):
            for polygon in feature["geometry"]["coordinates"]:
                xs, ys = [p[0] for p in polygon[0]], [p[1] for p in polygon[0]]
                for cell in Segments.touched(min(xs), min(ys), max(xs), max(ys)):
                    parcels[cell].append((feature["properties"]["id"], polygon[0]))

    def in_reach(p):
        if not arguments.parcel:
            return segments.near_point(p, arguments.metres)
        own = [(name, ring) for name, ring in parcels.get((int(p[0] // CELL), int(p[1] // CELL)), ()) if inside(p, ring)]
        return bool(own) and segments.near_ring(min(own)[1], arguments.metres)

    result = defaultdict(int)
    for feature in addresses:
        own, homes = feature["properties"]["id"], feature["properties"]["dwellings"]
        plus = own in laid or furthest.get(own, 0) >= WORKS.index("duct_at_parcel")
        passed = plus or in_reach(feature["geometry"]["coordinates"])
        connected = furthest.get(own, 0) == WORKS.index("connected")
        for name, holds in (("", True), ("_passed", passed), ("_passed_plus", plus), ("_connected", connected)):
            result[f"addresses{name}"] += holds
            result[f"dwellings{name}"] += homes if holds else 0
        result["addresses_activated"] += activated[own] > 0
        result["dwellings_activated"] += activated[own]
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--parcel", action="store_true")
    parser.add_argument("--at")
    parser.add_argument("folder")
    parser.add_argument("metres", type=float)
    parser.add_argument("report")
    arguments = parser.parse_args()
    with open(arguments.report, encoding="utf-8") as file:
        reported = json.load(file)["areas"][0]
    own, wrong = counted(arguments), 0
    for name, count in own.items():
        if reported[name] != count:
            wrong += 1
            print(f"{name}: the report has {reported[name]}, counted {count}")
    print(f"{'DIFFERENT' if wrong else 'equal'}: " + ", ".join(f"{name} {count}" for name, count in own.items()))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
