//! Made-up papers: a corpus with Zipf-distributed terms and planted topics.
