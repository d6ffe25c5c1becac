// Labels on the map: clusters first, then the names of papers as room appears. None covers another.

/** Names of papers that are tried in a frame. */
const TRIED = 400;

/** Where each cluster is densest, as a place of the map. */
const anchors = (() => {
  const GRID = 48;
  const counts = meta.clusters.map(() => new Map());
  for (let paper = 0; paper < meta.papers; paper++) {
    const key = Math.floor((papers.y[paper] / (SIDE + 1)) * GRID) * GRID + Math.floor((papers.x[paper] / (SIDE + 1)) * GRID);
    const cell = counts[papers.cluster[paper]];
    const sum = cell.get(key) ?? { papers: 0, x: 0, y: 0 };
    sum.papers++;
    sum.x += papers.x[paper];
    sum.y += papers.y[paper];
    cell.set(key, sum);
  }
  return counts.map((cell) => {
    // A cell counts with half of what its neighbours hold: one full cell alone is no middle.
    let [best, weight] = [null, -1];
    for (const [key, sum] of cell) {
      let around = sum.papers;
      for (const step of [-1, 1, -GRID, GRID]) around += (cell.get(key + step)?.papers ?? 0) / 2;
      if (around > weight) [best, weight] = [sum, around];
    }
    return best && [best.x / best.papers, best.y / best.papers];
  });
})();

const clusterSizes = (() => {
  const sizes = new Uint32Array(meta.clusters.length);
  for (let paper = 0; paper < meta.papers; paper++) sizes[papers.cluster[paper]]++;
  return sizes;
})();

/** Lines of at most `longest` signs, two at most. */
function wrapped(text, longest) {
  if (text.length <= longest) return [text];
  const cut = text.lastIndexOf(" ", longest);
  const first = cut > longest / 3 ? text.slice(0, cut) : text.slice(0, longest);
  const rest = text.slice(first.length).trim();
  return [first, rest.length <= longest ? rest : `${rest.slice(0, Math.max(1, rest.lastIndexOf(" ", longest)) || longest).trim()}…`];
}

const FACE = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif";
const widths = new Map();

/** The width of a text, measured once. */
function widthOf(context, text) {
  const key = context.font + text;
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}

/** Draws the labels that have room. `titles` may not be there yet. */
function drawLabels(context, { shown, perCluster, titles, covered, chosen }) {
  const taken = covered.slice();
  const free = (box) => !taken.some((other) =>
    box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
  const ground = dark() ? "rgba(19,22,26,.85)" : "rgba(255,255,255,.88)";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";

  /** A label around (x, y) if it is inside of the window and covers nothing. */
  function place(lines, x, y, { em, weight, colour }) {
    context.font = `${weight} ${em}px ${FACE}`;
    const half = Math.max(...lines.map((line) => widthOf(context, line))) / 2 + 4;
    const tall = (lines.length * em * 1.2) / 2 + 2;
    const box = { left: x - half, right: x + half, top: y - tall, bottom: y + tall };
    if (box.left < 2 || box.right > view.width - 2 || box.top < 2 || box.bottom > view.height - 2) return;
    if (!free(box)) return;
    taken.push(box);
    lines.forEach((line, at) => {
      const middle = y + (at - (lines.length - 1) / 2) * em * 1.2;
      context.strokeStyle = ground;
      context.lineWidth = em / 3.4;
      context.strokeText(line, x, middle);
      context.fillStyle = colour;
      context.fillText(line, x, middle);
    });
  }

  const largest = Math.max(1, ...clusterSizes);
  meta.clusters.forEach(({ label }, cluster) => {
    if (clusterSizes[cluster] < 2 || perCluster[cluster] === 0 || !label) return;
    const [x, y] = toScreen(...anchors[cluster]);
    if (x < 0 || y < 0 || x > view.width || y > view.height) return;
    const share = Math.sqrt(clusterSizes[cluster] / largest);
    const em = Math.round(12 + 4 * share);
    place(wrapped(label, 26), x, y, { em, weight: 650, colour: rgb(inkOf(cluster)) });
  });

  if (!titles) return;
  const name = (paper, weight) => {
    const [x, y] = toScreen(papers.x[paper], papers.y[paper]);
    const lines = wrapped(titles[paper].length > 76 ? `${titles[paper].slice(0, 74)}…` : titles[paper], 34);
    const em = 11;
    const colour = dark() ? "rgba(222,227,232,.92)" : "rgba(40,46,54,.92)";
    place(lines, x, y + radius(paper) + 3 + (lines.length * em * 1.2) / 2, { em, weight, colour });
  };
  if (chosen >= 0) name(chosen, 600);
  // Few names on the whole map, more as it comes nearer.
  const most = meta.papers < 400 ? 40 : Math.round(8 * zoom() ** 0.6);
  const before = taken.length;
  let tried = 0;
  for (const paper of inView(TRIED)) {
    if (taken.length - before >= most || tried++ > TRIED) break;
    if (shown[paper] && paper !== chosen) name(paper, 400);
  }
}

/** The papers in the window that are worth most. */
function inView(most) {
  const [left, top] = toMap(0, 0);
  const [right, bottom] = toMap(view.width, view.height);
  const inside = (paper) => papers.x[paper] > left && papers.x[paper] < right && papers.y[paper] > bottom && papers.y[paper] < top;
  const found = [];
  if (zoom() < 4) {
    // Papers are numbered by what they are worth.
    for (let paper = 0; paper < meta.papers && found.length < most; paper++) if (inside(paper)) found.push(paper);
    return found;
  }
  within([left, right, bottom, top], (paper) => inside(paper) && found.push(paper));
  return found.sort((a, b) => a - b).slice(0, most);
}
