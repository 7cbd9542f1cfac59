-- Pairs of entities in one sentence or paragraph, each counted once. k11 counts the sentences with both, k12 and k21
-- those with one alone, k22 those with neither. NPMI (Bouma 2009) is -1 for pairs that never share a sentence and 1
-- for pairs that share every one; LLR (Dunning 1993) is 2 * sum of k * ln(k / expected), where 0 * ln 0 is 0.
WITH in_sentence AS (
    SELECT DISTINCT article_id, sentence, entity_id FROM live_mention
),
in_paragraph AS (
    SELECT DISTINCT article_id, paragraph, entity_id FROM live_mention
),
pair AS (
    SELECT x.entity_id AS a, y.entity_id AS b, 1 AS sentences, 0 AS paragraphs
    FROM in_sentence AS x
    JOIN in_sentence AS y
        ON y.article_id = x.article_id AND y.sentence = x.sentence AND y.entity_id > x.entity_id
    UNION ALL
    SELECT x.entity_id AS a, y.entity_id AS b, 0 AS sentences, 1 AS paragraphs
    FROM in_paragraph AS x
    JOIN in_paragraph AS y
        ON y.article_id = x.article_id AND y.paragraph = x.paragraph AND y.entity_id > x.entity_id
),
counted AS (
    SELECT a, b, CAST(sum(sentences) AS BIGINT) AS sentences, CAST(sum(paragraphs) AS BIGINT) AS paragraphs
    FROM pair
    GROUP BY a, b
),
seen AS (
    SELECT entity_id, CAST(count(*) AS DOUBLE) AS sentences FROM in_sentence GROUP BY entity_id
),
total AS (
    SELECT CAST(count(*) AS DOUBLE) AS n
    FROM sentence
    JOIN live_article ON live_article.source_id = sentence.source_id AND live_article.id = sentence.article_id
),
cell AS (
    SELECT counted.a, counted.b, counted.sentences, counted.paragraphs, total.n,
        CAST(counted.sentences AS DOUBLE) AS k11,
        seen_a.sentences - counted.sentences AS k12,
        seen_b.sentences - counted.sentences AS k21,
        total.n - seen_a.sentences - seen_b.sentences + counted.sentences AS k22
    FROM counted
    JOIN seen AS seen_a ON seen_a.entity_id = counted.a
    JOIN seen AS seen_b ON seen_b.entity_id = counted.b
    CROSS JOIN total
)
SELECT a, b, sentences, paragraphs,
    CASE
        WHEN k11 = 0 THEN CAST(-1 AS DOUBLE)
        WHEN k11 = n THEN CAST(1 AS DOUBLE)
        ELSE greatest(-1, least(1, ln(k11 * n / ((k11 + k12) * (k11 + k21))) / -ln(k11 / n)))
    END AS npmi,
    greatest(0, 2 * (
        k11 * ln(greatest(k11, 1) * n / ((k11 + k12) * (k11 + k21)))
        + k12 * ln(greatest(k12, 1) * n / greatest((k11 + k12) * (k12 + k22), 1))
        + k21 * ln(greatest(k21, 1) * n / greatest((k21 + k22) * (k11 + k21), 1))
        + k22 * ln(greatest(k22, 1) * n / greatest((k21 + k22) * (k12 + k22), 1))
    )) AS llr
FROM cell
ORDER BY a, b
