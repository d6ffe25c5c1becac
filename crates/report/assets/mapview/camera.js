// Where the map is looked at from: a middle in the square of papers, and pixels a step.

const camera = { x: SIDE / 2, y: SIDE / 2, scale: 1, fitted: 1 };

/** Size of the window in pixels of CSS, and dots a pixel. */
const view = { width: 0, height: 0, dots: 1 };

const NEAREST_VIEW = 150;

const toScreen = (x, y) => [
  view.width / 2 + (x - camera.x) * camera.scale,
  view.height / 2 - (y - camera.y) * camera.scale,
];
const toMap = (left, top) => [
  camera.x + (left - view.width / 2) / camera.scale,
  camera.y - (top - view.height / 2) / camera.scale,
];

/** How many times nearer than the whole map. */
const zoom = () => camera.scale / camera.fitted;

/** Radius of a paper's disc in pixels: discs grow more slowly than the map. */
function radius(paper) {
  return base() * (0.55 + 1.9 * (papers.size[paper] / 255));
}

/** Radius of a middling disc: as many papers as there are cover a tenth of the window, within bounds. */
function base() {
  const side = Math.min(view.width, view.height);
  const usual = side * Math.sqrt(0.1 / (Math.PI * Math.max(1, meta.papers)));
  return Math.min(9, Math.max(0.9, Math.min(1.2 + side / 250, usual)) * zoom() ** 0.42);
}

/** The parts of the window that nothing covers. */
function free() {
  const wide = view.width > 760;
  const left = wide ? 340 : 0;
  const right = wide && !element("paper").hidden ? 400 : 0;
  const top = wide ? 0 : 112;
  const bottom = wide ? 30 : element("paper").hidden ? 0 : view.height * 0.5;
  return { left, top, width: view.width - left - right, height: view.height - top - bottom };
}

/** The view of everything between two corners of the map. */
function around([left, right, bottom, top]) {
  const room = free();
  const margin = view.width > 760 ? 44 : 20;
  const fit = Math.min(
    (room.width - 2 * margin) / Math.max(1, right - left),
    (room.height - 2 * margin) / Math.max(1, top - bottom),
  );
  const scale = Math.max(1e-5, Math.min(fit, 0.35));
  // The middle of what is free is not that of the window.
  const [dx, dy] = [room.left + room.width / 2 - view.width / 2, room.top + room.height / 2 - view.height / 2];
  return { x: (left + right) / 2 - dx / scale, y: (bottom + top) / 2 + dy / scale, scale };
}

/** The corners of these papers. */
function corners(list) {
  if (list.length === 0) return [0, SIDE, 0, SIDE];
  let [left, right, bottom, top] = [SIDE, 0, SIDE, 0];
  for (const paper of list) {
    left = Math.min(left, papers.x[paper]);
    right = Math.max(right, papers.x[paper]);
    bottom = Math.min(bottom, papers.y[paper]);
    top = Math.max(top, papers.y[paper]);
  }
  return [left, right, bottom, top];
}

/** Zooms by `factor` so that the place under (left, top) stays there. */
function zoomBy(factor, left, top) {
  const [x, y] = toMap(left, top);
  const scale = Math.min(camera.fitted * NEAREST_VIEW, Math.max(camera.fitted * 0.5, camera.scale * factor));
  camera.scale = scale;
  camera.x = x - (left - view.width / 2) / scale;
  camera.y = y + (top - view.height / 2) / scale;
}

let flight = 0;

/** Moves to a view; at once for readers who want no motion. */
function fly(to, draw) {
  cancelAnimationFrame(flight);
  const from = { ...camera };
  const start = performance.now();
  const duration = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 380;
  const step = (now) => {
    const part = duration === 0 ? 1 : Math.min(1, Math.max(0, (now - start) / duration));
    const eased = 1 - (1 - part) ** 3;
    camera.scale = from.scale * (to.scale / from.scale) ** eased;
    camera.x = from.x + (to.x - from.x) * eased;
    camera.y = from.y + (to.y - from.y) * eased;
    draw();
    if (part < 1) flight = requestAnimationFrame(step);
  };
  flight = requestAnimationFrame(step);
}

const halt = () => cancelAnimationFrame(flight);
