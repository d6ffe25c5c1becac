// Colours: of clusters, or of a number, on a light ground or a dark one.

const rgb = ([red, green, blue], alpha = 1) => `rgba(${red},${green},${blue},${alpha})`;

const dark = () => document.documentElement.dataset.ground === "dark";

/** A colour of `tones` at 0 to 1. */
function along(tones, part) {
  const at = Math.min(1, Math.max(0, part)) * (tones.length - 1);
  const [low, high] = [tones[Math.floor(at)], tones[Math.ceil(at)]];
  return low.map((channel, index) => Math.round(channel + (high[index] - channel) * (at % 1)));
}

const clusterColour = (cluster) => meta.clusters[cluster].colours[dark() ? 1 : 0];

/** Type needs more contrast than a disc. */
function inkOf(cluster) {
  const [colour, end, part] = [clusterColour(cluster), dark() ? 255 : 0, dark() ? 0.35 : 0.3];
  return colour.map((channel) => Math.round(channel + (end - channel) * part));
}

/** Where nothing is known. */
const UNKNOWN = () => (dark() ? [74, 80, 88] : [205, 209, 213]);

/**
 * How numbers become places on a scale: between the second lowest and the second highest hundredth, so that no single paper
 * takes all the colours; by the logarithm where few are much larger than most.
 */
function scaleOf(values) {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  if (known.length === 0) return { low: 0, high: 0, logarithmic: false, place: () => NaN };
  const at = (share) => known[Math.floor(share * (known.length - 1))];
  let [low, middle, high] = [at(0.02), at(0.5), at(0.98)];
  if (low === high) [low, high] = [known[0], known.at(-1)];
  const logarithmic = low >= 0 && high > 8 * Math.max(middle, 1e-12) && high > 0;
  if (!logarithmic) {
    const span = high - low || 1;
    return { low, high, logarithmic, place: (value) => (high === low ? 0.5 : (value - low) / span) };
  }
  // Nought has no logarithm: it counts as the least that is above.
  const least = Math.max(low, known.find((value) => value > 0) ?? high);
  const span = Math.log(high / least) || 1;
  return { low: least, high, logarithmic, place: (value) => Math.log(Math.max(value, least) / least) / span };
}

/** What papers are coloured by: `null` is their cluster. */
const overlay = { index: null, values: null, scale: null };

let wanted = 0;

/** Colours by another number; of several asked for in a row only the last is shown. */
async function setOverlay(index) {
  const mine = ++wanted;
  const values = index === null ? null : await numbers(index);
  if (mine !== wanted) return;
  Object.assign(overlay, { index, values, scale: values && scaleOf(values) });
}

/** The tones of numbers; on a dark ground without the darkest, on a light one without the lightest. */
function tones() {
  return Array.from({ length: 9 }, (_, step) => along(meta.scale, dark() ? 0.15 + step * 0.10625 : step * 0.1125));
}

function colourOf(paper) {
  if (overlay.index === null) return clusterColour(papers.cluster[paper]);
  const place = overlay.scale.place(overlay.values[paper]);
  return Number.isNaN(place) ? UNKNOWN() : along(tones9, place);
}

let tones9 = [];

/** Four bytes a paper: its colour, and 255 where it is shown, 0 where it is not. */
function paint(shown, bytes) {
  tones9 = tones();
  const byCluster = overlay.index === null ? meta.clusters.map((_, cluster) => clusterColour(cluster)) : null;
  for (let paper = 0; paper < meta.papers; paper++) {
    const colour = byCluster ? byCluster[papers.cluster[paper]] : colourOf(paper);
    bytes[4 * paper] = colour[0];
    bytes[4 * paper + 1] = colour[1];
    bytes[4 * paper + 2] = colour[2];
    bytes[4 * paper + 3] = shown[paper] ? 255 : 0;
  }
}
