/**
 * Runs a graph of tasks on a bounded number of threads: the graph, the ready queue, the executor
 * and what it measured.
 *
 * <p>It knows nothing of Maven: a node is a key, a cost and the resources it needs, and what
 * running it means is the caller's {@link dev.deploypipeline.schedule.Work}. The entry points are
 * {@link dev.deploypipeline.schedule.TaskGraph#builder()} and {@link
 * dev.deploypipeline.schedule.GraphExecutor}.
 *
 * <p>May use: model and the JDK.
 */
package dev.deploypipeline.schedule;
