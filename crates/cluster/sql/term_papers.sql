-- The terms that enough and not too many papers have: from {min_papers} to {term_cap}.
-- Reads postings, kept_papers.
SELECT p.term, COUNT(*) AS papers
FROM postings p
JOIN kept_papers k ON k.paper = p.paper
GROUP BY p.term
HAVING COUNT(*) BETWEEN {min_papers} AND {term_cap}
