// Texts and elements. Text from papers becomes text nodes, never markup.

/** A new element with properties; children are elements or texts. */
function make(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

const button = (text, properties, onclick) => make("button", { type: "button", onclick, ...properties }, text);

/** Text as search sees it: small letters without accents. */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** 12345 as 12,345. */
const grouped = (count) => count.toLocaleString("en");

const counted = (count, thing) => `${grouped(count)} ${thing}${count === 1 ? "" : "s"}`;

/** Whether the map is one of papers, and not of what papers name. */
const ofPapers = meta.table === "papers";

/** So many of what is mapped: 12,345 papers. */
const countedItems = (count) => `${grouped(count)} ${count === 1 ? meta.one : meta.many}`;

/** A number in three digits; very small ones with an exponent. */
function short(value) {
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value);
  const magnitude = Math.abs(value);
  return magnitude < 1e-3 || magnitude >= 1e6 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}

/** An address that may be followed, or nothing. */
const web = (address) => (/^https?:\/\/[^\s]+$/i.test(address) ? address : null);

/** A link to a page outside. */
const outside = (address, text) =>
  make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);

/** A cell of CSV (RFC 4180). What a spreadsheet would run as a formula gets an apostrophe in front, as in tables/. */
function cell(text) {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
