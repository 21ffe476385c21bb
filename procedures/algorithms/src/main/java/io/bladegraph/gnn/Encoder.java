// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Turns parameters and neighborhoods into the embeddings of all vertices, and gradients of those into gradients of these.
 *
 * <p>Embeddings are row-major, (2 n, dimension): row u is the source embedding of node u, row n + v the target embedding of
 * node v. {@link #backward} follows the {@link #forward} of the same neighborhoods. Not thread-safe; the work inside is
 * shared among the workers, with the same bits for any number of them.
 */
public sealed interface Encoder permits LinearEncoder, PaperEncoder {
    /**
     * What is learned.
     *
     * @return the parameters, always in the same order
     */
    List<Parameter> parameters();

    /**
     * Computes all embeddings, every layer once.
     *
     * @param graph who hears whom
     * @param workers who does it
     * @return embeddings, (2 n, dimension); overwritten by the next call
     */
    float[] forward(Messages graph, Workers workers);

    /**
     * Computes all embeddings for those who ask for no gradient, to the bit the ones that {@link #forward(Messages, Workers)}
     * gives.
     *
     * @param graph who hears whom
     * @param workers who does it
     * @return embeddings of their own
     */
    DualEmbeddings embed(Messages graph, Workers workers);

    /**
     * Computes the embeddings of some vertices, to the bit the ones that {@link #forward(Messages, Workers)} gives.
     *
     * @param graph who hears whom
     * @param wanted the vertices
     * @param workers who does it
     * @return embeddings, (2 n, dimension), of which only the rows wanted mean anything; overwritten by the next call
     */
    float[] forward(Messages graph, VertexSet wanted, Workers workers);

    /**
     * Zeros, to which the derivative of the loss by the embeddings of the last {@link #forward} is to be added. They may lie
     * where that pass kept what nobody needs any more.
     *
     * @param wanted the vertices of that pass
     * @param workers who does it
     * @return (2 n, dimension), of which only the rows wanted mean anything
     */
    float[] zeroGradient(VertexSet wanted, Workers workers);

    /**
     * Sets the gradients of all parameters. The embeddings of the last {@link #forward} are lost.
     *
     * @param gradient derivative of the loss by the embeddings of the last {@link #forward}, (2 n, dimension): what
     *     {@link #zeroGradient} gave for the same vertices, or zero for all others
     * @param wanted the vertices whose rows in {@code gradient} are not zero, or more
     * @param workers who does it
     */
    void backward(float[] gradient, VertexSet wanted, Workers workers);

    /**
     * Makes vertices strangers until the next call: they are described by their features alone, as products are that nobody
     * has bought yet. An encoder without such a description takes no notice.
     *
     * @param strangers which vertices
     */
    default void treatAsNew(IntPredicate strangers) {}
}
