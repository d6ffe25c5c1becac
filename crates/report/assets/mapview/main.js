// Puts the parts together, and begins.

function resize() {
  const wasWhole = Math.abs(zoom() - 1) < 1e-6;
  Object.assign(view, { width: innerWidth, height: innerHeight, dots: Math.min(2, devicePixelRatio || 1) });
  for (const canvas of [layer, ink]) {
    canvas.width = Math.round(view.width * view.dots);
    canvas.height = Math.round(view.height * view.dots);
  }
  const whole = wholeMap();
  if (wasWhole) Object.assign(camera, whole);
  camera.fitted = whole.scale;
  draw();
}

/** The words of the shell, where what is mapped are no papers. */
function renameShell() {
  if (ofPapers) return;
  ink.setAttribute("aria-label", `Map of ${meta.many}`);
  Object.assign(element("query"), { placeholder: `Search ${meta.many}`, ariaLabel: `Search ${meta.many}` });
  element("field").hidden = true;
  element("results").setAttribute("aria-label", `${meta.many} found`);
  element("lasso").title = `Select ${meta.many}: draw around them (S)`;
  element("lasso").setAttribute("aria-label", `Select ${meta.many} by drawing around them`);
  for (const name of ["title", "aria-label"]) element("save").setAttribute(name, `Save the ${meta.many} shown as CSV`);
}

const everyPaper = Array.from({ length: meta.papers }, (_, paper) => paper);
const wholeMap = () => around(corners(everyPaper));

/** Colours and counts anew, after a filter or an overlay changed. */
function refresh() {
  applyFilter();
  for (const [cluster, papersOf] of perCluster.entries()) labelled[cluster] = filter.hidden.has(cluster) ? 0 : papersOf;
  paint(shown, colourBytes);
  points.paint(colourBytes);
  tellCount();
  clusterList.update();
  draw();
}

function changed() {
  refresh();
  showResults(open);
}

async function open(paper, { move = true } = {}) {
  const shownNow = await showPaper(paper, { open, close, only: clusterList.only, ask });
  if (!shownNow) return;
  const ids = await texts("ids");
  history.replaceState(null, "", `#${encodeURIComponent(ids[paper])}`);
  element("paper").setAttribute("aria-label", titles?.[paper] ?? "Paper");
  setControls(false);
  if (move) fly(near([paper, ...opened.nearest.map((link) => link.paper)], paper), draw);
  else keepVisible(paper);
  draw();
}

/** A view of a paper with those around it, no nearer than they can be told apart. */
function near(list, paper) {
  const [x, y] = [papers.x[paper], papers.y[paper]];
  // The farthest would make the view too wide: most of them count.
  const gaps = list.map((other) => Math.max(Math.abs(papers.x[other] - x), Math.abs(papers.y[other] - y))).sort((a, b) => a - b);
  const reach = Math.max(SIDE / 40, gaps[Math.floor(gaps.length * 0.7)] * 1.1);
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

let question = 0;

/** Searches; of several questions asked in a row only the last is answered. */
async function ask(query, field = element("field").value) {
  element("query").value = query;
  element("field").value = field;
  const mine = ++question;
  const found = await search(query, field);
  if (mine !== question) return;
  filter.found = found;
  if (found) setControls(true);
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
  const column = overlay.index === null ? null : meta.columns[overlay.index];
  const number = column && column.name !== "year" ? overlay.values[paper] : NaN;
  const value = Number.isNaN(number) ? "" : ` · ${column.name.replaceAll("_", " ")} ${short(number)}`;
  tip.replaceChildren(make("b", {}, titles[paper]), make("span", {}, `${year} · ${cluster}${value}`));
  const left = at[0] + 16 + tip.offsetWidth > view.width ? at[0] - tip.offsetWidth - 12 : at[0] + 16;
  const top = at[1] + 16 + tip.offsetHeight > view.height ? at[1] - tip.offsetHeight - 12 : at[1] + 16;
  tip.style.left = `${Math.max(4, left)}px`;
  tip.style.top = `${Math.max(4, top)}px`;
}

/** Opens or closes search and filters, which a phone hides. */
function setControls(isOpen) {
  element("controls").classList.toggle("open", isOpen);
  element("more").setAttribute("aria-expanded", String(isOpen));
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

function selected() {
  showSelection({ open, changed: selected });
  draw();
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

const tellYears = fillYears(changed);
const clusterList = fillClusters(changed);

async function begin() {
  document.documentElement.dataset.ground = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  element("title").textContent = meta.title;
  renameShell();
  resize();
  Object.assign(camera, wholeMap());
  camera.fitted = camera.scale;
  fillOverlays();
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
    setControls(!element("controls").classList.contains("open"));
    draw();
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
