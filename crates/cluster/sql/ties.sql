-- Each pair of {neighbourhood} once, whoever of the two found it.
SELECT LEAST(paper, other) AS source, GREATEST(paper, other) AS target, MAX(strength) AS strength
FROM {neighbourhood}
GROUP BY LEAST(paper, other), GREATEST(paper, other)
