-- Pairs of records that are one paper: an identifier in common that the title or the first author and the year back, or the
-- same title, first author and year, give or take one, unless each has a DOI of a publisher, and not the same. What more than
-- {duplicate_cap} records share shows nothing.
-- Reads papers, identifiers. A row a pair and rule: paper < other.
WITH rare AS (
    SELECT key FROM identifiers GROUP BY key HAVING COUNT(*) BETWEEN 2 AND {duplicate_cap}
),
told AS (
    SELECT i.key, i.kind, p.paper, p.title_key, p.author_key, p.year
    FROM identifiers i
    JOIN rare ON rare.key = i.key
    JOIN papers p ON p.paper = i.paper
),
by_identifier AS (
    SELECT DISTINCT a.paper, b.paper AS other, a.kind AS rule
    FROM told a
    JOIN told b ON b.key = a.key AND a.paper < b.paper
    WHERE a.title_key = b.title_key OR (a.author_key = b.author_key AND a.year = b.year)
),
titles AS (
    SELECT title_key, author_key FROM papers
    WHERE title_key IS NOT NULL AND author_key IS NOT NULL
    GROUP BY title_key, author_key HAVING COUNT(*) BETWEEN 2 AND {duplicate_cap}
),
titled AS (
    SELECT p.paper, p.title_key, p.author_key, p.year,
           -- Archives give DOIs to what publishers give others.
           CASE WHEN p.doi LIKE '10.48550/%' OR p.doi LIKE '10.1101/%' OR p.doi LIKE '10.5281/%' OR p.doi LIKE '10.2139/%'
                THEN NULL ELSE p.doi END AS doi
    FROM papers p
    JOIN titles t ON t.title_key = p.title_key AND t.author_key = p.author_key
),
by_title AS (
    SELECT a.paper, b.paper AS other, 'title' AS rule
    FROM titled a
    JOIN titled b ON b.title_key = a.title_key AND b.author_key = a.author_key AND a.paper < b.paper
    WHERE ABS(a.year - b.year) <= 1 AND (a.doi IS NULL OR b.doi IS NULL OR a.doi = b.doi)
)
SELECT paper, other, rule FROM by_identifier
UNION ALL
SELECT paper, other, rule FROM by_title
