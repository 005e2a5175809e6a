// The review pages beyond links and forms: a key for each decision, and keys that can be changed.
"use strict";

const KEYS = { accept: "a", correct: "c", reject: "r", unsure: "u", undo: "z", skip: "s", use: "e", text: "t", reason: "m" };
const TAKEN = ["j", "k", "n", "p", "g", "/", "?", "Enter", "Escape", "Tab", " "]; // what other keys of the pages do

function keysNow() {
  try {
    return { ...KEYS, ...JSON.parse(localStorage.getItem("truceline.review.keys") ?? "{}") };
  } catch {
    return { ...KEYS }; // storage that is shut or holds something else
  }
}

function showKeys(within = document) {
  const keys = keysNow();
  for (const place of $$("[data-key]", within)) place.textContent = keys[place.dataset.key];
  for (const button of $$("[data-action]", within)) button.setAttribute("aria-keyshortcuts", keys[button.dataset.action]);
}

// Before the keys of all pages: "g" and then a letter goes elsewhere and decides nothing.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || going || $("dialog[open]")) return;
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (event.key === "Escape" && typing) typing.blur();
  if (typing || event.repeat) return;
  const action = Object.entries(keysNow()).find(([, key]) => key === event.key)?.[0];
  const target = action && $(`[data-action="${action}"]`);
  if (!target) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (target.matches("input, textarea, [data-text]")) target.focus();
  else target.click();
}, true);

// ---- the page on which keys are changed
function offerKeys() {
  const page = $("[data-settings]");
  if (!page) return;
  const keys = keysNow();
  for (const input of $$("[data-key-for]", page)) input.value = keys[input.dataset.keyFor];
}

function keepKey(input) {
  const name = input.dataset.keyFor;
  const key = input.value.trim();
  const keys = keysNow();
  const said = $("[data-said]");
  const other = Object.keys(keys).find((action) => action !== name && keys[action] === key);
  if ([...key].length !== 1 || TAKEN.includes(key) || other) {
    said.textContent = other ? said.dataset.used : said.dataset.refused;
    input.value = keys[name];
    return;
  }
  localStorage.setItem("truceline.review.keys", JSON.stringify({ ...keys, [name]: key }));
  said.textContent = said.dataset.kept;
  showKeys();
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-key-for]")) keepKey(event.target);
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-usual-keys]")) return;
  localStorage.removeItem("truceline.review.keys");
  offerKeys();
  showKeys();
  $("[data-said]").textContent = $("[data-said]").dataset.usual;
});

// ---- a claim or its form comes without a new page: it is scrolled to, and its heading has the focus
let shownNow = null;

function ready() {
  showKeys();
  offerKeys();
  const claim = $("[data-claim]")?.dataset.claim;
  const now = claim && `${claim} ${$(".correct") ? "form" : ""}`;
  if (!now || now === shownNow) return;
  const another = shownNow !== null && shownNow.split(" ")[0] !== claim;
  if (shownNow !== null && !$("[autofocus]")) $("[data-begin]")?.focus({ preventScroll: true });
  shownNow = now;
  if (another) scrollTo(0, 0);
  $(".choosing .span.now")?.scrollIntoView({ block: "nearest" });
}
document.addEventListener("DOMContentLoaded", ready);
document.addEventListener("htmx:afterSettle", ready);
document.addEventListener("htmx:beforeSwap", (event) => {
  if (![409, 422].includes(event.detail.xhr.status)) return;
  event.detail.shouldSwap = true; // the page says what is wrong
  event.detail.isError = false;
});
