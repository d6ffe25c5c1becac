-- The papers that stay: the first record of each group of duplicates.
-- Reads papers, duplicates.
SELECT p.paper, p.id, p.year
FROM papers p
LEFT JOIN duplicates d ON d.paper = p.paper
WHERE d.paper IS NULL OR d.component = p.paper
