// Keys, and the page that lists them.

const KEYS = [
  ["/", "search: title, author or term; quotation marks keep words together"],
  ["← ↑ ↓ →", "move"], ["+ −", "nearer, farther; or the wheel, or two fingers"], ["0", "the whole map"],
  ["click", "open a paper: abstract, links, nearest papers with reasons"],
  ["S, or Shift and drag", "draw around papers to select them"],
  ["A", "select all papers that are shown"],
  ["D", "light or dark"], ["Esc", "close, clear, show all again"],
];

function help() {
  const rows = KEYS.flatMap(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)]);
  const size = meta.size_measure ? ` The larger its disc, the higher its ${meta.size_measure}.` : "";
  element("help").replaceChildren(
    make("h2", { id: "help-title" }, "The map"),
    make("p", {}, `Each disc is a paper; near papers share terms, repositories or citations.${size} The address of this page names the open paper after #, so that it can be passed on.`),
    make("p", {}, `Of each paper the ${meta.nearest} strongest links are told, and the ${meta.terms_of_a_link} shared terms that count most; all are in tables/links.csv. Figures are rounded to three digits; tables/papers.csv has them in full.`),
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
