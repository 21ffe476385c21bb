// Two properties for each product: its embedding as the one bought first, and as the one bought next.
CALL blade.embeddings.write(
  {nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE', relationshipWeightProperty: 'weight'},
  {modelName: 'sample'})
YIELD nodeCount, nodePropertiesWritten
RETURN nodeCount, nodePropertiesWritten;

// For catalogs of more than a million products: an index, so that a search need not look at all of them.
CALL blade.embeddings.index({nodeLabel: 'Product', indexName: 'bladeTargetEmbedding'})
YIELD indexName, dimension, state
RETURN indexName, dimension, state;
