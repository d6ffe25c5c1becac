// Puts the parts together, and begins.

const look = () => (dark()
  ? { ground: [19, 22, 26], grey: [70, 77, 86], alpha: meta.papers > 20000 ? 0.75 : 0.9, faint: 0.35 }
  : { ground: [255, 255, 255], grey: [196, 201, 206], alpha: meta.papers > 20000 ? 0.7 : 0.88, faint: 0.35 });

const layer = element("points");
const points = pointsByWebGL(layer) ?? pointsByCanvas(layer);
const ink = element("ink");
const context = ink.getContext("2d");
const colourBytes = new Uint8Array(4 * meta.papers);
let titles = null;
let hovered = -1;
let drawing = false;
let asked_ = false;

/** Draws once in the next frame, however often it is called. */
function draw() {
  if (asked_) return;
  asked_ = true;
  requestAnimationFrame(() => {
    asked_ = false;
    frame();
  });
}

function frame() {
  points.draw({ ...look(), someHidden: shownPapers < meta.papers });
  context.setTransform(view.dots, 0, 0, view.dots, 0, 0);
  context.clearRect(0, 0, view.width, view.height);
  drawNeighbours();
  drawLabels(context, { shown, perCluster: visibleOf, titles, covered: covered(), chosen: opened.paper });
  for (const paper of [opened.paper, hovered]) if (paper >= 0) ring(paper);
  drawSelection();
}

/** The papers of each cluster that are visible: one that is switched off has no label. */
const visibleOf = new Uint32Array(meta.clusters.length);

function ring(paper) {
  const [x, y] = toScreen(papers.x[paper], papers.y[paper]);
  context.beginPath();
  context.arc(x, y, radius(paper) + 3, 0, 2 * Math.PI);
  context.strokeStyle = dark() ? "#fff" : "#16191d";
  context.lineWidth = 2;
  context.stroke();
}

/** Lines from the opened paper to those nearest to it. */
function drawNeighbours() {
  if (opened.paper < 0) return;
  const from = toScreen(papers.x[opened.paper], papers.y[opened.paper]);
  const strongest = opened.nearest[0]?.weight ?? 1;
  for (const { paper, weight } of opened.nearest) {
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...toScreen(papers.x[paper], papers.y[paper]));
    context.strokeStyle = dark() ? "rgba(255,255,255,.5)" : "rgba(22,25,29,.45)";
    context.lineWidth = 0.6 + 1.8 * (weight / strongest);
    context.stroke();
  }
}

function drawSelection() {
  const accent = dark() ? "#8ab8ff" : "#1259c3";
  if (selection.papers) {
    context.fillStyle = accent;
    const most = Math.ceil(selection.papers.length / 4000);
    for (let at = 0; at < selection.papers.length; at += most) {
      const paper = selection.papers[at];
      const [x, y] = toScreen(papers.x[paper], papers.y[paper]);
      if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
      context.beginPath();
      context.arc(x, y, Math.max(1.5, radius(paper) * 0.5), 0, 2 * Math.PI);
      context.fill();
    }
  }
  if (selection.outline.length < 2) return;
  context.beginPath();
  selection.outline.forEach((place) => context.lineTo(...place));
  context.closePath();
  context.fillStyle = dark() ? "rgba(138,184,255,.14)" : "rgba(18,89,195,.1)";
  context.fill();
  context.strokeStyle = accent;
  context.lineWidth = 1.5;
  context.stroke();
}

/** Boxes of the window where a label would be under a panel. */
function covered() {
  return ["panel", "paper", "tools", "chosen", "hint"]
    .map(element)
    .filter((box) => !box.hidden)
    .map((box) => box.getBoundingClientRect())
    .filter((box) => box.width > 0)
    .map(({ left, right, top, bottom }) => ({ left, right, top, bottom }));
}

function resize() {
  const wasWhole = Math.abs(zoom() - 1) < 1e-6;
  Object.assign(view, { width: innerWidth, height: innerHeight, dots: Math.min(2, devicePixelRatio || 1) });
  for (const canvas of [layer, ink]) {
    canvas.width = Math.round(view.width * view.dots);
    canvas.height = Math.round(view.height * view.dots);
  }
  camera.fitted = around(corners(papers.x.keys().toArray?.() ?? [...papers.x.keys()])).scale;
  if (wasWhole) Object.assign(camera, wholeMap());
  draw();
}

const everyPaper = Array.from({ length: meta.papers }, (_, paper) => paper);
const wholeMap = () => around(corners(everyPaper));

/** Colours and counts anew, after a filter or an overlay changed. */
function refresh() {
  applyFilter();
  for (const [cluster, papersOf] of perCluster.entries()) visibleOf[cluster] = filter.hidden.has(cluster) ? 0 : papersOf;
  paint(shown, colourBytes);
  points.paint(colourBytes);
  tellCount();
  element("clusters").update?.();
  draw();
}

function changed() {
  refresh();
  showResults(open);
}

async function open(paper, { move = true } = {}) {
  const shownNow = await showPaper(paper, { open, close, only, ask });
  if (!shownNow) return;
  const ids = await texts("ids");
  history.replaceState(null, "", `#${encodeURIComponent(ids[paper])}`);
  element("paper").setAttribute("aria-label", titles?.[paper] ?? "Paper");
  element("controls").classList.remove("open");
  if (move) fly(near([paper, ...opened.nearest.map((link) => link.paper)], paper), draw);
  else keepVisible(paper);
  draw();
}

/** A view of a paper with those around it, no nearer than they can be told apart. */
function near(list, paper) {
  const [x, y] = [papers.x[paper], papers.y[paper]];
  // The farthest would make the view too wide: most of them count.
  const gaps = list.map((other) => Math.max(Math.abs(papers.x[other] - x), Math.abs(papers.y[other] - y))).sort((a, b) => a - b);
  const reach = Math.max(SIDE / 60, gaps[Math.floor(gaps.length * 0.7)] * 1.1);
  const to = around([x - reach, x + reach, y - reach, y + reach]);
  return to.scale < camera.fitted ? wholeMap() : to;
}

/** Moves only if the panel that opened covers the paper. */
function keepVisible(paper) {
  const room = free();
  const [x, y] = toScreen(papers.x[paper], papers.y[paper]);
  if (x > room.left && x < room.left + room.width && y > room.top && y < room.top + room.height) return;
  const [dx, dy] = [room.left + room.width / 2 - x, room.top + room.height / 2 - y];
  fly({ ...camera, x: camera.x - dx / camera.scale, y: camera.y + dy / camera.scale }, draw);
}

function close() {
  opened.paper = -1;
  opened.nearest = [];
  element("paper").hidden = true;
  history.replaceState(null, "", location.pathname + location.search);
  ink.focus({ preventScroll: true });
  draw();
}

function only(cluster) {
  element("clusters").only(cluster);
}

let question = 0;

/** Searches; of several questions asked in a row only the last is answered. */
async function ask(query, field = element("field").value) {
  element("query").value = query;
  element("field").value = field;
  const mine = ++question;
  const found = await search(query, field);
  if (mine !== question) return;
  filter.found = found;
  if (found) element("controls").classList.add("open");
  changed();
}

function hover(paper, at) {
  if (paper !== hovered) {
    hovered = paper;
    ink.style.cursor = drawing ? "crosshair" : paper >= 0 ? "pointer" : "grab";
    draw();
  }
  const tip = element("tip");
  tip.hidden = paper < 0 || !titles;
  if (tip.hidden) return;
  const year = papers.year[paper] || "no year";
  const cluster = meta.clusters[papers.cluster[paper]].label || `cluster ${papers.cluster[paper] + 1}`;
  const value = overlay.index === null || overlay.index === 0 ? "" : ` · ${meta.columns[overlay.index].name.replaceAll("_", " ")} ${short(overlay.values[paper])}`;
  tip.replaceChildren(make("b", {}, titles[paper]), make("span", {}, `${year} · ${cluster}${value}`));
  const left = at[0] + 16 + tip.offsetWidth > view.width ? at[0] - tip.offsetWidth - 12 : at[0] + 16;
  const top = at[1] + 16 + tip.offsetHeight > view.height ? at[1] - tip.offsetHeight - 12 : at[1] + 16;
  tip.style.left = `${Math.max(4, left)}px`;
  tip.style.top = `${Math.max(4, top)}px`;
}

function setDrawing(on) {
  drawing = on;
  element("lasso").setAttribute("aria-pressed", String(on));
  ink.style.cursor = on ? "crosshair" : "grab";
}

function setGround(ground) {
  document.documentElement.dataset.ground = ground;
  refresh();
  showLegend();
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
  element("years").tell?.();
  element("controls").classList.remove("open");
  return ask("");
}

function selected() {
  showSelection({ open, changed: selected });
  draw();
}

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

/** Opens the paper that the address names. */
async function openNamed() {
  const name = location.hash.slice(1);
  if (!name) return;
  let id = name;
  try {
    id = decodeURIComponent(name);
  } catch {
    // An id with a bare per cent sign is meant as it stands.
  }
  const paper = (await texts("ids")).indexOf(id);
  if (paper >= 0 && paper !== opened.paper && meta.papers > 0) open(paper);
}

async function begin() {
  document.documentElement.dataset.ground = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  element("title").textContent = meta.title;
  resize();
  Object.assign(camera, wholeMap());
  camera.fitted = camera.scale;
  fillOverlays();
  fillYears(changed);
  fillClusters(changed);
  refresh();

  addEventListener("resize", resize);
  addEventListener("keydown", onKey);
  addEventListener("hashchange", openNamed);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", ({ matches }) => setGround(matches ? "dark" : "light"));
  listen(ink, {
    moved: draw,
    hover,
    isDrawing: () => drawing,
    click: (paper) => (paper >= 0 ? open(paper, { move: false }) : opened.paper >= 0 && close()),
    drawn: (line) => {
      selectWithin(line);
      setDrawing(false);
      selected();
    },
  });
  element("query").addEventListener("input", () => ask(element("query").value));
  element("field").addEventListener("change", () => ask(element("query").value));
  element("overlay").addEventListener("change", async ({ target }) => {
    await setOverlay(target.value === "" ? null : Number(target.value));
    showLegend();
    refresh();
  });
  element("more").addEventListener("click", () => {
    const isOpen = element("controls").classList.toggle("open");
    element("more").setAttribute("aria-expanded", String(isOpen));
  });
  const middle = (factor) => () => { zoomBy(factor, view.width / 2, view.height / 2); draw(); };
  const actions = { lasso: COMMANDS.s, save: saveCsv, nearer: middle(1.5), farther: middle(1 / 1.5), whole: COMMANDS[0], ground: COMMANDS.d, ask: help };
  for (const [name, action] of Object.entries(actions)) element(name).addEventListener("click", action);
  showLegend();

  titles = await texts("titles");
  draw();
  openNamed();
}

begin();
