// Links and their reasons.

/** Every link, as columns, and which links each paper has. */
const links = () => column("links", (bytes) => {
  const read = planes(bytes);
  const counts = read(meta.papers, 4);
  const source = new Uint32Array(meta.links);
  let at = 0;
  counts.forEach((count, paper) => {
    source.fill(paper, at, at + count);
    at += count;
  });
  const target = read(meta.links, 4);
  const parts = meta.relations.map(() => read(meta.links, 2));
  const cites = read(meta.links, 1);
  const shared = Array.from({ length: meta.terms_of_a_link }, () => ({
    term: read(meta.links, 4),
    share: read(meta.links, 1),
  }));
  return { source, target, parts, cites, shared, of: linksOfPapers(source, target) };
});

/** For each paper the numbers of its links, from `starts[p]` to `starts[p + 1]`. */
function linksOfPapers(source, target) {
  const starts = new Uint32Array(meta.papers + 1);
  for (const ends of [source, target]) for (const paper of ends) starts[paper + 1]++;
  for (let paper = 0; paper < meta.papers; paper++) starts[paper + 1] += starts[paper];
  const next = starts.slice();
  const list = new Uint32Array(2 * meta.links);
  for (let link = 0; link < meta.links; link++) {
    list[next[source[link]]++] = link;
    list[next[target[link]]++] = link;
  }
  return { starts, list };
}

/** What links have in common besides terms: for each link, lists of relation and names. */
const common = () => column("common", (bytes) => {
  const found = new Map();
  const text = new TextDecoder().decode(bytes);
  for (const line of text ? text.split("\n") : []) {
    const [link, relation, ...names] = line.split("\t");
    if (!found.has(Number(link))) found.set(Number(link), new Map());
    found.get(Number(link)).set(Number(relation), names);
  }
  return found;
});

/**
 * The papers most strongly linked to `paper`, strongest first: the other paper, the weight, and the reasons, each a relation with
 * its part, 0 to 1, what it adds to the weight, and words about it.
 */
async function nearest(paper) {
  const [all, others, names] = await Promise.all([links(), common(), texts("terms")]);
  const list = all.of.list.subarray(all.of.starts[paper], all.of.starts[paper + 1]);
  const told = Array.from(list, (link) => {
    const isSource = all.source[link] === paper;
    const reasons = meta.relations.map(({ name, weight }, relation) => {
      const part = all.parts[relation][link] / 1000;
      return { name, part, adds: weight * part, words: wordsAbout(name, relation, link, isSource) };
    });
    return {
      paper: isSource ? all.target[link] : all.source[link],
      weight: reasons.reduce((sum, { adds }) => sum + adds, 0),
      reasons: reasons.filter(({ part }) => part > 0).sort((a, b) => b.adds - a.adds),
    };
  });

  function wordsAbout(name, relation, link, isSource) {
    if (name === "terms") {
      const shared = all.shared.filter(({ term }) => term[link] > 0);
      return shared.map(({ term, share }) => `${names[term[link] - 1]} ${share[link]}\u00a0%`);
    }
    if (name === "citations") {
      const cites = all.cites[link] & (isSource ? 1 : 2) ? ["this paper cites it"] : [];
      return all.cites[link] & (isSource ? 2 : 1) ? [...cites, "it cites this paper"] : cites;
    }
    return others.get(link)?.get(relation) ?? [];
  }
  return told.sort((a, b) => b.weight - a.weight || a.paper - b.paper);
}

/** What each relation says, before its words. */
const SAYS = {
  terms: "shared terms",
  repos: "shared repositories",
  citations: "citation",
  coupling: "cite the same works",
  cocitation: "cited together by",
  authors: "shared authors",
  keywords: "shared keywords",
  vectors: "near by their vectors",
};
