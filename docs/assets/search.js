/* Shows the rules that a search means above what it finds on the pages. Loads their list when the search is first used. */
(() => {
  "use strict";
  const field = document.querySelector("input.md-search__input");
  const results = document.querySelector(".md-search-result");
  if (!field || !results) return;
  const root = new URL(JSON.parse(document.getElementById("__config").textContent).base.replace(/\/?$/, "/"), location.href);

  /* Ranking: BM25F, that is words weighed by where they stand, by how few rules have them, and by how much else is said there.
     Then what a bag of words cannot tell: words that stand together, and phrases that people use. */
  const FIELDS = {
    words: { weight: 1.75, length: 0.04 }, title: { weight: 6.7, length: 0.2 }, messages: { weight: 0.9, length: 0.3 },
    lead: { weight: 1.2, length: 0.7 }, told: { weight: 0.9, length: 0.2 }, prose: { weight: 0.9, length: 0.4 },
    chapter: { weight: 2.8, length: 0 },
  };
  const TUNED = { enough: 1.6, alike: 0.6, begun: 0.8, slip: 0.7, part: 0.6, operator: 0.4, share: 0.3, pair: 0.85, turned: 0.45, together: 4.6, exact: 30, within: 6.5, held: 4, told: 16, said: 25, linked: 0.075 };
  const STOP = new Set("a aren didn hasn haven isn wasn won couldn shouldn cannot please want wants need needs possible way ways best simple example issue problem help properly correctly trying try ve ll about all an and are as at be because been but by can could did do does doesn don for from had has have here how i if in inside instead into is it its just me may my no not of on or our should so some than that the their them then there these they this to too us use used using very via was we were what when where which who why will with would you your sqlalchemy python orm difference between vs versus".split(" "));

  /* What every query is about. */
  const SUBJECT = new Set(["sqlalchemy", "alchemy", "python"]);

  /* Operators are stop words too, but beside a clause they are meant: "or in filter", "where not in". */
  const OPERATORS = new Set(["or", "and", "not", "in", "is"]);
  const CLAUSE = /^(filter|where|condition|clause|having|operator)s?$/;
  const NEXT = 3;
  function operatorsIn(words) {
    const clause = (word, at) => CLAUSE.test(word) && (word !== "where" || at > 0 || OPERATORS.has(words[at + 1]));
    return [...new Set(words.filter((word, at) => OPERATORS.has(word) && words.some((other, place) => clause(other, place) && Math.abs(at - place) <= NEXT)))]
      .map((word) => `${word}_`);
  }

  /* A word as it is compared: without its plural, its commonest endings, and British or American spelling. */
  function stem(word) {
    if (word.length < 4 || /[_\d]/.test(word)) return word;
    const single = word.replace(/isation/, "ization").replace(/is(e|ed|er|ing|es)$/, "iz$1").replace(/ies$/, "y")
      .replace(/(x|ss|sh|ch)es$/, "$1").replace(/([^s])s$/, "$1");
    return single.replace(/(?<=\w{3})(ations?|ating|ated|ators?|ate|ing|ed|ion|ances?|ences?|ments?|able|er|ly|e)$/, "").replace(/([bdfgmnprt])\1$/, "$1");
  }
  const splitUp = (text) =>
    (text.toLowerCase().replace(/(?<=[a-z])'(s|t|re|ve)\b/g, "").match(/[\p{L}_][\p{L}\d_+]*|\d{3,}/gu) || [])
      .map((word) => (/^\d{4,}/.test(word) ? "thousands" : word));
  const wordsOf = (text) => splitUp(text).map(stem);
  const telling = (text) => splitUp(text).filter((word) => !STOP.has(word)).map(stem);
  /* DetachedInstanceError is found by "detached instance" too, and expire_on_commit by "expire commit". */
  const partsOf = (text) => (text.match(/\w*(?:[a-z][A-Z]|[^\W_]_[^\W_])\w*/g) || []).map((name) => name.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/_/g, " "));

  /* What one field of a rule says: how often each word, and which words stand together. */
  function taken(texts, inOrder) {
    const counts = new Map(), pairs = new Set();
    let length = 0;
    for (const text of texts) {
      for (const [part, worth] of [[text, 1], ...partsOf(text).map((each) => [each, TUNED.part])]) {
        const words = telling(part);
        words.forEach((word, at) => {
          if (worth === 1) length += 1;
          if (worth === 1 || !counts.has(word)) counts.set(word, (worth === 1 && counts.get(word) || 0) + worth);
          if (inOrder && at) pairs.add(`${words[at - 1]} ${word}`);
        });
      }
    }
    return { counts, pairs, length };
  }

  const prepared = (rule) => ({
    ...rule,
    fields: Object.fromEntries(Object.keys(FIELDS).map((name) => [name, taken([rule[name]].flat(), name !== "prose")])),
    phrases: rule.words.map((phrase) => wordsOf(phrase).join(" ")),
    tellings: new Set(rule.words.map((phrase) => telling(phrase).sort().join(" "))),
    known: [rule.title, ...rule.words].map((phrase) => new Set(telling(phrase))),
    said: rule.messages.map((message) => ` ${wordsOf(message).join(" ")} `),
  });

  /* A rule's words and pairs, each with its weight there. */
  function weighed(rule, usual) {
    const weights = new Map();
    for (const [name, { counts, pairs, length }] of Object.entries(rule.fields)) {
      const { weight, length: counted } = FIELDS[name];
      const worth = weight / (1 - counted + counted * length / (usual[name] || 1));
      for (const [word, count] of counts) weights.set(word, (weights.get(word) || 0) + count * worth);
      for (const pair of pairs) weights.set(pair, Math.max(weights.get(pair) || 0, weight));
    }
    return weights;
  }

  function indexed(found) {
    const rules = found.rules.map((rule, place) =>
      prepared({ ...rule, prose: Object.keys(found.prose).filter((word) => found.prose[word].includes(place)) }));
    const usual = {};
    for (const name of Object.keys(FIELDS)) usual[name] = rules.reduce((sum, { fields }) => sum + fields[name].length, 0) / rules.length;
    /* Of each word and pair, the places of the rules that have it, with its weight there. */
    const holding = new Map();
    rules.forEach((rule, place) => {
      for (const [key, weight] of weighed(rule, usual)) {
        if (!holding.has(key)) holding.set(key, []);
        holding.get(key).push([place, weight]);
      }
    });
    const alike = new Map();
    for (const line of found.alike.map(wordsOf)) {
      for (const word of line) alike.set(word, [...(alike.get(word) || []), ...line.filter((each) => each !== word)]);
    }
    const vocabulary = [...holding.keys()].filter((key) => !key.includes(" "));
    const held = (key) => holding.get(key)?.length || 0;
    const rarity = (key) => Math.log(1 + (rules.length - held(key) + 0.5) / (held(key) + 0.5));
    return { rules, holding, alike, vocabulary, rarity, codes: found.codes };
  }

  /* Whether two words are one slip of the finger apart. */
  function near(one, other) {
    if (Math.abs(one.length - other.length) > 1) return false;
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    const [rest, remains] = [one.slice(at), other.slice(at)];
    return rest.slice(1) === remains.slice(1) || rest === remains.slice(1) || rest.slice(1) === remains ||
      (rest[0] === remains[1] && rest[1] === remains[0] && rest.slice(2) === remains.slice(2));
  }

  /* A word of the query as words that the rules have, and how sure each is: itself, one that people use for it, what it begins, or
     what it was meant to be. */
  function meant(word, isLast, { holding, alike, vocabulary, rarity }) {
    const found = new Map();
    const add = (other, sure) => { if (holding.has(other) && !(found.get(other) >= sure)) found.set(other, sure); };
    add(word, 1);
    for (const other of alike.get(word) || []) add(other, TUNED.alike);
    if (isLast && word.length > 1 && !found.has(word)) for (const other of vocabulary) if (other.startsWith(word)) add(other, TUNED.begun);
    if (!found.size && word.length > 4) for (const other of vocabulary) if (near(word, other)) add(other, TUNED.slip);
    /* A word that no rule has tells little of which one is meant. */
    const worth = found.has(word) ? rarity(word) : found.size ? 0.8 * Math.max(...[...found.keys()].map(rarity)) : 2.5;
    return { found, worth };
  }

  function find(query, index) {
    const all = wordsOf(query);
    const words = telling(query);
    const said = splitUp(query).filter((word) => !SUBJECT.has(word));
    const operators = operatorsIn(said).map((word) => ({ found: new Map([[word, TUNED.operator]]), worth: TUNED.operator * index.rarity(word) }));
    const asked = [...(words.length ? words : all).map((word, at, every) => meant(word, at === every.length - 1, index)), ...operators];
    if (!asked.length) return [];
    const phrase = said.map(stem).join(" ");
    const total = asked.reduce((sum, { worth }) => sum + worth, 0);
    const most = TUNED.enough + 1;
    const means = new Map();
    asked.forEach(({ found }, at) => { for (const [word, sure] of found) means.set(word, [...(means.get(word) || []), [at, sure]]); });
    /* What each rule has of each word that is asked for, and of the pairs: the best. */
    const nothing = () => new Float64Array(index.rules.length);
    const raise = (best, key, worth) => {
      for (const [place, weight] of index.holding.get(key)) best[place] = Math.max(best[place], worth * weight / (TUNED.enough + weight));
    };
    const bests = asked.map(({ found, worth }) => {
      const best = nothing();
      for (const [word, sure] of found) raise(best, word, sure * Math.min(index.rarity(word), worth) * most);
      return best;
    });
    const beside = asked.slice(1).map(({ found }, before) => {
      const best = nothing();
      for (const [one, sure] of asked[before].found) {
        for (const [other, surely] of found) {
          for (const [pair, worth] of [[`${one} ${other}`, 1], [`${other} ${one}`, TUNED.turned]]) {
            const held = index.holding.get(pair);
            if (held) raise(best, pair, worth * sure * surely * Math.log(1 + index.rules.length / held.length));
          }
        }
      }
      return best;
    });
    return index.rules.map((rule, place) => {
      let score = 0, covered = 0;
      asked.forEach(({ worth }, at) => {
        score += bests[at][place];
        covered += Math.min(1, 2 * bests[at][place] / (worth * most)) * worth;
      });
      for (const best of beside) score += TUNED.pair * best[place];
      const share = covered / total;
      score *= share ** TUNED.share;
      /* How much of the query the two best phrases of the rule hold, and how much more they say. */
      const together = rule.known.map((known) => {
        const sure = [];
        for (const word of known) for (const [at, each] of means.get(word) || []) sure[at] = Math.max(sure[at] || 0, each);
        let held = 0, count = 0;
        sure.forEach((each, at) => { held += each * asked[at].worth; count += 1; });
        return count > 1 ? held / total * Math.min(1, count / known.size) : 0;
      }).sort((one, other) => other - one);
      score += TUNED.together * (together[0] + (together[1] || 0));
      const exact = rule.phrases.includes(phrase);
      if (!exact && words.length && rule.tellings.has([...words].sort().join(" "))) score += TUNED.told;
      score += Math.max(0, ...rule.phrases.map((each, at) =>
        each === phrase ? TUNED.exact - at / 2
          : all.length > 1 && ` ${each} `.includes(` ${phrase} `) ? TUNED.within - at / 4
            : each.includes(" ") && ` ${phrase} `.includes(` ${each} `) ? TUNED.held : 0));
      if (all.length > 2 && rule.said.some((each) => each.includes(` ${phrase} `))) score += TUNED.said;
      /* What more of the guide leads to is asked more often. */
      score *= 1 + TUNED.linked * Math.log(1 + rule.told.length);
      return { rule, score, share: exact ? 1 : share };
    }).sort((one, other) => other.score - one.score);
  }
  /* Drawing */
  const SHOWN = 5;
  /* Rules fit that hold enough of the query in enough places; or nearly all of it, where its words are common ones. */
  const FIT = { share: 0.4, score: 3, whole: 0.7, best: 0.4 };
  /* Of a pasted traceback the exception that ended it. */
  const EXCEPTION = /(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Warning|Found|Detected|Greenlet)\b(?=:).*/;
  const LONG = 90;
  function essence(text) {
    const last = text.split(/(?:Traceback \(most recent call last\):|The above exception was|During handling of)/).at(-1);
    const line = (text.length > LONG && last.match(EXCEPTION)?.[0]) || text;
    return line.split(/\[SQL:|\(Background on/)[0].slice(0, 400);
  }
  const shown = (query, index) => {
    const byCode = index.codes[query.trim().toLowerCase()];
    if (byCode) return byCode.flatMap((name) => index.rules.filter(({ at }) => at === `${name}/`)).map((rule) => ({ rule, score: TUNED.exact, share: 1 }));
    const found = find(essence(query), index).filter(({ share, score }) => share > FIT.whole || (share > FIT.share && score > FIT.score));
    return found.filter(({ score }) => score > FIT.best * found[0].score).slice(0, SHOWN);
  };

  const list = document.createElement("ol");
  list.className = "rule-hits";
  list.setAttribute("aria-label", "Rules");
  const note = document.createElement("p");
  note.className = "rule-note";
  list.hidden = note.hidden = true;
  results.querySelector(".md-search-result__meta").after(list, note);

  const element = (tag, ...children) => {
    const made = document.createElement(tag);
    made.append(...children);
    return made;
  };
  const linked = (address, ...children) => {
    const link = element("a", ...children);
    link.href = new URL(address, root).href;
    link.addEventListener("click", () => { document.getElementById("__search").checked = false; });
    return link;
  };
  /* The text with the words of the query marked. */
  function marked(text, asked) {
    return text.split(/([\p{L}_][\p{L}\d_+]*)/u).map((part, at) => (at % 2 && asked.has(stem(part.toLowerCase())) ? element("mark", part) : part));
  }

  let pasted = "";
  function draw(index) {
    const query = field.value.trim();
    /* The field has no line breaks; what was pasted had. */
    const whole = pasted.replace(/\s/g, "") === query.replace(/\s/g, "") ? pasted : query;
    const found = query ? shown(whole, index) : [];
    const asked = new Set(telling(essence(whole)));
    list.dataset.query = field.value;
    list.hidden = !found.length;
    list.replaceChildren(...found.map(({ rule, score }) => {
      const title = element("strong", ...marked(rule.title, asked));
      const article = element("article", title, " ", element("span", rule.chapter), element("p", ...marked(rule.lead || "", asked)));
      article.dataset.mdScore = String(1e6 + score);
      const link = linked(rule.at, article);
      link.className = "md-search-result__link";
      link.tabIndex = -1;
      return element("li", link);
    }));
    /* A message is better held against the messages themselves. */
    const message = Object.hasOwn(index.codes, query.toLowerCase()) || (query.length > 30 && (EXCEPTION.test(query) || query.length > LONG));
    note.replaceChildren();
    if (message) note.append("An error? ", linked(`errors/#q=${encodeURIComponent(whole)}`, "Hold all of it against the messages of this guide"));
    else if (query && !found.length) note.append("No rule is about this. There are ", linked("troubleshooting/", "symptoms"), ", ", linked("errors/", "error messages"), " and ", linked("terms/", "words"), " to look through.");
    note.hidden = !note.childNodes.length;
  }

  let loading;
  const loaded = () => (loading ||= fetch(new URL("search/rules.json", root)).then((answer) => answer.json()).then(indexed));
  const changed = () => loaded().then(draw);
  /* For the index of errors: the rules nearest to a message that none of them met. */
  window.findRules = async (text) =>
    shown(text, await loaded()).map(({ rule, share }) => ({ href: new URL(rule.at, root).href, title: rule.title, chapter: rule.chapter, share }));
  field.addEventListener("paste", (event) => {
    pasted = event.clipboardData.getData("text/plain");
    /* The theme looks at the field when a key is let go, and a mouse pastes too. */
    setTimeout(() => field.dispatchEvent(new KeyboardEvent("keyup")));
  });
  field.addEventListener("focus", changed);
  field.addEventListener("input", changed);
  field.form.addEventListener("reset", () => setTimeout(changed));
})();
