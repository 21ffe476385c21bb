// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import io.bladegraph.Seeds;
import io.bladegraph.conversion.ConversionConfig.Schedule;

/** Trains one member and keeps the weights of its best epoch. */
final class MemberFit {
    private final Member member;
    private final ConversionConfig config;
    private final long seed;
    private double bestLoss;
    private int bestEpoch;
    private int ranEpochs;

    MemberFit(Member member, ConversionConfig config, long seed) {
        this.member = member;
        this.config = config;
        this.seed = seed;
    }

    /** Runs the epochs; epoch 0 is where the member was before. */
    MemberFit run(FeatureRows rows, Targets targets, Split split, Runnable batchDone) {
        Schedule schedule = config.schedule();
        var validation = new Member.Batch(split.validation(), 0, split.validation().length);
        int[] order = split.training().clone();
        float[] best = member.weights().clone();
        int size = schedule.batchSize(order.length);
        bestLoss = member.loss(rows, targets, validation);
        for (int epoch = 1; epoch <= schedule.epochs() && epoch - bestEpoch <= schedule.patience(); epoch++) {
            Split.shuffle(order, Seeds.derive(seed, epoch));
            for (int begin = 0; begin < order.length; begin += size) {
                double done = (epoch - 1 + (double) begin / order.length) / schedule.epochs();
                double rate = schedule.learningRate(done);
                var batch = new Member.Batch(order, begin, Math.min(order.length, begin + size));
                member.learn(
                        rows, targets, batch, new Member.Rate((float) rate, (float) (rate * schedule.weightDecay())));
                batchDone.run();
            }
            double loss = requireFinite(member.loss(rows, targets, validation), epoch);
            if (loss < bestLoss) {
                bestLoss = loss;
                bestEpoch = epoch;
                System.arraycopy(member.weights(), 0, best, 0, best.length);
            }
            ranEpochs = epoch;
        }
        System.arraycopy(best, 0, member.weights(), 0, best.length);
        if (config.uncertainty() == Uncertainty.POSTERIOR) {
            member.addEvidence(rows, targets, new Member.Batch(split.training(), 0, split.training().length));
        }
        return this;
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
