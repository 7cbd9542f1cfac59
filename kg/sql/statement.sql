-- What the articles that count state between two entities that are shown, with the id of the fact; what holds both
-- ways leads from the lesser id. It fits unless an end is shown under a label that the relation does not allow.
SELECT ended.*, substr(sha2(
        concat_ws('|', CASE WHEN is_open THEN 'open' END, subject, relation, object, modality, polarity), 256
    ), 1, 32) AS fact
FROM (
    SELECT joined.*,
        CASE WHEN symmetric_relation.name IS NULL THEN joined.head_shown
            ELSE least(joined.head_shown, joined.tail_shown) END AS subject,
        CASE WHEN symmetric_relation.name IS NULL THEN joined.tail_shown
            ELSE greatest(joined.head_shown, joined.tail_shown) END AS object,
        joined.is_open OR NOT joined.relabelled OR allowed_relation.name IS NOT NULL AS fits
    FROM (
        SELECT stated.*, live_article.source, live_article.published,
            coalesce(head.into_, stated.head_entity) AS head_shown,
            coalesce(tail.into_, stated.tail_entity) AS tail_shown,
            coalesce(head.relabelled, FALSE) OR coalesce(tail.relabelled, FALSE) AS relabelled
        FROM stated
        JOIN live_article ON live_article.source_id = stated.source_id AND live_article.id = stated.article_id
        LEFT JOIN identity AS head ON head.entity = stated.head_entity
        LEFT JOIN identity AS tail ON tail.entity = stated.tail_entity
    ) AS joined
    JOIN node AS head_node ON head_node.id = joined.head_shown
    JOIN node AS tail_node ON tail_node.id = joined.tail_shown
    LEFT JOIN symmetric_relation ON symmetric_relation.name = joined.relation
    LEFT JOIN allowed_relation ON allowed_relation.name = joined.relation
        AND allowed_relation.head = head_node.label AND allowed_relation.tail = tail_node.label
    WHERE joined.head_shown <> joined.tail_shown
) AS ended
