-- Entities that are mentioned and what is around them; a parent that no document describes becomes ''.
WITH shown AS (
    SELECT known_entity.id, coalesce(revised.label, known_entity.label) AS label,
        coalesce(revised.name, known_entity.name) AS name, known_entity.code, known_entity.region,
        coalesce(above.into_, known_entity.parent) AS parent
    FROM known_entity
    LEFT JOIN identity ON identity.entity = known_entity.id
    LEFT JOIN identity AS above ON above.entity = known_entity.parent
    LEFT JOIN revised ON revised.entity = known_entity.id
    WHERE identity.into_ IS NULL OR identity.into_ = known_entity.id
),
seen AS (
    SELECT entity_id, count(*) AS mentions, count(DISTINCT article_id) AS articles,
        min(published) AS first_seen, max(published) AS last_seen
    FROM live_mention
    GROUP BY entity_id
)
SELECT shown.id, shown.label, shown.name, shown.code, shown.region, coalesce(parent.id, '') AS parent,
    coalesce(seen.mentions, 0) AS mentions, coalesce(seen.articles, 0) AS articles, seen.first_seen, seen.last_seen
FROM shown
LEFT JOIN shown AS parent ON parent.id = shown.parent AND parent.id <> shown.id
LEFT JOIN seen ON seen.entity_id = shown.id
ORDER BY shown.id
