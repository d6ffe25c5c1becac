// The paper that was opened: what it is, and the papers nearest to it with the reasons.

/** Nearest papers that are listed at first. */
const LISTED = meta.nearest;

const opened = { paper: -1, nearest: [] };

/** A word or two in the colour of the cluster. */
function clusterChip(cluster, onclick) {
  const chip = button(meta.clusters[cluster].label || `cluster ${cluster + 1}`, { className: "chip", title: "Show this cluster only" }, onclick);
  const dot = make("span", { className: "dot" });
  dot.style.background = rgb(clusterColour(cluster));
  chip.prepend(dot);
  return chip;
}

/** A link of the list: the other paper, and why. */
function linkItem({ paper, weight, reasons }, titles, strongest, open) {
  const bar = make("span", { className: "bar", ariaHidden: "true" });
  for (const { name, adds } of reasons) {
    const part = make("i", { className: ofPapers ? `part-${name}` : "part-shared" });
    part.style.width = `${(100 * adds) / strongest}%`;
    bar.append(part);
  }
  const why = reasons.map(({ name, part, words }) =>
    make("li", {}, make("b", {}, ofPapers ? `${SAYS[name] ?? name} ${part.toFixed(2)}` : name), words.length ? `: ${words.join(", ")}` : ""));
  const year = papers.year[paper] ? ` (${papers.year[paper]})` : "";
  const title = button(`${titles[paper]}${year}`, { className: "title" }, () => open(paper));
  title.dataset.paper = paper;
  const strength = make("span", { className: "strength", title: "Strength of the link" }, weight.toFixed(2));
  return make("li", {}, make("div", { className: "head" }, title, strength), bar, make("ul", { className: "why" }, ...why));
}

/** Addresses where the paper, its code and its data are. */
function linksOut(url, doi, repos) {
  const list = [];
  if (web(url)) list.push(outside(url, ofPapers ? "Read the paper" : url));
  const resolver = `https://doi.org/${encodeURI(doi).replaceAll("#", "%23").replaceAll("?", "%3F")}`;
  if (doi && web(resolver)) list.push(outside(resolver, `doi:${doi}`));
  const words = repos ? repos.split(" ") : [];
  for (let at = 0; at + 1 < words.length; at += 2) {
    if (web(words[at + 1])) list.push(outside(words[at + 1], words[at]));
  }
  return list.length ? make("p", { className: "links" }, ...list) : null;
}

/** All numbers of the paper. */
async function figures(paper) {
  const values = await Promise.all(meta.columns.map((_, index) => numbers(index)));
  const rows = meta.columns.flatMap(({ name, meaning }, index) => {
    const value = values[index][paper];
    return Number.isNaN(value) ? [] : [make("dt", { title: meaning }, name.replaceAll("_", " ")), make("dd", {}, short(value))];
  });
  return make("dl", {}, ...rows);
}

/** Fills the panel with `paper`; false if another one was opened meanwhile. */
async function showPaper(paper, { open, close, only, ask }) {
  opened.paper = paper;
  opened.nearest = [];
  const [titles, authors, venues, ids, urls, dois, keywords, repos, text, terms, near] = await Promise.all([
    ...["titles", "authors", "venues", "ids", "urls", "dois", "keywords", "repos"].map(texts),
    abstractOf(paper), termsOf(paper), nearest(paper),
  ]);
  if (opened.paper !== paper) return false;
  opened.nearest = near.slice(0, LISTED);

  const year = papers.year[paper] || "no year";
  const place = [ofPapers ? year : `last named in ${year}`, venues[paper]].filter(Boolean).join(" · ");
  const chips = terms.map((term) => button(term, { className: "chip", title: `Find ${meta.many} with this term` }, () => ask(`"${term}"`, "terms")));
  const strongest = Math.max(1e-9, ...near.map(({ weight }) => weight));
  const items = near.map((link) => linkItem(link, titles, strongest, open));
  items.slice(LISTED).forEach((item) => (item.hidden = true));
  const list = make("ol", { className: "nearest" }, ...items);
  const rest = items.length > LISTED
    ? button(`${items.length - LISTED} more`, { className: "plain" }, () => {
      items.forEach((item) => (item.hidden = false));
      rest.remove();
    })
    : null;
  const numbersOf = make("details", {}, make("summary", {}, "Figures"));
  numbersOf.addEventListener("toggle", async () => {
    if (numbersOf.open && numbersOf.children.length === 1) numbersOf.append(await figures(paper));
  });
  const { cut, shortened } = JSON.parse(element("data-abstracts").textContent);
  const isCut = cut !== null && text.endsWith(" …");

  element("paper").replaceChildren(
    make("header", {},
      clusterChip(papers.cluster[paper], () => only(papers.cluster[paper])),
      button("×", { className: "close", title: "Close (Esc)", ariaLabel: "Close" }, close)),
    make("h2", {}, titles[paper]),
    ofPapers ? make("p", { className: "authors" }, authors[paper] || "no authors") : "",
    make("p", { className: "muted" }, place),
    linksOut(urls[paper], dois[paper], repos[paper]) ?? "",
    ofPapers ? make("p", { className: text ? "abstract" : "muted" }, text || "There is no abstract.") : "",
    isCut ? make("p", { className: "muted small" }, `${counted(shortened, "abstract")} ${shortened === 1 ? "is" : "are"} shortened to ${grouped(cut)} bytes, so that this page stays small.`) : "",
    chips.length ? make("p", { className: "chips" }, ...chips) : "",
    keywords[paper] ? make("p", { className: "muted small" }, `Keywords: ${keywords[paper]}`) : "",
    make("h3", {}, `Nearest ${meta.many}, and why`),
    near.length ? list : make("p", { className: "muted" }, `It is linked to no other ${meta.one}.`),
    rest ?? "",
    numbersOf,
    make("p", { className: "muted small id" }, `id: ${ids[paper]}`),
  );
  element("paper").hidden = false;
  element("paper").scrollTop = 0;
  return true;
}
