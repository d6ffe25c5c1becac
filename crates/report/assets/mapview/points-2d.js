// Discs by canvas, where there is no WebGL: as many as a frame has time for while the map moves, all of them once it rests.

/** Discs that are drawn while the map moves. */
const MOVING = 12000;

function pointsByCanvas(canvas) {
  const context = canvas.getContext("2d");
  let colours = new Uint8Array(4 * meta.papers);

  /** Draws every `step`-th of the papers that are `shown`, by colour: changing it is what takes time. */
  function layer(shown, step, grey) {
    const paths = new Map();
    for (let paper = 0; paper < meta.papers; paper += step) {
      if (colours[4 * paper + 3] > 0 !== shown) continue;
      const [x, y] = toScreen(papers.x[paper], papers.y[paper]);
      const size = radius(paper) * (shown ? 1 : 0.8);
      if (x < -size || y < -size || x > view.width + size || y > view.height + size) continue;
      const colour = shown ? rgb(colours.subarray(4 * paper, 4 * paper + 3)) : rgb(grey);
      if (!paths.has(colour)) paths.set(colour, new Path2D());
      const path = paths.get(colour);
      // Where a disc is a few dots, a square looks the same.
      if (size < 1.6) path.rect(x - size, y - size, 2 * size, 2 * size);
      else {
        path.moveTo(x + size, y);
        path.arc(x, y, size, 0, 2 * Math.PI);
      }
    }
    for (const [colour, path] of paths) {
      context.fillStyle = colour;
      context.fill(path);
    }
  }

  let rest = 0;
  return {
    paint(bytes) {
      colours = bytes;
    },
    draw(look) {
      const all = (step) => {
        context.setTransform(view.dots, 0, 0, view.dots, 0, 0);
        context.clearRect(0, 0, view.width, view.height);
        context.globalAlpha = look.faint;
        if (look.someHidden) layer(false, step, look.grey);
        context.globalAlpha = look.alpha;
        layer(true, step, look.grey);
      };
      const step = Math.ceil(meta.papers / MOVING);
      all(step);
      clearTimeout(rest);
      if (step > 1) rest = setTimeout(all, 160, 1);
    },
  };
}
