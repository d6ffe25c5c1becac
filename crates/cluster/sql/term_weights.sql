-- TF-IDF: (1 + ln f) * (ln((1 + n) / (1 + d)) + 1)^0.7, f itself where it is below 1, with f the count of the term in the paper,
-- d the papers that have it and n all papers; rows of length 1.
-- Reads postings, term_papers, kept_papers.
WITH weighed AS (
    SELECT p.paper, p.term, t.papers,
           (CASE WHEN p.occurrences < 1.0e0 THEN p.occurrences ELSE 1.0e0 + LN(p.occurrences) END)
           * POWER(LN((1.0e0 + n.papers) / (1.0e0 + t.papers)) + 1.0e0, 0.7e0) AS weight
    FROM postings p
    JOIN term_papers t ON t.term = p.term
    JOIN kept_papers k ON k.paper = p.paper
    CROSS JOIN (SELECT COUNT(*) AS papers FROM kept_papers) n
)
SELECT paper, term, papers, weight / SQRT(SUM(weight * weight) OVER (PARTITION BY paper)) AS weight FROM weighed
