// Which papers are shown: by cluster, year and search.

/** Years that papers have, ascending, and how many papers each has. */
const years = (() => {
  const counts = new Map();
  for (const year of papers.year) if (year > 0) counts.set(year, (counts.get(year) ?? 0) + 1);
  const list = [...counts.keys()].sort((a, b) => a - b);
  return { list, counts: list.map((year) => counts.get(year)) };
})();

const filter = {
  /** Clusters that are switched off. */
  hidden: new Set(),
  /** Positions in `years.list`, both included. */
  first: 0,
  last: Math.max(0, years.list.length - 1),
  /** 1 a paper that was found, or null. */
  found: null,
};

const shown = new Uint8Array(meta.papers).fill(1);
const perCluster = new Uint32Array(meta.clusters.length);
let shownPapers = meta.papers;

const allYears = () => filter.first === 0 && filter.last === Math.max(0, years.list.length - 1);

/** Brings `shown` up to date. A paper without a year is shown where no year is excluded. */
function applyFilter() {
  const [first, last] = [years.list[filter.first] ?? 0, years.list[filter.last] ?? 0];
  const every = allYears();
  perCluster.fill(0);
  shownPapers = 0;
  for (let paper = 0; paper < meta.papers; paper++) {
    const cluster = papers.cluster[paper];
    const inYears = every || (papers.year[paper] >= first && papers.year[paper] <= last);
    const fits = inYears && (!filter.found || filter.found[paper] === 1);
    const visible = fits && !filter.hidden.has(cluster);
    // A cluster that is switched off still tells how many papers it would show.
    if (fits) perCluster[cluster]++;
    shown[paper] = visible ? 1 : 0;
    if (visible) shownPapers++;
  }
}
