// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.Matrix;
import io.bladegraph.linalg.SparseRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The encoder as printed in the DAEMON paper.
 *
 * <p>With H<sup>0</sup> the inputs X for both roles, P the purchase and Q the co-view neighborhoods:
 *
 * <p>H<sup>l</sup> = normalize( relu(P H<sup>l-1</sup> W<sup>l</sup>) + relu(Q H<sup>l-1</sup> W<sup>l</sup>) )
 *
 * <p>where normalize divides every row by its length and makes a row shorter than 1e-15 zero. P leads from sources to targets and
 * back, so the rows above n are h<sup>s</sup> and those below h<sup>t</sup>. X is the product features, or a learned table
 * where there are none. Nodes without neighbors end as zeros.
 *
 * <p>O(L (k + 2 n dimension) dimension) time per pass for k sampled neighbors. Reference: Virinchi, Saladi, Mondal,
 * "Recommending Related Products Using Graph Neural Networks in Directed Graphs", ECML-PKDD 2022, section 4.2.
 */
public final class PaperEncoder implements Encoder {
    private static final int CHUNK = 128;
    private static final int REDUCTION_CHUNK = 4096;
    private static final float SHORTEST = 1e-15f; // its inverse and the square of that are floats

    private final Parameter inputs;
    private final boolean learnedInputs;
    private final List<Parameter> weights;
    private final Kernels kernels = KernelChoice.best();
    private final List<Layer> forward = new ArrayList<>();
    private Messages graph;

    /** What a layer remembers for the way back: per relation the messages before and after the weights; the lengths. */
    private record Layer(List<Branch> branches, float[] output, float[] lengths) {}

    private record Branch(SparseRows transposed, float[] heard, float[] activated) {}

    /**
     * An encoder of given parameters.
     *
     * @param inputs X, (n, input dimension)
     * @param learnedInputs whether X is learned, or given as features
     * @param weights W<sup>1</sup> (input dimension, dimension) and W<sup>2</sup>... (dimension, dimension)
     */
    public PaperEncoder(Parameter inputs, boolean learnedInputs, List<Parameter> weights) {
        this.inputs = inputs;
        this.learnedInputs = learnedInputs;
        this.weights = List.copyOf(weights);
    }

    @Override
    public List<Parameter> parameters() {
        var parameters = new ArrayList<Parameter>();
        if (learnedInputs) {
            parameters.add(inputs);
        }
        parameters.addAll(weights);
        return List.copyOf(parameters);
    }

    @Override
    public float[] forward(Messages messages, Workers workers) {
        this.graph = messages;
        forward.clear();
        int size = inputs.values().length;
        float[] hidden = new float[2 * size];
        System.arraycopy(inputs.values(), 0, hidden, 0, size);
        System.arraycopy(inputs.values(), 0, hidden, size, size);
        for (Parameter weight : weights) {
            Layer layer = layer(hidden, weight, workers);
            forward.add(layer);
            hidden = layer.output;
        }
        return hidden;
    }

    @Override
    public DualEmbeddings embed(Messages messages, Workers workers) {
        float[] stacked = forward(messages, workers);
        return DualEmbeddings.fromStacked(
                stacked, weights.get(weights.size() - 1).columns(), workers);
    }

    @Override
    public float[] forward(Messages messages, VertexSet wanted, Workers workers) {
        return forward(messages, workers);
    }

    private Layer layer(float[] hidden, Parameter weight, Workers workers) {
        var branches = new ArrayList<Branch>();
        branches.add(branch(graph.purchases(), hidden, weight, workers));
        if (graph.coViews() != null) {
            branches.add(branch(graph.coViews(), hidden, weight, workers));
        }
        int rows = graph.purchases().vertexCount();
        int dimension = weight.columns();
        float[] output = new float[rows * dimension];
        float[] lengths = new float[rows];
        workers.run(rows, CHUNK, (begin, end) -> {
            for (int row = begin; row < end; row++) {
                double squares = 0;
                for (int k = row * dimension; k < (row + 1) * dimension; k++) {
                    for (Branch branch : branches) {
                        output[k] += branch.activated[k];
                    }
                    squares += (double) output[k] * output[k];
                }
                lengths[row] = (float) Math.sqrt(squares);
                float scale = inverse(lengths[row]);
                for (int k = row * dimension; k < (row + 1) * dimension; k++) {
                    output[k] *= scale;
                }
            }
        });
        return new Layer(branches, output, lengths);
    }

    private static float inverse(float length) {
        return length >= SHORTEST ? 1 / length : 0;
    }

    private Branch branch(MessageGraph relation, float[] hidden, Parameter weight, Workers workers) {
        int rows = relation.vertexCount();
        float[] heard = new float[rows * weight.rows()];
        float[] activated = new float[rows * weight.columns()];
        Matrix product = Matrix.of(activated, rows, weight.columns());
        SparseRows hears = relation.rows();
        workers.run(rows, CHUNK, (begin, end) -> {
            kernels.multiply(hears.part(begin, end), hidden, heard);
            kernels.multiply(
                    Matrix.of(heard, rows, weight.rows()).rows(begin, end), matrix(weight), product.rows(begin, end));
            for (int k = begin * weight.columns(); k < end * weight.columns(); k++) {
                activated[k] = Math.max(activated[k], 0f);
            }
        });
        return new Branch(relation.transposed(), heard, activated);
    }

    @Override
    public float[] zeroGradient(VertexSet wanted, Workers workers) {
        return new float[forward.get(forward.size() - 1).output.length];
    }

    @Override
    public void backward(float[] gradient, VertexSet wanted, Workers workers) {
        float[] above = gradient;
        for (int l = weights.size() - 1; l >= 0; l--) {
            float[] unnormalized =
                    throughNormalization(forward.get(l), above, weights.get(l).columns(), workers);
            above = throughBranches(forward.get(l), unnormalized, weights.get(l), workers);
        }
        if (learnedInputs) {
            int size = inputs.values().length;
            for (int k = 0; k < size; k++) {
                inputs.gradient()[k] = above[k] + above[size + k];
            }
        }
    }

    /** y = x / |x| gives dx = (dy - y (y . dy)) / |x|. */
    private static float[] throughNormalization(Layer layer, float[] above, int dimension, Workers workers) {
        float[] below = new float[above.length];
        workers.run(layer.lengths.length, CHUNK, (begin, end) -> {
            for (int row = begin; row < end; row++) {
                double dot = 0;
                for (int k = row * dimension; k < (row + 1) * dimension; k++) {
                    dot += (double) above[k] * layer.output[k];
                }
                double scale = inverse(layer.lengths[row]);
                for (int k = row * dimension; k < (row + 1) * dimension; k++) {
                    below[k] = (float) (scale * (above[k] - layer.output[k] * dot));
                }
            }
        });
        return below;
    }

    private float[] throughBranches(Layer layer, float[] above, Parameter weight, Workers workers) {
        int rows = layer.lengths.length;
        float[] below = new float[rows * weight.rows()];
        Arrays.fill(weight.gradient(), 0f);
        for (Branch branch : layer.branches) {
            float[] active = new float[above.length];
            for (int k = 0; k < above.length; k++) {
                active[k] = branch.activated[k] > 0 ? above[k] : 0f;
            }
            addWeightGradient(branch, active, weight, workers);
            float[] heard = new float[rows * weight.rows()];
            Matrix product = Matrix.of(heard, rows, weight.rows());
            Matrix transposedWeight = matrix(weight).transposed().packed();
            workers.run(
                    rows,
                    CHUNK,
                    (begin, end) -> kernels.multiply(
                            Matrix.of(active, rows, weight.columns()).rows(begin, end),
                            transposedWeight,
                            product.rows(begin, end)));
            float[] spread = new float[below.length];
            workers.run(rows, CHUNK, (begin, end) -> {
                kernels.multiply(branch.transposed.part(begin, end), heard, spread);
                for (int k = begin * weight.rows(); k < end * weight.rows(); k++) {
                    below[k] += spread[k];
                }
            });
        }
        return below;
    }

    /** dW += heard' active, in chunks of rows whose partial products are added in order, whoever computed them. */
    private void addWeightGradient(Branch branch, float[] active, Parameter weight, Workers workers) {
        int rows = active.length / weight.columns();
        float[][] parts = new float[(rows + REDUCTION_CHUNK - 1) / REDUCTION_CHUNK][weight.values().length];
        workers.run(
                rows,
                REDUCTION_CHUNK,
                (begin, end) -> kernels.multiply(
                        Matrix.of(branch.heard, rows, weight.rows())
                                .rows(begin, end)
                                .transposed(),
                        Matrix.of(active, rows, weight.columns()).rows(begin, end),
                        Matrix.of(parts[begin / REDUCTION_CHUNK], weight.rows(), weight.columns())));
        for (float[] part : parts) {
            for (int k = 0; k < part.length; k++) {
                weight.gradient()[k] += part[k];
            }
        }
    }

    private static Matrix matrix(Parameter parameter) {
        return Matrix.of(parameter.values(), parameter.rows(), parameter.columns());
    }
}
