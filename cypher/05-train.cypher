// How much memory the training takes.
CALL blade.train.estimate(
  {nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE', relationshipWeightProperty: 'weight'},
  {embeddingDimension: 8, batchSize: 8, negatives: 8})
YIELD requiredMemory, nodeCount, relationshipCount
RETURN requiredMemory, nodeCount, relationshipCount;

// Twelve products need small batches, many epochs, and every relationship: the defaults are made for real shops.
CALL blade.train(
  {nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE', relationshipWeightProperty: 'weight'},
  {
    modelName: 'sample', overwrite: true,
    embeddingDimension: 8, epochs: 200, batchSize: 8, negatives: 8, validationFraction: 0.0
  })
YIELD modelName, nodeCount, relationshipCount, ranEpochs, stopReason, trainMillis
RETURN modelName, nodeCount, relationshipCount, ranEpochs, stopReason, trainMillis;
