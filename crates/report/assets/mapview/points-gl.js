// Discs by WebGL: one point each. Papers that are not shown lie beneath, small and grey.

const VERTEX = `#version 300 es
in vec2 place; in float size; in vec4 colour;
uniform vec2 middle, window;
uniform float scale, base, dots;
uniform vec3 grey;
uniform bool shown;
out vec3 tint; out float radius; out float diameter;
void main() {
  bool mine = shown == (colour.a > 0.5);
  radius = base * (0.55 + 1.9 * size) * dots * (shown ? 1.0 : 0.8);
  diameter = 2.0 * radius + 2.0;
  tint = shown ? colour.rgb : grey;
  gl_PointSize = diameter;
  gl_Position = mine ? vec4((place - middle) * scale / window * 2.0, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
in vec3 tint; in float radius; in float diameter;
uniform float alpha; uniform vec3 ground;
out vec4 pixel;
void main() {
  float inner = radius - length(gl_PointCoord - 0.5) * diameter;
  float cover = clamp(inner + 0.5, 0.0, 1.0);
  if (cover == 0.0) discard;
  // A rim in the colour of the ground keeps large discs apart where they overlap.
  float rim = radius > 4.0 ? clamp(1.5 - inner, 0.0, 1.0) * 0.7 : 0.0;
  pixel = vec4(mix(tint, ground, rim), 1.0) * cover * alpha;
}`;

/** The program of both shaders; `null` where the graphics card takes it not. */
function linked(gl) {
  if (!gl) return null;
  const program = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) ? program : null;
}

/** What the graphics card holds of the map; `null` where it takes the program not. */
function upload(gl) {
  const program = linked(gl);
  if (!program) return null;
  gl.useProgram(program);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);

  const buffer = (name, values, width, type, normalized) => {
    const made = gl.createBuffer();
    const place = gl.getAttribLocation(program, name);
    gl.bindBuffer(gl.ARRAY_BUFFER, made);
    gl.bufferData(gl.ARRAY_BUFFER, values, gl.DYNAMIC_DRAW);
    gl.enableVertexAttribArray(place);
    gl.vertexAttribPointer(place, width, type, normalized, 0, 0);
    return made;
  };
  const places = new Uint16Array(2 * meta.papers);
  for (let paper = 0; paper < meta.papers; paper++) {
    places[2 * paper] = papers.x[paper];
    places[2 * paper + 1] = papers.y[paper];
  }
  buffer("place", places, 2, gl.UNSIGNED_SHORT, false);
  buffer("size", papers.size, 1, gl.UNSIGNED_BYTE, true);
  const colours = buffer("colour", new Uint8Array(4 * meta.papers), 4, gl.UNSIGNED_BYTE, true);
  const names = ["middle", "window", "scale", "base", "dots", "grey", "shown", "alpha", "ground"];
  return { colours, at: Object.fromEntries(names.map((name) => [name, gl.getUniformLocation(program, name)])) };
}

/**
 * Draws discs on `canvas` by WebGL; `null` where the browser has none. Without an extra canvas to try on, one that WebGL once
 * had would be lost to the other way of drawing. A graphics card can drop what it holds (sleep, a new driver, too many pages):
 * it is given all again, and `again` is called to draw.
 */
function pointsByWebGL(canvas, again) {
  if (!linked(document.createElement("canvas").getContext("webgl2"))) return null;
  const gl = canvas.getContext("webgl2", { antialias: false, premultipliedAlpha: true });
  let held = upload(gl);
  if (!held) return null;
  let painted = null;

  const paint = (bytes) => {
    painted = bytes;
    if (!held) return;
    gl.bindBuffer(gl.ARRAY_BUFFER, held.colours);
    gl.bufferData(gl.ARRAY_BUFFER, bytes, gl.DYNAMIC_DRAW);
  };
  canvas.addEventListener("webglcontextlost", (event) => {
    event.preventDefault();
    held = null;
  });
  canvas.addEventListener("webglcontextrestored", () => {
    held = upload(gl);
    if (painted) paint(painted);
    again();
  });

  return {
    paint,
    draw({ ground, grey, alpha, faint, someHidden }) {
      if (!held) return;
      const { at } = held;
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.uniform2f(at.middle, camera.x, camera.y);
      gl.uniform2f(at.window, view.width, view.height);
      gl.uniform1f(at.scale, camera.scale);
      gl.uniform1f(at.base, base());
      gl.uniform1f(at.dots, view.dots);
      gl.uniform3fv(at.grey, grey.map((channel) => channel / 255));
      gl.uniform3fv(at.ground, ground.map((channel) => channel / 255));
      for (const shown of someHidden ? [0, 1] : [1]) {
        gl.uniform1i(at.shown, shown);
        gl.uniform1f(at.alpha, shown ? alpha : faint);
        gl.drawArrays(gl.POINTS, 0, meta.papers);
      }
    },
  };
}
