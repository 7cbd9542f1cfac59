-- Entities that are mentioned and the divisions around them; a parent that no document describes becomes ''.
WITH known AS (
    SELECT entity.id, max(entity.label) AS label, max(entity.name) AS name, max(entity.code) AS code,
        max(entity.region) AS region, max(entity.parent) AS parent
    FROM entity
    JOIN (SELECT DISTINCT source_id FROM live_article) AS live ON live.source_id = entity.source_id
    GROUP BY entity.id
),
seen AS (
    SELECT entity_id, count(*) AS mentions, count(DISTINCT article_id) AS articles,
        min(published) AS first_seen, max(published) AS last_seen
    FROM live_mention
    GROUP BY entity_id
)
SELECT known.id, known.label, known.name, known.code, known.region, coalesce(parent.id, '') AS parent,
    coalesce(seen.mentions, 0) AS mentions, coalesce(seen.articles, 0) AS articles, seen.first_seen, seen.last_seen
FROM known
LEFT JOIN known AS parent ON parent.id = known.parent AND parent.id <> known.id
LEFT JOIN seen ON seen.entity_id = known.id
ORDER BY known.id
