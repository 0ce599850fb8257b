/**
 * The Maven adapter: execution plans become tasks, tasks are run as mojo executions on their own
 * view of the project, and what happened is told to Maven.
 *
 * <p>May use: pipeline, config, schedule, model; Maven.
 */
package dev.deploypipeline.reactor;
