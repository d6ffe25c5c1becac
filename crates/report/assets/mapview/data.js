// What the page carries: columns, unpacked when they are first asked for. blocks.rs writes what is read here.

const element = (id) => document.getElementById(id);
const meta = JSON.parse(element("data-meta").textContent);

/** Resolves when the whole page has been read: most columns stand behind the script. */
const whole = new Promise((resolve) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve);
  else resolve();
});

/** The bytes of a block of base64. The block leaves the page: it is read once. */
function bytesOf(name) {
  const block = element(`data-${name}`);
  const text = block.textContent;
  block.remove();
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const signs = atob(text);
  const bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at++) bytes[at] = signs.charCodeAt(at);
  return bytes;
}

/** A promise of each column that was asked for. */
const asked = new Map();

/** The column `name` as `read` makes it from the unpacked bytes. */
function column(name, read) {
  if (!asked.has(name)) {
    asked.set(name, whole.then(async () => {
      const packed = new Blob([bytesOf(name)]).stream();
      const stream = packed.pipeThrough(new DecompressionStream("deflate-raw"));
      return read(new Uint8Array(await new Response(stream).arrayBuffer()));
    }));
  }
  return asked.get(name);
}

/** A column of texts, one a line. */
const texts = (name) => column(name, (bytes) => new TextDecoder().decode(bytes).split("\n"));

/** Reads numbers that lie as byte planes: all the lowest bytes first. */
function planes(bytes) {
  let at = 0;
  return (count, width) => {
    const numbers = new Uint32Array(count);
    for (let plane = 0; plane < width; plane++) {
      for (let row = 0; row < count; row++) numbers[row] |= bytes[at++] << (8 * plane);
    }
    return numbers;
  };
}

/** A number a paper, NaN where nothing is known. */
const numbers = (index) => column(`column-${index}`, (bytes) =>
  new Float32Array(planes(bytes)(meta.papers, 4).buffer));

/** What the first picture needs: cluster, place, year (0: none) and size of each paper. */
const papers = (() => {
  const { buffer } = bytesOf("points");
  const n = meta.papers;
  return {
    cluster: new Uint32Array(buffer, 0, n),
    x: new Uint16Array(buffer, 4 * n, n),
    y: new Uint16Array(buffer, 6 * n, n),
    year: new Uint16Array(buffer, 8 * n, n),
    size: new Uint8Array(buffer, 10 * n, n),
  };
})();

/** The side of the square in which papers lie. */
const SIDE = 65535;

/** Where the abstract of each paper stands: they are sorted by cluster, since like packs better beside like. */
const placeOfAbstract = (() => {
  const next = new Uint32Array(meta.clusters.length + 1);
  for (const cluster of papers.cluster) next[cluster + 1]++;
  for (let cluster = 0; cluster < meta.clusters.length; cluster++) next[cluster + 1] += next[cluster];
  return Uint32Array.from(papers.cluster, (cluster) => next[cluster]++);
})();

/** The abstract of a paper; empty where there is none. */
async function abstractOf(paper) {
  const place = placeOfAbstract[paper];
  return (await texts(`abstracts-${Math.floor(place / meta.piece)}`))[place % meta.piece];
}
