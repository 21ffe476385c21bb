// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import java.util.List;

/**
 * A question with its expected answer: which models, on which graph, and what they are known to reach.
 *
 * @param name what it is called on the command line
 * @param dataset the graph
 * @param arms the models to compare, in the order of the table
 * @param expected figures on the test edges, mean over the seeds; the runner fails outside their tolerance
 */
record Experiment(String name, Dataset dataset, List<Arm> arms, List<Expected> expected) {

    /** Checks before hours have passed that every arm can be made and that what is expected is measured. */
    Experiment {
        arms.forEach(Arm::configuration);
        for (Expected one : expected) {
            if (arms.stream().noneMatch(arm -> arm.name().equals(one.arm()))) {
                throw new IllegalArgumentException(name + " has no arm " + one.arm() + ".");
            }
        }
    }

    /**
     * A figure that was measured before.
     *
     * @param arm name of the model
     * @param figure which of its figures
     * @param value mean over the seeds
     * @param tolerance largest difference that is still the same result
     */
    record Expected(String arm, Figure figure, double value, double tolerance) {}
}
