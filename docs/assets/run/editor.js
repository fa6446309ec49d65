/* A listing as an editor (CodeMirror), with what a run did below its lines. */

import {
  basicSetup, Decoration, EditorState, EditorView, HighlightStyle, indentUnit, indentWithTab, keymap, MatchDecorator, python, StateEffect,
  StateField, syntaxHighlighting, tags, ViewPlugin, WidgetType,
} from "./codemirror.js";

const color = (name) => `var(--md-code-hl-${name}-color)`;
const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword], color: color("keyword") },
  { tag: [tags.string, tags.special(tags.string)], color: color("string") },
  { tag: [tags.number, tags.bool, tags.null], color: color("number") },
  { tag: tags.comment, color: "var(--md-code-hl-comment-color)" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], color: color("function") },
]);

class Html extends WidgetType {
  constructor(html, tag = "div") {
    super();
    this.html = html;
    this.tag = tag;
  }

  eq(other) {
    return other.html === this.html;
  }

  toDOM() {
    const holder = document.createElement(this.tag);
    holder.innerHTML = this.html;
    return holder;
  }

  ignoreEvent() {
    return true;
  }
}

const shown = StateEffect.define();
const added = StateEffect.define();

/* What the last run did. It moves with the code that it is below, and is dimmed once that has changed. */
const evidence = StateField.define({
  create: () => Decoration.none,
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(shown)) return effect.value;
      if (effect.is(added)) return value.update({ add: [effect.value] });
    }
    return value.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/* A line that is too long continues below its own beginning, as in a listing. */
const indents = new MatchDecorator({
  regexp: /^ +/g,
  decorate: (add, from, to) => add(from, from, Decoration.line({ attributes: { style: `--in: ${to - from}ch` } })),
});
const hanging = ViewPlugin.define(
  (view) => ({
    decorations: indents.createDeco(view),
    update(change) {
      this.decorations = indents.updateDeco(change, this.decorations);
    },
  }),
  { decorations: (plugin) => plugin.decorations },
);

export class Editor {
  constructor(parent, text, label, run, changed) {
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }, indentWithTab]),
          basicSetup,
          python(),
          indentUnit.of("    "),
          EditorView.lineWrapping,
          hanging,
          syntaxHighlighting(colors),
          evidence,
          EditorView.contentAttributes.of({ "aria-label": `${label}, to edit. Escape, then Tab, leaves the editor.` }),
          EditorView.updateListener.of((update) => update.docChanged && changed()),
        ],
      }),
    });
  }

  get text() {
    return this.view.state.doc.toString();
  }

  set text(text) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text }, effects: shown.of(Decoration.none) });
  }

  /* To the start of a line. What is in the way at the top is the page's header. */
  focus(line) {
    if (line) {
      const { from } = this.at(line);
      this.view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { yMargin: 100 }) });
    }
    this.view.focus();
  }

  at(number) {
    const { doc } = this.view.state;
    return doc.line(Math.min(Math.max(number, 1), doc.lines));
  }

  below(number, html, side) {
    return Decoration.widget({ widget: new Html(html), block: true, side }).range(this.at(number).to);
  }

  /* Draw what edited.py has of a run. */
  show({ marks, evidence: rows }) {
    const ranges = marks.filter(({ style }) => style).map(({ line, style }) => Decoration.line({ class: style }).range(this.at(line).from));
    for (const { line, note } of marks.filter(({ note }) => note)) {
      ranges.push(Decoration.widget({ widget: new Html(`<span class="times">${note}</span>`, "span"), side: 1 }).range(this.at(line).to));
    }
    ranges.push(...rows.map(({ line, html }) => this.below(line, html, 2)));
    this.view.dispatch({ effects: shown.of(Decoration.set(ranges, true)) });
  }

  /* Below a line, what explains the error there. */
  explain(line, html) {
    const row = `<span class="evidence explained"><span class="label">rule</span><span class="text">${html}</span></span>`;
    this.view.dispatch({ effects: added.of(this.below(line, `<div class="highlight listing"><pre><code>${row}</code></pre></div>`, 3)) });
  }
}
