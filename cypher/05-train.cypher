// How much memory the training takes.
CALL blade.train.estimate(
  {nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE', relationshipWeightProperty: 'weight'},
  {embeddingDimension: 8, batchSize: 8, negatives: 8})
YIELD requiredMemory, nodeCount, relationshipCount
RETURN requiredMemory, nodeCount, relationshipCount;

// The defaults are made for real shops. Twelve products need small batches and many epochs, hold nothing out,
// and have no need of what helps where little is known: of decaying parameters and of learning against the direction.
CALL blade.train(
  {nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE', relationshipWeightProperty: 'weight'},
  {
    modelName: 'sample', overwrite: true,
    embeddingDimension: 8, layers: 2, reverseWeight: 0.0, weightDecay: 0.0,
    epochs: 200, batchSize: 8, negatives: 8, validationFraction: 0.0
  })
YIELD modelName, nodeCount, relationshipCount, ranEpochs, stopReason, trainMillis
RETURN modelName, nodeCount, relationshipCount, ranEpochs, stopReason, trainMillis;
