/* The index of errors: holds a reader's traceback against the messages in the list of this page. Nothing is sent. */
(() => {
  "use strict";
  const form = document.querySelector(".error-form");
  if (!form) return;
  const field = form.querySelector("textarea");
  const answer = form.querySelector(".error-answer");
  const { equivalents, first, known, rules, root } = JSON.parse(form.dataset.index);
  const SHOWN = 4;
  /* A message of so few words may come from elsewhere. */
  const FEW = 5;
  /* In a message of so many words, one that it quotes may differ: it names a driver or a type. */
  const LONG = 12;
  /* How much of a message a rule must speak of to be called near. */
  const NEAR = 0.6;
  /* What many messages share says nothing about which one it is. */
  const COMMON = /'?\w+'? object has no attribute|has no attribute|got an unexpected keyword argument|is not (defined|callable)|No module named/g;
  /* What Python says of any program: it tells nothing but the types and names in it. */
  const PYTHONS = new Set("attributeerror typeerror nameerror valueerror object of type has no attribute name is not defined got an unexpected keyword argument must be or and can t str int list tuple dict nonetype builtins iterable subscriptable callable".split(" "));
  /* Between messages: `Class: message` begins another one. */
  const BEGINS = /^\s*(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Warning)\b: \S/;
  /* PostgreSQL's advice, and where in the SQL. */
  const ADVICE = /^\s*(?:(?:HINT|CONTEXT|DETAIL|LINE \d+):|\^\s*$)/;

  const wordsOf = (text) => (text.match(/\b[A-Za-z_]\w*/g) || []).map((word) => word.toLowerCase());
  const pairsOf = (words) => words.slice(1).map((word, at) => `${words[at]} ${word}`).filter((pair) => !pair.includes("*"));
  const split = (text) => (text ? text.split(" ") : []);

  const NEVER = "*";
  /* Of a message in Python's words, what else there is: one word or two, else the names in it. Without either any program says it.
     "type object" is a class, perhaps a model. */
  function ownOf(words, names) {
    if (!words.length) return [];
    const other = words.filter((word) => !PYTHONS.has(word));
    if (other.length) return other.length < 3 && other.length < words.length / 2 ? other : [];
    if (words[0] === "type") return [];
    return names.length ? names : [NEVER];
  }

  /* The messages, as the build has taken them apart. */
  const messages = [...document.querySelectorAll(".error-list li")].map((item) => {
    const words = split(item.dataset.words);
    return {
      item,
      rule: item.dataset.rule,
      name: item.dataset.class,
      words: new Set(words.filter((word) => word !== "*")),
      pairs: new Set(pairsOf(words)),
      needs: [...split(item.dataset.needs), ...ownOf(words.filter((word) => word !== "*"), split(item.dataset.names))],
      names: split(item.dataset.names),
      near: split(item.dataset.near),
      verb: item.dataset.verb || "",
      guard: Boolean(item.dataset.guard),
    };
  });

  /* How telling each word is: the fewer messages hold it, the more. */
  const rarity = (of) => {
    const counts = new Map();
    for (const message of messages) for (const each of new Set(of(message))) counts.set(each, (counts.get(each) || 0) + 1);
    return (each) => (counts.has(each) ? Math.log(1 + messages.length / counts.get(each)) : 0);
  };
  const wordWeight = rarity((message) => message.words);
  const pairWeight = rarity((message) => message.pairs);
  const nearWeight = rarity((message) => message.near);
  const classWeight = rarity((message) => [message.name.toLowerCase()]);
  const UNKNOWN = Math.log(1 + messages.length);
  /* How telling the pairs of words must be that make a part of a message enough. */
  const PART = 14;
  const total = (items, weight) => items.reduce((sum, each) => sum + weight(each), 0);

  /* A traceback as the messages in it, one for each exception of a chain, and what else it tells. */
  function read(text) {
    const lines = text
      .replace(/\x1b\[[0-9;]*m/g, "")
      .replace(/[‘’]/g, "'").replace(/[“”]/g, '"')
      .split(/\r?\n/)
      .map((line) => line.replace(/^[\w.-]+\s+\| ?/, "").replace(/^\s*[|+] /, ""));
    const byPytest = lines.some((line) => /^E\s/.test(line));
    const chunks = [[]];
    const frames = [];
    let verb = "", sql = false, code = -1;
    for (let line of lines) {
      if (byPytest) {
        if (!/^E\s/.test(line)) { frames.push(line); continue; }
        line = line.replace(/^E\s+/, "");
      }
      const indent = line.search(/\S/);
      if (/^\s*File ".*", line \d+/.test(line)) { frames.push(line); code = indent; sql = false; continue; }
      if (code >= 0 && indent > code) { frames.push(line); continue; }
      code = -1;
      if (/ResourceWarning: /.test(line)) continue;
      if (/^\s*(Traceback \(most recent call last\)|The above exception was|During handling of the above)/.test(line)) {
        chunks.push([]); sql = false; continue;
      }
      const opens = line.match(/^\s*\[SQL:\s*(\w+)?/);
      if (opens) { verb = (opens[1] || verb).toUpperCase(); sql = !line.trimEnd().endsWith("]"); continue; }
      if (sql) {
        if (!verb && indent >= 0) verb = line.trim().split(/\s/)[0].toUpperCase();
        if (/\]\s*$/.test(line) || /^\[parameters/.test(line)) sql = false;
        continue;
      }
      if (/^\s*(\[parameters|\(Background on this error)/.test(line) || ADVICE.test(line)) continue;
      if (BEGINS.test(line) && chunks.at(-1).some((each) => BEGINS.test(each))) chunks.push([]);
      if (/^\S+:\d+: \w*Warning: /.test(line)) code = Math.max(indent, 0);
      const chunk = chunks[chunks.length - 1];
      chunk.push(/^\S+:\d+: \w*Warning: /.test(line) ? line.replace(/^\S+:\d+: /, "") : line);
    }
    return { chunks: chunks.map((chunk) => chunk.join("\n")).filter((chunk) => chunk.trim()), verb, near: new Set(wordsOf(frames.join("\n"))) };
  }

  /* The text in the words that stand for every driver's. */
  const inCommonWords = (chunk) => equivalents.reduce((text, [pattern, words]) => text.replace(new RegExp(pattern, "g"), words), chunk);

  /* How well one message fits one exception: how much of it is there, and how telling that is. */
  function fit(message, words, pairs) {
    const inWords = [...message.words].filter((word) => words.has(word));
    const inPairs = [...message.pairs].filter((pair) => pairs.has(pair));
    const named = words.has(message.name.toLowerCase());
    const [a, b] = [total([...message.words], wordWeight), total([...message.pairs], pairWeight)];
    const [x, y] = [total(inWords, wordWeight), total(inPairs, pairWeight)];
    let share = a ? (b ? (x / a + y / b) / 2 : x / a) : 0;
    if (message.needs.some((word) => !words.has(word))) share *= message.words.size > LONG ? 0.8 : 0.5;
    /* A part of a long message: all that the reader has is in it. The less is missing, the better. */
    const spoken = (list) => list.filter((word) => !/error$|^(sqlalchemy|exc|orm)$/.test(word));
    const all = total(spoken([...words]), (word) => wordWeight(word) || UNKNOWN);
    if (!message.needs.includes(NEVER) && total(spoken(inWords), wordWeight) > 0.9 * all && y >= PART) share = Math.max(share, 0.62 + 0.2 * share);
    /* A message that is one name of the program's own and nothing else. Of a KeyError every dictionary says it. */
    if (!a && named && words.size === 2 && message.name !== "KeyError") share = 1;
    const strength = x + y + (named ? classWeight(message.name.toLowerCase()) : 0);
    const few = message.words.size <= FEW;
    return { message, share: few && a && inWords.length < message.words.size ? Math.min(share, 0.61) : share, strength, named, matched: new Set(inWords) };
  }

  /* The rules that answer a text, best first, each with its reasons. */
  function find(text) {
    const { chunks, verb, near } = read(text);
    const best = new Map();
    for (const chunk of chunks) {
      const list = wordsOf(inCommonWords(chunk));
      const own = chunk.match(/^\s*(?:\w+\.)*(\w+):/)?.[1].toLowerCase();
      const says = messages.some((message) => message.name.toLowerCase() === own);
      const words = new Set(list);
      const pairs = new Set(pairsOf(list));
      for (const message of messages) {
        const found = fit(message, words, pairs);
        let score = found.strength * found.share * found.share;
        const enough = found.share > 0.95 || (found.share >= 0.62 && score >= 10);
        const onlyClass = found.named && !enough && /^\s*[\w.]+:?\s*$/.test(chunk);
        if (!enough && !onlyClass) continue;
        const close = message.near.filter((each) => near.has(each));
        score *= 1 + Math.min(0.25, total(close, nearWeight) / 80);
        if (verb && message.verb) score *= verb === message.verb ? 1.15 : 0.85;
        score *= 1 + 0.04 * Math.min(2, message.names.filter((name) => words.has(name)).length);
        if (message.guard) score *= 0.93;
        if (says && message.name.toLowerCase() !== own) score *= 0.85;
        if (first.includes(message.rule)) score *= 1.2;
        const known = best.get(message.rule);
        if (!known || known.score < score) {
          best.set(message.rule, { ...found, score, onlyClass, verb: verb && verb === message.verb ? verb : "", close });
        }
      }
    }
    const ranked = [...best.values()].sort((one, other) => other.score - one.score);
    return ranked.filter((each) => each.score >= ranked[0].score * 0.5).slice(0, SHOWN);
  }

  /* What is known of a text: its code, where nothing else is in it; or the message in it that has several causes. */
  const LINK = /\(?(?:Background on [^()]* at: )?https?:\/\/sqlalche\.me\/e\/(?:\d+\/)?(\w+)\)?/;
  function codeIn(text) {
    const code = text.match(LINK)?.[1] || text.trim().replace(/^\W+|\W+$/g, "").toLowerCase();
    return Object.hasOwn(known.codes, code) ? { code, alone: !/\w/.test(text.replace(LINK, "").replace(new RegExp(`\\b${code}\\b`, "i"), "")) } : null;
  }
  const patterns = known.messages.map(([pattern, says, causes, count]) => ({ pattern: new RegExp(pattern, "i"), says, causes, count }));
  function knownOf(text) {
    const plain = (part) => part.replace(/^E\s+|^[\w.-]+\s+\| ?|^\s*\| /gm, "").replace(/\s+/g, " ");
    const parts = text.split(/The above exception was|During handling of the above/).map(plain);
    const whole = plain(text);
    for (const part of parts.reverse()) {
      const here = patterns.map((each) => ({ ...each, at: part.search(each.pattern) })).filter(({ at }) => at >= 0);
      here.sort((one, other) => one.at - other.at);
      if (here.length) return arranged(here[0], whole);
    }
    return null;
  }
  /* The causes whose traces are in the text come first. */
  function arranged({ says, causes, count }, whole) {
    const traced = ([, , where]) => Boolean(where) && new RegExp(where, "i").test(whole);
    const likely = causes.filter(traced);
    const ordered = [...likely, ...causes.filter((each) => !likely.includes(each))];
    return { says, causes: ordered.map(([rule, tells]) => ({ rule, tells })), sure: (count === 1 && !causes[0]?.[2]) || likely.length === 1, alone: !count };
  }

  /* The whole answer: one sentence, and the rules, best first. A rule is sure where no other is as good. */
  function answerTo(text) {
    const code = codeIn(text);
    const byCode = code && { says: known.codes[code.code][0], causes: known.codes[code.code][1].map(([rule]) => ({ rule, tells: "" })), code: code.code };
    if (code?.alone) return { ...byCode, items: byCode.causes.map(({ rule, tells }) => ({ rule, tells, sure: true })) };
    const found = find(text);
    const told = knownOf(text) || (found.length ? null : byCode);
    const items = (told?.causes || []).map((cause, at) => ({ ...cause, sure: at === 0 && Boolean(told.sure), found: found.find(({ message }) => message.rule === cause.rule) }));
    /* Of a message that no rule is about, the sentence is the whole answer. */
    if (!told?.alone) found.forEach((each, at) => {
      if (items.some(({ rule }) => rule === each.message.rule)) return;
      const alone = !found[at + 1] || found[at + 1].score < 0.9 * each.score;
      items.push({ rule: each.message.rule, tells: "", found: each, sure: at === 0 && !told && alone && !each.onlyClass && each.share > 0.85 && each.message.words.size > FEW });
    });
    return { says: told?.says || "", code: told?.code, common: Boolean(told) && !told.code, items: items.slice(0, SHOWN) };
  }

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
})();
