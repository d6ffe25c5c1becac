// Search: every word must be in the title, an author's name or a term of the paper. Quotation marks keep words together.

/** A column as one folded text, with where each line begins. */
class Lines {
  constructor(list) {
    this.text = folded(list.join("\n"));
    this.starts = new Uint32Array(list.length);
    let at = 0;
    for (let line = 1; line < list.length; line++) {
      at = this.text.indexOf("\n", at) + 1;
      this.starts[line] = at;
    }
  }

  /** Calls `take` with each line that holds `word`. */
  find(word, take) {
    let line = 0;
    for (let at = this.text.indexOf(word); at >= 0; at = this.text.indexOf(word, at)) {
      line = this.lineOf(at, line);
      take(line);
      if (line + 1 === this.starts.length) return;
      at = this.starts[line + 1];
    }
  }

  lineOf(place, from) {
    let [low, high] = [from, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= place) low = middle;
      else high = middle;
    }
    return low;
  }
}

const folds = new Map();
const lines = (name) => {
  if (!folds.has(name)) folds.set(name, texts(name).then((list) => new Lines(list)));
  return folds.get(name);
};

/** The terms of papers: those of paper `p` stand from `starts[p]` to `starts[p + 1]`. */
const paperTerms = () => column("paper-terms", (bytes) => {
  const starts = new Uint32Array(meta.papers + 1);
  for (let paper = 0; paper < meta.papers; paper++) starts[paper + 1] = starts[paper] + bytes[paper];
  const list = planes(bytes.subarray(meta.papers))(starts[meta.papers], 4);
  return { starts, list };
});

async function termsOf(paper) {
  const [{ starts, list }, names] = await Promise.all([paperTerms(), texts("terms")]);
  return Array.from(list.subarray(starts[paper], starts[paper + 1]), (term) => names[term]);
}

/** The words of a query, folded. */
const wordsOf = (query) =>
  Array.from(folded(query).matchAll(/"([^"]+)"?|(\S+)/g), ([, phrase, word]) => (phrase ?? word).trim()).filter(Boolean);

/** Marks the papers that have a term in which `word` is. */
async function markByTerm(word, marks) {
  const [names, { starts, list }] = await Promise.all([lines("terms"), paperTerms()]);
  const wanted = new Uint8Array(names.starts.length);
  names.find(word, (term) => (wanted[term] = 1));
  for (let paper = 0; paper < meta.papers; paper++) {
    for (let at = starts[paper]; at < starts[paper + 1]; at++) if (wanted[list[at]]) marks[paper] = 1;
  }
}

/** 1 for each paper that fits, or `null` where nothing is asked for. `field` is all, titles, authors or terms. */
async function search(query, field) {
  const words = wordsOf(query);
  if (words.length === 0 || meta.papers === 0) return null;
  const found = new Uint8Array(meta.papers).fill(1);
  for (const word of words) {
    const marks = new Uint8Array(meta.papers);
    for (const name of ["titles", "authors"]) {
      if (field === "all" || field === name) (await lines(name)).find(word, (paper) => (marks[paper] = 1));
    }
    if (field === "all" || field === "terms") await markByTerm(word, marks);
    for (let paper = 0; paper < meta.papers; paper++) found[paper] &= marks[paper];
  }
  return found;
}
