-- The mentions in the articles that count.
SELECT mention.article_id, mention.entity_id, mention.text, mention.sentence, mention.paragraph,
    live_article.published
FROM mention
JOIN live_article ON live_article.source_id = mention.source_id AND live_article.id = mention.article_id
