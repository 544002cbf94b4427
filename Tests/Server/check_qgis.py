#!/usr/bin/python3
"""Checks that QGIS, without a window, can read the public collection (OGC API - Features) and every layer of
the project file.

Usage: check_qgis.py PUBLIC.db PROJECT.gpkg

Requires Debian's python3-qgis, which scripts/setup does not install because of its size (200 MB). Prints SKIPPED if it
is missing.
"""

import collections
import os
import sqlite3
import sys
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
try:
    from qgis.core import QgsApplication, QgsVectorLayer, QgsWkbTypes
except ImportError:
    print("SKIPPED: QGIS requires `apt-get install --no-install-recommends python3-qgis`")
    sys.exit(0)

from served import Served

failures = []


def check(is_so, what):
    if not is_so:
        failures.append(what)


def collection(public):
    """Checks the public collection with the OGC API - Features provider of QGIS."""
    database = sqlite3.connect(public)
    count = database.execute("SELECT count(*) FROM address").fetchone()[0]
    classes = dict(database.execute("SELECT class, count(*) FROM address GROUP BY class"))
    box = database.execute("SELECT min(longitude), min(latitude), max(longitude), max(latitude) FROM address").fetchone()
    with Served(public) as served:
        layer = QgsVectorLayer(f"url='{served.url}/ogc' typename='addresses'", "addresses", "OAPIF")
        check(layer.isValid(), "QGIS does not open the collection")
        if not layer.isValid():
            return 0
        check(layer.wkbType() == QgsWkbTypes.Point, f"the geometry is {QgsWkbTypes.displayString(layer.wkbType())}")
        check(layer.crs().isGeographic(), f"the CRS is {layer.crs().authid()}")
        found = collections.Counter()
        for feature in layer.getFeatures():
            point = feature.geometry().asPoint()
            check(box[0] <= point.x() <= box[2] and box[1] <= point.y() <= box[3], f"{point} is outside")
            found[feature["class"]] += 1
        check(dict(found) == classes, f"QGIS reads the classes {dict(found)}, not {classes}")
        check(layer.featureCount() == count, f"QGIS counts {layer.featureCount()} features, not {count}")
    return count


def project(path):
    """Checks every layer of the project file with the vector file provider of QGIS."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    kinds = dict(database.execute("SELECT table_name, geometry_type_name FROM gpkg_geometry_columns"))
    code = database.execute("SELECT srs_id FROM trasse_project").fetchone()[0]
    names = [name for name, in database.execute("SELECT table_name FROM gpkg_contents ORDER BY 1")]
    for name in names:
        count = database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        check(layer.isValid(), f"QGIS does not open the layer {name}")
        read = sum(1 for _ in layer.getFeatures())
        check(read == count == layer.featureCount(),
              f"QGIS reads {read} and counts {layer.featureCount()} features of {name}, not {count}")
        # In QGIS, a layer of mixed geometry has no geometry type before its first feature.
        if name in kinds and (count or kinds[name] != "GEOMETRY"):
            check(layer.isSpatial() and layer.crs().authid() == f"EPSG:{code}",
                  f"{name} is in {layer.crs().authid()}, not EPSG:{code}")
    return len(names)


def main(public, path):
    with tempfile.TemporaryDirectory() as home:
        application = QgsApplication([], False, home)
        application.initQgis()
        served = collection(public)
        layers = project(path)
        application.exitQgis()
    print(f"QGIS: {served} addresses of the collection, {layers} layers of the project file")
    if failures:
        print("\n".join(failures[:20]), file=sys.stderr)
        sys.exit(1)


main(*sys.argv[1:])
