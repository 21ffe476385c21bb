// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.endtoend;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the steps that the command line names and prints their tables; see the README of this module. */
public final class EndToEnd {
    private static final Map<String, Runnable> STEPS = new LinkedHashMap<>();

    static {
        STEPS.put("shop", ShopSteps::procedures);
        STEPS.put("index", ShopSteps::index);
        STEPS.put("web", WebSteps::training);
        STEPS.put("web-infer", WebSteps::inference);
        STEPS.put("web-memory", WebSteps::memory);
        STEPS.put("web-related", WebSteps::related);
        STEPS.put("huge", WebSteps::huge);
        STEPS.put("gds", GdsSteps::ranking);
        STEPS.put("gds-anchors", GdsSteps::anchors);
    }

    private EndToEnd() {}

    /**
     * Measures.
     *
     * @param steps names of steps
     */
    public static void main(String[] steps) {
        if (steps.length == 0 || !STEPS.keySet().containsAll(Arrays.asList(steps))) {
            System.out.println("Name one or more of " + String.join(", ", STEPS.keySet()) + ".");
            System.exit(2);
        }
        for (String step : steps) {
            System.out.println("\n" + step + ", heap of at most "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MiB, "
                    + Runtime.getRuntime().availableProcessors() + " processors");
            STEPS.get(step).run();
        }
        System.exit(0);
    }
}
