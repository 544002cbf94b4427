#!/usr/bin/env python3
"""Makes the sample town Musterquartier: made up from first to last, the same bytes at every run.

Usage: generate.py [FOLDER]      (default: the folder this script lies in)

Nothing here is real: the place, the streets, the people's flats and the conduits are invented. The
town lies at made-up coordinates in UTM zone 32 (EPSG:25832). It has an old core of closed blocks,
terraced and detached quarters, slabs of flats, a village, farms far out, private roads, a railway and
a stream with bridges, a motorway, conduits with and without free capacity, two PoPs, cabinets and districts.
"""
import json
import math
import os
import random
import sys

EAST, NORTH = 402000.0, 5731000.0  # where the made-up town is put, EPSG:25832
NOTE = "Musterquartier is made up: no place, person or network in it is real. Written by generate.py, CC0."


# --- UTM zone 32 to longitude and latitude: Krüger's series (Karney 2011, to third order) -------------
def to_degrees(east, north):
    a, f = 6378137.0, 1 / 298.257222101
    n = f / (2 - f)
    A = a / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    beta = (n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96, n**2 / 48 + n**3 / 15, 17 * n**3 / 480)
    delta = (2 * n - 2 * n**2 / 3 - 2 * n**3, 7 * n**2 / 3 - 8 * n**3 / 5, 56 * n**3 / 15)
    xi, eta = north / (0.9996 * A), (east - 500000) / (0.9996 * A)
    xi0 = xi - sum(b * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, b in enumerate(beta, 1))
    eta0 = eta - sum(b * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, b in enumerate(beta, 1))
    chi = math.asin(math.sin(xi0) / math.cosh(eta0))
    lat = chi + sum(d * math.sin(2 * j * chi) for j, d in enumerate(delta, 1))
    lon = math.radians(9) + math.atan2(math.sinh(eta0), math.cos(xi0))
    return round(math.degrees(lon), 7), round(math.degrees(lat), 7)


def place(point):
    return to_degrees(EAST + point[0], NORTH + point[1])


# --- geometry ------------------------------------------------------------------------------------------
def lerp(a, b, t):
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def distance(a, b):
    return math.hypot(a[0] - b[0], a[1] - b[1])


def segment_distance(p, a, b):
    dx, dy = b[0] - a[0], b[1] - a[1]
    q = dx * dx + dy * dy
    t = 0 if q == 0 else max(0, min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / q))
    return distance(p, (a[0] + t * dx, a[1] + t * dy))


def crosses(a, b, c, d):
    def side(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def rectangles_overlap(first, second):
    for ring in (first, second):
        for i in range(4):
            nx, ny = ring[(i + 1) % 4][1] - ring[i][1], ring[i][0] - ring[(i + 1) % 4][0]
            one = [p[0] * nx + p[1] * ny for p in first]
            two = [p[0] * nx + p[1] * ny for p in second]
            if max(one) <= min(two) + 1e-6 or max(two) <= min(one) + 1e-6:
                return False
    return True


def arc(centre, radius, start, end, count):
    return [(centre[0] + radius * math.cos(math.radians(start + (end - start) * i / count)),
             centre[1] + radius * math.sin(math.radians(start + (end - start) * i / count)))
            for i in range(count + 1)]


class Town:
    def __init__(self):
        self.random = random.Random(20261124)
        self.nodes = {}      # position in centimetres -> id
        self.points = {}     # id -> position
        self.node_tags = {}
        self.ways = []       # (id, node ids, tags)
        self.streets = []    # (name, points, tags) for keeping houses off
        self.houses = []     # rectangles
        self.grid = {}       # cell -> rectangles
        self.official = []   # addresses of gebref.txt
        self.next = 1000

    def node(self, point, tags=None, fresh=False):
        key = (round(point[0] * 100), round(point[1] * 100))
        if fresh or key not in self.nodes:
            number = self.next
            self.next += 1
            self.points[number] = (key[0] / 100, key[1] / 100)
            if not fresh:
                self.nodes[key] = number
        else:
            number = self.nodes[key]
        if tags:
            self.node_tags.setdefault(number, {}).update(tags)
        return number

    def way(self, points, tags, fresh=False):
        inner = fresh
        ids = [self.node(p, fresh=inner and 0 < i < len(points) - 1) for i, p in enumerate(points)]
        self.next += 1
        self.ways.append((self.next, ids, tags))
        return self.next

    def street(self, name, points, kind, **tags):
        tags = {"highway": kind, **({"name": name} if name else {}), **tags}
        structure = "bridge" in tags or "tunnel" in tags
        self.way(points, tags, fresh=structure)
        self.streets.append((name, points, tags))

    # --- houses
    def is_free(self, ring, own):
        cx, cy = sum(p[0] for p in ring) / 4, sum(p[1] for p in ring) / 4
        for gx in range(int(cx // 60) - 1, int(cx // 60) + 2):
            for gy in range(int(cy // 60) - 1, int(cy // 60) + 2):
                if any(rectangles_overlap(ring, other) for other in self.grid.get((gx, gy), ())):
                    return False
        for name, points, tags in self.streets:
            if not points:
                continue
            clear = 4.5 if tags["highway"] not in ("motorway", "railway", "stream") else 14.0
            for a, b in zip(points, points[1:]):
                if min(abs(cx - a[0]), abs(cx - b[0])) > 400 and min(abs(cy - a[1]), abs(cy - b[1])) > 400:
                    continue
                if any(segment_distance(p, a, b) < clear for p in ring):
                    return False
                if any(crosses(ring[i], ring[(i + 1) % 4], a, b) for i in range(4)):
                    return False
        return True

    def put(self, ring):
        cx, cy = sum(p[0] for p in ring) / 4, sum(p[1] for p in ring) / 4
        self.grid.setdefault((int(cx // 60), int(cy // 60)), []).append(ring)
        self.houses.append(ring)

    def line(self, name, points, frontage, depth, setback, gap, levels, flats, use, mode, step=2, first=1,
             postcode="49999", district=None, sides=(1, -1), margin=9.0):
        """Houses along both sides of a street; odd numbers to the left."""
        total = sum(distance(a, b) for a, b in zip(points, points[1:]))
        for side in sides:
            number = first if side == 1 else first + 1
            at = margin + frontage / 2
            while at < total - margin - frontage / 2:
                width = frontage + self.random.choice((-1.0, 0.0, 0.0, 1.0))
                base, direction = self.along(points, at)
                normal = (-direction[1] * side, direction[0] * side)
                back = setback + self.random.choice((0.0, 0.0, 0.5))
                front = (base[0] + normal[0] * back, base[1] + normal[1] * back)
                ring = self.rectangle(front, direction, normal, width / 2, depth)
                if self.is_free(ring, name):
                    self.put(ring)
                    self.house(name, number, front, normal, ring, levels, flats, use, mode, postcode, district)
                    number += step
                at += width + gap + (self.random.choice((0.0, 0.0, 3.0)) if gap else 0)

    def house(self, name, number, front, normal, ring, levels, flats, use, mode, postcode, district):
        building = {"building": use, "building:levels": str(levels)}
        text = str(number)
        if self.random.random() < 0.04:
            text += self.random.choice("abc")
        count = flats if isinstance(flats, int) else self.random.choice(flats)
        address = {"addr:street": name, "addr:housenumber": text, "addr:postcode": postcode,
                   "addr:city": "Musterstadt"}
        inside = (front[0] + normal[0] * 1.5, front[1] + normal[1] * 1.5)
        if mode == "official":
            self.official.append((name, text, inside, district))
        elif mode == "entrance":
            self.node(front, {**address, "entrance": "main", "addr:flats": str(count)}, fresh=True)
        elif mode == "node":
            self.node(inside, address, fresh=True)
        else:
            building.update(address)
        if count > 1 and mode != "entrance":
            building["building:flats"] = str(count)
        self.ring(ring, building)

    def ring(self, ring, tags):
        ids = [self.node(p, fresh=True) for p in ring]
        self.next += 1
        self.ways.append((self.next, ids + [ids[0]], tags))

    @staticmethod
    def rectangle(front, direction, normal, half, depth):
        a = (front[0] - direction[0] * half, front[1] - direction[1] * half)
        b = (front[0] + direction[0] * half, front[1] + direction[1] * half)
        return [a, b, (b[0] + normal[0] * depth, b[1] + normal[1] * depth),
                (a[0] + normal[0] * depth, a[1] + normal[1] * depth)]

    @staticmethod
    def along(points, at):
        for a, b in zip(points, points[1:]):
            length = distance(a, b)
            if at <= length:
                return lerp(a, b, at / length), ((b[0] - a[0]) / length, (b[1] - a[1]) / length)
            at -= length
        a, b = points[-2], points[-1]
        length = distance(a, b)
        return b, ((b[0] - a[0]) / length, (b[1] - a[1]) / length)


# --- the town --------------------------------------------------------------------------------------------
def build():
    t = Town()
    jitter = t.random.uniform
    # The stream and the railway run from west to east, the motorway from south to north.
    stream = [(-900 + 60 * i, -150 + 45 * math.sin(i / 3.1)) for i in range(48)]
    rail = [(-900, 560), (-300, 520), (300, 470), (900, 430), (1500, 420), (2000, 430)]
    motorway = [(1560, -900), (1540, -300), (1530, 300), (1545, 900), (1570, 1500)]
    t.way(stream, {"waterway": "stream", "name": "Musterbach", "width": "5"}, fresh=True)
    t.way(rail, {"railway": "rail", "name": "Musterbahn"}, fresh=True)
    t.way(motorway, {"highway": "motorway", "ref": "A 999", "lanes": "3"}, fresh=True)
    for points, kind in ((stream, "stream"), (rail, "railway"), (motorway, "motorway")):
        t.streets.append((None, points, {"highway": kind}))

    # Old core: closed blocks on a bent grid.
    columns, rows = 6, 5
    grid = {(i, j): (i * 96 + 14 * math.sin(j * 0.9) + jitter(-4, 4), j * 82 + 10 * math.sin(i * 0.8) + jitter(-3, 3))
            for i in range(columns) for j in range(rows)}
    east_names = ["Bachgasse", "Marktgasse", "Kirchgasse", "Schmiedegasse", "Wallgasse"]
    north_names = ["Westwall", "Töpfergasse", "Lange Gasse", "Färbergasse", "Kurze Gasse", "Ostwall"]
    for j, name in enumerate(east_names):
        t.street(name, [grid[i, j] for i in range(columns)], "residential", surface="sett", width="5.5")
    for i, name in enumerate(north_names):
        kind = "secondary" if i in (0, 5) else "residential"
        t.street(name, [grid[i, j] for j in range(rows)], kind, surface="asphalt")

    # The main road: west to the village, east over the motorway to the farms.
    west = [grid[0, 2], (-90, 170), (-240, 185), (-420, 160), (-600, 170), (-780, 200), (-960, 215), (-1150, 205)]
    t.street("Dorfstraße", west, "secondary", surface="asphalt")
    east = [grid[5, 2], (570, 180), (680, 200), (800, 195), (930, 180), (1060, 175), (1200, 180), (1400, 185)]
    t.street("Hauptstraße", east, "primary", surface="asphalt", lanes="2")
    t.street("Hauptstraße", [(1400, 185), (1535, 188), (1670, 190)], "primary", bridge="yes", layer="1")
    t.street("Hofstraße", [(1670, 190), (1850, 205), (2050, 190), (2300, 240), (2600, 260)], "unclassified", surface="asphalt")

    # South over the stream, north under the railway.
    t.street("Südstraße", [grid[2, 0], (205, -60), (210, -95)], "tertiary", surface="asphalt")
    t.street("Südstraße", [(210, -95), (214, -205)], "tertiary", bridge="yes", layer="1", surface="asphalt")
    south = [(214, -205), (218, -290), (205, -380), (200, -470), (210, -560)]
    t.street("Südstraße", south, "tertiary", surface="asphalt")
    t.street("Nordstraße", [grid[3, 4], (300, 400), (305, 440)], "tertiary", surface="asphalt")
    t.street("Nordstraße", [(305, 440), (310, 500)], "tertiary", tunnel="yes", layer="-1", surface="asphalt")
    north = [(310, 500), (318, 570), (330, 650), (350, 740), (380, 830), (420, 920)]
    t.street("Nordstraße", north, "tertiary", surface="asphalt")

    # Terraces: arcs around a green, east of the core.
    centre = (930, -330)
    arcs = []
    for k, name in enumerate(["Amselbogen", "Drosselbogen", "Finkenbogen", "Starenbogen", "Meisenbogen"]):
        points = arc(centre, 130 + 62 * k, 200, 20, 14)
        arcs.append((name, points))
        t.street(name, points, "residential", surface="asphalt", width="5")
    spoke = [arcs[k][1][7] for k in range(5)]
    t.street("Vogelweg", [*spoke, (942, 80), (935, 130), east[4]], "residential", surface="asphalt")
    t.street("Nestweg", [arcs[k][1][2] for k in range(5)], "living_street", surface="paving_stones")
    t.street("Horstweg", [arcs[k][1][12] for k in range(5)], "footway", surface="paving_stones")

    # Detached houses north of the railway: a ring with dead ends.
    ring = [north[2], (450, 640), (560, 650), (660, 690), (720, 770), (700, 870), (610, 930), (510, 940), north[5]]
    t.street("Birkenring", ring, "residential", surface="asphalt")
    ends = []
    trees = ["Ahornweg", "Buchenweg", "Eichenweg", "Erlenweg", "Eschenweg", "Lindenweg", "Ulmenweg", "Weidenweg"]
    targets = [(470, 560), (600, 555), (800, 640), (860, 790), (820, 960), (640, 1060), (500, 1070), (560, 790)]
    for name, start, end in zip(trees, ring[1:8] + [ring[3]], targets):
        middle = lerp(start, end, 0.5)
        points = [start, (middle[0] + jitter(-9, 9), middle[1] + jitter(-9, 9)), end]
        ends.append((name, points))
        t.street(name, points, "residential", surface="asphalt", width="4.75")
    t.street("Am Privatgarten", [(700, 870), (760, 905), (770, 870)], "service", access="private", surface="gravel")

    # More detached houses, west and south: curved lanes.
    lanes = []
    for k, (name, start, heading) in enumerate([
            ("Rosenweg", west[1], 90), ("Nelkenweg", west[2], 95), ("Tulpenweg", west[3], 88),
            ("Asternweg", west[4], 92), ("Veilchenweg", west[5], 90)]):
        points = [start]
        angle = heading
        for _ in range(5):
            angle += jitter(-12, 12)
            last = points[-1]
            points.append((last[0] + 46 * math.cos(math.radians(angle)), last[1] + 46 * math.sin(math.radians(angle))))
        lanes.append((name, points))
        t.street(name, points, "residential", surface="asphalt", width="4.5")
    for k, (name, start) in enumerate([("Kleeweg", south[1]), ("Kornweg", south[2]), ("Haferweg", south[3]), ("Roggenweg", south[4])]):
        points = [start]
        angle = 178 if k % 2 == 0 else 2
        for _ in range(7):
            angle += jitter(-9, 9)
            last = points[-1]
            points.append((last[0] + 48 * math.cos(math.radians(angle)), last[1] + 48 * math.sin(math.radians(angle))))
        lanes.append((name, points))
        t.street(name, points, "residential", surface="asphalt", width="4.5")

    # Slabs of the seventies, between core and terraces, on service roads.
    slab_road = [(680, 200), (690, 270), (700, 340), (790, 355), (900, 350), (1010, 340), (1050, 260), (1060, 175)]
    t.street("Neue Zeile", slab_road, "residential", surface="concrete")
    for k in range(8):
        x = 730 + 40 * k
        foot = [lerp((700, 340), (1010, 340), (k + 0.5) / 8)]
    slabs = [((730, 225), 8), ((800, 225), 8), ((870, 225), 10), ((940, 225), 10), ((740, 285), 6), ((830, 285), 6), ((920, 285), 12)]

    # The village to the west and the farms to the east, with tracks.
    end = west[-1]
    village = [("Angerweg", [end, (-1220, 260), (-1290, 330), (-1330, 420)]), ("Teichweg", [end, (-1240, 160), (-1330, 90), (-1400, -10)]),
               ("Dorfstraße", [end, (-1280, 210), (-1420, 225), (-1560, 215)])]
    for name, points in village:
        t.street(name, points, "residential" if name != "Dorfstraße" else "secondary", surface="asphalt")
    t.street("Am Moor", [(-1560, 215), (-1800, 300), (-2100, 280), (-2400, 420), (-2700, 430)], "track", surface="gravel")
    t.street("Feldhof", [(2600, 260), (2800, 420), (3050, 520), (3300, 500)], "track", surface="gravel")
    t.street(None, [(2050, 190), (2040, 20), (2100, -160), (2080, -380)], "track", surface="ground")
    t.street(None, [(380, 830), (250, 900), (90, 980), (-120, 1010)], "path", surface="ground")

    # Houses, block by block.
    for j, name in enumerate(east_names):
        t.line(name, [grid[i, j] for i in range(columns)], 11, 11, 5.5, 0, 3, (3, 4, 4, 6), "apartments",
               "entrance", district="Altstadt")
    for i, name in enumerate(north_names):
        t.line(name, [grid[i, j] for j in range(rows)], 11, 10, 6, 0, 3, (2, 3, 4), "residential", "building", district="Altstadt")
    for name, points in arcs:
        t.line(name, points, 7, 10, 7, 0, 2, 1, "terrace", "official", district="Vogelviertel")
    t.line("Vogelweg", [*spoke, (942, 80), (935, 130), east[4]], 9, 10, 7, 8, 2, 1, "detached", "official", district="Vogelviertel")
    t.line("Birkenring", ring, 11, 10, 9, 7, 2, (1, 1, 1, 2), "detached", "node", postcode="49998")
    for name, points in ends:
        t.line(name, points, 11, 10, 8, 6, 2, 1, "detached", "node", postcode="49998")
    t.line("Nordstraße", north, 12, 11, 9, 6, 2, (1, 2, 3), "house", "building", postcode="49998")
    for name, points in lanes:
        t.line(name, points, 10, 9, 7, 5, 2, (1, 1, 1, 2), "detached", "building")
    t.line("Dorfstraße", west, 12, 11, 9, 9, 2, (1, 1, 2), "house", "building")
    t.line("Hauptstraße", east[:-1], 14, 12, 10, 8, 3, (3, 6, 8), "residential", "building")
    t.line("Südstraße", south, 12, 11, 9, 7, 2, (1, 2), "house", "building")
    for k, (corner, levels) in enumerate(slabs):
        length, depth = 60, 12
        ring_ = [corner, (corner[0] + length, corner[1]), (corner[0] + length, corner[1] + depth), (corner[0], corner[1] + depth)]
        if not t.is_free(ring_, "Neue Zeile"):
            continue
        t.put(ring_)
        t.ring(ring_, {"building": "apartments", "building:levels": str(levels)})
        for e in range(4):
            door = (corner[0] + length * (e + 0.5) / 4, corner[1])
            t.node(door, {"addr:street": "Neue Zeile", "addr:housenumber": str(2 + 8 * k + 2 * e), "entrance": "main",
                          "addr:postcode": "49999", "addr:city": "Musterstadt", "addr:flats": str(2 * levels)}, fresh=True)
    for name, points in village:
        t.line(name, points, 12, 11, 8, 10, 2, (1, 1, 2), "house", "official", first=101 if name == "Dorfstraße" else 1,
               district="Musterdorf")
    for number, (x, y) in enumerate([(-1815, 330), (-2120, 250), (-2390, 450), (-2690, 455), (1860, 240), (2040, 230), (2310, 275),
                                     (2590, 300), (2815, 455), (3060, 490), (3290, 530), (2070, -390)], 1):
        name = "Am Moor" if x < 0 else ("Hofstraße" if x < 2595 else "Feldhof")
        ring_ = [(x - 12, y - 6), (x + 12, y - 6), (x + 12, y + 6), (x - 12, y + 6)]
        t.put(ring_)
        t.ring(ring_, {"building": "farm", "building:levels": "2", "addr:street": name, "addr:housenumber": str(number),
                       "addr:postcode": "49997", "addr:city": "Musterstadt"})
    # What real data is like: numbers written as people write them, and one address given twice.
    oddities = [("Marktgasse", "2/4", (236, 96)), ("Kirchgasse", "6a / 6b", (300, 176)), ("Dorfstraße", "42,44", (-500, 190))]
    for name, number, point in oddities:
        t.node(point, {"addr:street": name, "addr:housenumber": number, "addr:city": "Musterstadt"}, fresh=True)
    return t, grid, west, east, north, south


def write_osm(t, path):
    def escape(text):
        return text.replace("&", "&amp;").replace("'", "&apos;").replace("<", "&lt;")
    lines = ["<?xml version='1.0' encoding='UTF-8'?>", f"<!-- {NOTE} -->",
             "<osm version='0.6' generator='generate.py (made-up data)'>"]
    for number in sorted(t.points):
        lon, lat = place(t.points[number])
        tags = t.node_tags.get(number)
        head = f"  <node id='{number}' version='1' lat='{lat:.7f}' lon='{lon:.7f}'"
        if not tags:
            lines.append(head + "/>")
            continue
        lines.append(head + ">")
        lines += [f"    <tag k='{k}' v='{escape(v)}'/>" for k, v in sorted(tags.items())]
        lines.append("  </node>")
    for number, ids, tags in t.ways:
        lines.append(f"  <way id='{number}' version='1'>")
        lines += [f"    <nd ref='{i}'/>" for i in ids]
        lines += [f"    <tag k='{k}' v='{escape(v)}'/>" for k, v in sorted(tags.items())]
        lines.append("  </way>")
    lines.append("</osm>\n")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines))


def write_addresses(t, folder):
    names = sorted({name for name, _, _, _ in t.official})
    code = {name: f"{i + 1:05d}" for i, name in enumerate(names)}
    rows = ["nba;oid;qua;landschl;land;regbezschl;regbez;kreisschl;kreis;gmdschl;gmd;ottschl;ott;strschl;str;hnr;adz;zone;ostwert;nordwert;datum"]
    for i, (name, number, point, district) in enumerate(t.official):
        digits = "".join(c for c in number if c.isdigit())
        suffix = number[len(digits):]
        east = f"{EAST + point[0]:.3f}".replace(".", ",")
        north = f"{NORTH + point[1]:.3f}".replace(".", ",")
        rows.append(f"N;DENWMUSTER{i:06d};A;05;Nordrhein-Westfalen;9;Musterbezirk;99;Musterkreis;999;Musterstadt;0001;{district};"
                    f"{code[name]};{name};{digits};{suffix};32;{east};{north};2026-11-24")
    with open(os.path.join(folder, "gebref.txt"), "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(rows) + "\n")


def write_geojson(path, features):
    lines = [json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features]
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write('{"type":"FeatureCollection","note":' + json.dumps(NOTE) + ',"features":[\n' + ",\n".join(lines) + "\n]}\n")


def feature(shape, points, **properties):
    coordinates = [list(place(p)) for p in points]
    if shape == "Point":
        coordinates = coordinates[0]
    if shape == "Polygon":
        coordinates = [coordinates + [coordinates[0]]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": shape, "coordinates": coordinates}}


def write_plant(t, grid, west, east, north, south, folder):
    pop_core, pop_north = (486, 60), (395, 855)
    conduits, shafts = [], []

    def conduit(number, points, kind, capacity, used, condition="good"):
        conduits.append(feature("LineString", points, id=f"K{number:03d}", owner="Stadtwerke Musterstadt", kind=kind,
                                capacity=capacity, used=used, condition=condition))
    beside = [(p[0] + 4, p[1] + 4) for p in east]
    conduit(1, [pop_core, beside[0], *beside[1:4]], "DN100", 4, 1)
    conduit(2, beside[3:], "DN100", 4, 4)
    conduit(3, [pop_core, (490, 20), (450, -2), (300, -6), (grid[2, 0][0] + 4, grid[2, 0][1] - 4)], "12x7/4", 12, 5)
    conduit(4, [(p[0] + 4, p[1] - 2) for p in [grid[2, 0], (205, -60), (210, -95), (214, -205), (218, -290)]], "3xDN50", 3, 1)
    conduit(5, [pop_north, *[(p[0] + 5, p[1]) for p in reversed(north[1:5])]], "DN100", 2, 0)
    conduit(6, [(p[0], p[1] - 5) for p in west[1:5]], "DN50", 1, 0)
    conduit(7, [(p[0], p[1] - 5) for p in west[4:8]], "DN50", None, None)
    conduit(8, [(600, 190), (610, 240), (620, 300)], "DN50", 2, 0, "blocked")
    shafts = [beside[3], (218 + 4, -290 - 2), (north[1][0] + 5, north[1][1])]
    write_geojson(os.path.join(folder, "conduits.geojson"), conduits)
    sites = [feature("Point", [pop_core], id="POP1", kind="pop", name="PoP Altstadt", status="existing", capacity=3500),
             feature("Point", [pop_north], id="POP2", kind="pop", name="PoP Nord", status="existing", capacity=1500)]
    sites += [feature("Point", [p], id=f"S{i}", kind="shaft", name=f"Schacht {i}", status="existing") for i, p in enumerate(shafts, 1)]
    cabinets = [(640, 212, "existing"), (205, -300, "existing"), (-430, 172, "candidate"), (930, 60, "candidate")]
    sites += [feature("Point", [(x, y)], id=f"NVT{i}", kind="cabinet", name=f"NVt {i}", status=s, capacity=96)
              for i, (x, y, s) in enumerate(cabinets, 1)]
    write_geojson(os.path.join(folder, "sites.geojson"), sites)
    districts = {
        "Altstadt": [(-40, -60), (560, -60), (560, 420), (-40, 420)],
        "Vogelviertel": [(560, -820), (1480, -820), (1480, 150), (560, 150)],
        "Neustadt": [(560, 150), (1480, 150), (1480, 415), (560, 420)],
        "Nord": [(-200, 545), (1000, 470), (1000, 1200), (-200, 1200)],
        "Süd und West": [(-1090, -800), (560, -800), (560, -60), (-40, -60), (-40, 460), (-1090, 490)],
        "Musterdorf und Höfe": [(-2900, -300), (-1090, -300), (-1090, 700), (-2900, 700)]}
    areas = [feature("Polygon", ring, id=f"D{i}", name=name, kind="district") for i, (name, ring) in enumerate(districts.items(), 1)]
    areas.append(feature("Polygon", [(560, -820), (1480, -820), (1480, 415), (560, 420)], id="P1", name="Phase 1", kind="phase"))
    write_geojson(os.path.join(folder, "areas.geojson"), areas)


def main():
    if len(sys.argv) > 2 or (len(sys.argv) == 2 and sys.argv[1] in ("-h", "--help")):
        print(__doc__)
        return
    folder = sys.argv[1] if len(sys.argv) == 2 else os.path.dirname(os.path.abspath(__file__))
    t, grid, west, east, north, south = build()
    write_osm(t, os.path.join(folder, "musterquartier.osm"))
    write_addresses(t, folder)
    write_plant(t, grid, west, east, north, south, folder)
    inside = sum("addr:housenumber" in tags for tags in list(t.node_tags.values()) + [w[2] for w in t.ways])
    print(f"{inside} addresses in the map, {len(t.official)} in the official list, {len(t.houses)} buildings")


if __name__ == "__main__":
    main()
