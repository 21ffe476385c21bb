// What the graph looks like to a training: sizes, degrees, how many pairs are bought in both orders.
CALL blade.graph.stats({
  nodeLabels: 'Product',
  relationshipTypes: 'BOUGHT_BEFORE',
  coViewTypes: 'VIEWED_WITH',
  relationshipWeightProperty: 'weight'
})
YIELD nodeCount, relationshipCount, coViewCount, reciprocity, isolatedCount, outDegree, inDegree
RETURN nodeCount, relationshipCount, coViewCount, reciprocity, isolatedCount, outDegree, inDegree;
