-- What a node is called and why: its name, the names in the articles, the names of what was merged into it and those
-- it had before it was renamed. Only what stands in an article counts.
SELECT live_mention.entity_id AS entity, plain(live_mention.text) AS text,
    concat_ws('; ', nullif(live_mention.reason, ''), former.reason, merge.reason) AS reason,
    live_mention.article_id, 1 AS times
FROM live_mention
LEFT JOIN merge ON merge.entity = live_mention.own_id
LEFT JOIN former ON former.entity = live_mention.own_id
UNION ALL
SELECT id AS entity, plain(name) AS text, '' AS reason, NULL AS article_id, 0 AS times FROM node
UNION ALL
SELECT merge.into_ AS entity, plain(known_entity.name) AS text, concat_ws('; ', former.reason, merge.reason) AS reason,
    NULL AS article_id, 0 AS times
FROM merge
JOIN known_entity ON known_entity.id = merge.entity
LEFT JOIN former ON former.entity = merge.entity
UNION ALL
SELECT former.entity, plain(known_entity.name) AS text, former.reason, NULL AS article_id, 0 AS times
FROM former
JOIN known_entity ON known_entity.id = former.entity
