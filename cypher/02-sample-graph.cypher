// Twelve products of a phone shop: who bought what before what, and what was viewed together.
// Run it as often as you like: everything is merged by id.
UNWIND [
  ['p1', 'Aria 5', 'phone'],
  ['p2', 'Aria 6', 'phone'],
  ['p3', 'Bolt X', 'phone'],
  ['c1', 'Aria 5 case', 'case'],
  ['c2', 'Aria 6 case', 'case'],
  ['c3', 'Bolt X case', 'case'],
  ['g1', 'Aria screen guard', 'screen guard'],
  ['g2', 'Bolt screen guard', 'screen guard'],
  ['h1', 'USB-C charger', 'charger'],
  ['h2', 'Wireless charger', 'charger'],
  ['e1', 'Earphones', 'earphones'],
  ['b1', 'Power bank', 'power bank']
] AS product
MERGE (p:Product {id: product[0]})
SET p.name = product[1], p.category = product[2];

// weight: how many customers bought the first product, and the second one strictly later
UNWIND [
  ['p1', 'c1', 30], ['p1', 'g1', 20], ['p1', 'h1', 12], ['p1', 'e1', 8], ['p1', 'p2', 5],
  ['p2', 'c2', 34], ['p2', 'g1', 22], ['p2', 'h1', 15], ['p2', 'h2', 9], ['p2', 'p3', 2],
  ['p3', 'c3', 25], ['p3', 'g2', 14], ['p3', 'h1', 10], ['p3', 'e1', 6], ['p3', 'p1', 3],
  ['c1', 'g1', 5], ['c2', 'g1', 6], ['g1', 'c2', 4], ['c3', 'g2', 4],
  ['h1', 'b1', 7], ['h2', 'b1', 3]
] AS pair
MATCH (u:Product {id: pair[0]}), (v:Product {id: pair[1]})
MERGE (u)-[r:BOUGHT_BEFORE]->(v)
SET r.weight = toFloat(pair[2]);

UNWIND [['p1', 'p2'], ['p1', 'p3'], ['p2', 'p3'], ['h1', 'h2']] AS pair
MATCH (u:Product {id: pair[0]}), (v:Product {id: pair[1]})
MERGE (u)-[:VIEWED_WITH]->(v);
