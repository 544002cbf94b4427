#!/usr/bin/env python3
"""Makes a project file with a `trasse` of one schema version, and its exports.

Usage: make_fixture.py TRASSE VERSION FOLDER

Writes vVERSION.gpkg.gz and vVERSION.exports.gz into FOLDER. README.md beside this file lists the commit of
each version's program. All names are made up.
"""
import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

program, version, folder = os.path.abspath(sys.argv[1]), int(sys.argv[2]), os.path.abspath(sys.argv[3])
work = tempfile.mkdtemp()
project = f"v{version}.gpkg"
EAST, NORTH = 350000, 5685000


def trasse(*words, check=True):
    # Bytes: a CSV file ends its lines with CR LF.
    result = subprocess.run([program, *map(str, words)], cwd=work, capture_output=True)
    if check and result.returncode != 0:
        sys.exit(f"{words}: {result.returncode} {result.stderr}{result.stdout}")
    return result


def write(name, features):
    document = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}},
        "features": [
            {"type": "Feature", "properties": properties,
             "geometry": {"type": kind, "coordinates": coordinates}}
            for properties, kind, coordinates in features
        ],
    }
    with open(os.path.join(work, name), "w") as file:
        json.dump(document, file)


def at(x, y):
    return [EAST + x, NORTH + y]


def box(x, y, width, height):
    return [[at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height), at(x, y)]]


write("street.geojson", [
    ({"id": "s1", "name": "Marktgasse", "class": "residential", "surface": "asphalt"},
     "LineString", [at(0, 0), at(120, 0)]),
    ({"id": "s2", "name": "Mühlenweg", "class": "service"}, "LineString", [at(120, 0), at(120, 90)]),
    ({"id": "s3", "name": "O'Brien-Weg", "class": "track"}, "LineString", [at(0, 0), at(0, -80)]),
])
write("address.geojson", [
    ({"id": f"a{i}", "street": street, "house_number": str(number), "suffix": suffix,
      "postcode": "99999", "city": "Musterstadt", "district": district, "dwellings": dwellings},
     "Point", at(x, y))
    for i, (street, number, suffix, district, dwellings, x, y) in enumerate([
        ("Marktgasse", 1, "", "East", 1, 15, 12), ("Marktgasse", 3, "", "East", 2, 45, 13),
        ("Marktgasse", 3, "a", "East", 1, 75, 12), ("Mühlenweg", 2, "", "West", 4, 132, 40),
        ("Mühlenweg", 4, "", "West", 1, 133, 80), ("O'Brien-Weg", 7, "", None, 1, 12, -60),
        ("Einöde", 1, "", None, 1, 3000, 3000),
    ], 1)
])
buildings = [
    ({"id": "b1", "levels": 2, "use": "house"}, "Polygon", box(10, 10, 12, 10)),
    ({"id": "b2", "levels": 3, "use": "house"}, "Polygon", box(40, 11, 12, 10)),
]
if version >= 6:
    # A courtyard, whose house has no way to a street.
    buildings.append(({"id": "b3", "levels": 4}, "Polygon", box(55, 30, 30, 24) + box(60, 35, 20, 14)))
write("building.geojson", buildings)
write("obstacle.geojson", [
    ({"id": "o1", "kind": "water", "name": "Mühlbach"}, "LineString", [at(-40, -40), at(40, -40)]),
] + ([
    ({"id": "o2", "kind": "rail"}, "LineString", [at(30, -100), at(30, -12), at(200, -12)]),
] if version >= 6 else []))
write("parcel.geojson", [({"id": "p1"}, "Polygon", box(5, 5, 30, 30))])
write("area.geojson", [
    ({"id": "d1", "name": "East", "kind": "district"}, "Polygon", box(-50, -20, 145, 120)),
    ({"id": "d2", "name": "West", "kind": "district"}, "Polygon", box(95, -20, 105, 120)),
    ({"id": "ph1", "name": "Phase 1", "kind": "phase"}, "Polygon", box(-50, -20, 145, 120)),
    ({"id": "z1", "name": "Zone 7", "kind": "Sanierungsgebiet"}, "Polygon", box(0, 0, 50, 50)),
])
write("conduit.geojson", [
    ({"id": "c1", "owner": "Stadtwerke", "kind": "DN50", "capacity": 3, "used": 1, "condition": "good"},
     "LineString", [at(0, -2), at(60, -2)]),
])
write("site.geojson", [
    ({"id": "POP1", "kind": "pop", "name": "PoP Mitte", "status": "existing", "capacity": 200},
     "Point", at(0, -2)),
    ({"id": "NVT1", "kind": "cabinet", "name": "NVt 1", "status": "candidate", "capacity": 96},
     "Point", at(118, 4)),
])

if version >= 6:
    # Names with blanks; the houses of the first two are merged into those of the last.
    def house(street, number, x, y, **more):
        return ({"street": street, "house_number": str(number), "postcode": "99999", "city": "Musterstadt",
                 **more}, "Point", at(x, y))
    write("town list 2024.geojson", [
        house("Marktgasse", 9, 100, 11, id="north side 1"), house("Marktgasse", 11, 112, 12, id="n2", dwellings=2)])
    write("other.geojson", [house("Marktgasse", 11, 112, 13, id="x1"), house("Marktgasse", 9, 101, 11, id="x 2")])
    write("final.geojson", [
        house("Marktgasse", 9, 100, 12, id="f1"), house("Marktgasse", 11, 112, 14, id="f2"),
        house("Hof", 1, 70, 42, id="f3"), house("Bahnweg", 2, 90, -25, id="f4"),
        house("Inselweg", 1, 900, 12, id="f5")])
    write("island.geojson", [({"id": "i1", "name": "Inselweg", "class": "residential"}, "LineString",
                              [at(880, 0), at(950, 0)])])
    with open(os.path.join(work, "revenue.json"), "w") as file:
        json.dump({"objective": {"budget_seeks": "revenue"}}, file)

trasse("new", project, "--crs", "EPSG:25832")
for layer in ["area", "street", "building", "obstacle", "parcel", "conduit", "site", "address"]:
    trasse("import", project, f"{layer}.geojson", "--as", layer, "--quiet")
if version >= 6:
    trasse("import", project, "island.geojson", "--as", "street", "--quiet")
    trasse("import", project, "town list 2024.geojson", "--as", "address", "--quiet")
    trasse("status", project, "set", "Marktgasse 9", "consent_given", "--actor", "crew 1", "--at", "01.01.2024")
    trasse("status", project, "set", "Marktgasse 9", "duct_at_parcel", "--actor", "crew 1", "--at", "02.01.2024")
    trasse("status", project, "set", "Marktgasse 11", "contract", "--dwelling", "WE 2", "--actor", "crew 1",
           "--at", "03.01.2024")
    for name in ["other.geojson", "final.geojson"]:
        trasse("import", project, name, "--as", "address", "--quiet")
scenarios = ["base"]
trasse("plan", project, "--quiet", check=False)
if version >= 3:
    for name, objective in [("profit", "profit"), ("budget", "budget=9000"), ("quota", "quota=5")]:
        trasse("plan", project, "--scenario", name, "--objective", objective, "--quiet", check=False)
        scenarios.append(name)
if version >= 6:
    trasse("plan", project, "--scenario", "revenue", "--objective", "budget=9000", "--rules", "revenue.json",
           "--quiet", check=False)
    scenarios.append("revenue")
trasse("plan", project, "--scenario", "east", "--within", "East", "--quiet", check=False)
scenarios.append("east")
trasse("coverage", project)

if version >= 2:
    def enter(*words):
        trasse("status", project, "set", *words, "--actor", "crew 1")
    enter("Marktgasse 1", "consent_requested", "--at", "01.02.2024", "--name", "Erika Mustermann",
          "--contact", "erika@example.org")
    enter("Marktgasse 1", "consent_given", "--at", "02.02.2024", "--proof", "form 12")
    enter("Marktgasse 1", "surveyed", "--at", "03.02.2024")
    enter("Marktgasse 3", "contract", "--dwelling", "WE 2", "--at", "04.02.2024",
          "--contract-number", "V-4711")
    enter("Mühlenweg 2", "interest", "--dwelling", "WE 1", "--at", "05.02.2024")
    enter("Mühlenweg 2", "interest", "--dwelling", "Dachgeschoss", "--new-dwellings", "--at", "06.02.2024")
    enter("Marktgasse 1", "correction", "--takes-back", "6" if version >= 6 else "3", "--proof", "wrong house",
          "--at", "07.02.2024")
if version >= 3:
    write("survey.geojson", [
        ({"kind": "trench"}, "LineString", [at(0, 1), at(40, 1)]),
        ({"kind": "drop", "address": "Marktgasse 1", "cost": 350}, "LineString", [at(15, 1), at(15, 10)]),
    ])
    trasse("built", project, "survey.geojson", "--at", "05.03.2024", "--proof", "protocol 17", "--quiet")
    trasse("connect", project, "Marktgasse 3", "--actor", "office", "--quiet", check=False)
    trasse("connect", project, "Mühlenweg 2", "--scenario", "booked", "--book", "--actor", "office", "--quiet",
           check=False)
    scenarios += ["orders", "booked"]
if version >= 4:
    with open(os.path.join(work, "reports.jsonl"), "w") as file:
        for report in [
            {"id": "r1", "received": "2024-03-01T08:30:00Z", "kind": "wrong_place", "address_id": None,
             "address": "Marktgasse 3 a, 99999 Musterstadt", "message": "The pin is in my garden",
             "contact": "max@example.org"},
            {"id": "r2", "received": "2024-03-02T09:00:00Z", "kind": "missing", "address_id": None,
             "address": "Neugasse 9", "message": "My house is missing", "contact": ""},
        ]:
            file.write(json.dumps(report) + "\n")
    trasse("reports", project, "import", "reports.jsonl")
    trasse("reports", project, "close", "r1", "--result", "moved", "--actor", "office", check=False)
if version >= 2:
    trasse("publish", project, "-o", "public.db")
if version >= 5:
    trasse("token", project, "add", "crew 4", "--scope", "status", "--expires", "31.12.2099")
    trasse("token", project, "add", "office")
    trasse("token", project, "revoke", "office")

exports = b""
with sqlite3.connect(os.path.join(work, project)) as connection:
    tables = [row[0] for row in connection.execute(
        "SELECT identifier FROM gpkg_contents ORDER BY table_name")]
    stored = [row[0] for row in connection.execute("SELECT name FROM scenario")]
    print(connection.execute("SELECT schema_version FROM trasse_project").fetchone(), tables, stored)
    planned = {"trench", "drop", "node", "exception"}
for layer in tables:
    for scenario in [name for name in scenarios if name in stored] if layer in planned else [""]:
        for form in ["geojson", "csv"]:
            words = ["--scenario", scenario] if scenario else []
            result = trasse("export", project, layer, "--format", form, "--crs", "EPSG:25832", "--quiet",
                            *words, check=False)
            if result.returncode != 0:
                continue
            exports += f"=== {layer} {form} {scenario}\n".encode() + result.stdout


def pack(name, data):
    with open(os.path.join(folder, name), "wb") as target:
        with gzip.GzipFile(filename="", mode="wb", fileobj=target, compresslevel=9, mtime=0) as packed:
            packed.write(data)


pack(f"v{version}.exports.gz", exports)
with open(os.path.join(work, project), "rb") as source:
    pack(f"v{version}.gpkg.gz", source.read())
shutil.rmtree(work)
