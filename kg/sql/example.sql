-- Two sentences about each entity that is in doubt, for the person who decides.
SELECT entity, rank, sentence
FROM (
    SELECT found.entity, sentence.text AS sentence,
        row_number() OVER (
            PARTITION BY found.entity ORDER BY found.article_id, sentence.number, sentence.source_id
        ) AS rank
    FROM (
        SELECT DISTINCT live_mention.entity_id AS entity, live_mention.source_id, live_mention.article_id,
            live_mention.sentence
        FROM live_mention
        JOIN (SELECT a AS id FROM doubt UNION SELECT b AS id FROM doubt) AS doubted
            ON doubted.id = live_mention.entity_id
    ) AS found
    JOIN sentence ON sentence.source_id = found.source_id AND sentence.article_id = found.article_id
        AND sentence.number = found.sentence
) AS ranked
WHERE rank <= 2
ORDER BY entity, rank
