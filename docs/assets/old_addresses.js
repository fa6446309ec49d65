/* A chapter was one page once, and its rules were sections of it. An old address, loading/#n_plus_one, leads to the rule's entry in the
   chapter's list, and from there to the rule's page. Without scripts the entry is where the browser lands. */
(() => {
  "use strict";
  const follow = () => {
    const old = decodeURIComponent(location.hash.slice(1));
    /* Of a figure: n_plus_one-dont_growing. */
    const place = document.getElementById(old) || document.getElementById(old.split("-")[0]);
    const entry = place?.closest(".rules > li");
    if (!entry) return;
    location.replace(entry.querySelector("a").href + (entry.id === old ? "" : `#${old}`));
  };
  window.addEventListener("hashchange", follow);
  follow();
})();
