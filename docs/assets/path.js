/* Ticks kept in this browser: on lists of class "ticks", at the end of a chapter, and as checks in the navigation. Without scripts,
   or without storage, there are none. */
(() => {
  "use strict";
  const KEY = "guide.ticks";
  let ticked;
  try {
    ticked = new Set(JSON.parse(localStorage.getItem(KEY) || "[]"));
  } catch {
    return;
  }
  const root = new URL(JSON.parse(document.getElementById("__config").textContent).base.replace(/\/?$/, "/"), location.href);
  const keyOf = (link) => link.href.slice(root.href.length);
  const keep = () => localStorage.setItem(KEY, JSON.stringify([...ticked]));

  const section = document.querySelector(".md-nav--primary .md-nav__item--section");
  const chapters = section ? [...section.querySelectorAll(":scope > nav > ul > li > a.md-nav__link, :scope > nav > ul > li > .md-nav__container > a")] : [];
  const mark = () => { for (const link of chapters) link.classList.toggle("read", ticked.has(keyOf(link))); };

  /* A box for one address, which has to be named. */
  function boxFor(key, changed) {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = ticked.has(key);
    box.addEventListener("change", () => {
      ticked[box.checked ? "add" : "delete"](key);
      keep();
      mark();
      changed();
    });
    return box;
  }

  for (const list of document.querySelectorAll(".ticks")) {
    const boxes = [];
    const progress = document.createElement("p");
    progress.className = "ticks-progress";
    progress.setAttribute("role", "status");
    const forget = document.createElement("button");
    forget.type = "button";
    forget.textContent = "Untick all";
    const tell = () => {
      const done = boxes.filter((box) => box.checked).length;
      progress.replaceChildren(`${done} of ${boxes.length} done. `);
      if (done) progress.append(forget);
    };
    for (const item of list.querySelectorAll("li")) {
      const link = item.querySelector("a[href]");
      if (!link) continue;
      const box = boxFor(keyOf(link), tell);
      box.setAttribute("aria-label", `Done: ${link.textContent}`);
      boxes.push(box);
      (item.querySelector(":scope > p") || item).prepend(box);
    }
    forget.addEventListener("click", () => {
      for (const box of boxes) if (box.checked) box.click();
      boxes[0].focus();
    });
    list.append(progress);
    tell();
  }

  /* The end of a chapter. */
  const here = chapters.find((link) => link.matches(".md-nav__link--active"));
  if (here) {
    const line = document.createElement("p");
    const label = document.createElement("label");
    const progress = document.createElement("output");
    const path = document.createElement("a");
    line.className = "read-it";
    path.href = new URL("path/", root).href;
    path.textContent = "Learning path";
    const tell = () => { progress.textContent = `${chapters.filter((link) => ticked.has(keyOf(link))).length} of ${chapters.length} chapters read`; };
    label.append(boxFor(keyOf(here), tell), "I have read this chapter");
    line.append(label, progress, path);
    document.querySelector("article").append(line);
    tell();
  }
  mark();
})();
