// views.csv: product,other,views. A pair has no direction: it is stored from the smaller id to the larger.
LOAD CSV WITH HEADERS FROM 'file:///views.csv' AS row
WITH CASE WHEN row.product < row.other THEN [row.product, row.other] ELSE [row.other, row.product] END AS pair,
     toInteger(row.views) AS views
WITH pair, sum(views) AS views
MERGE (a:Product {id: pair[0]})
MERGE (b:Product {id: pair[1]})
MERGE (a)-[r:VIEWED_WITH]->(b)
SET r.views = views;
