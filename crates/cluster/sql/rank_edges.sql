-- The share of its rank that each citing paper gives to each cited one.
SELECT citing, cited, 1.0e0 / COUNT(*) OVER (PARTITION BY citing) AS share FROM citations
