/* What a click on Run or Edit does to a listing: it shows what a run here did, in place of what the page's run did. */

import { Python, Stopped } from "./python.js";

const panels = new Map();
let python = null;

document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("panel.css", import.meta.url).href }));

export function open(figure, folder, action, argument) {
  python ??= new Python(folder);
  return panelOf(figure, folder)[action](argument);
}

function panelOf(figure, folder) {
  if (!panels.has(figure)) panels.set(figure, new Panel(figure, folder));
  return panels.get(figure);
}

/* Not by a template: it runs no scripts, so it would read what is folded, a `noscript`, as elements. */
function element(html) {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  return holder.firstElementChild;
}

export function button(label, description, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.setAttribute("aria-description", description); // the tooltip of a title would cover what the run says
  made.addEventListener("click", action);
  return made;
}

/* Text as part of an address, and back. */
export async function packed(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
}

class Panel {
  constructor(figure, folder) {
    this.figure = figure;
    this.folder = folder;
    this.bar = figure.querySelector(".run-bar");
    this.said = this.bar.querySelector("output");
    this.listing = figure.querySelector(":scope > .listing, :scope > .highlight");
    this.sql = figure.querySelector(":scope > .sql");
    this.original = { listing: this.listing, sql: this.sql };
    const link = figure.querySelector("figcaption a.file");
    this.isPlayground = !link;
    this.address = link?.href;
    this.path = link ? decodeURI(new URL(link.href).pathname).replace(/^.*?(?=snippets\/)/, "") : "snippets/playground.py";
    this.changed = [...this.listing.querySelectorAll(".line[role]")].map((line) => Number(line.dataset.line));
    this.isCounted = this.listing.querySelector(".line.many") !== null;
    this.editor = this.explored = null;
    this.stopper = button("Stop", "End this run", () => python.stop());
    this.stopper.className = "stop";
    this.said.before(this.stopper);
  }

  say(text, how = "") {
    this.said.textContent = text;
    this.said.className = how;
  }

  async run() {
    if (this.isPlayground && !this.editor) await this.edit();
    this.bar.setAttribute("aria-busy", "true");
    const request = { path: this.path, is_counted: this.isCounted, changed: this.changed };
    if (this.editor) Object.assign(request, { source: this.editor.text, explores: true });
    try {
      const reply = await python.run(request, (words) => this.say(`${words} …`));
      if (this.editor) this.showEdited(reply);
      else this.show(reply);
      return reply;
    } catch (error) {
      this.say(error.message, "differs");
      if (!(error instanceof Stopped)) console.error(error);
      return null;
    } finally {
      this.bar.removeAttribute("aria-busy");
    }
  }

  /* This one, then its counterpart beside it; both counts on one line. */
  async both() {
    const other = panelOf([...this.figure.parentElement.querySelectorAll(":scope > figure[data-run='']")].find((figure) => figure !== this.figure), this.folder);
    const mine = await this.run();
    const its = mine && (await other.run());
    if (!its) return;
    const words = `DON'T: ${mine.statements}${mine.ended_by && `, ${mine.ended_by}`}. DO: ${its.statements}${its.ended_by && `, ${its.ended_by}`}.\n`;
    this.said.prepend(words);
  }

  /* The listing of a run here, in place of the page's. */
  show(reply) {
    if (reply.html) {
      const listing = element(reply.html);
      const [before, after] = [this.listing, listing].map((each) => each.querySelector("pre"));
      after.id = before.id;
      const copy = before.querySelector("nav");
      if (copy) after.prepend(copy.cloneNode(true));
      this.put("listing", listing);
    }
    if (reply.sql) this.put("sql", element(reply.sql));
    const where = `${reply.environment}, ${reply.seconds.toFixed(2)} s`;
    if (reply.problems.length) {
      const lines = reply.problems.map(({ line, text }) => `line ${line}: ${text}`).join("\n");
      this.say(`Ran here, and did something else than on the page (${where}):\n${lines}`, "differs");
    } else this.say(`Ran here, and did the same as on the page: ${where}`, "same");
  }

  /* Put something where the listing or its SQL is. */
  put(what, replacement) {
    if (this[what] && replacement) this[what].replaceWith(replacement);
    else if (this[what]) this[what].remove();
    else if (replacement) this.bar.after(replacement);
    this[what] = replacement;
  }

  async edit(text) {
    if (this.editor) return this.editor.focus();
    this.bar.setAttribute("aria-busy", "true");
    try {
      const [{ Editor }, source] = await Promise.all([import("./editor.js"), text ?? this.source()]);
      this.before = source;
      const holder = document.createElement("div");
      holder.className = "run-editor";
      this.put("listing", holder);
      this.editor = new Editor(holder, source, this.path.split("/").pop(), () => this.run(), () => this.said.className !== "stale" && this.say("Changed. Ctrl+Enter runs it.", "stale"));
      this.more = [
        button("Reset", "Back to the page's listing", () => this.reset()),
        button("Copy", "Copy the code", () => this.copy(this.editor.text, "Copied.")),
        button("Share", "Copy a link to the playground with this code", () => this.share()),
      ];
      this.said.before(...this.more);
      this.figure.classList.add("edited");
      this.bar.querySelectorAll("button[data-action=edit], button[data-action=both]").forEach((each) => { each.hidden = true; });
      this.say("Change the code, then run it: Ctrl+Enter.");
      this.editor.focus();
    } finally {
      this.bar.removeAttribute("aria-busy");
    }
  }

  /* The code in the address of this page. */
  async shared(parameters) {
    const path = parameters.get("path") ?? "";
    if (/^snippets(\/\w+)+\.py$/.test(path)) this.path = path;
    await this.edit(await unpacked(parameters.get("code")));
  }

  /* Another snippet of the guide, in the playground. */
  async start(path) {
    this.path = path;
    this.address = new URL(`../../${path}`, this.folder).href;
    const source = await this.source();
    if (this.editor) this.editor.text = source;
    await this.edit(source);
  }

  async source() {
    if (!this.address) return this.listing.querySelector("code").textContent;
    const response = await fetch(this.address);
    if (!response.ok) throw new Error(`${this.address} is not there`);
    return response.text();
  }

  reset() {
    python.stop();
    this.editor.view.destroy();
    this.editor = null;
    for (const each of this.more) each.remove();
    this.bar.querySelectorAll("button[hidden]").forEach((each) => { each.hidden = false; });
    this.figure.classList.remove("edited");
    this.put("listing", this.original.listing);
    this.put("sql", this.original.sql);
    this.put("explored", null);
    this.say("");
    this.bar.querySelector("button").focus();
  }

  async copy(text, words) {
    try {
      await navigator.clipboard.writeText(text);
      this.say(words);
    } catch {
      this.say("The browser doesn't allow copying here.", "differs");
    }
  }

  async share() {
    const parameters = new URLSearchParams({ path: this.path, code: await packed(this.editor.text) });
    const link = new URL(`../../playground/#${parameters}`, this.folder).href;
    if (this.isPlayground) history.replaceState(null, "", link);
    this.copy(link, "Copied a link to the playground with this code.");
  }

  /* What an edited listing did, in the editor. */
  showEdited(reply) {
    this.editor.show(reply);
    this.put("explored", reply.explored ? element(reply.explored) : null);
    this.put("sql", reply.sql ? element(reply.sql) : null);
    const found = reply.problems.length;
    const difference = found ? `. ${found === 1 ? "One thing differs" : `${found} things differ`} from what the comments say` : "";
    this.say(`Ran here: ${reply.statements}, ${reply.seconds.toFixed(2)} s${difference}. ${reply.environment}`, found ? "differs" : "same");
  }
}
