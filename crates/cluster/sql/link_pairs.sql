-- Every pair that a relation with a weight ties, with what each relation says of it.
-- Reads term_ties, repository_ties, citation_ties.
SELECT source, target, MAX(terms) AS terms, MAX(repos) AS repos, MAX(citations) AS citations
FROM (
    SELECT source, target, strength AS terms, 0.0e0 AS repos, 0.0e0 AS citations FROM term_ties
    UNION ALL
    SELECT source, target, 0.0e0 AS terms, strength AS repos, 0.0e0 AS citations FROM repository_ties
    UNION ALL
    SELECT source, target, 0.0e0 AS terms, 0.0e0 AS repos, strength AS citations FROM citation_ties
) ties
GROUP BY source, target
