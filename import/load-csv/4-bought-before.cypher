// Derives BOUGHT_BEFORE as the command `import bought-before` does with its defaults, except for the cap on the pairs
// of a customer: a window of 90 days, two customers at least, strictly earlier, no decay.
MATCH (:Product)-[old:BOUGHT_BEFORE]->(:Product)
WHERE old.customers IS NOT NULL
DELETE old;

MATCH (u:Product)<-[earlier:PURCHASED]-(c:Customer)-[later:PURCHASED]->(v:Product)
WHERE u <> v AND earlier.at < later.at AND later.at <= earlier.at + duration('PT2160H')
WITH u, v, c, max(later.at) AS at
WITH u, v, count(c) AS customers, min(at) AS firstAt, max(at) AS lastAt
WHERE customers >= 2
MERGE (u)-[r:BOUGHT_BEFORE]->(v)
SET r += {customers: customers, weight: toFloat(customers), firstAt: firstAt, lastAt: lastAt};
