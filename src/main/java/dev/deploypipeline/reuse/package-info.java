/**
 * What makes a task's result usable again: digests of files, the fingerprint of a task's inputs,
 * what the last run left, the stores of results, and the way a result is put back. Knows nothing of
 * Maven.
 *
 * <p>May use: {@code model}, {@code config}, the JDK, Jackson.
 */
package dev.deploypipeline.reuse;
