/* The Run button of each listing that can run in a browser. What runs it is loaded by the first click, and nothing before. */
(() => {
  "use strict";
  const folder = new URL("run/", document.currentScript.src);

  async function open(figure, action, argument) {
    const bar = figure.querySelector(":scope > .run-bar");
    bar.setAttribute("aria-busy", "true");
    try {
      const panel = await import(new URL("panel.js", folder));
      await panel.open(figure, { folder, button }, action, argument);
    } catch {
      bar.querySelector("output").textContent = "This page can't load what runs code. Are you offline? Reload the page when you're back.";
    } finally {
      bar.removeAttribute("aria-busy");
    }
  }

  function button(label, description, click) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.setAttribute("aria-description", description); // the tooltip of a title would cover what the run says
    made.addEventListener("click", click);
    return made;
  }

  for (const figure of document.querySelectorAll("figure.snippet[data-run]")) {
    const bar = document.createElement("div");
    bar.className = "run-bar";
    const obstacle = figure.dataset.run || (typeof WebAssembly === "object" ? "" : "this browser has no WebAssembly");
    const said = document.createElement("output");
    if (obstacle) said.textContent = `Doesn't run in the browser: ${obstacle}.`;
    else {
      const add = (label, description, action) => bar.append(Object.assign(button(label, description, () => open(figure, action)), { className: action }));
      add("Run", "Run this file in your browser (the first click loads Python and shows how much there is to load)", "run");
      add("Edit", "Change this file and run it", "edit");
      const both = figure.matches(".dont") && figure.parentElement.querySelector(':scope > .do[data-run=""]');
      if (both) add("Run both", "Run this file and the one that answers it", "both");
    }
    bar.append(said);
    figure.querySelector(":scope > .highlight").after(bar);
    if (!obstacle && figure.matches(".playground")) {
      const shared = new URLSearchParams(location.hash.slice(1));
      if (shared.has("code")) open(figure, "shared", shared);
      const starts = document.querySelector(".playground-starts");
      starts.hidden = false;
      starts.addEventListener("click", ({ target }) => target.dataset.start && open(figure, "start", `snippets/${target.dataset.start}`));
    }
  }
})();
