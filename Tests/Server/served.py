"""Starts trasse-server with a public file on a free port, for the checks in this directory."""

import hashlib
import json
import pathlib
import socket
import subprocess
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLENTY = {"per_second": 1e6, "burst": 1e6}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url, seconds=10):
    end = time.monotonic() + seconds
    while True:
        try:
            return urllib.request.urlopen(url, timeout=1)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def map_files(folder):
    """The configuration of the map with the library in a folder; None if it is missing."""
    script, style = folder / "maplibre-gl.js", folder / "maplibre-gl.css"
    if not script.exists() or not style.exists():
        return None
    return {
        name: {"path": str(path), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for name, path in (("script", script), ("style", style))
    }


class Served:
    """The running server: `with Served("public.db") as served: … served.url …`."""

    def __init__(self, public, configuration=None, options=()):
        self.public = public
        self.options = list(options)
        self.configuration = {
            "operator": "Stadtnetz Musterstadt",
            "contact": {"email": "glasfaser@example.org", "telephone": "+49 2102 0000"},
            "order_url": "https://example.org/order",
            "imprint_url": "https://example.org/imprint",
            "rates": {name: PLENTY for name in ("suggest", "lookup", "data", "report")},
        }
        library = map_files(ROOT / ".build" / "map")
        if library:
            self.configuration["map"] = library
        self.configuration.update(configuration or {})

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(self.folder.name)
        self.reports = folder / "reports.jsonl"
        self.configuration.setdefault("reports", str(self.reports))
        (folder / "configuration.json").write_text(json.dumps(self.configuration))
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = open(folder / "log", "w+")
        self.process = subprocess.Popen(
            [ROOT / ".build/release/trasse-server", self.public, "--port", str(self.port),
             "--config", folder / "configuration.json", *self.options],
            stderr=self.log)
        wait_for(self.url + "/healthz").close()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        status = self.process.wait(20)
        self.log.close()
        self.folder.cleanup()
        assert status == 0, f"the server ended with {status}"

    def get(self, target, **headers):
        request = urllib.request.Request(self.url + target, headers=headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read()

    def json(self, target):
        return json.loads(self.get(target))
