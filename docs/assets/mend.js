/* Names what the theme leaves unnamed for those who do not see the page, lets the keyboard into its menu, keeps still for those who
   ask for that, and lets a heading's mark copy its address. */
(() => {
  "use strict";
  document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");
  /* What a button copies the theme finds by an id, which it takes from what is around: listings of one figure would share it, and
     each button copy the first. */
  document.querySelectorAll("pre:not([id])").forEach((listing, at) => { listing.id = at; });
  /* The theme puts a landmark around the copy button of every listing: a hundred places to stop at. The button's name is a title,
     which is gone while its tooltip is shown. */
  const quiet = () => {
    for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) {
      nav.setAttribute("role", "none");
      const what = nav.closest(".highlight")?.getAttribute("aria-label");
      for (const button of nav.children) button.setAttribute("aria-label", what ? `${button.title}: ${what}` : button.title);
    }
  };
  /* A table that is wider than the page scrolls in a box, which the keyboard must reach. */
  const reach = () => {
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  /* The menu of a narrow page opens by a label, which the keyboard does not reach: a button takes its place. Its parts fold by
     checkboxes, which the style sheet lets the keyboard reach there. */
  const drawer = document.getElementById("__drawer");
  const sidebar = document.querySelector(".md-sidebar--primary");
  const opener = document.createElement("button");
  const tell = () => opener.setAttribute("aria-expanded", drawer.checked);
  for (const label of document.querySelectorAll(".md-header__button[for=__drawer]")) {
    opener.className = `${label.className} menu-button`;
    opener.type = "button";
    opener.setAttribute("aria-label", "Menu");
    opener.append(...label.childNodes);
    label.replaceWith(opener);
  }
  for (const fold of sidebar.querySelectorAll(".md-nav__toggle")) {
    const title = fold.parentElement.querySelector("label")?.textContent.trim(); /* none on a page without contents */
    if (title) fold.setAttribute("aria-label", fold.id === "__toc" ? `${title}: on this page` : title);
  }
  /* A chapter's menu is named by a label that holds an icon only. The chapter's title is beside it. */
  for (const menu of sidebar.querySelectorAll("nav[aria-labelledby]")) {
    const label = document.getElementById(menu.getAttribute("aria-labelledby"));
    const title = label?.textContent.trim() || label?.parentElement.textContent.trim();
    if (!title) continue;
    menu.setAttribute("aria-label", title);
    menu.removeAttribute("aria-labelledby");
  }
  const isShown = (each) => each.offsetParent && getComputedStyle(each).visibility === "visible";
  opener.addEventListener("click", ({ detail }) => {
    drawer.click();
    /* By keyboard there is no click to count. */
    if (drawer.checked && !detail) [...sidebar.querySelectorAll("a[href], .md-nav__toggle")].find(isShown)?.focus();
  });
  drawer.addEventListener("change", tell);
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !drawer.checked) return;
    drawer.click();
    opener.focus();
  });
  document.addEventListener("focusin", ({ target }) => {
    if (drawer.checked && target !== opener && !sidebar.contains(target)) drawer.click();
  });
  tell();

  /* Light and dark are radios of which one is shown: the keys that press a button take the other. */
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches(".md-option") || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    const other = event.target.nextElementSibling.control;
    other.click();
    other.focus();
  });

  /* A script's smooth scrolling does not ask who wants it. */
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  for (const name of ["scroll", "scrollTo", "scrollBy", "scrollIntoView"]) {
    const scrolls = Element.prototype[name];
    Element.prototype[name] = function (first, ...rest) {
      return scrolls.call(this, still.matches && first?.behavior ? { ...first, behavior: "instant" } : first, ...rest);
    };
  }

  /* The mark beside a heading leads to it, and its address is what one pastes into a review. It is no part of the heading's name. */
  for (const link of document.querySelectorAll(".headerlink")) {
    const heading = link.parentElement;
    const title = heading.textContent.slice(0, -link.textContent.length).trim();
    heading.setAttribute("aria-label", title);
    link.setAttribute("aria-label", `${link.title}: ${title}`);
  }
  const said = document.createElement("p");
  said.className = "said-only";
  said.setAttribute("role", "status");
  document.body.append(said);
  document.addEventListener("click", async (event) => {
    const link = event.target.closest(".headerlink");
    if (!link || !navigator.clipboard) return;
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      return;
    }
    link.dataset.copied = "";
    said.textContent = "Link copied";
    setTimeout(() => { delete link.dataset.copied; said.textContent = ""; }, 2000);
  });
  new MutationObserver(quiet).observe(document.body, { childList: true, subtree: true });
  quiet();
  window.addEventListener("load", () => requestAnimationFrame(reach));
  window.addEventListener("resize", reach);
})();
