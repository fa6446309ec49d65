/* Below each page: buttons that copy its address, and its Markdown for a chat or a review. Without scripts there is the link. */
(() => {
  "use strict";
  const tools = document.querySelector(".page-tools");
  if (!tools || !navigator.clipboard) return;
  const source = tools.querySelector(".page-markdown");
  const said = document.createElement("output");

  function button(label, text) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(await text());
        said.textContent = "Copied";
      } catch {
        said.textContent = "Not copied";
      }
      setTimeout(() => { said.textContent = ""; }, 2000);
    });
    return made;
  }

  const address = () => document.querySelector("link[rel=canonical]")?.href || location.href.split("#")[0];
  tools.prepend(
    button("Copy link", address),
    button("Copy as Markdown", async () => (await fetch(source.href)).text()),
  );
  tools.append(said);
})();
