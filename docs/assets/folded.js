/* What is folded is kept as a `noscript`, which costs a page no elements. It is unpacked when it is first opened. Its listings then
   get the button that the theme gives each one that is there from the start. */
document.addEventListener("toggle", ({ target }) => {
  const packed = target.open && target.querySelector(":scope > noscript");
  if (!packed) return;
  packed.outerHTML = packed.textContent;
  for (const listing of target.querySelectorAll(".highlight > pre")) {
    listing.id = `unpacked-${document.querySelectorAll("pre[id^=unpacked]").length}`;
    const nav = document.createElement("nav");
    nav.className = "md-code__nav";
    nav.setAttribute("role", "none");
    nav.innerHTML = '<button class="md-code__button" data-md-type="copy" title="Copy to clipboard" aria-label="Copy to clipboard"></button>';
    nav.firstChild.dataset.clipboardTarget = `#${listing.id} > code`;
    listing.prepend(nav);
  }
}, true);
