// impressions.csv: id,customer,product,shownAt,position,fits,sameBrand,clickedAt,cartAt,purchasedAt
LOAD CSV WITH HEADERS FROM 'file:///impressions.csv' AS row
MERGE (c:Customer {id: row.customer})
MERGE (p:Product {id: row.product})
MERGE (c)-[r:SHOWN {id: row.id}]->(p)
SET r += {at: datetime(row.shownAt), clickedAt: datetime(row.clickedAt), cartAt: datetime(row.cartAt),
          purchasedAt: datetime(row.purchasedAt), position: toInteger(row.position),
          fits: toBoolean(row.fits), sameBrand: toBoolean(row.sameBrand)};
