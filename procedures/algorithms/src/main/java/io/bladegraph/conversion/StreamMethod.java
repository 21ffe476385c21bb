// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

/**
 * A way to learn from a stream of events whose conversions come late.
 *
 * @param name as tables call it
 * @param arrivals which training rows the stream is made of, and when
 * @param weighting what each row counts
 * @param entireSpace whether the model learns engagements beside conversions
 */
public record StreamMethod(String name, Arrivals arrivals, Weighting weighting, boolean entireSpace) {

    /** Which training rows an event becomes, and when; e is the observation window, w<sub>a</sub> the attribution window. */
    public enum Arrivals {
        /** None: the model stays as it was before the stream. */
        NEVER,
        /** One, with its final label, at the event itself: what nobody can know. */
        TRUTH,
        /** One, with its final label, when it is final: at the end of the attribution window. */
        MATURE,
        /** One, with the label so far, e after the event. */
        WINDOW,
        /** The same, and a positive copy at each conversion later than that. */
        COPIES,
        /** The same as {@code WINDOW}, and every event again with its final label, when that is known. */
        SECOND_LOOKS,
        /** A negative at the event, and a positive copy at the conversion. */
        AT_ONCE
    }

    /** What a training row is. */
    public enum Kind {
        /** The first row of an event, converted by then. */
        FIRST_POSITIVE,
        /** The first row of an event, not converted by then. */
        FIRST_NEGATIVE,
        /** A second row of an event: it has converted since. */
        COPY,
        /** A second row of an event, with its final label. */
        FINAL_POSITIVE,
        /** A second row of an event, with its final label. */
        FINAL_NEGATIVE
    }

    /**
     * A training row.
     *
     * @param event number of the event
     * @param kind what the row is
     * @param at when it arrives, epoch milliseconds
     * @param probability of a conversion, in the eyes of the model that is about to learn from the row
     */
    public record Row(int event, Kind kind, long at, double probability) {
        /**
         * The label on the row.
         *
         * @return whether the row says that the event converted
         */
        public boolean label() {
            return kind == Kind.FIRST_POSITIVE || kind == Kind.COPY || kind == Kind.FINAL_POSITIVE;
        }
    }

    /**
     * Weights of a row.
     *
     * @param positive on -log f
     * @param negative on -log(1 - f)
     */
    public record Weight(double positive, double negative) {}

    /** What a row counts. */
    @FunctionalInterface
    public interface Weighting {
        /** Every label at its face value. */
        Weighting PLAIN = row -> row.label() ? new Weight(1, 0) : new Weight(0, 1);

        /**
         * Weighs a row.
         *
         * @param row what arrived
         * @return finite weights &gt;= 0
         */
        Weight weigh(Row row);
    }

    /** The model as it was before the stream. */
    public static StreamMethod pretrained(boolean entireSpace) {
        return new StreamMethod("pretrained", Arrivals.NEVER, Weighting.PLAIN, entireSpace);
    }

    /** Final labels at once: the bound that no method can be expected to pass. */
    public static StreamMethod oracle(boolean entireSpace) {
        return new StreamMethod("oracle", Arrivals.TRUTH, Weighting.PLAIN, entireSpace);
    }

    /** Labels as they are when the observation window ends. */
    public static StreamMethod vanilla(boolean entireSpace) {
        return new StreamMethod("vanilla", Arrivals.WINDOW, Weighting.PLAIN, entireSpace);
    }
}
