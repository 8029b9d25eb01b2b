"use strict";
const boxes = [...document.querySelectorAll(".filters input")];
const issues = [...document.querySelectorAll(".issue")];
const shown = document.getElementById("shown");

// Any box of a kind that is not ticked takes its issues out of sight and out of the way of the Tab key.
function filter() {
  const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.name + "=" + box.value));
  let count = 0;
  for (const issue of issues) {
    const on = wanted.has("severity=" + issue.dataset.severity) && wanted.has("category=" + issue.dataset.category);
    issue.classList.toggle("off", !on);
    issue.tabIndex = on ? 0 : -1;
    count += on;
  }
  shown.textContent = count === issues.length ? "" : ", " + count + " shown";
}

// Escape puts the card away; arrows go from issue to issue as Tab does.
function key(event) {
  const active = document.activeElement;
  if (event.key === "Escape") active.blur();
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step || !active.classList.contains("issue")) return;
  const visible = issues.filter((issue) => issue.tabIndex === 0);
  const next = visible[visible.indexOf(active) + step];
  if (next) {
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "center" });
  }
}

// A tap beside a card puts it away; some phones give a tapped span no focus of its own.
function tap(event) {
  const issue = event.target.closest(".issue:not(.off)");
  if (issue) issue.focus();
  else if (!event.target.closest(".card")) document.activeElement.blur();
}

document.documentElement.classList.add("scripted");
boxes.forEach((box) => box.addEventListener("change", filter));
document.addEventListener("keydown", key);
document.querySelector("main").addEventListener("click", tap);
filter();
