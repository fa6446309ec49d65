/* A listing as an editor (CodeMirror), with what a run did below its lines. */

import {
  basicSetup, Decoration, EditorState, EditorView, HighlightStyle, indentUnit, indentWithTab, keymap, python, StateEffect, StateField,
  syntaxHighlighting, tags, WidgetType,
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
  constructor(html) {
    super();
    this.html = html;
  }

  eq(other) {
    return other.html === this.html;
  }

  toDOM() {
    const holder = document.createElement("div");
    holder.innerHTML = this.html;
    return holder;
  }

  ignoreEvent() {
    return true;
  }
}

const shown = StateEffect.define();

/* What the last run did. It moves with the code that it is below, and is dimmed once that has changed. */
const evidence = StateField.define({
  create: () => Decoration.none,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(shown)) return effect.value;
    return value.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function escaped(text) {
  const holder = document.createElement("span");
  holder.textContent = text;
  return holder.innerHTML;
}

function differs(text) {
  return `<div class="highlight listing"><pre><code><span class="evidence differs"><span class="label">differs</span><span class="text">${escaped(text)}</span></span></code></pre></div>`;
}

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

  focus() {
    this.view.focus();
  }

  /* Draw a reply of run_code.py. */
  show({ marks, evidence: rows, problems }) {
    const { doc } = this.view.state;
    const line = (number) => doc.line(Math.min(Math.max(number, 1), doc.lines));
    const ranges = marks.filter((mark) => mark.style).map((mark) => Decoration.line({ class: mark.style }).range(line(mark.line).from));
    const below = (number, html, side) => Decoration.widget({ widget: new Html(html), block: true, side }).range(line(number).to);
    ranges.push(...rows.map((row) => below(row.line, row.html, 1)), ...problems.map((problem) => below(problem.line, differs(problem.text), 2)));
    this.view.dispatch({ effects: shown.of(Decoration.set(ranges, true)) });
  }
}
