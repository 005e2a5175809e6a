// What the pages do beyond links and forms: keys, the search dialog, and the walk through the claims of a report.
"use strict";

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
document.documentElement.classList.add("js");

// ---- the search dialog and the list of keys
const finder = () => $("#finder");

function find(words = "") {
  if (finder().open) return;
  finder().showModal();
  const input = $("#finder-words");
  input.value = words;
  input.focus();
}

function openKeys() {
  $("#keys").showModal();
  $("#keys-title").focus(); // else the first link of the list has it, which stands far down
}

function moveInFinder(step) {
  const links = $$("#finder-found .hits a");
  if (!links.length) return;
  const at = links.indexOf(document.activeElement);
  const next = at + step;
  if (next < 0) $("#finder-words").focus();
  else links[Math.min(next, links.length - 1)].focus();
}

// ---- rows of a list
function moveRow(step) {
  const rows = $$("[data-row]");
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.classList.contains("at"));
  const next = Math.max(0, Math.min(rows.length - 1, at + step));
  rows[at]?.classList.remove("at");
  rows[next].classList.add("at");
  $("a, summary", rows[next])?.focus({ preventScroll: true });
  rows[next].scrollIntoView({ block: "nearest" });
}

// ---- the claims of a report
function show(number, scroll) {
  const cards = $$("[data-card]");
  if (!cards.length) return;
  const at = (number + cards.length) % cards.length;
  cards.forEach((card, i) => card.classList.toggle("now", i === at));
  let first = null;
  for (const span of $$("[data-claims]")) {
    const now = span.dataset.claims.split(" ").includes(String(at));
    span.classList.toggle("now", now);
    if (now && first === null) first = span;
  }
  $("[data-at]").textContent = `${at + 1} / ${cards.length}`;
  $(".cards").scrollTop = 0;
  if (scroll) {
    first?.scrollIntoView({ block: "center" });
    history.replaceState(null, "", `#${cards[at].id}`);
  }
}

const shown = () => $$("[data-card]").findIndex((card) => card.classList.contains("now"));

function spanAt(target) {
  const numbers = target.closest?.("[data-claims]")?.dataset.claims.split(" ").map(Number);
  if (!numbers) return null;
  const next = numbers.indexOf(shown()) + 1; // a second look at overlapping spans shows the next of them
  return { numbers, next: numbers[next % numbers.length] };
}

function walkFromAddress() {
  if (!$("[data-card]")) return;
  const wanted = $$("[data-card]").findIndex((card) => `#${card.id}` === location.hash);
  show(Math.max(wanted, 0), wanted >= 0);
}

// ---- keys
let going = false;

function pressed(event) {
  if (!finder()) return; // before signing in there is nothing to go to
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    find();
    return;
  }
  if (finder().open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    moveInFinder(event.key === "ArrowDown" ? 1 : -1);
    return;
  }
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea, dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (going) {
    going = false;
    const goal = $(`[data-go="${CSS.escape(event.key)}"]`);
    if (goal) location.assign(goal.dataset.to);
    return;
  }
  const cards = Boolean($("[data-card]"));
  const actions = {
    j: () => (cards ? show(shown() + 1, true) : moveRow(1)),
    k: () => (cards ? show(shown() - 1, true) : moveRow(-1)),
    n: () => $("a[rel=next]")?.click(),
    p: () => $("a[rel=prev]")?.click(),
    g: () => (going = true),
    "/": () => ($("[data-words]") ?? $("[data-find]")).focus(),
    "?": openKeys,
  };
  if (!actions[event.key]) return;
  event.preventDefault();
  actions[event.key]();
}

document.addEventListener("keydown", pressed);
document.addEventListener("click", (event) => {
  const target = event.target;
  if (target.closest("[data-keys]")) openKeys();
  const walk = target.closest("[data-walk]");
  if (walk) show(shown() + Number(walk.dataset.walk), true);
  const span = spanAt(target);
  if (span) show(span.next, false);
  if (target.tagName === "DIALOG") target.close(); // the backdrop
  for (const menu of $$(".menu[open]")) if (!menu.contains(target)) menu.open = false;
});
document.addEventListener("mouseover", (event) => {
  const span = spanAt(event.target);
  if (span && !span.numbers.includes(shown())) show(span.numbers[span.numbers.length - 1], false);
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});
window.addEventListener("hashchange", walkFromAddress);

// ---- what changes something is sent with the token that only our pages know
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRF-Token"] = $("meta[name=csrf]").content;
});

// ---- after another choice, facets stay as they were unfolded
let unfolded = new Set();
document.addEventListener("htmx:beforeSwap", () => {
  unfolded = new Set($$(".facet[open], .narrow[open]").map((facet) => facet.id));
});

function settle() {
  if (unfolded.size) for (const facet of $$(".facet")) facet.open ||= unfolded.has(facet.id);
  const narrow = $("#narrow");
  if (narrow && matchMedia("(max-width: 62rem)").matches) narrow.open = unfolded.has("narrow");
}

document.addEventListener("htmx:afterSettle", settle);
document.addEventListener("DOMContentLoaded", () => {
  settle();
  walkFromAddress();
  $(".bar nav > [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
});
