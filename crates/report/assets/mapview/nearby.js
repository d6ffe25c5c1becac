// Which paper is under the pointer: a grid over the square of papers.

const CELLS = Math.max(1, Math.min(512, Math.ceil(Math.sqrt(meta.papers / 2))));
const cellOf = (place) => Math.min(CELLS - 1, Math.max(0, Math.floor((place / (SIDE + 1)) * CELLS)));

/** Papers by cell: those of cell `c` stand from `starts[c]` to `starts[c + 1]`. */
const cells = (() => {
  const starts = new Uint32Array(CELLS * CELLS + 1);
  const cell = (paper) => cellOf(papers.y[paper]) * CELLS + cellOf(papers.x[paper]);
  for (let paper = 0; paper < meta.papers; paper++) starts[cell(paper) + 1]++;
  for (let at = 0; at < CELLS * CELLS; at++) starts[at + 1] += starts[at];
  const next = starts.slice();
  const list = new Uint32Array(meta.papers);
  for (let paper = 0; paper < meta.papers; paper++) list[next[cell(paper)]++] = paper;
  return { starts, list };
})();

/** Calls `take` with each paper in the cells between two corners of the map. */
function within([left, right, bottom, top], take) {
  for (let row = cellOf(bottom); row <= cellOf(top); row++) {
    const from = cells.starts[row * CELLS + cellOf(left)];
    const to = cells.starts[row * CELLS + cellOf(right) + 1];
    for (let at = from; at < to; at++) take(cells.list[at]);
  }
}

/** The shown paper whose disc is nearest to a place of the window, at most `reach` pixels away; -1 for none. */
function paperAt(left, top, reach, shown) {
  const [x, y] = toMap(left, top);
  const far = (reach + base() * 2.5) / camera.scale;
  let [best, nearest] = [-1, reach];
  within([x - far, x + far, y - far, y + far], (paper) => {
    if (!shown[paper]) return;
    const distance = Math.hypot(papers.x[paper] - x, papers.y[paper] - y) * camera.scale - radius(paper);
    // Of two discs at the pointer the smaller lies on top.
    if (distance < nearest || (distance <= 0 && paper > best)) [best, nearest] = [paper, Math.max(0, distance)];
  });
  return best;
}
