// Papers that were drawn around, and papers to CSV.

const selection = { papers: null, outline: [] };

/** Whether a place lies inside of a closed line (even-odd rule). */
function inside(x, y, outline) {
  let odd = false;
  for (let at = 0, before = outline.length - 1; at < outline.length; before = at++) {
    const [[ax, ay], [bx, by]] = [outline[at], outline[before]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
  }
  return odd;
}

/** Selects the shown papers inside of a line of the window. */
function selectWithin(line) {
  const outline = line.map(([left, top]) => toMap(left, top));
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  const list = [];
  within([Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)], (paper) => {
    if (shown[paper] && inside(papers.x[paper], papers.y[paper], outline)) list.push(paper);
  });
  selection.papers = list.length ? list.sort((a, b) => a - b) : null;
}

/** What stands in the file: names as in tables/papers.csv. */
const CSV_COLUMNS = [
  ["id", "ids"], ["title", "titles"], ["year", null], ["venue", "venues"], ["authors", "authors"], ["cluster", null],
  ["cluster_label", null], ["doi", "dois"], ["url", "urls"], ["keywords", "keywords"],
];

/** Papers as CSV, RFC 4180. */
async function toCsv(list) {
  const columns = await Promise.all(CSV_COLUMNS.map(async ([name, source]) => {
    if (source) {
      const all = await texts(source);
      return (paper) => cell(all[paper]);
    }
    if (name === "year") return (paper) => String(papers.year[paper] || "");
    if (name === "cluster") return (paper) => String(papers.cluster[paper] + 1);
    return (paper) => cell(meta.clusters[papers.cluster[paper]].label);
  }));
  const rows = list.map((paper) => columns.map((value) => value(paper)).join(","));
  return [CSV_COLUMNS.map(([name]) => name).join(","), ...rows, ""].join("\r\n");
}

/** Saves the selection, or all that is shown, as a file. */
async function saveCsv() {
  const list = selection.papers ?? Array.from(shown.keys()).filter((paper) => shown[paper]);
  const file = new Blob([await toCsv(list)], { type: "text/csv" });
  const link = make("a", { href: URL.createObjectURL(file), download: `${meta.table}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** The box about the selection. */
async function showSelection({ open, changed }) {
  const box = element("chosen");
  box.hidden = !selection.papers;
  if (box.hidden) return;
  const list = selection.papers;
  const titles = await texts("titles");
  box.replaceChildren(
    make("header", {},
      make("b", {}, `${countedItems(list.length)} selected`),
      button("Save as CSV", { className: "strong", id: "save-selection" }, saveCsv),
      button("Clear", { className: "plain" }, () => {
        selection.papers = null;
        changed();
      })),
    ...paperList(list, titles, open),
  );
}
