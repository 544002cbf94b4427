#!/usr/bin/env python3
"""Checks that other programs can read the responses of the server: GDAL (OGC API - Features and vector
tiles), OWSLib, the OpenAPI validator, and schemathesis, which sends valid and invalid requests.

Usage: check_features.py PUBLIC.db
"""

import collections
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

import openapi_spec_validator
import pyogrio
from owslib.ogcapi.features import Features

from served import Served

failures = []


def check(is_so, what):
    if not is_so:
        failures.append(what)


def main(public):
    database = sqlite3.connect(public)
    count = database.execute("SELECT count(*) FROM address").fetchone()[0]
    classes = dict(database.execute("SELECT class, count(*) FROM address GROUP BY class"))
    with Served(public) as served:
        openapi_spec_validator.validate(served.json("/openapi.json"))

        source = f"OAPIF:{served.url}/ogc"
        info = pyogrio.read_info(source, layer="addresses")
        check(info["features"] == count, f"GDAL counts {info['features']} features, not {count}")
        _, _, geometries, fields = pyogrio.raw.read(source, layer="addresses")
        check(len(geometries) == count, f"GDAL reads {len(geometries)} features, not {count}")
        names = list(pyogrio.raw.read(source, layer="addresses", max_features=1)[0]["fields"])
        found = collections.Counter(fields[names.index("class")])
        check(dict(found) == classes, f"GDAL reads the classes {dict(found)}, not {classes}")

        api = Features(served.url + "/ogc")
        check(api.feature_collections() == ["addresses"], "OWSLib finds other collections")
        page = api.collection_items("addresses", limit=10)
        check(page["numberMatched"] == count and len(page["features"]) == min(10, count), "OWSLib reads a different page")

        with tempfile.TemporaryDirectory() as folder:
            tile = pathlib.Path(folder) / "0.mvt"
            tile.write_bytes(served.get("/tiles/0/0/0.mvt"))
            meta, _, geometries, fields = pyogrio.raw.read(tile, layer="addresses")
            at = list(meta["fields"]).index("class")
            check(sorted(fields[at]) == sorted(classes), "GDAL reads other classes from the tile")
        tried = subprocess.run(
            [pathlib.Path(sys.executable).parent / "st", "run", served.url + "/openapi.json", "--seed", "1",
             "--max-examples", "30", "--checks",
             "not_a_server_error,status_code_conformance,content_type_conformance,"
             "response_headers_conformance,response_schema_conformance,unsupported_method"],
            capture_output=True, text=True, cwd=served.folder.name)
        check(tried.returncode == 0, f"schemathesis: {tried.stdout[-3000:]}")
    print(f"features: {count} addresses read by GDAL and OWSLib; schemathesis found no fault")
    if failures:
        print("\n".join(failures), file=sys.stderr)
        sys.exit(1)


main(sys.argv[1])
