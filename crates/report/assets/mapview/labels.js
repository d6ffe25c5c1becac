// Labels on the map: clusters first, then the names of papers as room appears. None covers another.

/** Names of papers that are tried in a frame. */
const TRIED = 400;

/** Where each cluster is densest, as a place of the map. */
const anchors = (() => {
  const GRID = 20;
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

/** A text of at most `most` signs, cut after a word. */
function clipped(text, most) {
  if (text.length <= most) return text;
  const space = text.lastIndexOf(" ", most);
  return `${text.slice(0, space > most / 2 ? space : most)}…`;
}

/** A text as one line, or as two that are about as long as each other. */
function wrapped(text, longest) {
  if (text.length <= longest) return [text];
  const gaps = [...text.matchAll(/ /g)].map(({ index }) => index);
  if (gaps.length === 0) return [text];
  const middle = (text.length - 1) / 2;
  const cut = gaps.reduce((best, gap) => (Math.abs(gap - middle) < Math.abs(best - middle) ? gap : best));
  return [text.slice(0, cut), text.slice(cut + 1)];
}

const FACE = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif";
const widths = new Map();

/** The width of a text, measured once. */
function widthOf(context, text) {
  const key = context.font + text;
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}

/** The type of clusters where colours mean something else, and of papers. */
const plainInk = () => (dark() ? "#dee3e8" : "#282e36");

/** Writes text on the map where it covers nothing that was written before, and no box of `covered`. */
function writer(context, covered) {
  const taken = covered.slice();
  const ground = dark() ? "rgba(19,22,26,.85)" : "rgba(255,255,255,.88)";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const overlaps = (one) => (other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

  /** Writes lines around (x, y); false where there is no room. */
  return (lines, x, y, { em, weight, colour }) => {
    context.font = `${weight} ${em}px ${FACE}`;
    const half = Math.max(...lines.map((line) => widthOf(context, line))) / 2 + 4;
    const tall = lines.length * em * 0.6 + 2;
    const box = { left: x - half, right: x + half, top: y - tall, bottom: y + tall };
    const outside = box.left < 2 || box.right > view.width - 2 || box.top < 2 || box.bottom > view.height - 2;
    if (outside || taken.some(overlaps(box))) return false;
    taken.push(box);
    lines.forEach((line, at) => {
      const middle = y + (at - (lines.length - 1) / 2) * em * 1.2;
      context.strokeStyle = ground;
      context.lineWidth = em / 3.4;
      context.strokeText(line, x, middle);
      context.fillStyle = colour;
      context.fillText(line, x, middle);
    });
    return true;
  };
}

/** Draws the labels that have room: of the open paper before all else, then clusters, then papers by what they are worth. */
function drawLabels(context, { labelled, titles, covered, chosen }) {
  const write = writer(context, covered);
  const name = (paper, weight) => {
    const [x, y] = toScreen(papers.x[paper], papers.y[paper]);
    const lines = wrapped(clipped(titles[paper], 68), 34);
    return write(lines, x, y + radius(paper) + 3 + lines.length * 6.6, { em: 11, weight, colour: plainInk() });
  };
  if (titles && chosen >= 0) name(chosen, 600);
  labelClusters(write, labelled);
  if (!titles) return;
  // Few names on the whole map, more as it comes nearer.
  let left = meta.papers < 400 ? 40 : Math.round(8 * zoom() ** 0.6);
  for (const paper of inView(TRIED)) {
    if (left === 0) return;
    if (paper !== chosen && name(paper, 400)) left--;
  }
}

/** Labels of clusters, the largest first. `labelled` papers of each are shown. */
function labelClusters(write, labelled) {
  const largest = clusterSizes.reduce((most, size) => Math.max(most, size), 1);
  meta.clusters.forEach(({ label }, cluster) => {
    // Where few of a cluster are left, its label would stand on nothing.
    if (!label || labelled[cluster] < Math.max(2, 0.03 * clusterSizes[cluster])) return;
    const em = Math.round(12 + 4 * Math.sqrt(clusterSizes[cluster] / largest));
    const colour = overlay.index === null ? rgb(inkOf(cluster)) : plainInk();
    write(wrapped(clipped(label, 60), 22), ...toScreen(...anchors[cluster]), { em, weight: 650, colour });
  });
}

/** The shown papers in the window that are worth most. */
function inView(most) {
  const [left, top] = toMap(0, 0);
  const [right, bottom] = toMap(view.width, view.height);
  const inside = (paper) => shown[paper] &&
    papers.x[paper] > left && papers.x[paper] < right && papers.y[paper] > bottom && papers.y[paper] < top;
  const found = [];
  if (zoom() < 4) {
    // Papers are numbered by what they are worth.
    for (let paper = 0; paper < meta.papers && found.length < most; paper++) if (inside(paper)) found.push(paper);
    return found;
  }
  within([left, right, bottom, top], (paper) => inside(paper) && found.push(paper));
  return found.sort((a, b) => a - b).slice(0, most);
}
