// products.csv: id,name,family,category,brand,price
LOAD CSV WITH HEADERS FROM 'file:///products.csv' AS row
MERGE (p:Product {id: row.id})
SET p += {name: row.name, family: row.family, category: row.category, brand: row.brand, price: toFloat(row.price)};
