/**
 * Remembers how long the tasks of past runs took: a versioned store with one line per run.
 *
 * <p>May use: model, config.
 */
package dev.deploypipeline.history;
