-- PageRank, an iteration: visits(v) = restart(v) + {damping} * sum of visits(u) * share(u, v) over the papers u that cite v. The
-- walk that comes to a paper without references begins anew; that is left to pagerank_end, which makes the sum 1.
-- Reads rank_edges, previous.
WITH arriving AS (
    SELECT e.cited AS paper, SUM(p.visits * e.share) AS visits
    FROM rank_edges e
    JOIN previous p ON p.paper = e.citing
    GROUP BY e.cited
)
SELECT p.paper, p.restart, p.restart + {damping} * COALESCE(a.visits, 0.0e0) AS visits,
       ABS(p.restart + {damping} * COALESCE(a.visits, 0.0e0) - p.visits) AS change
FROM previous p
LEFT JOIN arriving a ON a.paper = p.paper
