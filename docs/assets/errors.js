/* Find an error: holds a reader's traceback against the index of errors on this page. Nothing is sent. */

import { errorIndex, FEW } from "./error_index.js";

const form = document.querySelector(".error-form");
const field = form.querySelector("textarea");
const answer = form.querySelector(".error-answer");
const { root } = JSON.parse(form.dataset.index);
const { answerTo, inCommonWords, read, rules } = errorIndex(document);
/* How much of a message a rule must speak of to be called near. */
const NEAR = 0.6;
/* What many messages share says nothing about which one it is. */
const COMMON = /'?\w+'? object has no attribute|has no attribute|got an unexpected keyword argument|is not (defined|callable)|No module named/g;

/* Drawing */
const element = (tag, style, ...children) => {
  const made = document.createElement(tag);
  if (style) made.className = style;
  made.append(...children);
  return made;
};

/* The message of the run, with what the reader's text shares with it. */
function marked(found) {
  const code = element("code", "error-message");
  const text = found.message.item.querySelector(".error-message").textContent;
  for (const part of text.split(/(\b[A-Za-z_]\w*)/)) {
    code.append(found.matched.has(part.toLowerCase()) ? element("mark", "", part) : part);
  }
  return code;
}

function why(found) {
  const reasons = [];
  if (found.onlyClass) reasons.push("the class is the same; paste the message too for a better answer");
  else if (!found.message.words.size) reasons.push(`an ${found.message.name} that says a name and no more, as yours does`);
  else {
    reasons.push(`${found.matched.size} of ${found.message.words.size} words of its message are in yours`);
    if (found.named) reasons.push(`so is ${found.message.name}`);
  }
  if (found.verb) reasons.push(`both come from an ${found.verb}`.replace("an S", "a S").replace("an D", "a D").replace("an C", "a C"));
  if (found.message.guard) reasons.push("the DO raises it on purpose, to refuse what the DON'T lets pass");
  return `Why: ${reasons.join("; ")}.`;
}

function linkTo({ rule, found }) {
  if (found) return [found.message.item.querySelector("a").cloneNode(true), " ", found.message.item.querySelector(".error-where").cloneNode(true)];
  const [title, chapter] = rules[rule];
  const link = element("a", "", title);
  link.href = `${root}${rule}/`;
  return [link, " ", element("span", "error-where", chapter)];
}

function headed({ items, common }) {
  const [{ found, sure }] = items;
  if (common) return items.length === 1 ? "This rule explains it:" : "Which of these causes is yours? The likeliest first:";
  if (!found) return "By its code:";
  const few = !found.onlyClass && found.message.words.size <= FEW ? "Few words, and other causes say them too. " : "";
  const doubt = sure || few ? "" : "Not certain: ";
  return few + doubt + (items.length === 1 ? "One rule fits:" : "The best fit first:");
}

function draw(text) {
  answer.replaceChildren();
  form.dataset.state = "";
  if (!text.trim()) return;
  const answered = answerTo(text);
  const { says, items, code } = answered;
  form.dataset.state = items.length || says ? "found" : "none";
  if (says) answer.append(element("p", "error-says", code ? `${code}: ${says}` : says));
  if (!items.length) {
    if (says) return;
    answer.append(element("p", "", "No rule for this: none of the guide's programs met this message."));
    suggest(text);
    return;
  }
  answer.append(element("p", "", headed(answered)));
  const list = element("ol", "error-found");
  for (const each of items) {
    const item = element("li", "", ...linkTo(each));
    if (each.tells) item.append(element("p", "error-tells", `${each.tells[0].toUpperCase()}${each.tells.slice(1)}.`));
    if (each.found) item.append(marked(each.found), element("p", "error-why", why(each.found)));
    list.append(item);
  }
  answer.append(list);
  if (bringIntoView) list.firstChild.scrollIntoView({ block: "nearest" });
  bringIntoView = false;
}

/* Where no rule met the message: the rules that are nearest by its words, as the search has them. */
async function suggest(text) {
  const said = inCommonWords(read(text).chunks.at(-1) || "").replace(COMMON, " ").trim();
  const rules = window.findRules ? (await window.findRules(said)).filter(({ share }) => share > NEAR).slice(0, 3) : [];
  if (field.value !== text) return;
  if (!rules.length) {
    answer.append(element("p", "", "None is near it either. All messages are listed below."));
    return;
  }
  const list = element("ul", "error-near");
  for (const { href, title, chapter } of rules) {
    const link = element("a", "", title);
    link.href = href;
    list.append(element("li", "", link, " ", element("span", "error-where", chapter)));
  }
  answer.append(element("p", "", "Nearest by its words, and perhaps about something else:"), list);
}

/* What is pasted anywhere on the page is meant for the field. */
document.addEventListener("paste", (event) => {
  if (event.target.closest("input, textarea")) return;
  const text = event.clipboardData.getData("text/plain");
  if (!text.trim()) return;
  event.preventDefault();
  field.value = text;
  field.focus();
  bringIntoView = true;
  changed();
});
/* Below a long text the answer may be out of sight. */
field.addEventListener("paste", () => { bringIntoView = true; });

let timer, bringIntoView = false;
const changed = () => { form.dataset.state = "looking"; clearTimeout(timer); timer = setTimeout(() => draw(field.value), 120); };
field.addEventListener("input", changed);
form.addEventListener("submit", (event) => event.preventDefault());
window.findError = (text) => answerTo(text).items.map(({ rule, sure }) => [rule, sure]);
window.explainError = (text) => answerTo(text).says;
if (location.hash.startsWith("#q=")) {
  field.value = decodeURIComponent(location.hash.slice(3));
  draw(field.value);
}
