// Holds out a fifth of the pairs, trains on the rest, and looks for what was held out.
// On 21 pairs the numbers mean nothing; on your own graph leave out all keys but `ks`.
CALL blade.evaluate(
  {nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE', relationshipWeightProperty: 'weight'},
  {
    ks: [5], testFraction: 0.2, validationFraction: 0.0,
    embeddingDimension: 8, layers: 2, reverseWeight: 0.0, weightDecay: 0.0,
    epochs: 200, batchSize: 8, negatives: 8
  })
YIELD model, metric, k, bucket, value, seconds
WHERE bucket = 'all'
RETURN model, metric, k, round(value, 3) AS value, round(seconds, 2) AS seconds
ORDER BY metric, value DESC;
