/* What a click on Run or Edit does to a listing: it shows what a run here did, in place of what the page's run did. */

import { Python, Stopped } from "./python.js";

const panels = new Map();
let python = null;

document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("panel.css", import.meta.url).href }));

/* The keys that run what is in the editor; a phone has none. */
const KEYS = matchMedia("(hover: none)").matches ? "" : /Mac/.test(navigator.platform) ? ": ⌘ Enter" : ": Ctrl+Enter";

/* `site`: the folder of these files, and what makes a button. */
export function open(figure, site, action, argument) {
  python ??= new Python(site.folder);
  return panelOf(figure, site)[action](argument);
}

function panelOf(figure, site) {
  if (!panels.has(figure)) panels.set(figure, new Panel(figure, site));
  return panels.get(figure);
}

/* Not by a template: it runs no scripts, so it would read what is folded, a `noscript`, as elements. */
function element(html) {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  return holder.firstElementChild;
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

/* The index of errors, read from its page when a run first raised something. */
let index = null;
async function errorIndexOf(address) {
  const [{ errorIndex }, response] = await Promise.all([import("../error_index.js"), fetch(address)]);
  return errorIndex(new DOMParser().parseFromString(await response.text(), "text/html"));
}

class Panel {
  constructor(figure, site) {
    this.figure = figure;
    this.site = site;
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
    this.first = Number((this.listing.querySelector(".line[role]") ?? this.listing.querySelector(".line"))?.dataset.line);
    this.editor = this.explored = null;
    this.stopper = site.button("Stop", "End this run", () => python.stop());
    this.stopper.className = "stop";
    this.said.before(this.stopper); // the last button, so that nothing moves when it comes, and no other is below the pointer when it goes
  }

  say(text, how = "") {
    this.said.replaceChildren(...[text].flat());
    this.said.className = how;
  }

  /* A file of the site, by its address from the root. */
  addressOf(path) {
    return new URL(`../../${path}`, this.site.folder).href;
  }

  /* A line of the code, to go there. */
  line(number) {
    return this.site.button(`line ${number}`, "Go to this line", () => this.editor.focus(number));
  }

  async run() {
    if (this.isPlayground && !this.editor) await this.edit();
    this.bar.setAttribute("aria-busy", "true");
    const request = { path: this.path, is_counted: this.isCounted, changed: this.changed };
    if (this.editor) Object.assign(request, { source: this.editor.text, original: this.original.source, explores: true });
    try {
      const reply = await python.run(request, (words) => this.say(`${words} …`));
      if (this.editor) this.showEdited(reply);
      else this.show(reply);
      return reply;
    } catch (error) {
      this.say(error.message, "failed");
      if (!(error instanceof Stopped)) console.error(error);
      return null;
    } finally {
      if (document.activeElement === this.stopper) this.bar.querySelector("button").focus();
      this.bar.removeAttribute("aria-busy");
    }
  }

  /* This one, then its counterpart beside it; both counts on one line. */
  async both() {
    const other = panelOf([...this.figure.parentElement.querySelectorAll(":scope > figure[data-run='']")].find((figure) => figure !== this.figure), this.site);
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
      this.say(`Ran here, and did something else than on the page (${where}):\n${lines}`);
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
      const [{ Editor }, original] = await Promise.all([import("./editor.js"), this.source()]);
      this.original.source = original;
      const holder = document.createElement("div");
      holder.className = "run-editor";
      this.put("listing", holder);
      this.put("sql", null);
      const changed = () => this.said.className !== "stale" && this.say(`Changed. Run it again${KEYS}.`, "stale");
      this.editor = new Editor(holder, text ?? original, this.path.split("/").pop(), () => this.run(), changed);
      this.more = [
        this.site.button("Reset", "Back to the page's listing", () => this.reset()),
        this.site.button("Copy", "Copy the code", () => this.copy(this.editor.text, "Copied.")),
        this.site.button("Share", "Copy a link to the playground with this code", () => this.share()),
      ];
      this.stopper.before(...this.more);
      this.figure.classList.add("edited");
      this.bar.querySelectorAll(".edit, .both").forEach((each) => { each.hidden = true; });
      this.say(`Change the code, then run it${KEYS}.`);
      this.editor.focus(text ? 1 : this.first || 1);
    } finally {
      this.bar.removeAttribute("aria-busy");
    }
  }

  /* The code in the address of this page. */
  async shared(parameters) {
    const path = parameters.get("path") ?? "";
    if (/^snippets(\/\w+)+\.py$/.test(path) && path !== this.path) this.from(path);
    await this.edit(await unpacked(parameters.get("code")));
  }

  /* Another snippet of the guide, in the playground. */
  async start(path) {
    this.from(path);
    if (!this.editor) return this.edit();
    this.original.source = await this.source();
    this.editor.text = this.original.source;
    this.editor.focus(1);
  }

  from(path) {
    this.path = path;
    this.address = this.addressOf(path);
  }

  async source() {
    if (!this.address) return this.original.listing.querySelector("code").textContent;
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
    this.put("explored", null);
    this.put("listing", this.original.listing);
    this.put("sql", this.original.sql);
    this.say("");
    this.bar.querySelector("button").focus();
  }

  async copy(text, words) {
    try {
      await navigator.clipboard.writeText(text);
      this.say(words);
    } catch {
      this.say("The browser doesn't allow copying here.", "failed");
    }
  }

  async share() {
    const parameters = new URLSearchParams({ path: this.path, code: await packed(this.editor.text) });
    const link = this.addressOf(`playground/#${parameters}`);
    if (this.isPlayground) history.replaceState(null, "", link);
    this.copy(link, "Copied a link to the playground with this code.");
  }

  /* What an edited listing did, in the editor, and in short. */
  showEdited(reply) {
    const { failed, differs, errors } = reply.edited;
    this.editor.show(reply.edited);
    this.put("explored", reply.explored ? element(reply.explored) : null);
    this.put("sql", reply.sql ? element(reply.sql) : null);
    const said = reply.statements ? [`Your code: ${reply.statements}, ${reply.seconds.toFixed(2)} s. `] : [];
    const lines = failed.flatMap((line) => [", ", this.line(line)]).slice(1);
    if (!reply.statements) said.push("Python can't read your code: ", ...lines, ". ");
    else if (reply.ended_by) said.push(`${reply.ended_by.split(".").pop()} at `, this.line(reply.ended_at), ". ");
    else if (failed.length) said.push("Not as expected: ", ...lines, ". ");
    else if (differs) said.push("The page's run did something else. ");
    this.say([...said, reply.environment], failed.length ? "failed" : differs || reply.ended_by ? "" : "same");
    this.explain(errors, reply);
  }

  /* Below each error the rule that explains it, if the index of errors knows one. */
  async explain(errors, reply) {
    this.shown = reply;
    if (!errors.length) return;
    try {
      index ??= errorIndexOf(this.addressOf("errors/"));
      const { answerTo, titleOf } = await index;
      if (this.shown !== reply || !this.editor || this.said.className === "stale") return;
      for (const { line, text } of errors) {
        const { items: [best], common } = answerTo(text);
        if (!best || !(best.sure || common) || this.path.startsWith(`snippets/${best.rule}/`)) continue;
        const link = document.createElement("a");
        link.href = best.sure ? this.addressOf(`${best.rule}/`) : this.addressOf(`errors/#q=${encodeURIComponent(text)}`);
        link.textContent = best.sure ? titleOf(best) : "One of several causes";
        this.editor.explain(line, link.outerHTML);
      }
    } catch {
      index = null; // offline, or a site without an index
    }
  }
}
