// What goes with a phone that was just bought.
MATCH (p:Product {id: 'p1'})
CALL blade.recommend(p, {k: 5}) YIELD rank, product, score
RETURN rank, product.name AS product, round(score, 3) AS score
ORDER BY rank;

// The other way: what goes with its case. Nobody needs the phone now.
MATCH (p:Product {id: 'c1'})
CALL blade.recommend(p, {k: 5}) YIELD rank, product, score
RETURN rank, product.name AS product, round(score, 3) AS score
ORDER BY rank;

// The same pair in both directions.
MATCH (phone:Product {id: 'p1'}), (case:Product {id: 'c1'})
RETURN round(blade.score(phone, case), 3) AS phoneThenCase, round(blade.score(case, phone), 3) AS caseThenPhone;

// Only what the customers of the phone do not buy already.
MATCH (p:Product {id: 'p1'})
CALL blade.recommend(p, {k: 3, excludeTypes: 'BOUGHT_BEFORE'}) YIELD rank, product, score
RETURN rank, product.name AS product, round(score, 3) AS score
ORDER BY rank;

// Products that are followed by the same things.
MATCH (p:Product {id: 'p1'})
CALL blade.similar(p, {k: 3}) YIELD rank, product, score
RETURN rank, product.name AS product, round(score, 3) AS score
ORDER BY rank;

// The best three of every product as relationships, for queries that must not compute anything.
CALL blade.recommend.write(
  {nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE'},
  {k: 3, relationshipType: 'RELATED', scoreProperty: 'score'})
YIELD nodeCount, relationshipsWritten
RETURN nodeCount, relationshipsWritten;
