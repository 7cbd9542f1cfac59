-- The articles that count: of files with the same bytes only the first by path.
SELECT article.source_id, article.id, article.number, source.name AS source, source.path, article.title,
    article.published, article.publisher, article.url, length(article.text) AS characters
FROM article
JOIN source ON source.id = article.source_id
JOIN (SELECT digest, min(path) AS path FROM source GROUP BY digest) AS chosen ON chosen.path = source.path
ORDER BY source.path, article.number
