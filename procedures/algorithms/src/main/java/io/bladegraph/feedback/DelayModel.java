// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import java.util.Arrays;

/**
 * When events convert, given their features and the engagement seen so far: a survival model in discrete time.
 *
 * <p>An event is in state s while it has shown s signals of engagement. In each bin of time it converts with a hazard
 * lambda<sub>s,b</sub>(x), and if not, moves on to a higher state with a hazard mu<sub>s,b</sub>(x). The chance to convert
 * from the start of bin b on is
 *
 * <pre>V<sub>s,b</sub> = lambda + (1 - lambda) ((1 - mu) V<sub>s,b+1</sub> + mu sum over s' of J<sub>s,s'</sub> V<sub>s',b+1</sub>)</pre>
 *
 * <p>with 0 after the last bin and J, how far moves go. Those who never convert live through all bins, so no separate cure
 * rate is needed: p = V at the event, p<sub>dp</sub> = the mean of V at the elapsed time times the chance to get there, and
 * p<sub>rn</sub> = 1 - V in the state that was seen. Without signals p<sub>rn</sub> = (1 - p) / (1 - p + p<sub>dp</sub>).
 *
 * <p>O((bins + inputs) signals) per row. Immutable, for use by several threads.
 */
public final class DelayModel {
    private final Form form;
    private final TimeGrid grid;
    private final HazardShape shape;
    private final Standardization standardization;
    private final double[] parameters;
    private final double[] odds;
    private final float[] jumps;

    /**
     * Everything that a model is made of; what {@link #tables} returns makes the same model again.
     *
     * @param windows of the training
     * @param bins as in {@link DelayConfig}
     * @param columns numbers per event
     * @param buckets of categories
     * @param signals of engagement
     * @param hidden units of the hidden layer; 0 for none
     */
    public record Form(FeedbackWindows windows, int bins, int columns, int buckets, int signals, int hidden) {}

    /**
     * The numbers of a model.
     *
     * @param centers of the features, (columns)
     * @param scales of the features, (columns)
     * @param parameters of the hazards
     * @param jumps how far moves go, (signals + 1, signals + 1)
     */
    public record Tables(float[] centers, float[] scales, float[] parameters, float[] jumps) {}

    /**
     * Makes a model.
     *
     * @param form its sizes
     * @param tables its numbers
     * @throws IllegalArgumentException if they do not fit together
     */
    public DelayModel(Form form, Tables tables) {
        this.form = form;
        grid = new TimeGrid(form.windows(), form.bins());
        shape = new HazardShape(grid.bins(), form.columns(), form.buckets(), form.signals(), form.hidden());
        standardization = new Standardization(tables.centers(), tables.scales());
        jumps = tables.jumps();
        parameters = new double[tables.parameters().length];
        Arrays.setAll(parameters, i -> tables.parameters()[i]);
        if (parameters.length != shape.size()
                || tables.centers().length != form.columns()
                || tables.scales().length != form.columns()
                || jumps.length != shape.states() * shape.states()) {
            throw new IllegalArgumentException("The tables of the delay model do not fit together.");
        }
        odds = new double[shape.transitions() * shape.bins()];
        for (int k = 0; k < shape.transitions(); k++) {
            for (int b = 0; b < shape.bins(); b++) {
                odds[k * shape.bins() + b] = Math.exp(parameters[shape.intercepts(k) + b]);
            }
        }
    }

    /**
     * What the model is made of.
     *
     * @return not copies
     */
    public Tables tables() {
        float[] narrow = new float[parameters.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) parameters[i];
        }
        return new Tables(standardization.centers(), standardization.scales(), narrow, jumps);
    }

    /**
     * Its sizes.
     *
     * @return as given
     */
    public Form form() {
        return form;
    }

    /**
     * How long labels are waited for and conversions count.
     *
     * @return as in the training
     */
    public FeedbackWindows windows() {
        return form.windows();
    }

    /**
     * What the model believes about an event.
     *
     * @param rows events with the model's features and signals; conversions are not looked at
     * @param row the event
     * @param late the delay, in milliseconds, after which a conversion is a delayed one
     * @param elapsed the time, in milliseconds, for which the event has been watched without a conversion; signals after
     *     it are not looked at
     * @return p and p<sub>dp</sub> by the features alone, p<sub>rn</sub> by the engagement too
     */
    public Beliefs believe(EventRows rows, int row, long late, long elapsed) {
        requireFits(rows);
        long eventAt = rows.eventAt()[row];
        int first = rows.signalsSeen(row, eventAt);
        double[] hazards = hazards(rows, row, first, 0);
        double[] values = valuesByBin(hazards, first, 0);
        double delayed = 0;
        double[] there = occupancy(hazards, first, late);
        for (int state = first; state < shape.states(); state++) {
            delayed += there[state] * value(hazards, values, state, late);
        }
        int seen = seen(rows, row, elapsed);
        double realNegative = 1 - value(hazards, values, seen, elapsed);
        return new Beliefs(probability(values[first]), probability(delayed), probability(realNegative));
    }

    /**
     * The chance that an event never converts, as {@link #believe} would say; faster, as only what may come matters.
     *
     * @param rows events with the model's features and signals; conversions are not looked at
     * @param row the event
     * @param elapsed the time, in milliseconds, for which the event has been watched without a conversion; signals after
     *     it are not looked at
     * @return p<sub>rn</sub> by features and engagement
     */
    public double realNegative(EventRows rows, int row, long elapsed) {
        requireFits(rows);
        int seen = seen(rows, row, elapsed);
        int bin = grid.binAfter(Math.max(0, elapsed));
        double[] hazards = hazards(rows, row, seen, bin);
        return probability(1 - value(hazards, valuesByBin(hazards, seen, bin + 1), seen, elapsed));
    }

    private static int seen(EventRows rows, int row, long elapsed) {
        return rows.signalsSeen(row, rows.eventAt()[row] + Math.max(0, elapsed));
    }

    private void requireFits(EventRows rows) {
        if (rows.features().columns() != shape.columns()) {
            throw new IllegalArgumentException("`features` has "
                    + rows.features().columns() + " numbers, but the model expects " + shape.columns() + ".");
        }
        if (rows.signalAt().length != shape.signals()) {
            throw new IllegalArgumentException("`engagedAt` has " + rows.signalAt().length
                    + " signals, but the model expects " + shape.signals() + ".");
        }
    }

    /** Of every transition and bin, from a state and a bin on. */
    private double[] hazards(EventRows rows, int row, int state, int bin) {
        var inputs = new EventInputs(rows.features(), shape.hidden()).read(rows.features(), standardization, row);
        shape.activate(parameters, inputs);
        double[] hazards = new double[odds.length];
        if (bin < shape.bins()) {
            for (int s = state; s < shape.states(); s++) {
                addHazards(hazards, shape.conversionFrom(s), bin, inputs);
                if (s < shape.signals()) {
                    addHazards(hazards, shape.moveFrom(s), bin, inputs);
                }
            }
        }
        return hazards;
    }

    private void addHazards(double[] hazards, int transition, int bin, EventInputs inputs) {
        double timeScore = shape.score(parameters, shape.timeWeights(transition), inputs);
        double score = shape.score(parameters, shape.weights(transition), inputs);
        double factor = Math.exp(score + grid.time(bin) * timeScore);
        double ratio = Math.exp(grid.step() * timeScore);
        int begin = transition * shape.bins();
        for (int b = bin; b < shape.bins(); b++, factor *= ratio) {
            double odd = odds[begin + b] * factor;
            hazards[begin + b] = odd < Double.POSITIVE_INFINITY ? odd / (1 + odd) : 1;
        }
    }

    private double conversion(double[] hazards, int state, int bin) {
        return hazards[shape.conversionFrom(state) * shape.bins() + bin];
    }

    private double move(double[] hazards, int state, int bin) {
        return state == shape.signals() ? 0 : hazards[shape.moveFrom(state) * shape.bins() + bin];
    }

    /** V at the start of every bin, (bins + 1, states), from a state and a bin on. */
    private double[] valuesByBin(double[] hazards, int state, int bin) {
        int states = shape.states();
        double[] values = new double[(shape.bins() + 1) * states];
        for (int b = shape.bins() - 1; b >= bin; b--) {
            for (int s = state; s < states; s++) {
                values[b * states + s] =
                        value(conversion(hazards, s, b), move(hazards, s, b), values, (b + 1) * states, s);
            }
        }
        return values;
    }

    private double value(double conversion, double move, double[] values, int next, int state) {
        double moved = 0;
        for (int s = state + 1; s < shape.states(); s++) {
            moved += jumps[state * shape.states() + s] * values[next + s];
        }
        return conversion + (1 - conversion) * ((1 - move) * values[next + state] + move * moved);
    }

    /** V at any time; within a bin the hazard is constant. */
    private double value(double[] hazards, double[] values, int state, long elapsed) {
        int bin = grid.binAfter(Math.max(0, elapsed));
        if (bin == shape.bins()) {
            return 0;
        }
        double share = grid.remaining(bin, Math.max(0, elapsed));
        return value(
                part(conversion(hazards, state, bin), share),
                part(move(hazards, state, bin), share),
                values,
                (bin + 1) * shape.states(),
                state);
    }

    /** The chance to be in each state, not converted, after some time. */
    private double[] occupancy(double[] hazards, int first, long elapsed) {
        int states = shape.states();
        double[] there = new double[states];
        there[first] = 1;
        int last = grid.binAfter(elapsed);
        for (int b = 0; b <= last && b < shape.bins(); b++) {
            double share = b < last ? 1 : 1 - grid.remaining(b, elapsed);
            for (int s = states - 1; s >= first; s--) {
                double stays = there[s] * (1 - part(conversion(hazards, s, b), share));
                double moves = stays * part(move(hazards, s, b), share);
                there[s] = stays - moves;
                for (int to = s + 1; to < states; to++) {
                    there[to] += moves * jumps[s * states + to];
                }
            }
        }
        return there;
    }

    /** The hazard of a share of a bin. */
    private static double part(double hazard, double share) {
        return share == 1 ? hazard : share == 0 ? 0 : 1 - Math.pow(1 - hazard, share);
    }

    /** Sums of many products may miss their bounds by a rounding. */
    private static double probability(double value) {
        return Math.min(1, Math.max(0, value));
    }
}
