-- The mentions in the articles that count, each of the entity that is shown; those of a dropped one ('') are left out.
SELECT mention.source_id, mention.article_id, coalesce(identity.into_, mention.entity_id) AS entity_id,
    mention.entity_id AS own_id, mention.text, mention.reason, mention.sentence, mention.paragraph,
    live_article.published
FROM mention
JOIN live_article ON live_article.source_id = mention.source_id AND live_article.id = mention.article_id
LEFT JOIN identity ON identity.entity = mention.entity_id
WHERE identity.into_ IS NULL OR identity.into_ <> ''
