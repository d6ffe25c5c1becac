// The panel: search results, colours, years, clusters.

/** Clusters with a line of their own; smaller ones share one. */
const OWN_LINE = 200;
/** Papers in a list at first, and each time more are asked for. */
const PAGE = 50;

/** Papers as a list, `PAGE` at a time. */
function paperList(list, titles, open) {
  const items = make("ol", { className: "papers" });
  const more = button("", { className: "plain" }, () => add());
  function add() {
    const from = items.children.length;
    for (const paper of list.slice(from, from + PAGE)) {
      const title = button(titles[paper], { className: "title" }, () => open(paper));
      title.dataset.paper = paper;
      const dot = make("span", { className: "dot" });
      dot.style.background = rgb(clusterColour(papers.cluster[paper]));
      items.append(make("li", {}, dot, title, make("span", { className: "muted" }, papers.year[paper] ? ` ${papers.year[paper]}` : "")));
    }
    const rest = list.length - items.children.length;
    more.hidden = rest === 0;
    more.textContent = `${grouped(Math.min(PAGE, rest))} more of ${grouped(rest)}`;
  }
  add();
  return [items, more];
}

async function showResults(open) {
  const box = element("results");
  box.hidden = filter.found === null;
  if (box.hidden) return;
  const titles = await texts("titles");
  if (!filter.found) return;
  const list = [];
  for (let paper = 0; paper < meta.papers; paper++) if (filter.found[paper] && shown[paper]) list.push(paper);
  const elsewhere = filter.found.reduce((sum, found) => sum + found, 0) - list.length;
  box.replaceChildren(
    make("h2", {}, list.length ? countedItems(list.length) + " found" : `No ${meta.one} found`),
    elsewhere ? make("p", { className: "muted small" }, `${countedItems(elsewhere)} more ${elsewhere === 1 ? "is" : "are"} hidden by cluster or year.`) : "",
    list.length || elsewhere ? "" : make("p", { className: "muted small" }, `Every word must be in ${ofPapers ? "the title, an author's name or one of the terms that mark a paper" : "the name"}. Try fewer words, or a part of a word.`),
    ...paperList(list, titles, open),
  );
}

/** The choice of what papers are coloured by. */
function fillOverlays() {
  const choice = (value, text, title = "") => make("option", { value, title }, text);
  element("overlay").replaceChildren(
    choice("", "cluster"),
    ...meta.columns.map(({ name, meaning }, index) => choice(String(index), name.replaceAll("_", " "), meaning)),
  );
}

/** The colour bar of a number; nothing for clusters, whose list is the legend. */
function showLegend() {
  const box = element("legend");
  box.hidden = overlay.index === null;
  if (box.hidden) return;
  const { low, high, logarithmic } = overlay.scale;
  const bar = make("div", { className: "scale" });
  bar.style.background = `linear-gradient(to right, ${tones().map((tone) => rgb(tone)).join(", ")})`;
  const ends = make("div", { className: "ends" }, make("span", {}, `≤ ${short(low)}`), make("span", {}, logarithmic ? "logarithmic" : ""), make("span", {}, `${short(high)} ≤`));
  box.replaceChildren(bar, ends, make("p", { className: "muted small" }, meta.columns[overlay.index].meaning));
}

/** Years: a histogram over two sliders. Gives a function that brings them up to date with the filter. */
function fillYears(changed) {
  const box = element("years");
  box.hidden = years.list.length < 2;
  if (box.hidden) return () => {};
  const highest = Math.max(...years.counts);
  const bars = make("div", { className: "bars", ariaHidden: "true" });
  for (const count of years.counts) {
    const bar = make("i");
    bar.style.height = `${Math.max(4, (100 * count) / highest)}%`;
    bars.append(bar);
  }
  const said = make("output", {});
  const slider = (name, end) => {
    const input = make("input", { type: "range", min: 0, max: years.list.length - 1, value: filter[end], ariaLabel: name });
    input.addEventListener("input", () => {
      const value = Number(input.value);
      filter[end] = end === "first" ? Math.min(value, filter.last) : Math.max(value, filter.first);
      input.value = filter[end];
      tell();
      changed();
    });
    return input;
  };
  const [first, last] = [slider("First year", "first"), slider("Last year", "last")];
  function tell() {
    said.textContent = `${years.list[filter.first]} – ${years.list[filter.last]}`;
    [...bars.children].forEach((bar, at) => bar.classList.toggle("out", at < filter.first || at > filter.last));
    for (const [input, end] of [[first, "first"], [last, "last"]]) {
      input.value = filter[end];
      input.setAttribute("aria-valuetext", String(years.list[filter[end]]));
    }
    // Where both stand at the right end, the left one must be on top to be moved.
    first.style.zIndex = filter.first > years.list.length / 2 ? 3 : 2;
  }
  tell();
  box.replaceChildren(make("h2", {}, "Years ", said), make("div", { className: "range" }, bars, first, last));
  return tell;
}

/** Lists of clusters that one line stands for. */
const clusterLines = (() => {
  const own = [];
  const small = [];
  meta.clusters.forEach((_, cluster) => (own.length < OWN_LINE && clusterSizes[cluster] > 1 ? own : small).push(cluster));
  const lines = own.map((cluster) => [cluster]);
  return small.length ? [...lines, small] : lines;
})();

/** The list of clusters. Gives functions that bring it up to date, and that leave a single cluster on. */
function fillClusters(changed) {
  const box = element("clusters");
  box.hidden = clusterLines.length === 0;
  const set = (hide) => {
    meta.clusters.forEach((_, cluster) => (hide(cluster) ? filter.hidden.add(cluster) : filter.hidden.delete(cluster)));
    changed();
  };
  const rows = clusterLines.map((clusters, at) => {
    const alone = clusters.length === 1;
    const name = alone ? meta.clusters[clusters[0]].label || `cluster ${clusters[0] + 1}` : counted(clusters.length, "smaller cluster");
    const tick = make("input", { type: "checkbox", checked: true });
    tick.addEventListener("change", () => {
      clusters.forEach((cluster) => (tick.checked ? filter.hidden.delete(cluster) : filter.hidden.add(cluster)));
      changed();
    });
    const dot = make("span", { className: "dot" });
    const count = make("span", { className: "muted" });
    const only = button("only", { className: "plain only", ariaLabel: `Only ${name}` }, () => set((cluster) => !clusters.includes(cluster)));
    const row = make("li", {}, make("label", { title: name }, tick, dot, make("span", { className: "name" }, name), count), only);
    row.dataset.line = at;
    const update = () => {
      tick.checked = clusters.some((cluster) => !filter.hidden.has(cluster));
      dot.style.background = rgb(clusterColour(clusters[0]));
      count.textContent = grouped(clusters.reduce((sum, cluster) => sum + perCluster[cluster], 0));
    };
    return { row, update };
  });
  const all = button("all", { className: "plain", ariaLabel: "Show all clusters" }, () => set(() => false));
  const none = button("none", { className: "plain", ariaLabel: "Hide all clusters" }, () => set(() => true));
  box.replaceChildren(make("h2", {}, "Clusters ", make("span", { className: "actions" }, all, none)), make("ul", {}, ...rows.map(({ row }) => row)));
  return {
    update: () => rows.forEach(({ update }) => update()),
    only: (wanted) => set((cluster) => cluster !== wanted),
  };
}

/** How many papers are shown, and what to do where there are none. */
function tellCount() {
  element("count").textContent = shownPapers === meta.papers
    ? countedItems(meta.papers)
    : `${grouped(shownPapers)} of ${countedItems(meta.papers)} shown`;
  const nothing = element("nothing");
  nothing.hidden = shownPapers > 0;
  nothing.textContent = meta.papers === 0 ? `There are no ${meta.many} in this map.` : `No ${meta.one} is left by search and filters. Esc shows all again.`;
}
