/**
 * The Maven adapter: execution plans become tasks, tasks are run as mojo executions on their own
 * view of the project, what happened is told to Maven, and a session's pool and artifacts are
 * offered without Maven types.
 *
 * <p>May use: pipeline, config, schedule, pool, runtime, broker, keep, lint, tests, tuning,
 * selection, prefetch, reuse, model; Maven and its resolver.
 */
package dev.deploypipeline.reactor;
