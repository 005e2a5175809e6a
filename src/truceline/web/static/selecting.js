// Words of a report chosen with the mouse or with keys, and put into the field of a form.
"use strict";

const textBox = () => $("[data-text]");
const points = (text) => [...text].length; // offsets count code points, as the ledger does

// Where a place in the page is in the text of the report; null outside of it.
function offsetAt(node, at) {
  if (node.nodeType !== Node.TEXT_NODE) {
    const next = node.childNodes[at];
    if (next) return offsetAt(next, 0);
    const last = node.childNodes[at - 1];
    if (last) return offsetAt(last, last.nodeType === Node.TEXT_NODE ? last.length : last.childNodes.length);
    return null;
  }
  const piece = node.parentElement.closest("[data-offset]");
  return piece ? Number(piece.dataset.offset) + points(node.data.slice(0, at)) : null;
}

// The text as code points at their offsets; what stands between paragraphs is not on the page, and is null here.
const read = new WeakMap();
function lettersOf(box) {
  if (!read.has(box)) {
    const letters = [];
    for (const piece of $$("[data-offset]", box)) {
      [...piece.textContent].forEach((letter, i) => (letters[Number(piece.dataset.offset) + i] = letter));
    }
    read.set(box, Array.from(letters, (letter) => letter ?? null));
  }
  return read.get(box);
}

// Where the choice begins and ends, as [anchor, focus]; null where nothing of the report is chosen.
function chosenRange() {
  const box = textBox();
  const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = getSelection();
  if (!box || isCollapsed || !box.contains(anchorNode) || !box.contains(focusNode)) return null;
  const range = [offsetAt(anchorNode, anchorOffset), offsetAt(focusNode, focusOffset)];
  return range.includes(null) ? null : range;
}

// The words chosen: {start, text}, without white space at the ends; null where there are none.
function chosenWords() {
  const range = chosenRange();
  if (!range) return null;
  const letters = lettersOf(textBox());
  let [start, end] = [Math.min(...range), Math.max(...range)];
  const blank = (at) => !letters[at]?.trim();
  while (start < end && blank(start)) start += 1;
  while (end > start && blank(end - 1)) end -= 1;
  const text = letters.slice(start, end).map((letter) => letter ?? "\n").join("");
  return text ? { start, text } : null;
}

// ---- which field the words go to: the one that was in last
let wordsField = "span.text";
const fieldFor = () => $(`[data-words-for="${CSS.escape(wordsField)}"]`) ?? $("[data-words-for]");

function showTarget() {
  for (const field of $$("[data-words-for]")) field.classList.toggle("target", field === fieldFor());
  const name = $("[data-target]");
  const label = fieldFor() && $(`label[for="${CSS.escape(fieldFor().id)}"]`);
  if (name && label) name.textContent = label.textContent;
}

function useWords() {
  const chosen = chosenWords();
  const field = fieldFor();
  const said = $("[data-chosen]");
  if (!chosen || !field) {
    if (said) said.textContent = said.dataset.none;
    return;
  }
  field.value = chosen.text;
  const start = field.dataset.startFor && document.getElementById(field.dataset.startFor);
  if (start) start.value = chosen.start;
  if (said) said.textContent = `“${chosen.text}”`;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("focusin", (event) => {
  if (!event.target.matches("[data-words-for]")) return;
  wordsField = event.target.dataset.wordsFor;
  showTarget();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-use]")) useWords();
});

// ---- with keys: arrows go from word to word and to other paragraphs; Shift widens or narrows what is chosen
function wordsOf(letters) {
  const words = [];
  letters.forEach((letter, at) => {
    if (letter === null || !/[\p{L}\p{N}\p{M}'’-]/u.test(letter)) return;
    if (words.at(-1)?.[1] === at) words.at(-1)[1] = at + 1;
    else words.push([at, at + 1]);
  });
  return words;
}

function placeOf(offset) {
  let last = null;
  for (const piece of $$("[data-offset]", textBox())) {
    const node = piece.firstChild;
    const start = Number(piece.dataset.offset);
    if (!node || start > offset) continue;
    const letters = [...node.data];
    last = [node, letters.slice(0, offset - start).join("").length];
    if (offset <= start + letters.length) break;
  }
  return last;
}

function choose(anchor, focus) {
  const [from, to] = [placeOf(anchor), placeOf(focus)];
  if (!from || !to) return;
  getSelection().setBaseAndExtent(...from, ...to);
  to[0].parentElement.scrollIntoView({ block: "nearest" });
}

function begin() {
  const now = $(".span.now", textBox());
  const [start, end] = wordsOf(lettersOf(textBox()))[0] ?? [0, 0];
  if (!now) return choose(start, end);
  const at = Number(now.dataset.offset);
  choose(at, at + points(now.textContent));
}

const MOVES = {
  ArrowRight: (words, start, end) => words.find((word) => word[0] >= end),
  ArrowLeft: (words, start) => words.findLast((word) => word[1] <= start),
  ArrowDown: (words, start, end, letters) => {
    const gap = letters.indexOf(null, end);
    return gap < 0 ? undefined : words.find((word) => word[0] > gap);
  },
  ArrowUp: (words, start, end, letters) => {
    const before = words.findLast((word) => word[1] <= letters.lastIndexOf(null, start));
    return before && words.find((word) => word[0] > letters.lastIndexOf(null, before[0]));
  },
};

function widened(words, key, focus, byWord) {
  if (key === "ArrowRight") return byWord ? words.find((word) => word[1] > focus)?.[1] : focus + 1;
  return byWord ? words.findLast((word) => word[0] < focus)?.[0] : focus - 1;
}

function moveByKey(event) {
  if (!MOVES[event.key] || event.metaKey || event.altKey) return;
  event.preventDefault();
  const letters = lettersOf(textBox());
  const words = wordsOf(letters);
  const range = chosenRange();
  if (!range) return begin();
  if (event.shiftKey) {
    const focus = widened(words, event.key, range[1], event.ctrlKey);
    if (focus !== undefined && focus !== range[0]) choose(range[0], Math.max(0, Math.min(focus, letters.length)));
    return;
  }
  const word = MOVES[event.key](words, Math.min(...range), Math.max(...range), letters);
  if (word) choose(...word);
}

document.addEventListener("keydown", (event) => {
  if (event.target === textBox()) moveByKey(event);
});
document.addEventListener("focusin", (event) => {
  if (event.target === textBox() && event.target.matches(":focus-visible") && !chosenWords()) begin();
});
document.addEventListener("DOMContentLoaded", showTarget);
document.addEventListener("htmx:afterSettle", showTarget);
