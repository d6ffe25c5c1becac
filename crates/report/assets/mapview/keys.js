// Keys, and the page that lists them.

const KEYS = [
  ["/", `search: ${ofPapers ? "title, author or term" : "name"}; quotation marks keep words together`],
  ["← ↑ ↓ →", "move"], ["+ −", "nearer, farther; or the wheel, or two fingers"], ["0", "the whole map"],
  ["click", `open one: ${ofPapers ? "abstract, " : ""}links, nearest ${meta.many} with reasons`],
  ["S, or Shift and drag", `draw around ${meta.many} to select them`],
  ["A", `select all ${meta.many} that are shown`],
  ["D", "light or dark"], ["Esc", "close, clear, show all again"],
];

function help() {
  const rows = KEYS.flatMap(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)]);
  const size = meta.size_measure ? ` The larger its disc, the higher its ${meta.size_measure}.` : "";
  const discs = ofPapers
    ? "Each disc is a paper; near papers share terms, repositories or citations."
    : `Each disc is one of the ${meta.many}; near ones are linked.`;
  const terms = ofPapers ? `, and the ${meta.terms_of_a_link} shared terms that count most` : "";
  element("help").replaceChildren(
    make("h2", { id: "help-title" }, "The map"),
    make("p", {}, `${discs}${size} The address of this page names the open ${meta.one} after #, so that it can be passed on.`),
    make("p", {}, `Of each ${meta.one} the ${meta.nearest} strongest links are told${terms}; all are in tables/links.csv. Figures are rounded to three digits; tables/${meta.table}.csv has them in full.`),
    make("dl", {}, ...rows),
    button("Close", { className: "strong" }, () => element("help").close()),
  );
  element("help").showModal();
}

/** Undoes one thing: the list of keys, drawing, an open paper, the selection, then search and filters. */
function escape() {
  if (drawing) return setDrawing(false);
  if (opened.paper >= 0) return close();
  if (selection.papers) {
    selection.papers = null;
    return selected();
  }
  Object.assign(filter, { first: 0, last: Math.max(0, years.list.length - 1) });
  filter.hidden.clear();
  tellYears();
  setControls(false);
  ink.focus({ preventScroll: true });
  return ask("");
}

const COMMANDS = {
  "/": () => { element("query").focus(); element("query").select(); },
  0: () => fly(wholeMap(), draw),
  Home: () => fly(wholeMap(), draw),
  s: () => setDrawing(!drawing),
  a: () => { selection.papers = everyPaper.filter((paper) => shown[paper]); if (!selection.papers.length) selection.papers = null; selected(); },
  d: () => setGround(dark() ? "light" : "dark"),
  "?": help,
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || element("help").open) return;
  if (event.key === "Escape") {
    event.preventDefault();
    return escape();
  }
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
    if (event.target.id === "query" && event.key === "Enter") element("results").querySelector("button")?.click();
    return;
  }
  // Arrows scroll a panel that has the focus.
  const onMap = event.target === ink || event.target === document.body;
  const command = COMMANDS[event.key.toLowerCase()] ?? COMMANDS[event.key];
  if (command) command();
  else if ((onMap || !event.key.startsWith("Arrow")) && moveByKey(event.key)) draw();
  else return;
  event.preventDefault();
}
