"""Small projects for the runs with faults and mutated files, and comparisons of their contents.

All tables of a file are compared, by the names that the file itself lists, so that nothing here
depends on the version of the schema.
"""
import collections
import json
import os
import sqlite3
import subprocess

ORIGIN_X, ORIGIN_Y, BLOCK = 500000, 5700000, 100


def write_geojson(path, features):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    with open(path, "w") as file:
        json.dump({"type": "FeatureCollection", "crs": crs,
                   "features": [{"type": "Feature", "properties": properties,
                                 "geometry": {"type": kind, "coordinates": coordinates}}
                                for kind, coordinates, properties in features]}, file)


def write_inputs(folder):
    """Two streets that cross, with 16 addresses, a conduit, a PoP and two districts."""
    def place(x, y):
        return [ORIGIN_X + x, ORIGIN_Y + y]

    streets, addresses = [], []
    for name, turned in (("Langgasse", False), ("Quergasse", True)):
        def along(x, y, turned=turned):
            return place(y, x) if turned else place(x, y)
        streets.append(("LineString", [along(-BLOCK, 0), along(0, 0), along(BLOCK, 0)],
                        {"name": name, "class": "residential"}))
        for number in range(8):
            addresses.append(("Point", along(-80 + 21 * number, 12 if number % 2 else -12),
                              {"street": name, "house_number": str(number + 1), "dwellings": 1 + number % 3}))
    squares = [("West", -200, 0), ("East", 0, 200)]
    areas = [("Polygon", [[place(a, -200), place(b, -200), place(b, 200), place(a, 200), place(a, -200)]],
              {"name": name, "kind": "district"}) for name, a, b in squares]
    layers = {
        "street": streets, "address": addresses, "area": areas,
        "conduit": [("LineString", [place(-BLOCK, 3), place(0, 3)],
                     {"id": "c1", "kind": "duct", "capacity": 20, "used": 2, "owner": "town"})],
        "site": [("Point", place(-BLOCK, 5), {"id": "s1", "kind": "pop", "capacity": 500, "name": "PoP 1"})],
    }
    for name, features in layers.items():
        write_geojson(os.path.join(folder, f"{name}.geojson"), features)
    return list(layers)


def make_project(program, folder, path):
    """A project with the made-up inputs."""
    for words in [["new", path, "--crs", "EPSG:25832"],
                  *(["import", path, os.path.join(folder, f"{name}.geojson"), "--as", name]
                    for name in write_inputs(folder))]:
        subprocess.run([program, *words, "--quiet"], check=True, stdout=subprocess.DEVNULL)


def connection_to(path, mode="ro"):
    return sqlite3.connect(f"file:{path}?mode={mode}", uri=True)


def is_database(path):
    with open(path, "rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def damage(path):
    """What SQLite finds wrong in a database, or None."""
    # A journal that a killed process left is rolled back, so this opens for writing.
    connection = connection_to(path, "rw")
    try:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        found = [] if found == ["ok"] else found
        found += [f"foreign key of {row[0]}" for row in connection.execute("PRAGMA foreign_key_check")]
        return "; ".join(found) or None
    except sqlite3.Error as error:
        return str(error)
    finally:
        connection.close()


def columns(path):
    """Each column of a database as (table, column) with its values in the order of the rows."""
    connection = connection_to(path, "rw")
    connection.text_factory = bytes
    found = {}
    try:
        tables = [row[0].decode() for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            " AND name NOT LIKE 'rtree\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
            " ORDER BY name")]
        for table in tables:
            cursor = connection.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            rows = cursor.fetchall()
            for index, name in enumerate(names):
                found[table, name] = [row[index] for row in rows]
    finally:
        connection.close()
    return found


def content(path, volatile=frozenset()):
    """The rows of all tables without the volatile columns, in an order of their own."""
    tables = collections.defaultdict(list)
    for (table, name), values in columns(path).items():
        tables[table].append([None] * len(values) if (table, name) in volatile else values)
    return {table: sorted(map(repr, zip(*values))) for table, values in tables.items()}


def volatile_columns(one, other):
    """The columns that differ between two databases that the same commands made: times and random ids."""
    first, second = columns(one), columns(other)
    return {key for key in first.keys() & second.keys()
            if sorted(map(repr, first[key])) != sorted(map(repr, second[key]))}


def texts(path):
    """All texts in all columns of a database."""
    return {value.decode(errors="replace") for values in columns(path).values()
            for value in values if isinstance(value, bytes)}
