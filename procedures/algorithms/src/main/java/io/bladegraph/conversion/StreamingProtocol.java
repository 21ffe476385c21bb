// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.conversion.StreamMethod.Kind;
import io.bladegraph.conversion.StreamMethod.Row;
import io.bladegraph.conversion.StreamMethod.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Judges ways to learn from delayed feedback as they would be used: on a stream, without looking ahead.
 *
 * <p>All methods start from the same model, learned from the events before the stream with their final labels. Then, period
 * by period, each learns from the rows that arrived before the period and predicts the events in it; their final labels are
 * the truth. Rows arrive in the order of time, and their weights may look at the model's own probability, never at what
 * comes later. The engagement of an event is what was seen of it when its observation window ended, for all methods. Metrics are taken over all predictions at once: single periods of a small log may have no conversion.
 *
 * <p>Reference: Yang et al., "Capturing Delayed Feedback in Conversion Rate Prediction via Elapsed-Time Sampling", AAAI
 * 2021, section 4.
 */
public final class StreamingProtocol {
    private final StreamEvents events;
    private final StreamClock clock;
    private final ConversionConfig config;
    private final int buckets;
    private final Workers workers;

    /**
     * An experiment.
     *
     * @param events the log
     * @param clock its times
     * @param config how models learn; {@code entireSpace} is up to each method
     * @param buckets of the categories; 0 without
     * @param workers who does it
     */
    public StreamingProtocol(
            StreamEvents events, StreamClock clock, ConversionConfig config, int buckets, Workers workers) {
        this.events = events;
        this.clock = clock;
        this.config = config;
        this.buckets = buckets;
        this.workers = workers;
    }

    /**
     * What a method predicted.
     *
     * @param method its name
     * @param events numbers of the events predicted, in the order of their periods
     * @param probability predicted, by event of {@code events}
     * @param converted the truth, by event of {@code events}
     * @param metrics over all of them
     */
    public record Outcome(
            String method, int[] events, float[] probability, boolean[] converted, ConversionMetrics metrics) {

        /**
         * How much of the way from one method to another this one has made, in log loss.
         *
         * @param from where the way begins, such as the vanilla stream
         * @param to where it ends, such as the oracle
         * @return 0 at the one, 1 at the other
         */
        public double gapClosed(Outcome from, Outcome to) {
            double way = from.metrics.logLoss() - to.metrics.logLoss();
            return (from.metrics.logLoss() - metrics.logLoss()) / way;
        }
    }

    /**
     * Runs methods.
     *
     * @param methods the methods
     * @param monitor hears of progress, may stop it
     * @return what each predicted, in the same order
     * @throws IllegalArgumentException if there is nothing to learn from beforehand, or nothing to test on
     */
    public List<Outcome> run(List<StreamMethod> methods, Monitor monitor) {
        int[] tested = events.between(clock.testBegin(), clock.testEnd());
        if (tested.length == 0) {
            throw new IllegalArgumentException("There is no event to test on: none lies between the end of the"
                    + " pre-training plus `attributionWindow` and the end of the test.");
        }
        ConversionModel[] starts = new ConversionModel[2];
        var outcomes = new ArrayList<Outcome>();
        for (StreamMethod method : methods) {
            int kind = method.entireSpace() ? 1 : 0;
            if (starts[kind] == null) {
                starts[kind] = pretrain(method.entireSpace(), monitor);
            }
            outcomes.add(stream(method, starts[kind].copy(), monitor));
        }
        return outcomes;
    }

    private ConversionModel pretrain(boolean entireSpace, Monitor monitor) {
        var settings = new ConversionConfig(
                entireSpace,
                config.uncertainty(),
                config.members(),
                config.schedule(),
                config.validationFraction(),
                config.randomSeed());
        FeatureRows features = events.features();
        var model = ConversionModel.create(settings, features.denseDimension(), features.categoryCount(), buckets);
        int[] before = events.between(Long.MIN_VALUE, clock.pretrainEnd());
        model.fit(features.select(before), events.truth(before, clock), workers, monitor);
        return model;
    }

    private Outcome stream(StreamMethod method, ConversionModel model, Monitor monitor) {
        List<Arrival> arrivals = arrivals(method);
        int[] tested = new int[0];
        float[] probability = new float[0];
        int next = 0;
        for (long now = clock.testBegin(); now < clock.testEnd(); now += clock.period()) {
            monitor.progress("Stream " + method.name(), now - clock.testBegin(), clock.testEnd() - clock.testBegin());
            int begin = next;
            while (next < arrivals.size() && arrivals.get(next).at() < now) {
                next++;
            }
            learn(method, model, arrivals.subList(begin, next));
            int[] period = events.between(now, Math.min(clock.testEnd(), now + clock.period()));
            float[] predicted =
                    model.predict(events.features().select(period), workers).probability();
            tested = concatenate(tested, period);
            int old = probability.length;
            probability = Arrays.copyOf(probability, old + predicted.length);
            System.arraycopy(predicted, 0, probability, old, predicted.length);
        }
        boolean[] converted = new boolean[tested.length];
        for (int i = 0; i < tested.length; i++) {
            converted[i] = events.converted(tested[i], clock.attributionWindow());
        }
        return new Outcome(method.name(), tested, probability, converted, ConversionMetrics.of(probability, converted));
    }

    /** In pieces of one batch, so that weights that look at the model's probability look at a fresh one. */
    private void learn(StreamMethod method, ConversionModel model, List<Arrival> arrivals) {
        int size = config.schedule().batchSize();
        for (int begin = 0; begin < arrivals.size(); begin += size) {
            List<Arrival> batch = arrivals.subList(begin, Math.min(arrivals.size(), begin + size));
            FeatureRows rows = events.features()
                    .select(batch.stream().mapToInt(Arrival::event).toArray());
            float[] probability = model.predict(rows, workers).probability();
            model.step(rows, targets(method, batch, probability), workers);
        }
    }

    private Targets targets(StreamMethod method, List<Arrival> batch, float[] probability) {
        int size = batch.size();
        var targets = new Targets(new float[size], new float[size], new float[size], new float[size]);
        for (int i = 0; i < size; i++) {
            Arrival arrival = batch.get(i);
            Weight weight =
                    method.weighting().weigh(new Row(arrival.event(), arrival.kind(), arrival.at(), probability[i]));
            targets.positive()[i] = (float) weight.positive();
            targets.negative()[i] = (float) weight.negative();
            if (arrival.saysEngagement(method.arrivals())) {
                boolean engaged = events.engaged(arrival.event(), clock.observationWindow());
                targets.engaged()[i] = engaged ? 1 : 0;
                targets.notEngaged()[i] = engaged ? 0 : 1;
            }
        }
        return targets;
    }

    private record Arrival(long at, int event, Kind kind) {
        /** Engagement is told once, by the first row of an event, unless that comes before the window ends. */
        boolean saysEngagement(StreamMethod.Arrivals arrivals) {
            return arrivals != StreamMethod.Arrivals.AT_ONCE
                    && (kind == Kind.FIRST_POSITIVE || kind == Kind.FIRST_NEGATIVE);
        }
    }

    private List<Arrival> arrivals(StreamMethod method) {
        var arrivals = new ArrayList<Arrival>();
        for (int event : events.between(clock.pretrainEnd(), clock.testEnd())) {
            addArrivals(arrivals, method.arrivals(), event);
        }
        arrivals.sort(Comparator.comparingLong(Arrival::at).thenComparingInt(Arrival::event));
        return arrivals;
    }

    private void addArrivals(List<Arrival> arrivals, StreamMethod.Arrivals how, int event) {
        long at = events.eventAt()[event];
        long window = clock.observationWindow();
        boolean early = events.converted(event, window);
        boolean ever = events.converted(event, clock.attributionWindow());
        boolean late = ever && !early;
        long convertedAt = events.convertedAt()[event];
        switch (how) {
            case NEVER -> {}
            case TRUTH -> arrivals.add(new Arrival(at, event, first(ever)));
            case MATURE -> arrivals.add(new Arrival(at + clock.attributionWindow(), event, first(ever)));
            case WINDOW -> arrivals.add(new Arrival(at + window, event, first(early)));
            case COPIES -> {
                arrivals.add(new Arrival(at + window, event, first(early)));
                if (late) {
                    arrivals.add(new Arrival(convertedAt, event, Kind.COPY));
                }
            }
            case SECOND_LOOKS -> {
                arrivals.add(new Arrival(at + window, event, first(early)));
                arrivals.add(
                        ever
                                ? new Arrival(convertedAt, event, Kind.FINAL_POSITIVE)
                                : new Arrival(at + clock.attributionWindow(), event, Kind.FINAL_NEGATIVE));
            }
            case AT_ONCE -> {
                arrivals.add(new Arrival(at, event, first(false)));
                if (ever) {
                    arrivals.add(new Arrival(convertedAt, event, Kind.COPY));
                }
            }
        }
    }

    private static Kind first(boolean converted) {
        return converted ? Kind.FIRST_POSITIVE : Kind.FIRST_NEGATIVE;
    }

    private static int[] concatenate(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
