// edges.tsv: source,target,relation, separated by tabs. Keeps the relation `ab` as ALSO_BOUGHT.
LOAD CSV WITH HEADERS FROM 'file:///edges.tsv' AS row FIELDTERMINATOR '\t'
WITH row
WHERE row.relation = 'ab' AND row.source <> row.target
MERGE (a:Product {id: row.source})
MERGE (b:Product {id: row.target})
MERGE (a)-[:ALSO_BOUGHT]->(b);
