// The map of the staff pages: the selected layers as vector tiles of this server, and the attributes of clicked
// features. Values are inserted into the page as text, never as markup.
(function () {
  "use strict";
  document.documentElement.classList.add("script");
  var place = document.getElementById("map");
  if (!place || !window.maplibregl) return;
  var panel = document.getElementById("attributes");
  var items = Array.prototype.slice.call(document.querySelectorAll("[data-layer]"));
  var style = getComputedStyle(document.documentElement);

  function colour(element) { return getComputedStyle(element).color; }

  // The colour of each kind; without one, the colour of the layer.
  function colours(item) {
    var own = colour(item.querySelector("label .swatch"));
    var match = ["match", ["get", "kind"]];
    item.querySelectorAll("[data-kind]").forEach(function (kind) {
      match.push(kind.dataset.kind, colour(kind.querySelector(".swatch")));
    });
    return match.length === 2 ? own : match.concat([own]);
  }

  var sources = {};
  var fills = [], lines = [], points = [];
  items.forEach(function (item, number) {
    var name = "layer" + number;
    var query = item.dataset.query ? "?" + item.dataset.query : "";
    sources[name] = {
      type: "vector",
      tiles: [window.location.origin + "/staff/tiles/" + item.dataset.layer + "/{z}/{x}/{y}.mvt" + query],
      minzoom: 6,
      maxzoom: Number(place.dataset.zoom)
    };
    var visibility = item.querySelector("input").checked ? "visible" : "none";
    var paint = colours(item);
    var isBase = ["street", "building", "parcel"].indexOf(item.dataset.layer) >= 0;
    function layer(type, geometry, style) {
      return { id: name + type, type: type, source: name, "source-layer": item.dataset.layer,
        filter: ["==", ["geometry-type"], geometry], layout: { visibility: visibility }, paint: style };
    }
    fills.push(layer("fill", "Polygon", { "fill-color": paint, "fill-opacity": 0.22, "fill-outline-color": paint }));
    lines[isBase ? "unshift" : "push"](layer("line", "LineString", {
      "line-color": paint,
      "line-width": ["interpolate", ["linear"], ["zoom"], 11, isBase ? 0.5 : 1, 16, isBase ? 1.5 : 3, 19, isBase ? 3 : 6]
    }));
    points.push(layer("circle", "Point", {
      "circle-color": paint,
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 11, 1.2, 16, 4, 19, 8],
      "circle-stroke-color": style.getPropertyValue("--ground").trim(),
      "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 14, 0, 16, 1]
    }));
  });
  var ground = { id: "ground", type: "background", paint: { "background-color": style.getPropertyValue("--raised").trim() } };
  var box = place.dataset.bounds.split(",").map(Number);
  var map = new maplibregl.Map({
    container: place,
    style: { version: 8, sources: sources, layers: [ground].concat(fills, lines, points) },
    bounds: [[box[0], box[1]], [box[2], box[3]]],
    fitBoundsOptions: { padding: 30 },
    hash: true,
    minZoom: 6,
    maxZoom: 21,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
  map.addControl(new maplibregl.ScaleControl());
  map.getCanvas().setAttribute("aria-label", place.dataset.label);
  map.on("idle", function () { place.dataset.ready = "true"; });
  map.on("error", function () { say(place.dataset.fault); });

  items.forEach(function (item, number) {
    item.querySelector("input").addEventListener("change", function (event) {
      delete place.dataset.ready;
      ["fill", "line", "circle"].forEach(function (type) {
        map.setLayoutProperty("layer" + number + type, "visibility", event.target.checked ? "visible" : "none");
      });
    });
  });

  function element(name, text) {
    var created = document.createElement(name);
    if (text !== undefined) created.textContent = text;
    return created;
  }

  function say(text) {
    var hint = element("p", text);
    hint.className = "hint";
    panel.replaceChildren(hint);
  }

  // The end of a column's name states its unit.
  function written(name, value) {
    if (value === null) return "–";
    if (/_cents$/.test(name) && Number.isInteger(value))
      return (value / 100).toLocaleString(document.documentElement.lang, { minimumFractionDigits: 2 }) + " €";
    if (typeof value === "number") {
      var text = value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 6 });
      return /_m$/.test(name) ? text + " m" : text;
    }
    return String(value);
  }

  function show(item, feature, address) {
    var part = document.createDocumentFragment();
    part.append(element("h3", item.dataset.name));
    var list = element("dl");
    Object.keys(feature.properties).forEach(function (name) {
      var row = element("div");
      row.append(element("dt", name), element("dd", written(name, feature.properties[name])));
      list.append(row);
    });
    var raw = element("a", place.dataset.raw);
    raw.href = address;
    part.append(list, raw);
    var home = item.dataset.layer === "address" ? feature.properties.id : feature.properties.address_id;
    if (home) {
      var link = element("a", place.dataset.household);
      link.href = "/staff/household?id=" + encodeURIComponent(home) + "&lang=" + document.documentElement.lang;
      part.append(" · ", link);
    }
    panel.append(part);
  }

  function ask(point) {
    var around = [[point.x - 5, point.y - 5], [point.x + 5, point.y + 5]];
    var seen = {};
    var found = [];
    var isFar = false;
    map.queryRenderedFeatures(around).forEach(function (feature) {
      if (feature.source.indexOf("layer") !== 0) return;
      var item = items[Number(feature.source.slice(5))];
      var id = feature.properties.id;
      if (id === undefined) { isFar = true; return; }
      var query = new URLSearchParams(item.dataset.query);
      query.delete("beside");
      var address = "/staff/features/" + item.dataset.layer + "/" + encodeURIComponent(id) +
        (query.toString() ? "?" + query : "");
      if (seen[address] || found.length === 6) return;
      seen[address] = true;
      found.push([item, address]);
    });
    if (!found.length) return say(isFar ? place.dataset.nearer : place.dataset.nothing);
    Promise.all(found.map(function (entry) {
      return fetch(entry[1]).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      });
    })).then(function (features) {
      panel.replaceChildren();
      features.forEach(function (feature, number) { show(found[number][0], feature, found[number][1]); });
    }).catch(function () { say(place.dataset.fault); });
  }

  map.on("click", function (event) { ask(event.point); });
  document.getElementById("middle").addEventListener("click", function () {
    ask(map.project(map.getCenter()));
  });
})();
