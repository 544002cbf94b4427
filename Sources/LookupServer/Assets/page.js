// The search box as a combobox (ARIA 1.2; APG, editable combobox with list autocomplete), the print
// button and the button that loads the map. Without this script the page is a plain form.
(function () {
  "use strict";
  document.documentElement.classList.add("script");

  var language = document.documentElement.lang;
  var box = document.getElementById("q");
  if (box) combobox(box, document.getElementById("suggestions"), document.getElementById("status"));

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.addEventListener("click", function () { window.print(); });
  });

  var opener = document.querySelector("[data-map]");
  if (opener) opener.addEventListener("click", function () {
    var map = document.getElementById("map");
    opener.parentNode.hidden = true;
    map.hidden = false;
    map.nextElementSibling.hidden = false;
    var style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = map.dataset.style;
    document.head.append(style);
    load(map.dataset.script, function () { load(map.dataset.code, function () {}); });
    map.tabIndex = -1;
    map.focus();
  });

  function load(address, then) {
    var script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", then);
    document.head.append(script);
  }

  function combobox(input, list, status) {
    var options = [];
    var active = -1;
    var timer = 0;
    var asked = "";
    var request = null;

    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("autocomplete", "off");

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function open() {
      list.hidden = options.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
    }

    function mark(number) {
      Array.prototype.forEach.call(list.children, function (item, index) {
        item.setAttribute("aria-selected", String(index === number));
      });
      active = number;
      if (number < 0) {
        input.removeAttribute("aria-activedescendant");
      } else {
        input.setAttribute("aria-activedescendant", list.children[number].id);
        list.children[number].scrollIntoView({ block: "nearest" });
      }
    }

    function choose(number) {
      var option = options[number];
      close();
      if (option.properties.id) {
        input.value = option.properties.geocoding.label;
        window.location.href =
          "/a/" + encodeURIComponent(option.properties.id) + "?lang=" + language;
        return;
      }
      // A street was chosen; the house number is missing.
      input.value = option.properties.geocoding.name + " ";
      input.focus();
      input.setSelectionRange(input.value.length, input.value.length);
      ask();
    }

    function show(features) {
      options = features;
      list.replaceChildren();
      features.forEach(function (feature, index) {
        var item = document.createElement("li");
        var place = feature.properties.geocoding;
        item.id = "suggestion-" + index;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.append((place.street || place.name) + (place.housenumber ? " " + place.housenumber : ""));
        var rest = [place.postcode, place.city, place.district].filter(Boolean).join(" ");
        if (rest) {
          var small = document.createElement("small");
          small.append(rest);
          item.append(small);
        }
        item.addEventListener("mousedown", function (event) { event.preventDefault(); });
        item.addEventListener("click", function () { choose(index); });
        list.append(item);
      });
      active = -1;
      input.removeAttribute("aria-activedescendant");
      open();
      status.textContent = features.length === 0 ? status.dataset.none
        : features.length === 1 ? status.dataset.one
        : status.dataset.many.replace("#", features.length);
    }

    function ask() {
      var text = input.value.trim();
      if (text.length < 2) { asked = text; options = []; close(); return; }
      if (text === asked && options.length) { open(); return; }
      asked = text;
      if (request) request.abort();
      request = new AbortController();
      fetch("/v1/suggest?limit=8&q=" + encodeURIComponent(text), { signal: request.signal })
        .then(function (response) { return response.ok ? response.json() : { features: [] }; })
        .then(function (answer) {
          if (document.activeElement === input && asked === text) show(answer.features);
        })
        .catch(function () {});
    }

    input.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(ask, 100);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      var last = options.length - 1;
      switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        event.preventDefault();
        if (list.hidden) { if (event.key === "ArrowDown") ask(); return; }
        if (event.key === "ArrowDown") mark(active < last ? active + 1 : 0);
        else mark(active > 0 ? active - 1 : last);
        break;
      case "Enter":
        if (!list.hidden && active >= 0) { event.preventDefault(); choose(active); }
        break;
      case "Escape":
        if (!list.hidden) { event.preventDefault(); close(); }
        else input.value = "";
        break;
      case "Tab":
        close();
        break;
      }
    });
    input.form.addEventListener("submit", close);
  }
})();
