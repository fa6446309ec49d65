/* Narrows the quick reference by words, chapter and way of proof. What is chosen stands in the address. */
(() => {
  "use strict";
  const form = document.querySelector(".ref-filter");
  if (!form) return;
  const rows = [...document.querySelectorAll(".reference li")].map((row) => ({
    row,
    chapter: row.closest(".ref-chapter").dataset.chapter,
    ways: row.dataset.ways.split("|"),
    text: row.textContent.toLowerCase(),
  }));
  const count = form.querySelector(".ref-count");

  function narrow() {
    const words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const each of rows) {
      const fits =
        (!form.chapter.value || form.chapter.value === each.chapter) &&
        (!form.way.value || each.ways.includes(form.way.value)) &&
        words.every((word) => each.text.includes(word));
      each.row.hidden = !fits;
      shown += fits;
    }
    for (const chapter of document.querySelectorAll(".ref-chapter")) chapter.hidden = !chapter.querySelector("li:not([hidden])");
    count.textContent = `${shown} of ${rows.length} rules`;
    const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", `${location.pathname}${chosen.size ? `?${chosen}` : ""}${location.hash}`);
  }

  for (const [name, value] of new URLSearchParams(location.search)) if (form.elements[name]) form.elements[name].value = value;
  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
  narrow();
})();
