/* Follows the note that a renamed rule leaves at its old address. Without scripts the note is a link. */
(() => {
  "use strict";
  const follow = () => {
    const note = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (note?.matches(".moved")) location.replace(note.querySelector("a").href);
  };
  window.addEventListener("hashchange", follow);
  follow();
})();
