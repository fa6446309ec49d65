/* Names what the theme leaves unnamed for those who do not see the page. */
(() => {
  "use strict";
  document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");
  /* The theme puts a landmark around the copy button of every listing: a hundred places to stop at. */
  const quiet = () => { for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "none"); };
  new MutationObserver(quiet).observe(document.body, { childList: true, subtree: true });
  quiet();
})();
