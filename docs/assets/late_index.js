/* The theme asks for its index of all pages, the heaviest file of the site, with every page. It gets it when the search is first
   used. Runs before the theme's script. */
(() => {
  "use strict";
  const used = new Promise((resolve) => {
    document.addEventListener("focusin", ({ target }) => { if (target.matches(".md-search__input")) resolve(); });
  });
  const { open, send } = XMLHttpRequest.prototype;
  const late = new WeakSet();
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    if (new URL(url, location.href).pathname.endsWith("/search/search_index.json")) late.add(this);
    return open.call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (late.has(this)) used.then(() => send.call(this, body));
    else send.call(this, body);
  };
})();
