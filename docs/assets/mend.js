/* Names what the theme leaves unnamed for those who do not see the page. */
(() => {
  "use strict";
  document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");
  /* The theme puts a landmark around the copy button of every listing: a hundred places to stop at. */
  const quiet = () => { for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "none"); };
  /* A table that is wider than the page scrolls in a box, which the keyboard must reach. */
  const reach = () => {
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  new MutationObserver(quiet).observe(document.body, { childList: true, subtree: true });
  quiet();
  window.addEventListener("load", () => requestAnimationFrame(reach));
  window.addEventListener("resize", reach);
})();
