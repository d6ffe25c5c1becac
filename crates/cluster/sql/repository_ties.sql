-- Papers that link the same repositories: 1 - product of (1 - 1 / log2 d) over the repositories, each linked by d papers.
-- Reads repository_items.
SELECT a.paper AS source, b.paper AS target,
       CASE WHEN MIN(a.papers) = 2 THEN 1.0e0
            ELSE 1.0e0 - EXP(SUM(CASE WHEN a.papers = 2 THEN 0.0e0
                                    ELSE LN(1.0e0 - LN(2.0e0) / LN(CAST(a.papers AS DOUBLE))) END)) END AS strength
FROM repository_items a
JOIN repository_items b ON b.item = a.item AND a.paper < b.paper
GROUP BY a.paper, b.paper
