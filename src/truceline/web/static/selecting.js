// Words of a report chosen with the mouse or with keys, and put into the field of a form.
"use strict";

const textBox = () => $("[data-text]");
const points = (text) => [...text].length; // offsets count code points, as the ledger does

// Where a place in the page is in the text of the report; null outside of it.
function offsetAt(node, at) {
  if (node.nodeType !== Node.TEXT_NODE) {
    const next = node.childNodes[at];
    if (next) return next.nodeType === Node.TEXT_NODE ? offsetAt(next, 0) : offsetAt(next, 0);
    const last = node.childNodes[at - 1];
    if (last) return offsetAt(last, last.nodeType === Node.TEXT_NODE ? last.length : last.childNodes.length);
    return null;
  }
  const piece = node.parentElement.closest("[data-offset]");
  return piece ? Number(piece.dataset.offset) + points(node.data.slice(0, at)) : null;
}

// The words chosen: {start, text}, without white space at the ends; null where none of the report are.
function chosenWords() {
  const selection = getSelection();
  if (!textBox() || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!textBox().contains(range.startContainer) || !textBox().contains(range.endContainer)) return null;
  const start = offsetAt(range.startContainer, range.startOffset);
  const end = offsetAt(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return null;
  const words = textBetween(start, end);
  const lead = words.length - words.trimStart().length;
  return words.trim() ? { start: start + points(words.slice(0, lead)), text: words.trim() } : null;
}

function textBetween(start, end) {
  let text = "";
  let before = null;
  for (const piece of $$("[data-offset]", textBox())) {
    const at = Number(piece.dataset.offset);
    const letters = [...piece.textContent];
    if (at >= end || at + letters.length <= start) continue;
    if (before !== null && at > before) text += "\n\n"; // the white space between paragraphs is not on the page
    text += letters.slice(Math.max(0, start - at), end - at).join("");
    before = at + letters.length;
  }
  return text;
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

// ---- with keys: arrows go from word to word, with shift they widen or narrow what is chosen
function chooseAround(node, from, to) {
  getSelection().setBaseAndExtent(node, from, node, to);
}

function begin() {
  const now = $(".span.now", textBox()) ?? $("[data-offset]", textBox());
  const node = now?.firstChild;
  if (node) chooseAround(node, 0, now.classList.contains("now") ? node.length : 0);
}

function moveByKey(event) {
  const ways = { ArrowRight: ["forward", "word"], ArrowLeft: ["backward", "word"], ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"] };
  const way = ways[event.key];
  if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const selection = getSelection();
  if (event.shiftKey) {
    selection.modify("extend", way[0], way[1] === "word" ? "character" : "line");
    return;
  }
  if (way[0] === "forward") selection.collapseToEnd();
  else selection.collapseToStart();
  selection.modify("move", ...way);
  if (way[1] === "line") selection.modify("move", "backward", "word");
  selection.modify("extend", "forward", "word");
  if (/^\s*$/.test(selection.toString())) selection.modify("extend", "forward", "word");
  selection.focusNode?.parentElement?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.target === textBox()) moveByKey(event);
});
document.addEventListener("focusin", (event) => {
  if (event.target === textBox() && event.target.matches(":focus-visible") && !chosenWords()) begin();
});
document.addEventListener("DOMContentLoaded", showTarget);
document.addEventListener("htmx:afterSettle", showTarget);
