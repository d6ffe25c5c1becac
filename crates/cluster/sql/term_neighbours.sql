-- The {neighbours} papers whose terms are most like those of each paper, by cosine above {floor}; of equal ones the first.
-- One of {parts} parts of the papers. Reads term_weights.
WITH pairs AS (
    SELECT a.paper, b.paper AS other, SUM(a.weight * b.weight) AS strength
    FROM term_weights a
    JOIN term_weights b ON b.term = a.term AND b.paper <> a.paper
    WHERE a.paper % {parts} = {part}
    GROUP BY a.paper, b.paper
    HAVING SUM(a.weight * b.weight) > {floor}
),
placed AS (
    SELECT paper, other, strength,
           ROW_NUMBER() OVER (PARTITION BY paper ORDER BY ROUND(strength, 12) DESC, other) AS place
    FROM pairs
)
SELECT paper, other, LEAST(strength, 1.0e0) AS strength FROM placed WHERE place <= {neighbours}
