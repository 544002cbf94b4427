#!/usr/bin/env python3
"""Imports hostile files under strace, and checks which files and sockets the process opens.

Usage: check_reading.py [TRASSE]

TRASSE is the program, by default .build/release/trasse. No file may be opened by trasse-reader after
it has restricted itself but the imported one, the libraries and data of the system, and its temporary
folder; no process may have a socket; no other file may appear. Prints that it is skipped if strace is
not installed.
"""

import bz2
import gzip
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
URL = "http://127.0.0.1:9/x"
POINT = '{"type":"Point","coordinates":[6.85,51.3]}'
HOME = '{"type":"Feature","properties":{"street":"A","house_number":"1"},"geometry":%s}' % POINT
COLLECTION = '{"type":"FeatureCollection",%s"features":[' + HOME + "]}"
SYSTEM = re.compile(r"/(usr/)?(local/)?lib(64)?/|/etc/ld\.so|/usr/(local/)?share/(proj|gdal)|/dev/null$")


def virtual(source):
    return (
        f'<OGRVRTDataSource><OGRVRTLayer name="addresses">{source}'
        '<GeometryType>wkbPoint</GeometryType><LayerSRS>EPSG:4326</LayerSRS>'
        '<GeometryField encoding="WKT" field="WKT"/></OGRVRTLayer></OGRVRTDataSource>'
    )


def database(path, view):
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIEW addresses AS " + view)
    connection.close()


def hostile_files(folder, secret):
    """Writes the files and returns their paths."""
    source = virtual(f"<SrcDataSource>{secret}</SrcDataSource><SrcLayer>secret</SrcLayer>")
    copy = virtual(
        f"<SrcDataSource>{folder}/secret.gpkg</SrcDataSource>"
        f"<SrcSQL>VACUUM INTO '{folder}/copied.db'</SrcSQL>")
    texts = {
        "conduits.geojson": source, "a.csv": source, "a.xml": source, "a.gml": source,
        "a.unknown": source, "a.vrt": source, "a.osm": source, "copy.json": copy,
        "link.geojson": COLLECTION % ('"crs":{"type":"link","properties":{"href":"%s"}},' % URL),
        "wfs.xml": f"<OGRWFSDataSource><URL>{URL}</URL></OGRWFSDataSource>",
        "curl.csv": virtual(f"<SrcDataSource>/vsicurl/{URL}</SrcDataSource>"),
        "entity.gml": f'<!DOCTYPE a [<!ENTITY e SYSTEM "file://{secret}">]>'
        '<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"><gml:featureMember>'
        "<a><street>&e;</street></a></gml:featureMember></gml:FeatureCollection>",
        "schema.gml": '<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xmlns:gml="http://www.opengis.net/gml" '
        f'xsi:schemaLocation="{URL} {URL}?SERVICE=WFS&amp;REQUEST=DescribeFeatureType">'
        "<gml:featureMember><a><street>A</street></a></gml:featureMember></wfs:FeatureCollection>",
        "network.kml": "<kml xmlns='http://www.opengis.net/kml/2.2'><NetworkLink><Link>"
        f"<href>{URL}</href></Link></NetworkLink></kml>",
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    with zipfile.ZipFile(folder / "packed.zip", "w") as archive:
        archive.writestr("addresses.geojson", source)
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("addresses.geojson", b" " * (400 << 20))
    with zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (400 << 20))
    part = bz2.compress(b" " * (100 << 20))
    (folder / "bomb.osm.bz2").write_bytes(bz2.compress(b'<osm version="0.6">') + part * 100)
    part = gzip.compress(b" " * (100 << 20))
    (folder / "bomb.geojson.gz").write_bytes(gzip.compress(b"{") + part * 60)
    count = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    database(folder / "rows.sqlite", count + "SELECT i AS id, 'A' AS street FROM n")
    database(folder / "value.sqlite", "SELECT hex(zeroblob(400000000)) AS street")
    (folder / "homes.shp").write_bytes(b"")
    (folder / "homes.dbf").symlink_to(secret)
    (folder / "good.geojson").write_text(COLLECTION % "")
    return sorted(p for p in folder.iterdir() if p.name not in ("secret.gpkg", "homes.dbf"))


def violations(trace, file):
    """What the reader has opened without permission, and any socket."""
    found, confined = [], set()
    for line in trace.splitlines():
        process, _, call = line.partition(" ")
        call = call.strip()
        if call.startswith("seccomp(") or "PR_SET_SECCOMP" in call:
            confined.add(process)
        if re.match(r"(socket|connect|socketpair)\(", call) and "= -1" not in call:
            found.append(call)
        opened = re.match(r'open(?:at)?\((?:AT_FDCWD, )?"([^"]*)"', call)
        if process in confined and opened and "= -1" not in call:
            path = opened[1]
            if path != str(file) and not SYSTEM.match(path) and "/trasse-reader-" not in path:
                found.append(call)
    return found, bool(confined)


def main():
    if not shutil.which("strace"):
        print("SKIPPED: the files that an import opens are not checked, because strace is absent")
        return
    program = sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/trasse"
    faults = []
    with tempfile.TemporaryDirectory() as name:
        # Not the folder for temporary files of the program, whose names contain others.
        folder = pathlib.Path(name).resolve() / "files"
        folder.mkdir()
        secret = folder.parent / "secret.csv"
        secret.write_text('WKT,street,house_number\n"POINT(6.85 51.3)",SECRET,1\n')
        project = folder.parent / "p.gpkg"
        subprocess.run([program, "new", project, "--crs", "EPSG:25832"], check=True,
                       stdout=subprocess.DEVNULL)
        shutil.copy(project, folder / "secret.gpkg")
        files = hostile_files(folder, secret)
        before = sorted(p.name for p in folder.iterdir())
        for file in files:
            trace = folder.parent / "trace"
            run = subprocess.run(
                ["strace", "-f", "-o", trace, "-e",
                 "trace=open,openat,socket,socketpair,connect,prctl,seccomp",
                 program, "import", project, file, "--as", "address", "--quiet"],
                capture_output=True, text=True)
            expected = (0,) if file.name in ("good.geojson", "link.geojson") else (64, 65)
            if run.returncode not in expected:
                faults.append(f"{file.name}: status {run.returncode}: {run.stderr}")
            found, confined = violations(trace.read_text(), file)
            if not confined:
                faults.append(f"{file.name}: the reader was not restricted")
            faults += [f"{file.name}: {call}" for call in found]
            if sorted(p.name for p in folder.iterdir()) != before:
                faults.append(f"{file.name}: a file appeared or is gone")
                break
        streets = sqlite3.connect(project).execute("SELECT DISTINCT street FROM address").fetchall()
        if streets != [("A",)]:
            faults.append(f"imported: {streets}")
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(1)
    print(f"{len(files)} imports opened no other file and no socket")


if __name__ == "__main__":
    main()
