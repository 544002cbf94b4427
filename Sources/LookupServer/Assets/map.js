// The map: the availability classes as dots from this server's tiles, centred on the address.
(function () {
  "use strict";
  var place = document.getElementById("map");
  var dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  var style = getComputedStyle(document.documentElement);
  function colour(name) { return style.getPropertyValue(name).trim(); }
  // The library interprets attributions as HTML.
  function escaped(text) {
    var span = document.createElement("span");
    span.textContent = text;
    return span.innerHTML;
  }
  var middle = [Number(place.dataset.longitude), Number(place.dataset.latitude)];
  var sources = {
    addresses: {
      type: "vector",
      tiles: [window.location.origin + "/tiles/{z}/{x}/{y}.mvt"],
      minzoom: 6,
      maxzoom: 16
    }
  };
  var layers = [
    { id: "ground", type: "background", paint: { "background-color": colour("--raised") } }
  ];
  if (place.dataset.base) {
    sources.base = {
      type: "raster",
      tiles: [place.dataset.base],
      tileSize: 256,
      attribution: escaped(place.dataset.attribution)
    };
    layers.push({ id: "base", type: "raster", source: "base",
      paint: dark ? { "raster-brightness-max": 0.6 } : {} });
  }
  layers.push({
    id: "addresses",
    type: "circle",
    source: "addresses",
    "source-layer": "addresses",
    paint: {
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 9, 1.2, 13, 2.2, 16, 5, 18, 9],
      "circle-color": ["match", ["get", "class"],
        "available", colour("--available"),
        "under_construction", colour("--under_construction"),
        "planned", colour("--planned"),
        "ask", colour("--ask"),
        colour("--not_planned")],
      "circle-stroke-color": colour("--ground"),
      "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 13, 0, 16, 1.5]
    }
  });
  var map = new maplibregl.Map({
    container: place,
    style: { version: 8, sources: sources, layers: layers },
    center: middle,
    zoom: 16.2,
    minZoom: 8,
    maxZoom: 18.9,
    attributionControl: place.dataset.base ? { compact: true } : false,
    cooperativeGestures: false,
    dragRotate: false,
    pitchWithRotate: false
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
  var marker = new maplibregl.Marker({ color: colour("--accent") }).setLngLat(middle).addTo(map);
  marker.getElement().setAttribute("aria-label", place.dataset.label);
  map.on("mouseenter", "addresses", function () { map.getCanvas().style.cursor = "pointer"; });
  map.on("mouseleave", "addresses", function () { map.getCanvas().style.cursor = ""; });
  map.on("click", "addresses", function (event) {
    var id = event.features[0].properties.id;
    if (id) window.location.href =
      "/a/" + encodeURIComponent(id) + "?lang=" + document.documentElement.lang;
  });
  map.on("idle", function () { place.dataset.ready = "true"; });
})();
