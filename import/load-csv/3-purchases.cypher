// purchases.csv: customer,product,at,quantity
LOAD CSV WITH HEADERS FROM 'file:///purchases.csv' AS row
WITH row.customer AS customer, row.product AS product, datetime(row.at) AS at, sum(toFloat(row.quantity)) AS quantity
MERGE (c:Customer {id: customer})
MERGE (p:Product {id: product})
MERGE (c)-[r:PURCHASED {at: at}]->(p)
SET r.quantity = quantity;
