-- Entities that a decision renamed.
SELECT revised.entity, 'decision: rename' AS reason
FROM revised
JOIN known_entity ON known_entity.id = revised.entity
WHERE plain(known_entity.name) <> plain(revised.name)
