-- Relations between two entities with the id of the fact they state; what holds both ways leads from the lesser id.
SELECT stated.*,
    substr(sha2(concat_ws('|', subject, relation, object, modality, polarity), 256), 1, 32) AS fact
FROM (
    SELECT relation.*, live_article.source, live_article.published,
        CASE WHEN symmetric_relation.name IS NULL THEN relation.head_entity
            ELSE least(relation.head_entity, relation.tail_entity) END AS subject,
        CASE WHEN symmetric_relation.name IS NULL THEN relation.tail_entity
            ELSE greatest(relation.head_entity, relation.tail_entity) END AS object
    FROM relation
    JOIN live_article ON live_article.source_id = relation.source_id AND live_article.id = relation.article_id
    LEFT JOIN symmetric_relation ON symmetric_relation.name = relation.relation
    WHERE relation.head_entity <> relation.tail_entity
) AS stated
