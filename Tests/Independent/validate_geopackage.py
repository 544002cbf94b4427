#!/usr/bin/env python3
"""Validates a project file with GDAL: its GeoPackage validator, and by reading every layer completely.

Usage: validate_geopackage.py PROJECT.gpkg

Requires Debian's python3-gdal, which is only available in the system's Python. If another Python runs this script, it
calls the system's Python. The validator is that of a later GDAL, which supports GeoPackage 1.4: scripts/setup installs
it in .build/gdal-utils.
"""
import os
import subprocess
import sys

VALIDATOR = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", ".build", "gdal-utils")


def main(path):
    sys.path.insert(0, VALIDATOR)
    try:
        from osgeo import ogr
        from osgeo_utils.samples import validate_gpkg
    except ImportError:
        system = "/usr/bin/python3"
        if os.path.realpath(sys.executable) != os.path.realpath(system) and os.path.exists(system):
            sys.exit(subprocess.call([system, os.path.abspath(__file__), path], env={**os.environ, "PYTHONPATH": ""}))
        print("SKIPPED: python3-gdal is not installed")
        return
    errors = validate_gpkg.check(path, extra_checks=True, warning_as_error=False)
    for error in errors:
        print(error)
    ogr.UseExceptions()
    source = ogr.Open(path)
    count = 0
    for index in range(source.GetLayerCount()):
        layer = source.GetLayer(index)
        count += sum(1 for _ in layer)
    print(f"{os.path.basename(path)}: valid GeoPackage, {source.GetLayerCount()} layers, {count} features read"
          if not errors else f"{len(errors)} errors")
    sys.exit(1 if errors else 0)


if __name__ == "__main__":
    main(sys.argv[1])
