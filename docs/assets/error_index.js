/* The index of errors: which rules explain a message. It's drawn by errors.js, and by a run in the browser that raised one. */

/* A message of so few words may come from elsewhere. */
export const FEW = 5;

/* `page`: the document of the index, which has the messages. Returns what answers a text, and parts of it. */
export function errorIndex(page) {
  const { equivalents, first, known, rules } = JSON.parse(page.querySelector(".error-form").dataset.index);
  const SHOWN = 4;
  /* In a message of so many words, one that it quotes may differ: it names a driver or a type. */
  const LONG = 12;
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
  const messages = [...page.querySelectorAll(".error-list li")].map((item) => {
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

  /* What a rule of an answer is called. */
  const titleOf = ({ rule, found }) => (found ? found.message.item.querySelector("a").textContent : rules[rule][0]);

  return { answerTo, inCommonWords, read, rules, titleOf };
}
