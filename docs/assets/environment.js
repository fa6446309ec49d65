/* The reader's environment: chosen on any page that differs by environment, and kept in this browser. Where a rule does
   something else there, that is shown above its first case. Without scripts, or for the environment that the pages are drawn
   from, everything is at the end of the page. */
(() => {
  "use strict";
  const KEY = "guide.environment";
  const box = document.querySelector(".environment-choice");
  const select = box.querySelector("select");
  const drawnFrom = select.options[0].value;
  try {
    const kept = localStorage.getItem(KEY);
    if ([...select.options].some((option) => option.value === kept)) select.value = kept;
  } catch { /* The choice holds for this page. */ }

  function arrange(rule) {
    const foot = document.querySelector(".rule-foot");
    /* Folded again and below, where it came from. */
    const moved = rule.querySelector(":scope > .elsewhere");
    if (moved) {
      moved.open = false;
      foot.insertBefore(moved, foot.querySelector(":scope > .run-it"));
    }
    const details = select.value !== drawnFrom && foot.querySelector(`.elsewhere[data-environment="${select.value}"]`);
    if (details) {
      details.open = !details.matches(".words");
      rule.prepend(details);
    }
  }

  /* A page of differences: the column of the reader's environment comes first. */
  function order(table) {
    const heads = [...table.querySelectorAll("thead th[data-environment]")];
    const mine = heads.findIndex((head) => head.dataset.environment === select.value);
    const first = mine < 0 ? heads.findIndex((head) => head.dataset.environment === table.dataset.first) : mine;
    table.dataset.first ||= heads[0].dataset.environment;
    for (const head of heads) head.classList.toggle("chosen", select.value !== drawnFrom && head.dataset.environment === select.value);
    if (first > 0) for (const row of table.rows) row.cells[1].before(row.cells[2]);
  }

  function all() {
    const rule = document.querySelector("section.rule:not(.example)");
    if (rule && document.querySelector(".rule-foot")) arrange(rule);
    for (const table of document.querySelectorAll(".differences table")) order(table);
  }

  box.hidden = false;
  /* What is rearranged isn't shown before: nothing moves under a reader's eyes. That's as soon as the page is parsed, and doesn't
     wait for other scripts. */
  const article = box.closest("article");
  if (select.value !== drawnFrom) article.style.visibility = "hidden";
  document.addEventListener("readystatechange", () => {
    all();
    article.style.visibility = "";
  }, { once: true });
  select.addEventListener("change", () => {
    try { localStorage.setItem(KEY, select.value); } catch { /* as above */ }
    all();
  });
  /* Another tab has chosen. */
  window.addEventListener("storage", (event) => {
    if (event.key !== KEY || ![...select.options].some((option) => option.value === event.newValue)) return;
    select.value = event.newValue;
    all();
  });
})();
