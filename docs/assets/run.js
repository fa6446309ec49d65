/* The Run button of each listing that can run in a browser. What runs it is loaded by the first click, and nothing before. */
(() => {
  "use strict";
  const folder = new URL("run/", document.currentScript.src);

  function button(label, title, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.title = title;
    made.addEventListener("click", async () => {
      const bar = made.closest(".run-bar");
      bar.setAttribute("aria-busy", "true");
      try {
        const panel = await import(new URL("panel.js", folder));
        panel.open(made.closest("figure"), action, folder);
      } catch {
        bar.querySelector("output").textContent = "This page can't load what runs code: are you offline?";
        bar.removeAttribute("aria-busy");
      }
    });
    return made;
  }

  for (const figure of document.querySelectorAll("figure.snippet[data-run]")) {
    const bar = document.createElement("div");
    bar.className = "run-bar";
    const obstacle = figure.dataset.run || (typeof WebAssembly === "object" ? "" : "this browser has no WebAssembly");
    const said = document.createElement("output");
    if (obstacle) said.textContent = `Doesn't run in the browser: ${obstacle}.`;
    else bar.append(button("Run", "Run this file in your browser (loads about 11 MB, once)", "run"), button("Edit", "Change this file and run it", "edit"));
    bar.append(said);
    figure.querySelector(":scope > .listing").after(bar);
  }
})();
