// From which products the Aria 5 learns its source embedding, if six are asked for.
// Five are bought after it, at hop 1; the place that is left goes to one that is bought after similar products, at hop 3.
MATCH (p:Product {id: 'p1'})
CALL blade.sample.stream(
  {nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE', relationshipWeightProperty: 'weight'},
  {sourceNodes: p, direction: 'OUT', fanOut: 6, reverseWeight: 0.0})
YIELD neighbor, hop, weight, budget
RETURN neighbor.name AS neighbor, hop, round(weight, 3) AS weight, budget
ORDER BY hop, weight DESC;

// The same neighborhood as a drawing: choose the graph view.
MATCH (p:Product {id: 'p1'})
CALL blade.sample.subgraph(
  p,
  {nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE', relationshipWeightProperty: 'weight'},
  {fanOut: 6, reverseWeight: 0.0})
YIELD nodes, relationships
RETURN nodes, relationships;
