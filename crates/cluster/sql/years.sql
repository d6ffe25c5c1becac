-- A row a year: papers, references of these papers to works, citations that they make and get.
-- Reads kept_papers, cited_works, citations.
WITH referring AS (
    SELECT k.year, COUNT(*) AS n FROM cited_works w JOIN kept_papers k ON k.paper = w.paper GROUP BY k.year
),
citing AS (
    SELECT k.year, COUNT(*) AS n FROM citations c JOIN kept_papers k ON k.paper = c.citing GROUP BY k.year
),
cited AS (
    SELECT k.year, COUNT(*) AS n FROM citations c JOIN kept_papers k ON k.paper = c.cited GROUP BY k.year
),
counted AS (
    SELECT year, COUNT(*) AS n FROM kept_papers WHERE year IS NOT NULL GROUP BY year
)
SELECT p.year, p.n AS papers, COALESCE(r.n, 0) AS paper_references, COALESCE(c.n, 0) AS citations,
       COALESCE(b.n, 0) AS cited
FROM counted p
LEFT JOIN referring r ON r.year = p.year
LEFT JOIN citing c ON c.year = p.year
LEFT JOIN cited b ON b.year = p.year
