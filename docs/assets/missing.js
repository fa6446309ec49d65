/* The page for an address that is not there: looks for the rule that was meant, by its old name or a name like it. */
(() => {
  "use strict";
  const place = document.querySelector(".missing");
  const root = new URL(JSON.parse(document.getElementById("__config").textContent).base.replace(/\/?$/, "/"), location.href);
  const asked = decodeURIComponent(location.pathname.slice(root.pathname.length) + location.hash);
  const parts = asked.toLowerCase().replace(/\.(html|md)\b/g, "").split(/[/#]+/).filter((part) => part && part !== "index");
  const words = new Set(parts.join(" ").split(/[^a-z0-9]+/).filter((word) => word.length > 1));

  async function look() {
    const { rules } = await (await fetch(new URL("search/rules.json", root))).json();
    const named = parts.slice(-2).join("/").replaceAll("-", "_");
    const exact = rules.filter((rule) => rule.at === `${named}/`);
    const like = rules
      .map((rule) => ({ rule, shared: rule.at.split(/[^a-z0-9]+/).filter((word) => words.has(word)).length }))
      .filter(({ shared }) => shared)
      .sort((one, other) => other.shared - one.shared)
      .map(({ rule }) => rule);
    const found = exact.length ? exact : like.slice(0, 5);
    if (!found.length) return;
    const heading = document.createElement("p");
    heading.textContent = exact.length ? "The rule you asked for is here:" : "You may have meant:";
    const list = document.createElement("ul");
    for (const rule of found) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = new URL(rule.at, root).href;
      link.textContent = rule.title;
      item.append(link, ` (${rule.chapter})`);
      list.append(item);
    }
    place.append(heading, list);
  }
  look();
})();
