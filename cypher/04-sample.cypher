// From which products the Aria 5 learns its source embedding.
// Hop 1 is bought after it; hop 3 would be, were the product better known: bought after what resembles it.
MATCH (p:Product {id: 'p1'})
CALL blade.sample.stream(
  {nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE', relationshipWeightProperty: 'weight'},
  {sourceNodes: p, direction: 'OUT', sampler: 'adaptive', fanOut: 8})
YIELD neighbor, hop, weight, budget
RETURN neighbor.name AS neighbor, hop, round(weight, 3) AS weight, budget
ORDER BY hop, weight DESC;

// The same neighborhood as a drawing: choose the graph view.
MATCH (p:Product {id: 'p1'})
CALL blade.sample.subgraph(
  p,
  {nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE', relationshipWeightProperty: 'weight'},
  {direction: 'OUT', fanOut: 8})
YIELD nodes, relationships
RETURN nodes, relationships;
