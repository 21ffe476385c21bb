// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import io.bladegraph.Seeds;
import io.bladegraph.conversion.ConversionConfig.Schedule;

/** Trains one member and keeps the weights of its best epoch. */
final class MemberFit {
    private final ModelShape shape;
    private final Member member;
    private final ConversionConfig config;
    private final long seed;
    private double bestLoss;
    private int bestEpoch;
    private int ranEpochs;

    MemberFit(ModelShape shape, Member member, ConversionConfig config, long seed) {
        this.shape = shape;
        this.member = member;
        this.config = config;
        this.seed = seed;
    }

    /** Runs the epochs; epoch 0 is where the member was before. */
    MemberFit run(FeatureRows rows, Targets targets, Split split, Runnable batchDone) {
        Schedule schedule = config.schedule();
        var validation = Batch.of(shape, rows, targets, split.validation());
        int[] order = split.training().clone();
        float[] best = member.weights().clone();
        bestLoss = member.loss(validation);
        for (int epoch = 1; epoch <= schedule.epochs() && epoch - bestEpoch <= schedule.patience(); epoch++) {
            Split.shuffle(order, Seeds.derive(seed, epoch));
            double begun = epoch - 1;
            forEachBatch(rows, targets, order, (batch, done) -> {
                member.learn(batch, rate(schedule, (begun + done) / schedule.epochs()));
                batchDone.run();
            });
            double loss = requireFinite(member.loss(validation), epoch);
            if (loss < bestLoss) {
                bestLoss = loss;
                bestEpoch = epoch;
                System.arraycopy(member.weights(), 0, best, 0, best.length);
            }
            ranEpochs = epoch;
        }
        System.arraycopy(best, 0, member.weights(), 0, best.length);
        if (config.uncertainty() == Uncertainty.POSTERIOR) {
            forEachBatch(rows, targets, split.training(), (batch, done) -> member.addEvidence(batch));
        }
        return this;
    }

    /** What is done with a batch; done is the share of the rows before it. */
    private interface BatchBody {
        void accept(Batch batch, double done);
    }

    private void forEachBatch(FeatureRows rows, Targets targets, int[] order, BatchBody body) {
        int size = config.schedule().batchSize(order.length);
        var batch = new Batch(shape, size);
        for (int begin = 0; begin < order.length; begin += size) {
            batch.gather(rows, targets, order, begin, Math.min(order.length, begin + size));
            body.accept(batch, (double) begin / order.length);
        }
    }

    private static Member.Rate rate(Schedule schedule, double done) {
        double rate = schedule.learningRate(done);
        return new Member.Rate((float) rate, (float) (rate * schedule.weightDecay()));
    }

    int ranEpochs() {
        return ranEpochs;
    }

    int bestEpoch() {
        return bestEpoch;
    }

    private double requireFinite(double loss, int epoch) {
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException("The loss of epoch " + epoch + " is " + loss
                    + ": the training diverged. Maybe lower `learningRate`, "
                    + config.schedule().learningRate() + ".");
        }
        return loss;
    }
}
