// The page of the map: the map itself (see map-draw.js), the brush on the timeline, and what stands beside them.
const $ = (selector, within = document) => within.querySelector(selector);
const box = $("#map");
const times = $("[data-times]");
let drawn = null;

// ---- the address is the state
const asked = () => new URLSearchParams(location.search);
const withParts = (path, parts) => (parts.size ? `${path}?${parts}` : path);

const beside = (parts) => htmx.ajax("GET", withParts("/map/beside", parts), { target: "#beside", swap: "outerHTML" });

// one entry of the history for each choice; what follows within a stroke of the brush takes the place of its first
function changed(parts, more = false) {
  history[more ? "replaceState" : "pushState"](null, "", withParts("/map", parts));
  beside(parts);
}

function choose(spot) {
  const parts = asked();
  parts.delete("spot");
  if (spot) parts.set("spot", spot);
  changed(parts);
}

async function places() {
  const parts = asked();
  for (const own of ["spot", "by", "zoom", "sort", "column", "every"]) parts.delete(own);
  const answer = await fetch(withParts("/api/v1/map", parts));
  if (!answer.ok) throw new Error(`/api/v1/map: ${answer.status}`);
  return answer.json();
}

function hint(text) {
  const line = $("#map-hint");
  line.textContent = text;
  line.hidden = !text;
}

// ---- without WebGL a picture that the program draws
function still() {
  if ($(".still", box)) return;
  const noscript = $("noscript", box);
  const image = new DOMParser().parseFromString(noscript.textContent, "text/html").querySelector("img");
  box.append(image);
  update();
}

function update() {
  const image = $(".still", box);
  if (!image) return;
  const parts = asked();
  if (matchMedia("(prefers-color-scheme: dark)").matches) parts.set("scheme", "dark");
  image.src = withParts("/map/places.svg", parts);
}

function canDraw() {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2"));
  } catch {
    return false;
  }
}

async function begin() {
  if (!canDraw()) return still();
  try {
    const { draw } = await import("./map-draw.js");
    drawn = await draw(box, await places(), { choose, hint });
    mark();
  } catch (error) {
    console.info(error);
    still();
  }
}

async function redraw() {
  update();
  drawn?.show(await places());
}

function mark() {
  const { lat, lon } = $("#beside").dataset;
  drawn?.mark(lat === undefined ? null : [Number(lon), Number(lat)]);
}

// ---- the brush: two handles, or a stroke across the chart
const brush = times && {
  from: $("[data-from]", times),
  until: $("[data-until]", times),
  firsts: times.dataset.firsts.split(" "),
  lasts: times.dataset.lasts.split(" "),
};
const KEYS = 1000; // milliseconds within which keys are one stroke
let [waiting, stroke, kept, pressed] = [0, 0, 0, -KEYS];

function shade() {
  const [a, b] = [Number(brush.from.value), Number(brush.until.value)];
  const width = 1000 / brush.firsts.length;
  const chosen = $("[data-chosen]", times);
  chosen.setAttribute("x", a * width);
  chosen.setAttribute("width", (b - a + 1) * width);
  brush.from.setAttribute("aria-valuetext", brush.firsts[a]);
  brush.until.setAttribute("aria-valuetext", brush.lasts[b]);
}

function brushed() {
  shade();
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const [a, b] = [Number(brush.from.value), Number(brush.until.value)];
    const parts = asked();
    const whole = a === 0 && b === brush.firsts.length - 1;
    for (const [name, day] of [["since", brush.firsts[a]], ["until", brush.lasts[b]]]) {
      if (whole) parts.delete(name);
      else parts.set(name, day);
      $(`[data-days] [name=${name}]`).value = whole ? "" : day;
    }
    $("[data-all]").hidden = whole;
    $("[data-set^=zoom]").hidden = whole && !parts.has("zoom");
    changed(parts, stroke === kept);
    kept = stroke;
    redraw();
  }, 150);
}

function moved(handle) {
  const [a, b] = [Number(brush.from.value), Number(brush.until.value)];
  if (a > b) (handle === brush.from ? brush.until : brush.from).value = handle.value;
  brushed();
}

function barAt(event) {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  const share = Math.max(0, Math.min(0.9999, (event.clientX - left) / width));
  return Math.floor(share * brush.firsts.length);
}

function strokes(chart) {
  let from = null;
  const reach = (event) => {
    const at = barAt(event);
    brush.from.value = Math.min(from, at);
    brush.until.value = Math.max(from, at);
    brushed();
  };
  chart.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    chart.setPointerCapture(event.pointerId);
    from = barAt(event);
    begun();
    reach(event);
  });
  chart.addEventListener("pointermove", (event) => from !== null && reach(event));
  for (const end of ["pointerup", "pointercancel"]) chart.addEventListener(end, () => (from = null));
}

// a stroke begins where a pointer is put down, or a key after a while without any
function begun() {
  stroke += 1;
}

function keyed() {
  if (performance.now() - pressed > KEYS) begun();
  pressed = performance.now();
}

// the handles as the address has it: back and forward lead here
function restored() {
  clearTimeout(waiting);
  if (brush) {
    const [since, until] = ["since", "until"].map((name) => asked().get(name) ?? "");
    const [first, end] = [brush.lasts.findIndex((day) => day >= since), brush.firsts.findLastIndex((day) => !until || day <= until)];
    brush.from.value = Math.max(0, first);
    brush.until.value = Math.max(0, end);
    $("[data-days] [name=since]").value = since;
    $("[data-days] [name=until]").value = until;
    $("[data-all]").hidden = !since && !until;
    shade();
  }
  beside(asked());
  redraw();
}

if (brush) {
  for (const handle of [brush.from, brush.until]) {
    handle.addEventListener("input", () => moved(handle));
    handle.addEventListener("pointerdown", begun);
    handle.addEventListener("keydown", keyed);
  }
  strokes($("[data-chart]", times));
  const all = $("[data-all]", times);
  all.hidden = !asked().has("since") && !asked().has("until");
  all.addEventListener("click", () => {
    begun();
    brush.from.value = 0;
    brush.until.value = brush.firsts.length - 1;
    brushed();
  });
}

window.addEventListener("popstate", restored);

// ---- a place is chosen in the list as on the map
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-spot], a[data-set]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  if (link.dataset.set === undefined) return choose(link.dataset.spot);
  const [name, value] = link.dataset.set.split("="); // of the time that is chosen now, not of that when the page came
  const parts = asked();
  if (value) parts.set(name, value);
  else parts.delete(name);
  location.assign(withParts("/map", parts));
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "beside" && event.detail.target?.id !== "beside") return;
  mark();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => (drawn ? drawn.recolour() : update()));

begin();
