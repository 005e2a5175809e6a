// A search box with a list of what is known: the combobox of the ARIA practices, in which anything may be typed too.
"use strict";

const PARTS = {
  actors: ["country", "sector", "role", "wikidata"],
  places: ["country", "lat", "lon", "geonames", "wikidata", "precision"],
};
const listOf = (input) => document.getElementById(input.getAttribute("aria-controls"));
const found = new WeakMap(); // what the list of an input shows
let asking = null;

async function ask(input) {
  const words = input.value.trim();
  asking?.abort();
  if (!words) return close(input);
  asking = new AbortController();
  const on = $("[data-day]")?.dataset.day;
  const address = `/api/v1/knowledge/${input.dataset.search}?${new URLSearchParams({ q: words, ...(on && input.dataset.search === "actors" ? { on } : {}) })}`;
  try {
    const answer = await fetch(address, { signal: asking.signal });
    if (answer.ok) open(input, (await answer.json()).items);
  } catch (error) {
    if (error.name !== "AbortError") close(input);
  }
}

function open(input, items) {
  const list = listOf(input);
  found.set(input, items);
  list.replaceChildren(...items.map((item, i) => option(`${list.id}-${i}`, item)));
  list.hidden = !items.length;
  input.setAttribute("aria-expanded", String(Boolean(items.length)));
  input.removeAttribute("aria-activedescendant");
}

function option(id, item) {
  const line = document.createElement("li");
  Object.assign(line, { id, role: "option" });
  line.setAttribute("aria-selected", "false");
  const name = document.createElement("b");
  name.textContent = item.name;
  const rest = document.createElement("span");
  rest.className = "rest";
  const where = item.lat != null ? `${item.lat.toFixed(2)}, ${item.lon.toFixed(2)}` : "";
  const people = item.population ? item.population.toLocaleString("en") : "";
  const alias = item.found_as && item.found_as !== item.name ? `“${item.found_as}”` : "";
  rest.textContent = [item.kind, item.country, item.sector, item.role, where, people, alias, item.about].filter(Boolean).join(" · ");
  line.append(name, rest);
  return line;
}

function close(input) {
  const list = listOf(input);
  list.hidden = true;
  list.replaceChildren();
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function mark(input, step) {
  const lines = [...listOf(input).children];
  const at = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
  const next = (at + step + lines.length + (at < 0 && step < 0 ? 1 : 0)) % lines.length;
  lines.forEach((line, i) => line.setAttribute("aria-selected", String(i === next)));
  input.setAttribute("aria-activedescendant", lines[next].id);
  lines[next].scrollIntoView({ block: "nearest" });
}

function take(input, number) {
  const item = found.get(input)?.[number];
  if (!item) return;
  const field = (part) => document.getElementById(`in-${input.dataset.row}.${part}`);
  input.value = item.name;
  const parts = PARTS[input.dataset.search];
  for (const part of parts) field(part).value = item[part] ?? "";
  const gist = $(`[data-gist="${CSS.escape(input.dataset.row)}"]`);
  if (gist) gist.textContent = ` ${parts.slice(0, 3).map((part) => item[part]).filter((told) => told != null).join(" · ")}`;
  close(input);
}

const isBox = (target) => target.matches?.("[data-search]");

document.addEventListener("input", (event) => {
  if (isBox(event.target) && event.isTrusted) ask(event.target);
});
document.addEventListener("focusout", (event) => {
  if (isBox(event.target)) setTimeout(() => event.target.isConnected && close(event.target), 150); // after a click on the list
});
document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!isBox(input)) return;
  const isOpen = !listOf(input).hidden;
  const active = input.getAttribute("aria-activedescendant");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (isOpen) mark(input, event.key === "ArrowDown" ? 1 : -1);
    else ask(input);
  } else if (event.key === "Enter" && isOpen && active) {
    event.preventDefault();
    take(input, Number(active.split("-").pop()));
  } else if (event.key === "Escape" && isOpen) {
    event.preventDefault();
    event.stopImmediatePropagation();
    close(input);
  }
}, true);
document.addEventListener("mousedown", (event) => {
  const line = event.target.closest?.("[role=option]");
  const input = line && $(`[aria-controls="${CSS.escape(line.parentElement.id)}"]`);
  if (!input) return;
  event.preventDefault();
  take(input, Number(line.id.split("-").pop()));
});
