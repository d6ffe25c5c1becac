-- Each citing paper and the one it cites: 1 / sqrt(log2(1 + references) * log2(1 + citations)), both of papers here; two that cite
-- each other add up as 1 - (1 - s) * (1 - s'). Reads citations.
WITH counted AS (
    SELECT citing, cited, COUNT(*) OVER (PARTITION BY citing) AS cites, COUNT(*) OVER (PARTITION BY cited) AS cited_by
    FROM citations
),
ties AS (
    SELECT LEAST(citing, cited) AS source, GREATEST(citing, cited) AS target,
           LN(2.0e0) / SQRT(LN(1.0e0 + cites) * LN(1.0e0 + cited_by)) AS strength
    FROM counted
)
SELECT source, target, MAX(strength) + MIN(CASE WHEN ways = 2 THEN strength ELSE 0.0e0 END)
       - MAX(strength) * MIN(CASE WHEN ways = 2 THEN strength ELSE 0.0e0 END) AS strength
FROM (SELECT source, target, strength, COUNT(*) OVER (PARTITION BY source, target) AS ways FROM ties) pairs
GROUP BY source, target
