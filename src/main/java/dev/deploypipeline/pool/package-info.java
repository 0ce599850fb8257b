/**
 * The servers that the tests of one build share: started in parallel, once each, and stopped
 * together.
 *
 * <p>May use: {@code model}, {@code config}.
 */
package dev.deploypipeline.pool;
