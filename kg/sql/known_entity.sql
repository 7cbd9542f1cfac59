-- The entities that the articles that count speak of, each as these describe it, before any is merged.
SELECT entity.id, max(entity.label) AS label, max(entity.name) AS name, max(entity.code) AS code,
    max(entity.region) AS region, max(entity.parent) AS parent
FROM entity
JOIN (SELECT DISTINCT source_id FROM live_article) AS live ON live.source_id = entity.source_id
GROUP BY entity.id
