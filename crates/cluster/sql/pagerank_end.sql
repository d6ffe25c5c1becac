-- A row a paper: its PageRank; all add up to 1.
SELECT p.paper, p.visits / t.visits AS pagerank
FROM previous p
CROSS JOIN (SELECT SUM(visits) AS visits FROM previous) t
