// Mouse, touch and keys on the map.

/** Pixels that a press may move and still be a click. */
const STILL = 5;

/** Listens on the map; `on` says what to do: moved, hover, click, drawn. */
function listen(canvas, on) {
  const pressed = new Map();
  let [begun, distance, last] = [null, 0, 0];
  const place = (event) => [event.clientX, event.clientY];
  const spread = () => {
    const [[ax, ay], [bx, by]] = [...pressed.values()];
    return { gap: Math.hypot(ax - bx, ay - by) || 1, left: (ax + bx) / 2, top: (ay + by) / 2 };
  };

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    halt();
    canvas.setPointerCapture(event.pointerId);
    pressed.set(event.pointerId, place(event));
    if (pressed.size === 1) {
      begun = { line: [place(event)], draws: event.shiftKey || on.isDrawing() };
      distance = 0;
    } else {
      begun = null;
      selection.outline = [];
    }
    on.hover(-1);
  });

  canvas.addEventListener("pointermove", (event) => {
    const now = place(event);
    const before = pressed.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse") on.hover(paperAt(...now, 4, shown), now);
      return;
    }
    if (pressed.size === 2) {
      const earlier = spread();
      pressed.set(event.pointerId, now);
      const later = spread();
      zoomBy(later.gap / earlier.gap, later.left, later.top);
      camera.x -= (later.left - earlier.left) / camera.scale;
      camera.y += (later.top - earlier.top) / camera.scale;
      on.moved();
      return;
    }
    pressed.set(event.pointerId, now);
    distance += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (begun?.draws) {
      begun.line.push(now);
      selection.outline = begun.line;
    } else {
      camera.x -= (now[0] - before[0]) / camera.scale;
      camera.y += (now[1] - before[1]) / camera.scale;
    }
    on.moved();
  });

  const up = (event) => {
    if (!pressed.delete(event.pointerId)) return;
    const line = selection.outline;
    selection.outline = [];
    const press = begun;
    begun = null;
    if (event.type === "pointercancel" || !press) return on.moved();
    if (distance <= STILL) {
      const reach = event.pointerType === "mouse" ? 6 : 18;
      const now = performance.now();
      const twice = now - last < 300;
      last = now;
      const paper = paperAt(...place(event), reach, shown);
      if (paper < 0 && twice) zoomBy(2, ...place(event));
      on.click(paper);
    } else if (press.draws && line.length > 2) on.drawn(line);
    on.moved();
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("pointerleave", () => on.hover(-1));

  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    halt();
    const lines = event.deltaMode === 1 ? 16 : 1;
    zoomBy(Math.exp(-Math.max(-120, Math.min(120, event.deltaY * lines)) * (event.ctrlKey ? 0.01 : 0.0025)), ...place(event));
    on.moved();
  }, { passive: false });
}

/** Keys that move the map, wherever they are pressed but in a field. */
function moveByKey(key) {
  const step = 80 / camera.scale;
  const moves = {
    ArrowLeft: () => (camera.x -= step),
    ArrowRight: () => (camera.x += step),
    ArrowUp: () => (camera.y += step),
    ArrowDown: () => (camera.y -= step),
    "+": () => zoomBy(1.4, view.width / 2, view.height / 2),
    "=": () => zoomBy(1.4, view.width / 2, view.height / 2),
    "-": () => zoomBy(1 / 1.4, view.width / 2, view.height / 2),
  };
  if (!moves[key]) return false;
  halt();
  moves[key]();
  return true;
}
