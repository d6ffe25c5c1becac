-- The {neighbours} papers that have most items in common with each paper: shared / sqrt(items of one * items of the other); of
-- equal ones those that stand nearest in the order of the papers. One of {parts} parts of the papers. Reads {items}.
WITH pairs AS (
    SELECT a.paper, b.paper AS other,
           COUNT(*) / SQRT(CAST(MAX(a.items) AS DOUBLE) * CAST(MAX(b.items) AS DOUBLE)) AS strength
    FROM {items} a
    JOIN {items} b ON b.item = a.item AND b.paper <> a.paper
    WHERE a.papers > 1 AND b.papers > 1 AND a.paper % {parts} = {part}
    GROUP BY a.paper, b.paper
),
placed AS (
    SELECT paper, other, strength,
           ROW_NUMBER() OVER (PARTITION BY paper ORDER BY ROUND(strength, 12) DESC, ABS(other - paper), other) AS place
    FROM pairs
)
SELECT paper, other, strength FROM placed WHERE place <= {neighbours}
