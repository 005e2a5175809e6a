// The map: the base that is shipped, areas for what is told of no point, and marks of places, drawn together where they
// would overlap.  Events are round, tolls square and hatched, control stands on a corner; several are shares of a round.
import { Map as GLMap } from "./maplibre-gl.mjs";

const KINDS = ["event", "toll", "control"];
const FONT = ["system-ui, sans-serif"];
const [NEAR, CLOSEST] = [5, 11]; // the zoom at which a chosen place is shown, and the largest

// ---- shapes
function decoded(flat, scale) {
  const points = [];
  let [x, y] = [0, 0];
  for (let i = 0; i < flat.length; i += 2) points.push([(x += flat[i]) / scale, (y += flat[i + 1]) / scale]);
  return points;
}

const collection = (features) => ({ type: "FeatureCollection", features });
const feature = (type, coordinates, properties = {}) => ({ type: "Feature", geometry: { type, coordinates }, properties });

function circle([lon, lat], km) {
  const [up, turn] = [km / 111.2, Math.PI / 24];
  const across = up / Math.max(Math.cos((lat * Math.PI) / 180), 0.1);
  const points = [...Array(49).keys()].map((i) => [
    lon + across * Math.cos(i * turn),
    Math.max(-85, Math.min(85, lat + up * Math.sin(i * turn))),
  ]);
  return [points];
}

const most = (told) => KINDS.reduce((best, kind) => (told[kind] > told[best] ? kind : best), "event");

// from this zoom on an area is large enough to be seen, and needs no mark
const seenFrom = (lat, km) => Math.log2((16 * 40075 * Math.cos((lat * Math.PI) / 180)) / (512 * km));

function marksOf(places) {
  return collection(places.map((one) => {
    const told = one.properties;
    const seen = told.radius_km ? seenFrom(one.geometry.coordinates[1], told.radius_km) : 99;
    return { ...one, properties: { ...told, vague: told.radius_km > 0, seen } };
  }));
}

function areasOf(places) {
  return collection(
    places
      .filter((one) => one.properties.radius_km)
      .sort((a, b) => b.properties.radius_km - a.properties.radius_km)
      .map((one) => {
        const told = one.properties;
        return feature("Polygon", circle(one.geometry.coordinates, told.radius_km), { ...told, most: most(told) });
      }),
  );
}

// ---- colours are those of the page
function colours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["sea", "land", "border", "ink", "weak", "paper", "accent", ...KINDS];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

// ---- images: "m/p/4/0/2/3" is a point, of which the quarters of each kind and the size are given; "hatch/toll" an area
function canvas(size) {
  const made = document.createElement("canvas");
  made.width = made.height = size;
  const pen = made.getContext("2d", { willReadFrequently: true });
  return pen;
}

function outline(pen, kind, middle, r) {
  pen.beginPath();
  if (kind === "toll") pen.rect(middle - r * 0.88, middle - r * 0.88, r * 1.76, r * 1.76);
  else if (kind === "control") {
    const d = r * 1.2;
    pen.moveTo(middle, middle - d);
    for (const [x, y] of [[d, 0], [0, d], [-d, 0]]) pen.lineTo(middle + x, middle + y);
    pen.closePath();
  } else pen.arc(middle, middle, r, 0, 2 * Math.PI);
}

function hatch(pen, kind, size, ink) {
  pen.strokeStyle = ink;
  pen.lineWidth = 2;
  if (kind === "toll") for (let i = -size; i < size; i += 8) line(pen, i, 0, i + size, size);
  if (kind === "control") for (let i = 2; i < size; i += 8) line(pen, 0, i, size, i);
}

function line(pen, ...[x0, y0, x1, y1]) {
  pen.beginPath();
  pen.moveTo(x0, y0);
  pen.lineTo(x1, y1);
  pen.stroke();
}

function markImage([how, ...numbers], ink) {
  const size = Number(numbers.pop());
  const shares = numbers.map(Number);
  const sum = shares.reduce((a, b) => a + b);
  const r = 2 * (6 + 1.6 * size);
  const pen = canvas(Math.ceil(2.6 * r + 8));
  const middle = pen.canvas.width / 2;
  const kinds = KINDS.filter((_, i) => shares[i]);
  const shape = kinds.length === 1 && how !== "c" ? kinds[0] : "event";
  pen.save();
  pen.globalAlpha = how === "v" ? 0.45 : 0.94;
  let turn = -Math.PI / 2;
  KINDS.forEach((kind, i) => {
    if (!shares[i]) return;
    pen.save();
    outline(pen, shape, middle, r);
    pen.clip();
    const next = turn + (2 * Math.PI * shares[i]) / sum;
    if (kinds.length > 1) {
      pen.beginPath();
      pen.moveTo(middle, middle);
      pen.arc(middle, middle, 2 * r, turn, next);
      pen.clip();
    }
    turn = next;
    pen.fillStyle = ink[kind];
    pen.fillRect(0, 0, pen.canvas.width, pen.canvas.width);
    if (kinds.length > 1 || how === "c") hatch(pen, kind, pen.canvas.width, ink.land);
    pen.restore();
  });
  pen.restore();
  outline(pen, shape, middle, r + 1);
  pen.setLineDash(how === "v" ? [6, 5] : []);
  pen.strokeStyle = how === "v" ? ink[kinds[0]] : ink.paper;
  pen.lineWidth = 2.5;
  pen.stroke();
  if (how === "c") {
    outline(pen, "event", middle, r + 4);
    pen.strokeStyle = ink.weak;
    pen.lineWidth = 1.5;
    pen.stroke();
  }
  return pen;
}

function hatchImage([kind], ink) {
  const pen = canvas(16);
  pen.globalAlpha = 0.1;
  pen.fillStyle = ink[kind];
  pen.fillRect(0, 0, 16, 16);
  pen.globalAlpha = 0.4;
  hatch(pen, kind, 16, ink[kind]);
  if (kind === "event") {
    pen.fillStyle = ink.event;
    pen.fillRect(6, 6, 3, 3);
  }
  return pen;
}

function image(map, id, ink) {
  const [what, ...rest] = id.split("/");
  const make = { m: markImage, hatch: hatchImage }[what];
  if (!make || map.hasImage(id)) return;
  const pen = make(rest, ink);
  map.addImage(id, pen.getImageData(0, 0, pen.canvas.width, pen.canvas.height), { pixelRatio: 2 });
}

// ---- the style
const total = ["+", ...KINDS.map((kind) => ["get", kind])];
const quarters = KINDS.map((kind) => ["to-string", ["ceil", ["*", 4, ["/", ["get", kind], total]]]]);
const how = ["case", ["has", "point_count"], "c", ["get", "vague"], "v", "p"];
const size = ["to-string", ["min", 8, ["floor", ["log2", total]]]];
const icon = ["concat", "m/", how, ...quarters.flatMap((one) => ["/", one]), "/", size];

function style(base, ink) {
  const rings = (what) => collection(base[what].map((flat) => feature("Polygon", [decoded(flat, base.scale)])));
  const lines = (what) => collection(base[what].map((flat) => feature("LineString", decoded(flat, base.scale))));
  const names = collection(base.labels.map(([name, lon, lat, from]) => feature("Point", [lon, lat], { name, from })));
  const source = (data, more = {}) => ({ type: "geojson", data, ...more });
  const cluster = {
    cluster: true, clusterRadius: 34, clusterMaxZoom: 9,
    clusterProperties: Object.fromEntries(KINDS.map((kind) => [kind, ["+", ["get", kind]]])),
  };
  const none = collection([]);
  const words = { "text-font": FONT, "text-size": 11 };
  const halo = { "text-color": ink.ink, "text-halo-color": ink.land, "text-halo-width": 1.5 };
  return {
    version: 8,
    sources: {
      land: source(rings("land"), { tolerance: 0.2 }), water: source(rings("water")), borders: source(lines("borders")),
      disputed: source(lines("disputed")), names: source(names), areas: source(none), places: source(none, cluster),
      chosen: source(none),
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": ink.sea } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": ink.land, "fill-outline-color": ink.border } },
      { id: "water", type: "fill", source: "water", paint: { "fill-color": ink.sea } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": ink.border, "line-width": 1 } },
      { id: "disputed", type: "line", source: "disputed", paint: { "line-color": ink.border, "line-width": 1.2, "line-dasharray": [1, 3] } },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-pattern": ["concat", "hatch/", ["get", "most"]] } },
      { id: "edges", type: "line", source: "areas", paint: { "line-color": ["match", ["get", "most"], "toll", ink.toll, "control", ink.control, ink.event], "line-width": 1.2, "line-dasharray": [3, 2] } },
      { id: "names", type: "symbol", source: "names", filter: [">=", ["zoom"], ["get", "from"]], layout: { ...words, "text-field": ["get", "name"] }, paint: { ...halo, "text-color": ink.weak } },
      { id: "chosen", type: "circle", source: "chosen", paint: { "circle-radius": 22, "circle-color": "rgba(0,0,0,0)", "circle-stroke-color": ink.accent, "circle-stroke-width": 3 } },
      { id: "places", type: "symbol", source: "places", filter: ["any", ["has", "point_count"], ["<", ["zoom"], ["get", "seen"]]], layout: { "icon-image": icon, "icon-allow-overlap": true, "icon-ignore-placement": true, "symbol-sort-key": total } },
      { id: "words", type: "symbol", source: "places", filter: ["!", ["has", "point_count"]], layout: { ...words, "text-field": ["concat", ["get", "place"], " ", ["to-string", total]], "text-variable-anchor": ["top", "bottom", "left", "right"], "text-radial-offset": 1.3, "symbol-sort-key": ["-", total] }, paint: halo },
    ],
  };
}

// ---- drawing
// whole countries say where something is by far too widely to be looked at all at once: points and small areas come first
const SMALL_KM = 120;

// what most is claimed of, without what lies far from it: a twentieth of the claims at every side may be out of sight
function usual(every) {
  const small = every.filter(({ properties }) => properties.radius_km <= SMALL_KM);
  const places = small.length ? small : every;
  const kept = [0, 1].flatMap((axis) => {
    const sorted = [...places].sort((a, b) => a.geometry.coordinates[axis] - b.geometry.coordinates[axis]);
    return [outlying(sorted), outlying(sorted.reverse())];
  });
  const out = new Set(kept.flat());
  const left = places.filter((one) => !out.has(one));
  return bounds(left.length ? left : places);
}

function outlying(sorted) {
  const claims = ({ properties }) => KINDS.reduce((sum, kind) => sum + properties[kind], 0);
  let spare = 0.05 * sorted.reduce((sum, one) => sum + claims(one), 0);
  return sorted.slice(0, Math.max(0, sorted.findIndex((one) => (spare -= claims(one)) < 0)));
}

function bounds(places) {
  const box = [180, 85, -180, -85];
  for (const { geometry: { coordinates: [lon, lat] }, properties } of places) {
    const reach = Math.max(properties.radius_km, 20) / 111;
    box[0] = Math.min(box[0], lon - reach);
    box[1] = Math.max(-85, Math.min(box[1], lat - reach));
    box[2] = Math.max(box[2], lon + reach);
    box[3] = Math.min(85, Math.max(box[3], lat + reach));
  }
  return places.length ? box : [-120, -40, 150, 65];
}

function buttons(box, map, words) {
  const group = document.createElement("div");
  group.className = "zooms";
  for (const [sign, label, act] of [["+", words.closer, () => map.zoomIn()], ["−", words.wider, () => map.zoomOut()], ["◻", words.allPlaces, () => map.fitBounds(map.whole, { padding: 40, maxZoom: 7 })]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", label);
    button.title = label;
    button.addEventListener("click", act);
    group.append(button);
  }
  box.append(group);
}

function told(properties, words) {
  const counts = KINDS.filter((kind) => properties[kind]).map((kind) => `${words[kind]}: ${properties[kind]}`);
  return [properties.place, ...counts].filter(Boolean).join(" · ");
}

function listen(map, words, { choose, hint }) {
  const at = (point) => map.queryRenderedFeatures(point, { layers: ["places", "words"] })[0]
    ?? map.queryRenderedFeatures(point, { layers: ["areas"] }).sort((a, b) => a.properties.radius_km - b.properties.radius_km)[0];
  map.on("click", async (event) => {
    const found = at(event.point);
    if (!found) return;
    if (found.properties.at) return choose(found.properties.at);
    const zoom = await map.getSource("places").getClusterExpansionZoom(found.properties.cluster_id);
    map.easeTo({ center: found.geometry.coordinates, zoom: Math.min(zoom + 0.2, CLOSEST), animate: !calm() });
  });
  map.on("mousemove", (event) => {
    const found = at(event.point);
    map.getCanvas().style.cursor = found ? "pointer" : "";
    hint(found ? told(found.properties, words) : "");
  });
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export async function draw(box, found, page) {
  const base = await (await fetch("/static/base-map.json")).json();
  const words = box.dataset;
  let [ink, places, chosen] = [colours(), found.features, null];
  const map = new GLMap({
    container: box, style: style(base, ink), attributionControl: false, maplibreLogo: false, dragRotate: false,
    pitchWithRotate: false, touchPitch: false, maxZoom: CLOSEST, bounds: usual(places), fadeDuration: 0,
    fitBoundsOptions: { padding: 40, maxZoom: 7 }, locale: { "Map.Title": words.title },
  });
  map.whole = bounds(places);
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.setMissingStyleImageResolver((id) => image(map, id, ink));
  const fill = () => {
    map.getSource("places").setData(marksOf(places));
    map.getSource("areas").setData(areasOf(places));
    map.getSource("chosen").setData(collection(chosen ? [feature("Point", chosen)] : []));
  };
  await map.once("load");
  fill();
  buttons(box, map, words);
  listen(map, words, page);
  map.once("idle", () => (box.dataset.drawn = places.length));
  return {
    show(now) {
      places = now.features;
      map.whole = bounds(places);
      fill();
      map.once("idle", () => (box.dataset.drawn = places.length));
    },
    mark(point) {
      chosen = point;
      fill();
      if (point) map.easeTo({ center: point, zoom: Math.max(map.getZoom(), NEAR), animate: !calm() });
    },
    recolour() {
      ink = colours();
      map.once("styledata", fill);
      map.setStyle(style(base, ink), { diff: false });
    },
  };
}
