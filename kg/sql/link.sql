-- What draws two entities together in a picture, a < b: the edges between them, and of each entity the one that it is
-- most surely seen with.
WITH company AS (
    SELECT a AS one, b AS other, sentences, llr FROM cooccurrence WHERE sentences > 1
    UNION ALL
    SELECT b AS one, a AS other, sentences, llr FROM cooccurrence WHERE sentences > 1
),
ranked AS (
    SELECT one, other, sentences, row_number() OVER (PARTITION BY one ORDER BY llr DESC, other) AS rank FROM company
),
pull AS (
    SELECT least(subject, object) AS a, greatest(subject, object) AS b, weight, TRUE AS is_shown
    FROM shown
    WHERE subject <> object
    UNION ALL
    SELECT least(one, other) AS a, greatest(one, other) AS b, sentences AS weight, FALSE AS is_shown
    FROM ranked
    WHERE rank = 1
)
SELECT a, b, CAST(sum(weight) AS DOUBLE) AS weight, bool_or(is_shown) AS is_shown
FROM pull
GROUP BY a, b
