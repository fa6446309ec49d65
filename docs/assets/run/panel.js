/* What a click on Run or Edit does to a listing: it shows what a run here did, in place of what the page's run did. */

import { Python, Stopped } from "./python.js";

const panels = new Map();
let python = null;

export function open(figure, action, folder) {
  python ??= new Python(folder);
  if (!panels.has(figure)) panels.set(figure, new Panel(figure));
  panels.get(figure)[action]();
}

function element(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}

class Panel {
  constructor(figure) {
    this.figure = figure;
    this.bar = figure.querySelector(".run-bar");
    this.said = this.bar.querySelector("output");
    this.listing = figure.querySelector(":scope > .listing");
    this.sql = figure.querySelector(":scope > .sql");
    const link = figure.querySelector("figcaption a.file");
    this.address = link.href;
    this.path = decodeURI(new URL(link.href).pathname).replace(/^.*?(?=snippets\/)/, "");
    this.changed = [...this.listing.querySelectorAll(".line[role]")].map((line) => Number(line.dataset.line));
    this.isCounted = this.listing.querySelector(".line.many") !== null;
  }

  say(text, how = "") {
    this.said.textContent = text;
    this.said.className = how;
  }

  async run() {
    this.bar.setAttribute("aria-busy", "true");
    try {
      const reply = await python.run({ path: this.path, is_counted: this.isCounted, changed: this.changed }, (words) => this.say(`${words} …`));
      this.show(reply);
    } catch (error) {
      this.say(error.message, "differs");
      if (!(error instanceof Stopped)) console.error(error);
    } finally {
      this.bar.removeAttribute("aria-busy");
    }
  }

  /* The listing of a run here, in place of the page's. */
  show(reply) {
    if (reply.html) {
      const listing = element(reply.html);
      const [before, after] = [this.listing, listing].map((each) => each.querySelector("pre"));
      after.id = before.id;
      const copy = before.querySelector("nav");
      if (copy) after.prepend(copy);
      this.listing.replaceWith(listing);
      this.listing = listing;
    }
    const sql = reply.sql ? element(reply.sql) : null;
    if (this.sql && sql) this.sql.replaceWith(sql);
    this.sql = sql ?? this.sql;
    const where = `${reply.environment}, ${reply.seconds.toFixed(2)} s`;
    if (reply.problems.length) this.say(`Ran here, and did something else than on the page: ${reply.problems.map(({ line, text }) => `line ${line}: ${text}`).join("; ")} (${where})`, "differs");
    else this.say(`Ran here, and did the same as on the page: ${where}`, "same");
  }
}
