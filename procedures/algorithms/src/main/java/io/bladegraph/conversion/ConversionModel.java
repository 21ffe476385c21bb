// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Predicts conversions with logistic heads, and says how sure it is.
 *
 * <p>{@link #fit} learns from a set of rows, part of which it holds out to know when to stop; {@link #step} learns from the
 * next rows of a stream, each once; both go on from where the model is. Members of an ensemble learn independently of each
 * other, one per thread, so the result is the same to the bit for any number of workers.
 *
 * <p>A pass over n rows costs O(members n (denseDimension + categoryCount)). Learning is not thread-safe; {@link #predict} is,
 * as long as nothing is learned.
 */
public final class ConversionModel {
    private static final long MEMBER = 52;
    private static final long HELD_OUT = 53;
    private static final long ORDER = 54;
    private static final int PREDICTION_CHUNK = 4096;

    private final ConversionConfig config;
    private final ModelShape shape;
    private final Member[] members;

    private ConversionModel(ConversionConfig config, ModelShape shape, Member[] members) {
        this.config = config;
        this.shape = shape;
        this.members = members;
    }

    /**
     * A model that has learned nothing yet.
     *
     * @param config how it will learn
     * @param denseDimension numbers per row; they should be normalized
     * @param categoryCount categories per row
     * @param buckets weights shared by the values of all categories; 0 without categories
     * @return weights of zero
     */
    public static ConversionModel create(ConversionConfig config, int denseDimension, int categoryCount, int buckets) {
        var shape = new ModelShape(config.entireSpace() ? 2 : 1, denseDimension, categoryCount, buckets);
        boolean bootstrap = config.uncertainty() == Uncertainty.ENSEMBLE;
        Member[] members = IntStream.range(0, config.modelCount())
                .mapToObj(m -> new Member(shape, Seeds.derive(config.randomSeed(), MEMBER, m), bootstrap))
                .toArray(Member[]::new);
        return new ConversionModel(config, shape, members);
    }

    /**
     * A model that has learned before.
     *
     * @param config how it will go on
     * @param shape as it was
     * @param learned what it had learned
     * @return a model that predicts as it did; its optimizer begins anew
     * @throws IllegalArgumentException if config, shape and numbers do not fit together
     */
    public static ConversionModel of(ConversionConfig config, ModelShape shape, Learned learned) {
        ConversionModel model = create(config, shape.denseDimension(), shape.categoryCount(), shape.buckets());
        boolean posterior = config.uncertainty() == Uncertainty.POSTERIOR;
        if (!model.shape.equals(shape)
                || learned.weights().size() != model.members.length
                || learned.precision().length != (posterior ? shape.size() : 0)) {
            throw new IllegalArgumentException("A model of " + shape.heads() + " heads and "
                    + learned.weights().size()
                    + " members cannot go on with other heads, members or another uncertainty.");
        }
        for (int m = 0; m < model.members.length; m++) {
            model.members[m].startFrom(learned.weights().get(m), learned.precision());
        }
        return model;
    }

    /**
     * What a model has learned.
     *
     * @param weights of each member
     * @param precision one over the variance of each weight; empty for an ensemble
     */
    public record Learned(List<float[]> weights, float[] precision) {}

    /**
     * What it has learned so far.
     *
     * @return copies
     */
    public Learned learned() {
        float[] precision = new float[config.uncertainty() == Uncertainty.POSTERIOR ? shape.size() : 0];
        for (int k = 0; k < precision.length; k++) {
            precision[k] = (float) members[0].precision()[k];
        }
        return new Learned(
                Stream.of(members).map(member -> member.weights().clone()).toList(), precision);
    }

    /**
     * A twin that learns on its own from here.
     *
     * @return a deep copy, the state of the optimizer included
     */
    public ConversionModel copy() {
        return new ConversionModel(
                config, shape, Stream.of(members).map(Member::copy).toArray(Member[]::new));
    }

    /**
     * How it learns.
     *
     * @return as given
     */
    public ConversionConfig config() {
        return config;
    }

    /**
     * What rows must look like.
     *
     * @return the shape of every member
     */
    public ModelShape shape() {
        return shape;
    }

    /**
     * Learns from the next rows of a stream: one pass in their order, in batches, at the full learning rate.
     *
     * @param rows the rows
     * @param targets what they say
     * @param workers one member each
     */
    public void step(FeatureRows rows, Targets targets, Workers workers) {
        requireParallel(rows, targets);
        double learningRate = config.schedule().learningRate();
        var rate = new Member.Rate(
                (float) learningRate, (float) (learningRate * config.schedule().weightDecay()));
        int size = Math.min(rows.count(), config.schedule().batchSize());
        workers.run(members.length, 1, (m, next) -> {
            var batch = new Batch(shape, size);
            for (int begin = 0; begin < rows.count(); begin += size) {
                int end = Math.min(rows.count(), begin + size);
                batch.slice(rows, targets, begin, end, members[m].nextKey(end - begin));
                members[m].learn(batch, rate);
                if (config.uncertainty() == Uncertainty.POSTERIOR) {
                    members[m].addEvidence(batch);
                }
            }
        });
    }

    /**
     * Learns from rows in several passes of random order and keeps, for each member, the pass with the least loss on the
     * rows held out; that may be none, if the model knew better before.
     *
     * @param rows the rows
     * @param targets what they say
     * @param workers one member each
     * @param monitor hears of progress, may stop it
     * @return how it went, with metrics on the rows held out
     * @throws IllegalArgumentException if the rows are all of one class
     */
    public FitReport fit(FeatureRows rows, Targets targets, Workers workers, Monitor monitor) {
        requireParallel(rows, targets);
        Split split = Split.random(rows.count(), config.validationFraction(), seed(HELD_OUT));
        var rates = Rates.of(targets, split.training(), config.entireSpace());
        int size = config.schedule().batchSize(split.training().length);
        long batches = (split.training().length + size - 1L) / size;
        var done = new AtomicLong();
        long total = members.length * batches * config.schedule().epochs();
        Runnable batchDone = () -> monitor.progress("Train", Math.min(total, done.incrementAndGet()), total);
        var fits = new MemberFit[members.length];
        workers.run(members.length, 1, (m, next) -> {
            members[m].startFrom(rates);
            fits[m] = new MemberFit(shape, members[m], config, seed(ORDER, m)).run(rows, targets, split, batchDone);
        });
        FeatureRows heldOut = rows.select(split.validation());
        Predictions predictions = predict(heldOut, workers);
        return FitReport.of(fits, predictions, targets, split);
    }

    /**
     * Predicts.
     *
     * @param rows rows of the shape that the model was made for
     * @param workers share out the rows
     * @return a probability and its uncertainty for each row
     */
    public Predictions predict(FeatureRows rows, Workers workers) {
        shape.requireFits(rows);
        float[] probability = new float[rows.count()];
        float[] uncertainty = new float[rows.count()];
        float[] engagement = new float[config.entireSpace() ? rows.count() : 0];
        workers.run(rows.count(), PREDICTION_CHUNK, (begin, end) -> {
            ConversionHeads[] heads = Arrays.stream(members)
                    .map(member -> new ConversionHeads(shape, member.weights()))
                    .toArray(ConversionHeads[]::new);
            for (int row = begin; row < end; row++) {
                double sum = 0;
                double squares = 0;
                double engagements = 0;
                for (ConversionHeads head : heads) {
                    head.forward(rows, row);
                    sum += head.probability();
                    squares += head.probability() * head.probability();
                    engagements += head.engagementProbability();
                }
                double mean = sum / heads.length;
                probability[row] = (float) mean;
                uncertainty[row] = (float) Math.sqrt(
                        heads.length > 1
                                ? Math.max(0, squares - sum * mean) / (heads.length - 1)
                                : posteriorVariance(heads[0], rows, row));
                if (config.entireSpace()) {
                    engagement[row] = (float) (engagements / heads.length);
                }
            }
        });
        return new Predictions(probability, uncertainty, engagement);
    }

    private double posteriorVariance(ConversionHeads heads, FeatureRows rows, int row) {
        double conversion = members[0].logitVariance(rows, row, shape.heads() - 1);
        return heads.variance(config.entireSpace() ? members[0].logitVariance(rows, row, 0) : 0, conversion);
    }

    private void requireParallel(FeatureRows rows, Targets targets) {
        shape.requireFits(rows);
        if (rows.count() != targets.count()) {
            throw new IllegalArgumentException(
                    "There are " + rows.count() + " rows, but targets of " + targets.count() + ".");
        }
    }

    private long seed(long... path) {
        return Seeds.derive(config.randomSeed(), path);
    }
}
