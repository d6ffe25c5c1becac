// A frame: discs, lines to the nearest papers, labels, rings, the selection.

const look = () => (dark()
  ? { ground: [19, 22, 26], grey: [70, 77, 86], alpha: meta.papers > 20000 ? 0.75 : 0.9, faint: 0.35 }
  : { ground: [255, 255, 255], grey: [196, 201, 206], alpha: meta.papers > 20000 ? 0.7 : 0.88, faint: 0.35 });

const layer = element("points");
const points = pointsByWebGL(layer, draw) ?? pointsByCanvas(layer);
const ink = element("ink");
const context = ink.getContext("2d");
const colourBytes = new Uint8Array(4 * meta.papers);
let titles = null;
let hovered = -1;
let drawing = false;
let waiting = false;

/** Draws once in the next frame, however often it is called. */
function draw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    frame();
  });
}

function frame() {
  points.draw({ ...look(), someHidden: shownPapers < meta.papers });
  context.setTransform(view.dots, 0, 0, view.dots, 0, 0);
  context.clearRect(0, 0, view.width, view.height);
  drawNeighbours();
  drawLabels(context, { labelled, titles, covered: covered(), chosen: opened.paper });
  for (const paper of [opened.paper, hovered]) if (paper >= 0) ring(paper);
  drawSelection();
}

/** The papers of each cluster that are to be seen: one that is switched off has no label. */
const labelled = new Uint32Array(meta.clusters.length);

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
