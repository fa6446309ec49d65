/* Ticks on lists of class "ticks", kept in this browser. Without scripts, or without storage, the lists are plain lists. */
(() => {
  "use strict";
  const KEY = "guide.ticks";
  let ticked;
  try {
    ticked = new Set(JSON.parse(localStorage.getItem(KEY) || "[]"));
  } catch {
    return;
  }
  const keep = () => localStorage.setItem(KEY, JSON.stringify([...ticked]));

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
      const key = link.getAttribute("href").replace(/^(\.\.\/)+/, "");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = ticked.has(key);
      box.setAttribute("aria-label", `Done: ${link.textContent}`);
      box.addEventListener("change", () => {
        ticked[box.checked ? "add" : "delete"](key);
          keep();
        tell();
      });
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
})();
