#!/usr/bin/env python3
"""Adds a row to a project file with other programs and plans with it.

Usage: check_rows.py [--trasse PROGRAM]

Each program adds one address with the mandatory columns alone: street, house number and position. The row
must be accepted, get its defaults, and be served by the next plan. Programs: ogr2ogr, GDAL's Python module,
fiona, DuckDB, QGIS. A program that is absent is reported as skipped. Ends with 1 where one fails.
"""
import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

root = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--trasse", default=os.path.join(root, ".build", "release", "trasse"))
options = parser.parse_args()
trasse = os.path.abspath(options.trasse)
work = tempfile.mkdtemp()
X, Y = 350000.0, 5685000.0


class Skipped(Exception):
    """A program that is absent."""


def run(*words):
    result = subprocess.run(words, cwd=work, capture_output=True, text=True)
    if result.returncode != 0:
        raise RuntimeError(f"{words[0]} ended with {result.returncode}: {result.stderr or result.stdout}")
    return result.stdout


def write(name, features):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    with open(os.path.join(work, name), "w") as file:
        json.dump({"type": "FeatureCollection", "crs": crs, "features": [
            {"type": "Feature", "properties": p, "geometry": {"type": t, "coordinates": c}}
            for p, t, c in features]}, file)


def ogr2ogr(project):
    if not shutil.which("ogr2ogr"):
        raise Skipped("ogr2ogr")
    write("new.geojson", [({"street": "Marktgasse", "house_number": "5"}, "Point", [X + 60, Y + 10])])
    run("ogr2ogr", "-append", "-nln", "address", project, "new.geojson")


def gdal(project):
    code = f"""
from osgeo import gdal, ogr
gdal.UseExceptions()
source = gdal.OpenEx({project!r}, gdal.OF_UPDATE | gdal.OF_VECTOR)
layer = source.GetLayerByName("address")
feature = ogr.Feature(layer.GetLayerDefn())
feature["street"], feature["house_number"] = "Marktgasse", "5"
feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT ({X + 60} {Y + 10})"))
layer.CreateFeature(feature)
"""
    for python in [sys.executable, "/usr/bin/python3"]:
        if subprocess.run([python, "-c", "import osgeo"], capture_output=True).returncode == 0:
            run(python, "-c", code)
            return
    raise Skipped("osgeo")


def fiona(project):
    try:
        import fiona
    except ImportError:
        raise Skipped("fiona")
    with fiona.open(project, layer="address") as layer:
        assert len(list(layer)) == 2
    with fiona.open(project, "a", layer="address") as layer:
        # fiona wants each property of the layer, and writes NULL for None.
        properties = {name: None for name in layer.schema["properties"]}
        properties.update(street="Marktgasse", house_number="5")
        layer.write({"geometry": {"type": "Point", "coordinates": (X + 60, Y + 10)},
                     "properties": properties})


def duckdb(project):
    try:
        import duckdb
    except ImportError:
        raise Skipped("duckdb")
    connection = duckdb.connect()
    try:
        # PyPI has the extension for machines that cannot reach the server of DuckDB.
        try:
            import duckdb_extension_spatial as spatial
            folder = os.path.join(os.path.dirname(spatial.__file__), "extensions")
            connection.execute(f"LOAD '{folder}/v{duckdb.__version__}/spatial.duckdb_extension'")
        except ImportError:
            connection.execute("INSTALL spatial; LOAD spatial")
    except Exception as error:
        raise Skipped(f"the spatial extension of duckdb ({str(error).splitlines()[0]})")
    count = connection.execute(f"SELECT count(*) FROM ST_Read('{project}', layer='address')").fetchone()[0]
    assert count == 2
    raise Skipped("writing rows to an existing GeoPackage with duckdb, which only reads them")


def qgis(project):
    code = f"""
import sys
from qgis.core import QgsApplication, QgsVectorLayer, QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayerUtils
QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
layer = QgsVectorLayer({project!r} + "|layername=address", "address", "ogr")
assert layer.isValid() and layer.featureCount() == 2
layer.startEditing()
names = [field.name() for field in layer.fields()]
values = {{names.index("street"): "Marktgasse", names.index("house_number"): "5"}}
feature = QgsVectorLayerUtils.createFeature(
    layer, QgsGeometry.fromPointXY(QgsPointXY({X + 60}, {Y + 10})), values)
layer.addFeature(feature)
if not layer.commitChanges():
    sys.exit("; ".join(layer.commitErrors()))
"""
    if subprocess.run(["/usr/bin/python3", "-c", "import qgis.core"], capture_output=True).returncode != 0:
        raise Skipped("QGIS")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    run("/usr/bin/python3", "-c", code)


def check(program, project):
    """What the row got, and whether the plan serves it."""
    with sqlite3.connect(project) as connection:
        row = connection.execute(
            "SELECT id, source, suffix, dwellings, dwellings_estimated FROM address"
            " WHERE house_number = '5'").fetchall()
    assert len(row) == 1, f"{len(row)} rows"
    identifier, *rest = row[0]
    assert identifier and rest == ["manual", "", 1, 0], row
    plan = json.loads(run(trasse, "plan", project, "--quiet", "--format", "json"))
    assert plan["addresses"] == {"total": 3, "served": 3, "excepted": 0}, plan["addresses"]
    run(trasse, "verify", project, "--quiet")
    box = json.loads(run("sqlite3", project, ".mode json",
                         "SELECT count(*) AS n FROM rtree_address_geometry"))[0]["n"]
    assert box == 3, f"{box} entries in the spatial index"


write("street.geojson", [({"id": "s", "name": "Marktgasse", "class": "residential"}, "LineString",
                          [[X, Y], [X + 100, Y]])])
write("address.geojson", [({"id": f"a{n}", "street": "Marktgasse", "house_number": str(n)}, "Point",
                           [X + 20 * n, Y + 10]) for n in (1, 2)])
write("site.geojson", [({"id": "p", "kind": "pop", "status": "existing"}, "Point", [X, Y])])
original = os.path.join(work, "original.gpkg")
run(trasse, "new", original, "--crs", "EPSG:25832")
for layer in ["street", "address", "site"]:
    run(trasse, "import", original, f"{layer}.geojson", "--as", layer, "--quiet")

status = 0
for program in [ogr2ogr, gdal, fiona, duckdb, qgis]:
    name = program.__name__
    project = os.path.join(work, f"{name}.gpkg")
    shutil.copy(original, project)
    try:
        program(project)
        check(name, project)
        print(f"{name}: a row with the mandatory columns is accepted and planned with")
    except Skipped as absence:
        print(f"{name}: SKIPPED, needs {absence}")
    except Exception as error:
        status = 1
        print(f"{name}: FAILED: {error}")
shutil.rmtree(work)
sys.exit(status)
