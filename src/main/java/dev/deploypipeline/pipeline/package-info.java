/**
 * The use cases, one per goal, and the ports they need. Places the mojo executions of all modules
 * in one graph, runs it and tells its events. Knows nothing of Maven.
 *
 * <p>May use: config, schedule, lint, model.
 */
package dev.deploypipeline.pipeline;
