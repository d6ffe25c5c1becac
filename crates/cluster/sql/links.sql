-- The similarity graph, as `bibliograph run --links` takes it: a row a pair, papers by their ids, first the one that stands first.
-- Pairs that another relation tied have a cosine, too. Reads link_pairs, term_weights, kept_papers.
WITH cosines AS (
    SELECT p.source, p.target, LEAST(SUM(a.weight * b.weight), 1.0e0) AS terms
    FROM link_pairs p
    JOIN term_weights a ON a.paper = p.source
    JOIN term_weights b ON b.paper = p.target AND b.term = a.term
    WHERE p.terms = 0.0e0
    GROUP BY p.source, p.target
)
SELECT a.id AS source, b.id AS target, p.source AS source_paper, p.target AS target_paper,
       {terms_weight} * COALESCE(t.terms, p.terms) + {repos_weight} * p.repos + {citations_weight} * p.citations AS weight,
       COALESCE(t.terms, p.terms) AS terms, p.repos, p.citations
FROM link_pairs p
LEFT JOIN cosines t ON t.source = p.source AND t.target = p.target
JOIN kept_papers a ON a.paper = p.source
JOIN kept_papers b ON b.paper = p.target
