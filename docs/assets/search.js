/* Shows the rules that a search means above what it finds on the pages. Loads their list when the search is first used. */
(() => {
  "use strict";
  const field = document.querySelector("input.md-search__input");
  const results = document.querySelector(".md-search-result");
  if (!field || !results) return;
  const root = new URL(JSON.parse(document.getElementById("__config").textContent).base.replace(/\/?$/, "/"), location.href);
  const SHOWN = 5;
  const WEIGHTS = { words: 6, title: 5, messages: 2.5, names: 1.5, prose: 1 };
  const ALIKE_WEIGHT = 0.5;
  const STOP = new Set("a an and are as at be been by can do does doesn don for from get has have how i if in instead into is it its me my no not of on or our should that the their there they this to too use using was we what when where which why with you your".split(" "));

  /* Words as they are compared: lower case, plural and the commonest endings cut. */
  const stem = (word) =>
    word.includes("_") || word.length < 4 ? word : word.replace(/ies$/, "y").replace(/(ss|[^s])s$/, "$1").replace(/(?<=\w{4})(ing|ed|ation|e)$/, "");
  const wordsOf = (text) => (text.toLowerCase().match(/[\p{L}_][\p{L}\d_+]*|\d{3}/gu) || []).map(stem);
  const kept = (words) => { const telling = words.filter((word) => !STOP.has(word)); return telling.length ? telling : words; };

  let rules;
  async function load() {
    const found = await (await fetch(new URL("search/rules.json", root))).json();
    rules = found.rules.map((rule) => {
      const fields = {};
      for (const name of Object.keys(WEIGHTS)) fields[name] = new Set([rule[name]].flat().flatMap(wordsOf));
      for (const each of [...rule.names, ...rule.words]) {
        /* DetachedInstanceError is found by "detached instance" too, and expire_on_commit by "expire commit". */
        const parts = each.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/_/g, " ");
        if (parts !== each) for (const word of wordsOf(parts)) fields.names.add(word);
      }
      return { ...rule, fields, phrases: rule.words.map((phrase) => wordsOf(phrase).join(" ")), known: [rule.title, ...rule.words].map((each) => new Set(kept(wordsOf(each)))), said: rule.messages.map((each) => ` ${wordsOf(each).join(" ")} `) };
    });
    const holding = new Map();
    for (const rule of rules) {
      for (const word of new Set(Object.values(rule.fields).flatMap((each) => [...each]))) holding.set(word, (holding.get(word) || 0) + 1);
    }
    rules.rarity = (word) => Math.log(1 + rules.length / (holding.get(word) || 0.5));
    rules.vocabulary = [...holding.keys()];
    rules.alike = new Map();
    for (const line of found.alike) {
      const words = wordsOf(line);
      for (const word of words) rules.alike.set(word, words.filter((each) => each !== word && holding.has(each)));
    }
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

  /* A word of the query as words that the rules have: itself, what it begins, or what it was meant to be. */
  function meant(word, isLast) {
    const { vocabulary } = rules;
    if (vocabulary.includes(word)) return [word];
    const begun = isLast && word.length > 1 ? vocabulary.filter((each) => each.startsWith(word)) : [];
    if (begun.length) return begun;
    return word.length > 4 ? vocabulary.filter((each) => near(word, each)) : [];
  }

  /* How much of a query one phrase of a rule holds, and how much more it says: 1 is all of it, and nothing else. */
  function together(phrase, asked, total) {
    let held = 0, words = 0;
    for (const { means, alike, worth } of asked) {
      if (means.some((each) => phrase.has(each))) { held += worth; words += 1; }
      else if (alike.some((each) => phrase.has(each))) { held += worth / 2; words += 1; }
    }
    return words > 1 ? (held / total) * Math.sqrt(words / phrase.size) : 0;
  }

  function find(query) {
    const all = wordsOf(query);
    const asked = kept(all).map((word, at, every) => {
      const means = meant(word, at === every.length - 1);
      const alike = rules.alike.get(word) || [];
      /* A word that no rule has tells little of which one is meant. */
      return { means, alike, worth: means.length ? rules.rarity(means[0]) : alike.length ? 1.5 : 2.5 };
    });
    if (!asked.length) return [];
    const phrase = all.join(" ");
    const total = asked.reduce((sum, { worth }) => sum + worth, 0);
    const scored = rules.map((rule) => {
      let score = 0, covered = 0;
      for (const { means, alike, worth } of asked) {
        let best = 0;
        for (const [name, weight] of Object.entries(WEIGHTS)) {
          const hit = means.find((each) => rule.fields[name].has(each));
          if (hit) best = Math.max(best, weight * rules.rarity(hit)) + (best ? 0.2 * weight : 0);
        }
        if (best) covered += best > WEIGHTS.prose * worth ? worth : 0.85 * worth;
        else {
          for (const [name, weight] of Object.entries(WEIGHTS)) {
            if (alike.some((each) => rule.fields[name].has(each))) best = Math.max(best, ALIKE_WEIGHT * weight * worth);
          }
          if (best) covered += 0.7 * worth;
        }
        score += best;
      }
      const share = covered / total;
      score *= share ** 1.5;
      /* Words that people say together weigh more than the same words here and there. */
      if (asked.length > 1) score += 8 * share * Math.max(0, ...rule.known.map((each) => together(each, asked, total)));
      const places = rule.phrases.map((each, at) => (each === phrase ? 40 - at : all.length > 1 && ` ${each} `.includes(` ${phrase} `) ? 15 - at / 4 : 0));
      score += Math.max(0, ...places);
      if (all.length > 2 && rule.said.some((each) => each.includes(` ${phrase} `))) score += 30;
      return { rule, score, share };
    });
    return scored.filter(({ share, score }) => share > 0.4 && score > 3).sort((one, other) => other.score - one.score).slice(0, SHOWN);
  }

  const list = document.createElement("ol");
  list.className = "rule-hits";
  list.setAttribute("aria-label", "Rules");
  list.hidden = true;
  results.querySelector(".md-search-result__meta").after(list);

  function draw() {
    const query = field.value.trim();
    list.dataset.query = field.value;
    const found = rules && query ? find(query) : [];
    list.hidden = !found.length;
    list.replaceChildren(...found.map(({ rule, score }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const article = document.createElement("article");
      link.href = new URL(rule.at, root).href;
      link.className = "md-search-result__link";
      link.tabIndex = -1;
      article.dataset.mdScore = String(1e6 + score);
      const title = document.createElement("strong");
      title.textContent = rule.title;
      const chapter = document.createElement("span");
      chapter.textContent = rule.chapter;
      article.append(title, " ", chapter);
      link.append(article);
      link.addEventListener("click", () => { document.getElementById("__search").checked = false; });
      item.append(link);
      return item;
    }));
  }

  let loading;
  const changed = () => (loading ||= load()).then(draw);
  /* For the index of errors: the rules that know one name. */
  window.findRules = async (name) => {
    await (loading ||= load());
    return find(name).filter(({ rule }) => wordsOf(name).every((word) => rule.fields.words.has(word) || rule.fields.names.has(word)))
      .map(({ rule }) => ({ href: new URL(rule.at, root).href, title: rule.title, chapter: rule.chapter }));
  };
  field.addEventListener("focus", changed);
  field.addEventListener("input", changed);
  field.form.addEventListener("reset", () => setTimeout(draw));
})();
